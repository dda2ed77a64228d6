"""``python -m tests.cases.outputs`` writes ``outputs.json``: what real cells leave below them, by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

OUT = Path(__file__).with_suffix(".json")

SOURCES = {
    "load": "%load_ext navai_jupyter\nimport matplotlib.pyplot as plt, numpy as np, pandas as pd",
    "table": "pd.DataFrame({'year': [2023, 2024], 'sales': [10.5, 12.0]})",
    "long table": "pd.DataFrame({'year': range(2000, 2100), 'sales': range(100)})",
    "named index": "pd.DataFrame({'sales': [1, 2]}, index=pd.Index(['north', 'south'], name='region'))",
    "levels": "pd.DataFrame({'sales': [1, 3], 'kind': ['a', 'b']}).groupby('kind').agg(['min', 'max'])",
    "styled": "pd.DataFrame({'year': [2023, 2024]}).style",
    "series": "pd.Series([1, 2, 3], name='sales')",
    "scalar": "6 * 7",
    "text": "'the results'",
    "array": "np.array([3, 1, 2])",
    "matrix": "np.array([[1.5, 2.0], [3.0, -4.0]])",
    "long array": "np.arange(30000.0).reshape(10000, 3)",
    "list": "list(range(200))",
    "printed": "print('training')\nprint('done')",
    "printed long": "for epoch in range(1, 31):\n    print(f'epoch {epoch} of 30')",
    "bar": "import sys\nfor n in range(3):\n    print(f'\\r{n + 1} of 3', end='')",
    "warned": "import warnings\nwarnings.warn('mind the gap')",
    "figure": "plt.figure(figsize=(1, 1))\nplt.plot([1, 2], [3, 4])\nplt.title('Rise')\nplt.show()",
    "picture": "from IPython.display import Image\nImage(Path('dot.png').read_bytes())",
    "markdown": "from IPython.display import Markdown\nMarkdown('## Done\\n\\nSee **all** of [it](x).')",
    "page": "from IPython.display import HTML\nHTML('<style>p {}</style><p>Hello <b>there</b></p>')",
    "both": "print('before')\n1 + 1",
    "nothing": "x = 1",
    "helper": "def half(text):\n    number = int(text)\n    return number / 2",
    "error": "total = 1\ntotal / 0",
    "error elsewhere": "# a comment\nhalf('ten')",
    "error in a library": "frame = pd.DataFrame({'a': [1]})\nframe['b']",
    "error of syntax": "total = = 2",
    "error with many words": "raise ValueError('first line\\nsecond line')",
    "interrupted": "raise KeyboardInterrupt",
}  # fmt: skip


def main() -> None:
    setup = new_code_cell(
        "import base64, os, tempfile\nfrom pathlib import Path\nos.chdir(tempfile.mkdtemp())\n"
        "import matplotlib.pyplot as p\np.imsave('dot.png', [[0, 1, 0]] * 2)"
    )
    cells = [new_code_cell(source) for source in SOURCES.values()]
    notebook = new_notebook(cells=[setup, *cells])
    NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    recorded = {
        name: {"source": cell.source, "execution_count": cell.execution_count, "outputs": cleaned(cell.outputs)}
        for name, cell in zip(SOURCES, cells, strict=True)
    }
    OUT.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")


def cleaned(outputs: list[Any]) -> Any:
    """Without what is different on each machine and in each run."""
    library = str(Path(nbformat.__file__).parents[1])
    text = json.dumps(outputs).replace(library, "/usr/lib/python3/site-packages")
    return json.loads(re.sub(r" at 0x[0-9a-f]+", " at 0x0", text))


if __name__ == "__main__":
    main()
