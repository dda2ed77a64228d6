"""The words that a session starts with."""

from __future__ import annotations

from collections.abc import Iterable

from navai_jupyter.core.wire import FunctionInfo, RouteInfo


def compose_instructions(base: str, language: str = "", accent: str = "", tone: str = "") -> str:
    """NAVAI's text: the base, then one line for each preference that is set."""
    lines = [base.strip()]
    if language:
        lines.append(f"Always reply in {language}.")
    if accent:
        lines.append(f"Use a {accent} accent while speaking.")
    if tone:
        lines.append(f"Use a {tone} tone while speaking.")
    return "\n".join(lines)


def agent_rules(functions: Iterable[FunctionInfo], routes: Iterable[RouteInfo]) -> str:
    """What a head-less agent is told of its tools; the page says the same in ``js/src/core/agent.ts``."""
    names = ", ".join(f.name for f in functions) or "none"
    places = ", ".join(r.name for r in routes) or "none"
    return "\n".join(
        [
            f"Destinations: {places}.",
            f"Functions: {names}.",
            "Always use navigate_to to go somewhere; never only say that you did.",
            "Never invent a destination or a function.",
            "When the goal is unclear, ask one short question.",
        ]
    )
