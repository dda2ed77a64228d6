"""Editing a long notebook whose headings sound alike."""

from __future__ import annotations

from typing import Literal

PLACES = {
    "Data import": (),
    "Data export": (),
    "Data preparation": (),
    "Data presentation": (),
    "Wind speed": (),
    "Wing loads": (),
    "Results 2023": (),
    "Results 2024": (),
    "Summary": (),
    "Summaries by site": (),
    "Weather": (),
    "Part A": (),
    "Part B": (),
    "Chapter 1": (),
    "Chapter 2": (),
    "Conclusion": (),
}


def run_cell(number: int) -> int:
    """Run one cell."""
    return number


def run_all_cells() -> str:
    """Run the whole notebook from top to bottom."""
    return "done"


def insert_cell(
    kind: Literal["code", "markdown"] = "code", position: Literal["above", "below"] = "below"
) -> str:
    """Insert a new empty cell above or below the current one."""
    return f"{kind} {position}"


def delete_cell(number: int) -> int:
    """Delete one cell."""
    return number


def move_cell(number: int, position: int) -> int:
    """Move a cell to another position."""
    return position - number


def add_heading(text: str, level: int = 2) -> str:
    """Add a heading at the end of the notebook."""
    return f"{level} {text}"


def add_note(text: str) -> str:
    """Write a note into the notebook."""
    return text


def find_text(text: str) -> str:
    """Search the notebook for some text."""
    return text


def rename_variable(old: str, new: str) -> str:
    """Rename a variable in all cells."""
    return f"{old} to {new}"


def clear_outputs() -> str:
    """Remove the outputs of all cells."""
    return "cleared"


def restart_kernel() -> str:
    """Restart the kernel; all variables are lost."""
    return "restarted"


def save_notebook() -> str:
    """Save the notebook."""
    return "saved"


def set_font_size(points: int) -> int:
    """Change the size of the letters."""
    return points


def line_numbers(visible: bool) -> bool:
    """Show or hide the line numbers."""
    return visible


FUNCTIONS = (
    *(run_cell, run_all_cells, insert_cell, delete_cell, move_cell, add_heading, add_note, find_text),
    *(rename_variable, clear_outputs, restart_kernel, save_notebook, set_font_size, line_numbers),
)
