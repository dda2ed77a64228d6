"""The widget alone: a JupyterLab without our extensions, as where the kernel lives in another environment."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.lab import Lab
from tests.e2e.notebook import Notebook
from tests.e2e.speech import spoken


@pytest.fixture(scope="module")
def bare_lab(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("bare"))
    config = lab.home / "config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "page_config.json").write_text('{"disabledExtensions": {"navai-jupyter": true}}')
    off = {"ServerApp": {"jpserver_extensions": {"navai_jupyter": False}}}
    (config / "jupyter_server_config.json").write_text(json.dumps(off))
    lab.start()
    yield lab
    lab.stop()


def open_report(page, lab, transport, *last):
    (lab.root / "calls.txt").unlink(missing_ok=True)
    widget = f"navai.VoiceWidget(transport={transport!r}, height=500)"
    notebooks.write(lab.root / "report.ipynb", widget, *last)
    notebook = Notebook(page, lab, "report.ipynb").open()
    notebook.run_all()
    return notebook


@pytest.mark.parametrize(("transport", "way"), [("kernel", "through the kernel"), ("webrtc", "WebRTC")])
def test_typed_and_spoken_turns_run_in_the_kernel(page, bare_lab, transport, way):
    notebook = open_report(page, bare_lab, transport)
    notebook.expect_ran()
    assert page.request.get(f"{bare_lab.url}navai/config?token={bare_lab.token}").status == 404
    panel = notebook.widget
    panel.type("add two and three")
    panel.expect_said("The result is 5")
    panel.expect_way(way)
    assert notebook.calls() == ["a=2 b=3"]
    panel.stop()
    panel.start()
    notebook.speak(spoken("add seven and eight"))
    panel.expect_said("The result is 15")
    notebook.expect_heard()
    page.screenshot(path=f"/tmp/widget-{transport}.png")
    assert notebook.calls() == ["a=2 b=3", "a=7 b=8"]
