"""What the page itself offers in a notebook: cells are read, written, run and moved."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Introduction": (),
    "Data loading": (),
    "Cleaning": (),
    "Model comparison": (),
    "Results": ("Findings",),
}

Number = Annotated[int | None, Field(ge=1)]
Which = Literal["this", "next", "previous", "above", "below", "first", "last", "failed"] | None


def notebook_where() -> str:
    """Say where the user is: the notebook, the section, the cell, and whether the kernel is busy."""
    return "cell 3"


def notebook_list_sections() -> str:
    """List the sections of the notebook."""
    return "Introduction"


def notebook_read_cell(number: Number = None, which: Which = None) -> str:
    """Read aloud what is written in a cell.

    Args:
        number: Number of the cell, counted from the top.
        which: Which cell, unless it has a number; without either the one the user is at.
    """
    return "import pandas"


def notebook_read_output(number: Number = None, which: Which = None) -> str:
    """Read the output of a cell: what it prints, its table, plot or error.

    Args:
        number: Number of the cell, counted from the top.
        which: Which cell, unless it has a number; without either the one the user is at.
    """
    return "3"


def notebook_read_error(number: Number = None, which: Which = None) -> str:
    """Read the error of a cell: what went wrong, and in which line. Without a cell, the latest error.

    Args:
        number: Number of the cell, counted from the top.
        which: Which cell, unless it has a number; without either the one the user is at.
    """
    return "KeyError"


def notebook_busy() -> str:
    """Say which cell is running, since when, and how many cells wait."""
    return "none"


def notebook_run_cell(number: Number = None, which: Which = None) -> str:
    """Run one cell and wait for its result.

    Args:
        number: Number of the cell, counted from the top.
        which: Which cell, unless it has a number; without either the one the user is at.
    """
    return "done"


def notebook_run_all() -> str:
    """Run all cells of the notebook."""
    return "done"


def notebook_run_above() -> str:
    """Run all cells above the current one."""
    return "done"


def notebook_run_below() -> str:
    """Run the current cell and all cells below it."""
    return "done"


def notebook_run_section(section: str) -> str:
    """Run the cells of a section."""
    return section


def notebook_interrupt() -> str:
    """Interrupt the kernel, which stops the running cell."""
    return "stopped"


def notebook_restart() -> str:
    """Restart the kernel; all variables are lost."""
    return "restarted"


def notebook_insert_cell(
    kind: Literal["code", "markdown"] = "code",
    position: Literal["above", "below"] = "below",
    source: str = "",
) -> str:
    """Insert a cell above or below the current one.

    Args:
        kind: Code, or text in Markdown.
        position: On which side of the current cell.
        source: What is written in it.
    """
    return source


def notebook_replace_cell(source: str) -> str:
    """Replace what is written in the current cell.

    Args:
        source: The new text of the cell.
    """
    return source


def notebook_append_line(source: str) -> str:
    """Add a line at the end of the current cell."""
    return source


def notebook_delete_cell(number: Number = None, which: Which = None) -> str:
    """Delete a cell.

    Args:
        number: Number of the cell, counted from the top.
        which: Which cell, unless it has a number; without either the one the user is at.
    """
    return "deleted"


def notebook_move_cell(direction: Literal["up", "down"]) -> str:
    """Move the current cell up or down."""
    return direction


def notebook_merge_cells() -> str:
    """Merge the current cell with the next one."""
    return "merged"


def notebook_split_cell(line: int) -> int:
    """Split the current cell into two before a line."""
    return line


def notebook_change_type(kind: Literal["code", "markdown", "raw"]) -> str:
    """Turn the current cell into code, Markdown or raw text."""
    return kind


def notebook_redo() -> str:
    """Do again what was undone."""
    return "redone"


def notebook_save() -> str:
    """Save the notebook."""
    return "saved"


def notebook_find(text: str) -> str:
    """Find text in the cells and outputs of the notebook, and say where it is.

    Args:
        text: The text to find.
    """
    return text


def notebook_clear_outputs() -> str:
    """Clear the outputs of all cells."""
    return "cleared"


def notebook_tell_when_done() -> str:
    """Tell the user when the running cell is done, or has failed."""
    return "yes"


FUNCTIONS = (
    *(notebook_where, notebook_list_sections, notebook_read_cell, notebook_read_output, notebook_read_error),
    *(notebook_busy, notebook_run_cell),
    *(notebook_run_all, notebook_run_above, notebook_run_below, notebook_run_section, notebook_interrupt),
    *(notebook_restart, notebook_insert_cell, notebook_replace_cell, notebook_append_line),
    *(notebook_delete_cell, notebook_move_cell, notebook_merge_cells, notebook_split_cell),
    *(notebook_change_type, notebook_redo, notebook_save, notebook_find, notebook_clear_outputs),
    notebook_tell_when_done,
)
