"""The ways to the voice agent beside its panel: keys, status bar, launcher."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.lab import Lab
from tests.e2e.notebook import MODELS_MS, START_MS, TURN_MS, in_both
from tests.e2e.speech import spoken


@in_both
def test_keys_start_talk_and_stop_wherever_the_focus_is(report):
    report.cells.nth(2).locator(".cm-content").click()
    report.page.keyboard.press("Alt+Shift+V")
    report.panel.expect_status("connected")

    report.page.keyboard.press("Alt+Shift+M")
    expect(report.panel.region).to_contain_text("Muted")
    report.speak(spoken("add four and five"))
    report.page.keyboard.down("Alt")
    report.page.keyboard.down("Shift")
    report.page.keyboard.down("H")
    expect(report.panel.region).not_to_contain_text("Muted")
    report.speak(spoken("add two and three"))
    report.page.keyboard.up("H")
    report.page.keyboard.up("Shift")
    report.page.keyboard.up("Alt")
    report.panel.expect_said("The result is 5")
    expect(report.panel.region).to_contain_text("Muted")
    assert report.calls() == ["a=2 b=3"]

    report.page.keyboard.press("Alt+Shift+V")
    report.panel.expect_status("idle")


def test_the_launcher_and_the_status_bar_show_the_panel(report):
    bar = report.page.locator("#jp-main-statusbar")
    report.command("New Launcher")
    report.page.locator(".jp-LauncherCard", has_text="Voice agent").click()
    expect(report.panel.region).to_be_visible()
    report.page.keyboard.press("Alt+Shift+V")
    expect(bar.get_by_role("button", name="Listening")).to_be_visible(timeout=TURN_MS)
    report.page.keyboard.press("Alt+Shift+V")
    expect(bar.get_by_role("button", name="Voice off")).to_be_visible()


@pytest.fixture
def spanish(lab: Lab) -> Iterator[None]:
    """JupyterLab in Spanish, as a person sets it; the language pack is installed."""
    lab.set("@jupyterlab/translation-extension", "plugin", locale="es_ES")
    lab.set("navai-jupyter", "plugin", voice="cedar")  # the local engine has another, and the server says so
    yield
    lab.set("@jupyterlab/translation-extension", "plugin")
    lab.set("navai-jupyter", "plugin")


@pytest.mark.usefixtures("spanish")
def test_all_of_it_speaks_the_language_of_jupyterlab(page, lab):
    page.goto(lab.notebook_url("report.ipynb"))
    bar = page.locator("#jp-main-statusbar")
    expect(bar.get_by_role("button", name="Voz apagada")).to_be_visible(timeout=START_MS)
    page.keyboard.press("Alt+Shift+V")
    region = page.get_by_role("region", name="Agente de voz")
    expect(region).to_contain_text("Escuchando", timeout=MODELS_MS)
    region.get_by_role("textbox", name="Escribe un mensaje").fill("what can I say?")
    region.get_by_role("button", name="Enviar").click()
    expect(region.get_by_role("log", name="Conversación")).to_contain_text("You can say", timeout=TURN_MS)
    expect(region).to_contain_text("habla con la voz con la que se inició, así que no se usa cedar")

    page.locator(".jp-Notebook .jp-Cell").first.click()
    for _ in range(4):
        page.keyboard.press("Shift+Enter")
    expect(region.locator("code", has_text="add(a, b)")).to_be_attached(timeout=START_MS)
    page.route(
        "**/navai/functions/execute*", lambda route: route.fulfill(status=403, json={"message": "Forbidden"})
    )
    region.get_by_role("textbox", name="Escribe un mensaje").fill("add two and three")
    region.get_by_role("button", name="Enviar").click()
    expect(region).to_contain_text("El servidor de Jupyter rechazó la petición.", timeout=TURN_MS)
    expect(region).to_contain_text("refused the request", timeout=TURN_MS)  # as the engine says it
    assert fits(region)
    page.keyboard.press("Alt+Shift+V")
    expect(region).to_contain_text("Listo: pulsa y habla")

    page.keyboard.press("Control+,")
    page.locator(".jp-PluginList-entry", has_text="Agente de voz").click()
    form = page.locator(".jp-SettingsForm", has_text="Detección de turnos")
    expect(form).to_contain_text("%1 representa un valor")


def fits(region: Locator) -> bool:
    """Whether no word of the panel is wider than it."""
    return bool(region.evaluate("(panel) => panel.scrollWidth <= panel.clientWidth"))
