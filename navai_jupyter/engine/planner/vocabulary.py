"""Words that are likely in a session: what the recogniser is told to expect."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.destinations import places
from navai_jupyter.engine.planner.functions import callable_tools
from navai_jupyter.engine.planner.model import NAVIGATE, Tool
from navai_jupyter.engine.planner.slots import slots
from navai_jupyter.engine.planner.speaking import spoken_name

MOST_NAMES = 20
"""Of places, and of functions: a longer hint slows the recogniser without telling it more."""


def vocabulary(tools: Sequence[Tool]) -> str:
    """A text with the session's own names, written as a person would say them."""
    parts = [f"Go to {', '.join(places(tool)[:MOST_NAMES])}." for tool in tools if tool.name == NAVIGATE]
    for tool in callable_tools(tools)[:MOST_NAMES]:
        choices = [str(choice) for slot in slots(tool.parameters) for choice in slot.choices]
        parts.append(f"{' '.join([spoken_name(tool.name).capitalize(), *choices])}.")
    return " ".join(parts)
