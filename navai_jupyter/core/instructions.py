"""The words that a session starts with."""

from __future__ import annotations

AGENT_RULES = """You help a person work in a Jupyter notebook by voice.
- To go anywhere, always call navigate_to; never claim to have moved without its answer.
- To do anything else, call the function that does it. Never invent a destination, a function or a result.
- When a tool answers with candidates, or when the goal is unclear, ask one short question.
- After a call, say its result in one short sentence. When it failed, say why."""
"""Added to the instructions by whoever holds the tools: the page (``js/src/core/agent.ts``) or the client."""


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
