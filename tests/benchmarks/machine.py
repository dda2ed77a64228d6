"""What a figure was measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Any

from navai_jupyter import __version__

PACKAGES = (
    *("jupyterlab", "jupyter-server", "ipykernel", "jupyter-client", "anywidget"),
    *("aiortc", "faster-whisper", "hibari-tts"),
)


def describe_machine() -> dict[str, Any]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "navai-jupyter": __version__,
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }
