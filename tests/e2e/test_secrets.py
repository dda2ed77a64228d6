"""Canaries: keys and secrets are planted, a session is held, and everything it left behind is searched."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.e2e import notebooks
from tests.e2e.engine import engine_by_hand
from tests.e2e.lab import Lab

KEY = "sk-canary-0123456789-never-to-be-seen"

MINT = """async () => {
  const xsrf = document.cookie.match(/_xsrf=([^;]+)/)[1];
  const answer = await fetch('/navai/realtime/client-secret', {method: 'POST', headers: {'X-XSRFToken': xsrf}});
  return (await answer.json()).value;
}"""

STORES = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab at its most talkative, whose provider is an engine with a key that we know."""
    home = tmp_path_factory.mktemp("canary")
    with engine_by_hand(KEY, home / "engine.log") as url:
        environment = {"NAVAI_PROVIDER": url, "OPENAI_API_KEY": KEY}
        lab = Lab(home, environment, arguments=("--debug",))
        lab.set("@jupyter-widgets/jupyterlab-manager", "plugin", saveState=True)
        lab.start()
        notebooks.write(lab.root / "report.ipynb", "%navai", "import navai_jupyter\nnavai_jupyter.functions()")
        yield lab
        lab.stop()


def test_no_key_and_no_secret_is_left_anywhere(report, lab):
    received: list[str] = []
    report.page.on("response", lambda response: received.append(_text(response)))
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    secret = report.page.evaluate(MINT)
    assert secret.startswith("ek_")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    report.menu("File", "Save Notebook")
    report.page.wait_for_function("!document.querySelector('.jp-mod-dirty')")

    page = report.page.content() + report.page.evaluate(STORES)
    children = psutil.Process(lab.process.pid).children(recursive=True)
    processes = [" ".join(process.cmdline()) for process in children]
    for canary in (KEY, secret):
        assert canary not in page
        assert canary not in "\n".join(processes)
        assert [str(file) for file in _files(lab.home) if canary.encode() in file.read_bytes()] == []
    assert not any(KEY in body for body in received)
    saved = (lab.root / "report.ipynb").read_text()
    assert "application/vnd.jupyter.widget-state+json" in saved  # the widget's state was searched too


def _files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def _text(response) -> str:
    kind = response.headers.get("content-type", "")
    return response.text() if "json" in kind or "text" in kind or "sdp" in kind else ""
