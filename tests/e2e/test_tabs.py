"""One voice: of two tabs, of two browsers, and of two notebooks while a sentence is said."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.e2e import notebooks
from tests.e2e.accessibility import violations
from tests.e2e.conftest import HERE, SIZE
from tests.e2e.lab import Lab
from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.speech import spoken


def opened(page: Page, lab: Lab, name: str) -> Notebook:
    """A notebook, run, in a folder of its own, where its kernel notes its calls; voice is shown."""
    if not (lab.root / name).exists():
        (lab.root / name).parent.mkdir()
        notebooks.write(lab.root / name)
    notebook = Notebook(page, lab, name).open()
    notebook.run_all()
    notebook.expect_ran()
    notebook.command("Voice: Show Panel")
    return notebook


def add(notebook: Notebook, a: str, b: str, total: int) -> None:
    notebook.panel.type(f"add {a} and {b}")
    notebook.panel.expect_said(f"The result is {total}")


def question(notebook: Notebook) -> Locator:
    """Whether to act here instead."""
    return notebook.panel.region.get_by_role("dialog", name=re.compile("Voice runs in another"))


def use_here(notebook: Notebook) -> None:
    question(notebook).get_by_role("button", name="Use it here").click()
    notebook.panel.expect_status("connected")


def ask_to_start(notebook: Notebook, who: str) -> None:
    notebook.panel.region.get_by_role("button", name="Start voice").click()
    expect(question(notebook)).to_contain_text(who, timeout=TURN_MS)
    notebook.panel.expect_status("idle")


def test_of_two_tabs_one_speaks_and_it_is_handed_over(page, lab):
    first = opened(page, lab, "first/report.ipynb")
    first.panel.start()
    add(first, "two", "three", 5)

    second = opened(page.context.new_page(), lab, "second/notes.ipynb")
    expect(second.panel.region).to_contain_text("Voice runs in another tab: first/report.ipynb")
    ask_to_start(second, "another tab: first/report.ipynb")
    assert second.page.evaluate("navigator.locks.query().then(({ held }) => held.length)") == 2
    assert violations(second.page, "#jp-right-stack .navai") == []
    use_here(second)
    second.panel.expect_said("The result is 5")  # the conversation came along
    first.panel.expect_status("idle")
    expect(question(first)).to_contain_text("another tab: second/notes.ipynb")
    add(second, "four", "five", 9)

    use_here(first)
    second.panel.expect_status("idle")
    first.panel.expect_said("The result is 9")
    add(first, "six", "one", 7)
    assert first.calls() == ["a=2 b=3", "a=6 b=1"]
    assert second.calls() == ["a=4 b=5"]

    with suppress(PlaywrightError):  # the page is gone, and could say nothing: its lock goes with it
        first.page.goto("chrome://crash", timeout=2_000)
    expect(question(second)).to_have_count(0)
    expect(second.panel.region).to_contain_text("Ready")
    second.panel.region.get_by_role("button", name="Resume").click()
    second.panel.expect_status("connected")


def test_of_two_browsers_one_acts_in_a_kernel(page, lab, browser: Browser):
    here = opened(page, lab, "shared/report.ipynb")
    here.panel.start()
    add(here, "two", "three", 5)

    context = browser.new_context(viewport=SIZE, permissions=["microphone"])
    there_page = context.new_page()
    there_page.add_init_script(path=HERE / "microphone.js")
    there = opened(there_page, lab, "shared/report.ipynb")  # the same notebook, so the same kernel
    expect(there.panel.region).not_to_contain_text("Voice runs in")
    there.panel.region.get_by_role("button", name="Start voice").click()
    expect(question(there)).to_contain_text("another browser: shared/report.ipynb", timeout=TURN_MS)
    there.panel.expect_status("idle")
    use_here(there)
    here.panel.type("add seven and eight")  # it may not have been told yet
    add(there, "four", "five", 9)
    expect(question(here)).to_contain_text("another browser: shared/report.ipynb", timeout=TURN_MS)
    here.panel.expect_status("idle")
    assert here.calls() == ["a=2 b=3", "a=4 b=5"]

    use_here(here)
    expect(question(there)).to_contain_text("another browser: shared/report.ipynb", timeout=TURN_MS)
    here.panel.expect_said("The result is 15")  # what was typed in vain is answered now
    add(here, "six", "one", 7)
    assert here.calls() == ["a=2 b=3", "a=4 b=5", "a=7 b=8", "a=6 b=1"]
    context.close()


def test_another_tab_and_another_name_in_mid_sentence_change_nothing(page, lab):
    spoken_to = opened(page, lab, "spoken/report.ipynb")
    (lab.root / "other").mkdir()
    notebooks.write(lab.root / "other" / "notes.ipynb")
    spoken_to.panel.start()
    expect(spoken_to.panel.region).to_contain_text("Listening", timeout=TURN_MS)

    spoken_to.begin_to_speak(spoken("add two and three"))
    expect(spoken_to.panel.region).to_contain_text("Hearing you")
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:open', {path: 'other/notes.ipynb'})")
    page.evaluate(
        "() => window.jupyterapp.serviceManager.contents.rename('spoken/report.ipynb', 'spoken/renamed.ipynb')"
    )
    spoken_to.panel.expect_said("The result is 5")
    assert spoken_to.calls() == ["a=2 b=3"]
    spoken_to.panel.expect_said("Now in other/notes.ipynb.")  # only then the session follows
