"""A real Chromium, headless, that cannot reach beyond this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def launch(playwright: Playwright, *, microphone: Path | None = None) -> Browser:
    """``microphone`` is a WAV file (48 kHz mono, 16 bit) that plays once when the page opens the microphone."""
    arguments = [*ARGUMENTS, "--use-fake-device-for-media-stream"]
    if os.getuid() == 0:
        arguments.append("--no-sandbox")
    if microphone:
        arguments += [
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}%noloop",
        ]
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=found, args=arguments)
