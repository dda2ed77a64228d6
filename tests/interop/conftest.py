from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e import notebooks
from tests.e2e.conftest import browser, own_network, page, playwright, report, tree
from tests.e2e.lab import Lab
from tests.interop import models, speech_to_speech

__all__ = ["browser", "own_network", "page", "playwright", "report", "tree"]


@pytest.fixture(scope="session")
def other_server(tmp_path_factory, own_network) -> Iterator[str]:
    """The base URL of a realtime server that we did not write."""
    with models.serving() as served:
        home = tmp_path_factory.mktemp("speech-to-speech")
        with speech_to_speech.serving(served.url, home) as url:
            yield url


@pytest.fixture(scope="session")
def lab(tmp_path_factory, other_server) -> Iterator[Lab]:
    """A JupyterLab whose provider is that server."""
    lab = Lab(tmp_path_factory.mktemp("lab"), {"NAVAI_PROVIDER": other_server}).start()
    notebooks.write(lab.root / "report.ipynb")
    yield lab
    lab.stop()
