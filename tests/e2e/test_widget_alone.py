"""The widget alone: a JupyterLab without our extensions, as where the kernel lives in another environment."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.accessibility import violations
from tests.e2e.calling import ARGUMENTS
from tests.e2e.conftest import SIZE
from tests.e2e.lab import Lab
from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.speech import spoken

KEY = "sk-canary-0123456789-never-to-be-seen"
UNTIL_CALLED = """import time
for _ in range(600):
    if Path('calls.txt').exists():
        print('called beside this cell')
        break
    time.sleep(0.2)"""
COUNT = """import time

@navai.function
def count_slowly() -> str:
    "Count slowly."
    for number in range(1, 60):
        if number < 3:
            print('counted', number)
        time.sleep(0.5)
    return 'done'"""
MOST_SAVED = 60_000
"""Bytes; the panel's code alone is more than a million."""


@pytest.fixture(scope="module")
def bare_lab(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("bare"), {"OPENAI_API_KEY": KEY, "NAVAI_PROVIDER": "local"}, ARGUMENTS)
    config = lab.home / "config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "page_config.json").write_text('{"disabledExtensions": {"navai-jupyter": true}}')
    off = {"ServerApp": {"jpserver_extensions": {"navai_jupyter": False}}}
    (config / "jupyter_server_config.json").write_text(json.dumps(off))
    lab.set("@jupyter-widgets/jupyterlab-manager", "plugin", saveState=True)
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


def expect_offers_only_what_a_kernel_can_do(panel):
    """Neither functions of the page's notebook, nor a cell for a result, nor another notebook."""
    for call in panel.log.locator("summary").all():
        call.click()
    expect(panel.log).not_to_contain_text("Keep as cell")
    expect(panel.region.get_by_role("combobox", name="Notebook")).to_have_count(0)
    panel.region.get_by_role("tab", name="Functions").click()
    names = panel.region.get_by_role("list", name="Functions").locator("code")
    expect(names).to_have_text(["add(a, b)", "delete_rows(table)"])


def test_typed_and_spoken_turns_go_through_the_kernel_also_beside_a_running_cell(page, bare_lab):
    notebook = open_report(page, bare_lab, "kernel", UNTIL_CALLED)
    panel = notebook.widget
    assert page.request.get(f"{bare_lab.url}navai/config?token={bare_lab.token}").status == 404
    panel.type("add two and three")
    panel.expect_status("connected")
    panel.expect_said("The result is 5")
    expect(page.locator(".jp-OutputArea-output", has_text="called beside this cell")).to_be_attached()
    panel.expect_way("through the kernel")

    panel.stop()
    panel.start()
    notebook.speak(spoken("add seven and eight"))
    panel.expect_said("The result is 15")
    notebook.expect_heard()
    assert notebook.calls() == ["a=2 b=3", "a=7 b=8"]

    panel.type("go to discussion")
    panel.expect_said("You are at Discussion")
    expect(page.get_by_role("heading", name="Discussion")).to_be_in_viewport()

    panel.type("delete rows of table raw")
    panel.region.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()
    panel.expect_said("deleted raw")
    expect_offers_only_what_a_kernel_can_do(panel)
    assert violations(page, ".navai") == []

    notebook.menu("File", "Save Notebook")
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    saved = (bare_lab.root / "report.ipynb").read_text()
    assert "application/vnd.jupyter.widget-state+json" in saved  # the widget's state was searched too
    assert len(saved) < MOST_SAVED
    for secret in (KEY, '"ek_'):
        assert secret not in saved + page.content()


def test_sound_goes_straight_to_an_engine_that_the_page_can_reach(page, bare_lab):
    notebook = open_report(page, bare_lab, "auto")
    notebook.expect_ran()
    panel = notebook.widget
    panel.start()
    panel.expect_way("WebRTC")
    notebook.speak(spoken("add seven and eight"))
    panel.expect_said("The result is 15")
    notebook.expect_heard()
    assert notebook.calls() == ["a=7 b=8"]


def test_typing_works_on_a_page_with_neither_microphone_nor_webrtc(browser, bare_lab):
    context = browser.new_context(viewport=SIZE, permissions=[])
    page = context.new_page()
    page.add_init_script(
        "delete window.RTCPeerConnection; Object.defineProperty(navigator, 'mediaDevices', {value: undefined})"
    )
    notebook = open_report(page, bare_lab, "auto")
    notebook.expect_ran()
    panel = notebook.widget
    panel.region.get_by_role("button", name="Start voice").click()
    expect(panel.region).to_contain_text("This page may not use a microphone.")
    panel.type("add two and three")
    panel.expect_said("The result is 5")
    panel.expect_way("through the kernel")
    expect(panel.log).to_contain_text("Sound goes through the kernel. ")
    assert notebook.calls() == ["a=2 b=3"]
    context.close()


@pytest.fixture
def spanish(bare_lab):
    bare_lab.set("@jupyterlab/translation-extension", "plugin", locale="es_ES")
    yield
    bare_lab.set("@jupyterlab/translation-extension", "plugin")


@pytest.mark.usefixtures("spanish")
def test_it_speaks_the_language_of_the_page_but_for_labels_of_its_own(page, bare_lab):
    (bare_lab.root / "calls.txt").unlink(missing_ok=True)
    labels = {"Deny": "Ni hablar"}
    notebooks.write(bare_lab.root / "report.ipynb", COUNT, f"navai.VoiceWidget(labels={labels}, height=500)")
    notebook = Notebook(page, bare_lab, "report.ipynb").open()
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => {})")
    region = page.get_by_role("region", name="Agente de voz")

    def say(text: str) -> None:
        region.get_by_role("textbox", name="Escribe un mensaje").fill(text)
        region.get_by_role("button", name="Enviar").click()

    say("count slowly")
    call = region.locator(".navai-call").last
    call.locator("summary").click()
    expect(call).to_contain_text("en ejecución")
    expect(call.locator("pre")).to_have_text("counted 1\ncounted 2\n")  # while it runs
    call.get_by_role("button", name="Detener esta llamada").click()
    expect(call).to_contain_text("detenid")
    say("delete rows of table raw")
    question = region.get_by_role("dialog", name="Aprobar")
    expect(question).to_contain_text("El agente quiere ejecutar delete_rows.")
    question.get_by_role("button", name="Ni hablar").click()
    expect(region.locator(".navai-call").last).to_contain_text("denegado")
    assert notebook.calls() == []

    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(region.get_by_role("group", name="¿Reanudar la conversación?")).to_be_visible()
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown().then(() => {})")
    region.get_by_role("button", name="Reanudar").click()
    alert = region.get_by_role("alert")
    expect(alert).to_contain_text("El núcleo de este panel ya no está.", timeout=TURN_MS)
    assert violations(page, ".navai") == []
