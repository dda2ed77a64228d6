"""Agents that share a conversation: the tools by which one hands over to another.

What another agent can do is known from the description of its tool ("It can: load sales, plot trend."), and
stands among one's own tools while a sentence is read: whoever has what was meant shall get it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from navai_jupyter.engine.planner.model import Call, ForChoice, Reply, Tool
from navai_jupyter.engine.planner.speaking import listed, spoken_name

PREFIX = "transfer_to_"
"""OpenAI's SDKs for agents name these tools so."""
_ABLE = re.compile(r"\bIt can: ([^.]+)\.")
_ANYTHING = {"type": "object", "properties": {"request": {"type": "string"}}}
"""The arguments are the other one's affair."""


def is_handover(name: str) -> bool:
    return name.startswith(PREFIX)


def without_handovers(tools: Iterable[Tool]) -> tuple[Tool, ...]:
    return tuple(tool for tool in tools if not is_handover(tool.name))


def with_abilities(tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    """One's own tools, and the functions of those to whom one may hand over."""
    return (*tools, *(Tool(name, parameters=_ANYTHING) for name in _owners(tools)))


def handed(reply: Reply, tools: tuple[Tool, ...]) -> Reply:
    """Hand over instead of calling another's function, or of asking whether to: it has no effect by itself."""
    owners = _owners(tools)
    calls = tuple(_handover(call, owners) for call in reply.calls)
    own = tuple(call for call in calls if not is_handover(call.name))
    if own and len(own) < len(calls):
        # Not both: the other one reads the whole sentence anew, and would do again what was done here.
        others = dict.fromkeys(call.name.removeprefix(PREFIX) for call in calls if is_handover(call.name))
        whom = listed([spoken_name(name) for name in others])
        return Reply(f"{reply.text} The rest is for {whom}: please ask for it again.".strip(), own)
    if not own and calls:
        return Reply(reply.text, calls[:1])
    if isinstance(reply.question, ForChoice):
        options = [_handover(call, owners) for call in reply.question.options.values()]
        if all(is_handover(call.name) and call == options[0] for call in options):
            return Reply(calls=(options[0],))
    return reply


def _owners(tools: tuple[Tool, ...]) -> dict[str, str]:
    """The functions of others, and the tool that hands over to each one's agent."""
    own = {tool.name for tool in tools}
    found: dict[str, str] = {}
    for tool in tools:
        able = _ABLE.search(tool.description) if is_handover(tool.name) else None
        for ability in able[1].split(", ") if able else ():
            name = ability.replace(" ", "_")
            if name not in own:
                found.setdefault(name, tool.name)
    return found


def _handover(call: Call, owners: dict[str, str]) -> Call:
    return Call(owners[call.name], {}) if call.name in owners else call
