"""Things are unplugged: the words are clear, and nothing is lost."""

import signal

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.engine import engine_by_hand
from tests.e2e.lab import Lab
from tests.e2e.notebook import MODELS_MS, Notebook

SLOW = """import time

@navai.function
def wait_long() -> str:
    "Wait for a long time."
    time.sleep(60)
    return "waited" """


def start_lab(tmp_path, **environment):
    lab = Lab(tmp_path, environment).start()
    notebooks.write(lab.root / "report.ipynb", SLOW)
    return lab


@pytest.fixture(scope="module")
def lab(lab):
    notebooks.write(lab.root / "report.ipynb", SLOW)
    return lab


def test_the_kernel_is_restarted_under_a_call(report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("wait long")
    report.panel.expect_said("wait_long()")
    report.menu("Kernel", "Restart Kernel…")
    report.page.get_by_role("button", name="Confirm Kernel Restart").click()
    report.panel.expect_said("The kernel was restarted while the function ran.")
    report.run_all()
    report.expect_ran()
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    assert report.calls() == ["a=2 b=3"]


def test_native_code_of_the_engine_crashes_in_mid_session(report, lab):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    lab.engine().send_signal(signal.SIGSEGV)
    report.panel.expect_said("The local engine crashed and was started again.")
    report.panel.expect_said("segmentation fault")
    assert "Fatal Python error: Segmentation fault" in lab.log.read_text()
    report.panel.expect_said("The result is 5")  # the conversation is still there
    report.panel.expect_status("connected")
    report.panel.type("add four and five")
    report.panel.expect_said("The result is 9")
    assert report.calls() == ["a=2 b=3", "a=4 b=5"]


def test_the_server_is_stopped(page, tmp_path):
    lab = start_lab(tmp_path)
    try:
        report = Notebook(page, lab, "report.ipynb").converse()
    finally:
        lab.stop()
    report.page.get_by_role("dialog", name="Server Connection Error").get_by_role("button").first.click()
    report.panel.expect_status("connecting")  # it is tried again, for minutes
    alert = report.panel.region.get_by_role("alert")
    expect(alert).to_contain_text("The Jupyter server does not answer.", timeout=MODELS_MS)
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    report.panel.expect_said("The result is 5")


def test_the_providers_url_is_wrong(page, tmp_path):
    lab = start_lab(tmp_path, NAVAI_PROVIDER="http://127.0.0.1:9/v1", OPENAI_API_KEY="sk-1")
    try:
        notebook = Notebook(page, lab, "report.ipynb").open()
        notebook.command("Voice: Start")
        notebook.panel.expect_status("error")
        alert = notebook.panel.region.get_by_role("alert")
        expect(alert).to_contain_text("127.0.0.1 cannot be reached.")
        expect(alert).to_contain_text("NAVAI_PROVIDER")
    finally:
        lab.stop()


def test_the_key_is_wrong(page, tmp_path):
    (tmp_path / "engine").mkdir()
    with engine_by_hand("the-right-key", tmp_path / "engine" / "log") as url:
        lab = start_lab(tmp_path / "lab", NAVAI_PROVIDER=url, OPENAI_API_KEY="the-wrong-key")
        try:
            notebook = Notebook(page, lab, "report.ipynb").open()
            notebook.command("Voice: Start")
            notebook.panel.expect_status("error")
            alert = notebook.panel.region.get_by_role("alert")
            expect(alert).to_contain_text("The provider refused the key.")
            expect(alert).to_contain_text("OPENAI_API_KEY")
            expect(alert).not_to_contain_text("the-wrong-key")
        finally:
            lab.stop()
