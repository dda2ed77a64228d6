"""A transport of a user's own, brought by another extension of JupyterLab and chosen by a widget."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.notebook import Notebook

HERE = Path(__file__).parent

REGISTER = """async () => {
  const container = await window._JUPYTERLAB['navai-jupyter'].get('./extension');
  const voice = await window.jupyterapp.resolveRequiredService(container().INavaiVoice);
  voice.registerTransport('bridge', window.openBridge);
}"""
"""As an extension does it that has our plugin among its required ones."""

WIDGETS = [
    f"import navai_jupyter as navai\nnavai.VoiceWidget(transport={name!r})" for name in ("bridge", "ferry")
]


@pytest.fixture(scope="module")
def lab(lab):
    notebooks.write(lab.root / "report.ipynb", *WIDGETS)
    return lab


def test_it_carries_what_its_widget_starts_and_nothing_else(page, lab):
    page.add_init_script(path=HERE / "own_transport.js")
    notebook = Notebook(page, lab, "report.ipynb").open()
    page.evaluate(REGISTER)
    notebook.run_all()
    notebook.expect_ran()
    by_bridge, by_ferry = notebook.widgets(2)

    by_ferry.region.get_by_role("button", name="Start voice").click()
    by_ferry.expect_status("error")
    expect(by_ferry.region.get_by_role("alert")).to_contain_text('This page has no transport "ferry".')
    expect(by_ferry.region.get_by_role("alert")).to_contain_text("auto, webrtc, websocket, bridge")

    by_bridge.start()
    by_bridge.expect_way("bridge")
    by_bridge.type("add two and three")
    by_bridge.expect_said("Over the bridge: 5.")
    assert notebook.calls() == ["a=2 b=3"]
    by_bridge.stop()
    assert page.evaluate("window.bridge.connected") is False

    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    notebook.panel.expect_way("WebRTC")
