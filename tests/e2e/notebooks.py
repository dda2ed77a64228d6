"""The notebook that the browser tests talk to."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SETUP = "%load_ext navai_jupyter\nimport navai_jupyter as navai\nfrom pathlib import Path"

ADD = '''@navai.function
def add(a: int, b: int) -> int:
    """Add two numbers."""
    with Path("calls.txt").open("a") as log:
        print(f"a={a} b={b}", file=log)
    return a + b'''

APPROVED = '''@navai.function(approval="always")
def delete_rows(table: str) -> str:
    """Delete the rows of a table."""
    with Path("calls.txt").open("a") as log:
        print(f"deleted {table}", file=log)
    return f"deleted {table}"'''

UNTIL_GO = "import time\nwhile not Path('go').exists():\n    time.sleep(0.05)"
"""A cell that runs until the test makes the file."""

PROSE = "\n\n".join(["A paragraph that fills the page, so that going somewhere is seen."] * 12)


def write(path: Path, *last: str) -> None:
    """A notebook with sections below the fold, two functions, and ``last`` as its last code cells."""
    cells = [
        new_markdown_cell("# A report"),
        new_code_cell(SETUP),
        new_code_cell(ADD),
        new_code_cell(APPROVED),
        new_markdown_cell(f"## Introduction\n\n{PROSE}"),
        new_markdown_cell(f"## Model training\n\n{PROSE}"),
        new_markdown_cell("## Results"),
        new_code_cell("'the results'"),
        new_markdown_cell(f"## Discussion\n\n{PROSE}"),
        *(new_code_cell(source) for source in last),
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
