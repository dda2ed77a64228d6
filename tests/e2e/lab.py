"""A real JupyterLab as a person starts it: token, XSRF, an empty configuration, a folder of notebooks."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
START_SECONDS = 90


@dataclass
class Lab:
    """``home`` keeps everything that the server and its kernels write."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def root(self) -> Path:
        return self.home / "notebooks"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> Lab:
        self.home.mkdir(parents=True, exist_ok=True)
        if not self.root.exists():
            self._furnish()
        self.port = self.port or free_port()
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(f"--port={self.port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"),
            f"--ServerApp.root_dir={self.root}",
            *self.arguments,
        ]
        kinds = ("CONFIG", "DATA", "RUNTIME")
        folders = {f"JUPYTER_{kind}_DIR": str(self.home / kind.lower()) for kind in kinds}
        # The token travels as a user would set it by hand, outside the process list.
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NAVAI_"))},
            **folders,
            "JUPYTER_TOKEN": self.token,
            "JUPYTERLAB_SETTINGS_DIR": str(self.home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.home / "workspaces"),
            **self.environment,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=self.home)
        self._wait()
        return self

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.process = None

    def renew(self) -> None:
        """No kernel runs any more, and files and settings are as at the start; server and engine stay warm."""
        headers = {"Authorization": f"token {self.token}"}
        with httpx.Client(base_url=self.url, headers=headers, timeout=60) as server:
            for session in server.get("api/sessions").raise_for_status().json():
                server.delete(f"api/sessions/{session['id']}").raise_for_status()
        shutil.rmtree(self.root)
        shutil.rmtree(self.home / "settings")
        self._furnish()

    def engine(self) -> psutil.Process:
        """The engine that the server has started."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children(recursive=True)
        (engine,) = (child for child in children if "navai_jupyter.engine" in child.cmdline())
        return engine

    def notebook_url(self, name: str = "quickstart.ipynb", tree: str = "lab/tree") -> str:
        return f"{self.url}{tree}/{name}?token={self.token}&reset"

    def saved(self, name: str = "quickstart.ipynb") -> dict:
        return json.loads((self.root / name).read_text())

    def set(self, extension: str, plugin: str, **values: object) -> None:
        """Change settings as a person does in the settings editor."""
        folder = self.home / "settings" / extension
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{plugin}.jupyterlab-settings").write_text(json.dumps(values))

    def _furnish(self) -> None:
        shutil.copytree(NOTEBOOKS, self.root)
        # A person answered this question long ago; it lies over the panel.
        self.set("@jupyterlab/apputils-extension", "notification", fetchNews="false")
        # So does what Jupyter says when it cannot save while a test has cut the network.
        self.set("@jupyterlab/docmanager-extension", "plugin", autosave=False)
        # For each page JupyterLab would check whether it must be built anew: a second of a core.
        page_config = self.home / "config" / "labconfig" / "page_config.json"
        if not page_config.exists():
            page_config.parent.mkdir(parents=True)
            page_config.write_text('{"buildCheck": false}')

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()[-4000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
