"""Notebooks with places of every kind, as they look after they ran."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
PROSE = "\n\n".join(["A paragraph that fills the page."] * 10)


def write_places(path: Path) -> None:
    """Fifteen cells: two sections called Setup, a table, two plots, an error, tags, a cell to run for long."""
    plot = new_output("display_data", {"image/png": PIXEL, "text/plain": "<Figure>"})
    table = new_output("execute_result", {"text/html": "<table><tr><td>1</td></tr></table>"}, execution_count=1)
    error = new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=["1 / 0"])
    cells = [
        new_markdown_cell(f"# Travels\n\n{PROSE}"),
        new_markdown_cell("## Part one"),
        new_markdown_cell(f"### Setup\n\n{PROSE}"),
        new_code_cell("df = {'a': 1}", outputs=[table], execution_count=1),
        new_markdown_cell(f"### Brakes\n\n{PROSE}"),
        new_code_cell("def stop_car(speed):\n    return 0", metadata={"tags": ["safety"]}),
        new_code_cell("df['b'] = 2", outputs=[plot]),
        new_markdown_cell("## Part two"),
        new_markdown_cell(f"### Setup\n\n{PROSE}"),
        new_code_cell("1 / 0", outputs=[error]),
        new_markdown_cell(f"### Résumé\n\n{PROSE}"),
        new_code_cell("draw()", outputs=[plot]),
        new_markdown_cell(f"## Results\n\n{PROSE}"),
        new_code_cell("import time\ntime.sleep(30)"),
        new_markdown_cell("the last words"),
    ]
    _write(path, cells)


def write_long(path: Path, cells: int = 300) -> None:
    """Every tenth cell is a section; so many are only drawn while they are seen."""
    _write(
        path,
        [
            new_markdown_cell(f"## Section {n // 10}\n\n{PROSE}")
            if n % 10 == 0
            else new_code_cell(f"x{n} = {n}")
            for n in range(cells)
        ],
    )


def _write(path: Path, cells: list[Any]) -> None:
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
