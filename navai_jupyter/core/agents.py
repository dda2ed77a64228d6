"""The agents of one process: who has which functions, and who is spoken to first."""

from __future__ import annotations

from collections.abc import Iterable

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.names import snake_case
from navai_jupyter.core.wire import AgentInfo


class Agents:
    """By key; at most one is primary, and the newest claim wins."""

    def __init__(self) -> None:
        self._agents: dict[str, AgentInfo] = {}

    def add(self, agent: AgentInfo) -> None:
        """Add an agent or replace the one of its key; ``FunctionError`` when it could not be told apart."""
        agent.key = snake_case(agent.key)
        if not agent.key or not agent.name.strip():
            raise FunctionError(
                "An agent needs a key and a name.", fix='For example navai.agent("sales", name="Sales").'
            )
        if agent.primary:
            for other in self._agents.values():
                other.primary = False
        self._agents[agent.key] = agent

    def describe(self) -> list[AgentInfo]:
        """Copies, the primary one first."""
        return sorted(
            (agent.model_copy() for agent in self._agents.values()), key=lambda agent: not agent.primary
        )

    def warnings(self, functions: Iterable[str]) -> list[str]:
        """What its agents name and nobody has registered."""
        known = set(functions)
        return [
            f"{agent.key}: no function is called {name!r}."
            for agent in self._agents.values()
            for name in agent.functions
            if name not in known
        ]
