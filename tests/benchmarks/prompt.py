"""What a model is told before the first word, counted: by the page, by NAVAI, and as plain tools."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.functions import ALL, catalogue, sentences
from tests.benchmarks.measure import Figure, Section

SIZES = (5, 50, ALL)
PLACES = ("Introduction", "Data cleaning", "Model training", "Results", "Appendix")
SCRIPT = Path(__file__).with_name("prompt.mjs")
PEERS = Path(sys.prefix) / "peers"
"""Where `make bench` installs what peers.json names."""
NOTEBOOK = Path(__file__).parents[1] / "evaluation" / "toolsets" / "notebook.json"
"""The functions that the page itself brings in JupyterLab."""
UNITS = {"tokens": "tokens", "characters": "chars"}
SECONDS = 60


def measure_prompt() -> tuple[list[Section], dict[str, list[str]]]:
    """A section for each number of functions; and for each sentence, what the page's search finds."""
    if not (PEERS / "node_modules").is_dir():
        print(f"No prompts were measured: {PEERS} is missing, which make bench installs.", file=sys.stderr)
        return [], {}
    texts = [one.text for one in sentences()]
    told = {size: _told(size, texts if size == ALL else []) for size in SIZES}
    sections = [_section(size, told[size]["costs"]) for size in SIZES]
    return sections, dict(zip(texts, told[ALL]["found"], strict=True))


def _section(size: int, costs: Mapping[str, Mapping[str, float]]) -> Section:
    figures = []
    for measure, unit in UNITS.items():
        peers = (
            Figure(f"NAVAI, in {measure}", [costs["navai"][measure]], unit=unit),
            Figure(f"plain tools alone, in {measure}", [costs["plain"][measure]], unit=unit),
        )
        own = Figure(f"instructions and tools, in {measure}", [costs["page"][measure]], peers, unit)
        lab = Figure(f"and what JupyterLab's page brings, in {measure}", [costs["lab"][measure]], peers, unit)
        planner = Figure(
            f"… as the local engine reads it, in {measure}", [costs["planner"][measure]], unit=unit
        )
        figures += [own, lab, planner, *peers]
    return Section(f"Prompt with {size} functions and {len(PLACES)} places", figures)


def _told(size: int, texts: Sequence[str]) -> Any:
    functions = [info.model_dump(mode="json") for info in catalogue(size)]
    brought = [{**each, "source": "page"} for each in json.loads(NOTEBOOK.read_text())]
    asked = json.dumps({"functions": functions, "brought": brought, "places": PLACES, "sentences": texts})
    answer = subprocess.run(
        ["node", str(SCRIPT), str(PEERS)],
        input=asked,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
        timeout=SECONDS,
    )
    return json.loads(answer.stdout)
