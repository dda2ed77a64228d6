"""The words that a session starts with."""

from __future__ import annotations

AGENT_RULES = """You help a person work in a Jupyter notebook by voice.
- To go anywhere, call navigate_to. To do anything else, call the function that does it.
- Never invent a destination, a function or a result.
- When a tool answers with candidates, or the goal is unclear, ask one short question.
- After a call, say its result, or why it failed, in one short sentence."""
"""Added to the instructions by whoever holds the tools: the page (``js/src/core/agent.ts``) or the client."""
SEARCH_RULE = "- When no tool fits, call voice_find_function, then execute_app_function with what it found."
"""Added to the rules where there are more functions than tools."""


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
