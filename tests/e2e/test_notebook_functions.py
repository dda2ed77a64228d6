"""The notebook's own functions, called exactly, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from playwright.sync_api import expect

from tests.e2e.calling import Calling, write
from tests.e2e.notebook import in_both

SECTIONS = [
    new_markdown_cell("# One"),
    new_code_cell("x = 1"),
    new_code_cell("x + 1"),
    new_markdown_cell("## Two"),
    new_code_cell("1/0"),
    new_code_cell("print('hi')"),
]


@pytest.fixture(scope="module")
def lab(lab):
    lab.set("navai-jupyter", "plugin", transport="caller")
    return lab


@pytest.fixture
def sections(page, lab, tree):
    name = f"sections-in-{tree.replace('/', '-')}.ipynb"
    write(lab, name, SECTIONS)
    return Calling(page, lab, name, tree).open()


@in_both
def test_cells_run_and_say_what_came_of_it(sections):
    ran = sections.approved("notebook_run_cells", number=2)
    assert re.fullmatch(r"Cell 2 ran in [\d.]+ s, no output\.", ran)
    # Asked once, and for the session.
    assert sections.call("notebook_run_cells", which="next").endswith(", output: 2.")
    assert sections.at() == 3
    assert sections.call("notebook_run_cells", number=1) == "Cell 1: only text, nothing to run."
    division = "Cell 5 failed with ZeroDivisionError: division by zero"
    assert sections.call("notebook_run_cells", scope="all") == division
    assert sections.call("notebook_run_cells", which="failed") == division
    assert sections.call("notebook_run_cells", scope="all", which="above", number=4).startswith("2 cells ran")
    assert sections.call("notebook_run_cells", scope="section", number=4) == division
    assert sections.call("notebook_run_cells", scope="all", which="below", number=6).endswith("output: hi.")
    assert sections.call("notebook_run_cells", number=9).startswith("There is no cell 9.")


@in_both
def test_a_cell_that_runs_is_interrupted_and_the_kernel_restarted(sections):
    sections.call("notebook_replace_cell", number=2, source="import time; x = 2; time.sleep(60)")
    sections.begin("notebook_run_cells", number=2)
    sections.dialog.get_by_role("button", name="Approve", exact=True).click()
    expect(sections.page.get_by_text("[*]:").first).to_be_visible()
    assert "is running" in sections.call("notebook_move_cell", number=2, direction="down")
    assert sections.call("notebook_interrupt_kernel") == "Interrupted the kernel."
    assert sections.said(sections.answer()) == "Cell 2 failed with KeyboardInterrupt: "
    assert sections.call("notebook_interrupt_kernel") == "Nothing is running."

    sections.begin("notebook_run_cells", number=2)
    expect(sections.page.get_by_text("[*]:").first).to_be_visible()
    sections.begin("voice_stop_call")
    assert {sections.said(sections.answer()), sections.said(sections.answer())} == {
        "The user stopped this call.",
        "Stopped notebook_run_cells.",
    }
    expect(sections.page.get_by_text("[*]:")).to_have_count(0)  # the kernel itself was stopped

    assert sections.approved("notebook_restart_kernel") == "Restarted the kernel."
    failed = sections.call("notebook_run_cells", number=3)
    assert failed == "Cell 3 failed with NameError: name 'x' is not defined"


@in_both
def test_cells_are_edited_and_all_of_it_undone(sections):
    before = sections.kept()
    call = sections.call
    assert call("notebook_insert_cell", position="end", kind="markdown", source="*end*") == (
        "Inserted markdown cell 7."
    )
    assert sections.page.locator(".jp-MarkdownCell.jp-mod-rendered em").inner_text() == "end"
    assert call("notebook_insert_cell", number=2, source="y equals 5") == "Inserted code cell 3."
    assert sections.sources()[2] == "y = 5"
    assert call("notebook_append_line", line="z = 6") == "Added a line to cell 3."
    assert call("notebook_replace", old="5", new="7") == "Replaced it in cell 3."
    assert sections.sources()[2] == "y = 7\nz = 6"
    assert "is not in cell 3" in call("notebook_replace", old="nothing", new="")
    assert call("notebook_split_cell", line=2) == "Split cell 3 into cells 3 and 4."
    assert sections.sources()[2:4] == ["y = 7", "z = 6"]
    assert call("notebook_move_cell", direction="top") == "Moved cell 4 to 1."
    assert call("notebook_duplicate_cell") == "Copied cell 1 to cell 2."
    assert call("notebook_merge_cells", direction="above") == "Merged cells 1 and 2 into cell 1."
    assert sections.sources()[0] == "z = 6\n\nz = 6"
    assert call("notebook_change_cell", kind="raw") == "Cell 1 is raw now."
    assert call("notebook_tag_cell", number=3, tag="slow part") == "Cell 3 has the tag slow-part."
    assert sections.cells()[2]["metadata"]["tags"] == ["slow-part"]
    assert call("notebook_delete_cell", which="last").startswith("Deleted cell")
    assert sections.approved("notebook_delete_all_cells").startswith("Deleted all")
    assert sections.sources() == [""]

    after = sections.kept()
    assert call("voice_undo") == "Undone: Deleted all 8 cells."
    assert call("voice_undo", count=20).startswith("Undone: Deleted cell")
    assert sections.kept() == before
    assert call("voice_undo") == "There is nothing to undo that was changed by voice."
    call("notebook_redo", count=20)
    assert sections.kept() == after
    call("voice_undo", count=20)
    assert call("notebook_save") == f"Saved {sections.name}."
    saved = sections.lab.saved(sections.name)["cells"]
    assert ["".join(cell["source"]) for cell in saved] == [cell.source for cell in SECTIONS]


@in_both
def test_the_persons_own_edits_are_not_undone_and_outputs_come_back(sections, page):
    sections.approved("notebook_run_cells", number=3)
    sections.call("notebook_clear_outputs", scope="all")
    assert sections.cells()[2]["outputs"] == 0
    sections.call("notebook_move_cell", number=3, direction="bottom")
    cell = page.locator(".jp-Notebook .jp-Cell").nth(5)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("0")
    sections.call("voice_undo")
    assert sections.sources()[2] == "x + 10"
    sections.call("voice_undo")
    assert sections.cells()[2]["outputs"] == 1


def test_calls_go_to_the_notebook_in_which_the_sentence_began(page, lab):
    write(lab, "first.ipynb", SECTIONS)
    write(lab, "second.ipynb", [new_code_cell("second = 2")])
    first = Calling(page, lab, "first.ipynb").open()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:open', {path: 'second.ipynb'})")
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:open', {path: 'first.ipynb'})")
    expect(page.locator(".jp-NotebookPanel:visible .jp-Cell")).not_to_have_count(1)

    # Another tab and another name, between the sentence and the approval.
    first.begin("notebook_run_cells", number=2)
    expect(first.dialog).to_be_visible()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:open', {path: 'second.ipynb'})")
    page.evaluate("() => window.jupyterapp.serviceManager.contents.rename('first.ipynb', 'renamed.ipynb')")
    first.dialog.get_by_role("button", name="Approve", exact=True).click()
    assert first.said(first.answer()).startswith("Cell 2 ran")
    assert first.cells("renamed.ipynb")[1]["count"] == 1
    assert first.cells("second.ipynb")[0]["count"] is None

    # By request, and back.
    assert first.call("notebook_use_notebook", notebook="renamed") == "Now in renamed.ipynb."
    assert first.call("notebook_use_notebook", notebook="other") == "Now in second.ipynb."
    assert first.call("notebook_append_line", line="more") == "Added a line to cell 1."
    assert first.sources("second.ipynb") == ["second = 2\nmore"]
    assert "Open are" in first.call("notebook_use_notebook", notebook="nowhere")

    # Closed while the call waits.
    first.begin("notebook_delete_all_cells")
    expect(first.dialog).to_be_visible()
    page.evaluate(
        """() => [...window.jupyterapp.shell.widgets('main')]
          .find((each) => each.context?.path === 'second.ipynb').dispose()"""
    )
    first.dialog.get_by_role("button", name="Approve", exact=True).click()
    assert first.said(first.answer()).startswith("The notebook second.ipynb was closed.")
    assert len(first.sources("renamed.ipynb")) == 6


def test_commands_of_jupyterlab(page, lab):
    write(lab, "commands.ipynb", SECTIONS)
    commands = Calling(page, lab, "commands.ipynb").open()
    assert commands.call("lab_command", command="Show Line Numbers") == "Done: Show Line Numbers."
    expect(page.locator(".jp-CodeCell .cm-lineNumbers").first).to_be_visible()
    dark = {"theme": "JupyterLab Dark"}
    commands.call("lab_command", command="Switch to the provided `theme`.", args=dark)
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    assert "It needs theme." in commands.call("lab_command", command="Switch to the provided `theme`.")
    assert "Accepted: Show Line Numbers" in commands.call("lab_command", command="docmanager:delete-file")
