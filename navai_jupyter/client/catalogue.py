"""What a session can do, read anew before each turn: a function may be redefined meanwhile."""

from __future__ import annotations

from pydantic import JsonValue

from navai_jupyter.client import destinations
from navai_jupyter.client.functions import Functions
from navai_jupyter.client.tools import Approve, Tools, deny
from navai_jupyter.core.wire import FunctionInfo, FunctionList


class Catalogue:
    """The functions, the destinations, and what the person has approved for this session."""

    def __init__(self, functions: Functions, navigate: destinations.Given, approve: Approve = deny):
        self.functions = functions
        self._navigate = navigate
        self._routes = destinations.routes_of(navigate)
        self._approve = approve
        self._granted: set[str] = set()
        self._used: dict[str, None] = {}
        self._listed: FunctionList | None = None
        self.tools: Tools
        self.refresh()

    def refresh(self) -> bool:
        """Look again; true when something changed."""
        listed = self.functions.describe()
        if listed == self._listed:
            return False
        self._listed = listed.model_copy(deep=True)
        routes = [*self._routes, *listed.routes]
        navigate = destinations.navigator(self._navigate, routes)
        self.tools = Tools(self.functions, listed.items, navigate, routes, self._may_run, self._used)
        return True

    async def _may_run(self, info: FunctionInfo, arguments: dict[str, JsonValue]) -> bool:
        if info.name in self._granted:
            return True
        approved = await self._approve(info, arguments)
        if approved and info.approval == "session":
            self._granted.add(info.name)
        return approved
