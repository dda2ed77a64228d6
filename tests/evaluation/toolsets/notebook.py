"""What the page itself offers in a notebook; ``notebook.json`` is its own list, which its tests keep true."""

from __future__ import annotations

import json
from pathlib import Path

PLACES = {
    "Introduction": (),
    "Data loading": (),
    "Cleaning": (),
    "Model comparison": (),
    "Results": ("Findings",),
}

FUNCTIONS = ()
PAGE = json.loads(Path(__file__).with_suffix(".json").read_text())
