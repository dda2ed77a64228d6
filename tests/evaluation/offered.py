"""The tools of a session, as a page lists them for functions that are registered in a notebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from secrets import token_hex
from typing import Any

from navai_jupyter.client.tools import Tools as PageTools
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import RouteInfo

CONTROLS = {
    "voice_stop_call": "Stop the function that runs or waits.",
    "voice_status": "What is running, and where the person is.",
    "voice_undo": "Take back the last change.",
    "voice_help": "What a person can say here.",
}


@dataclass(frozen=True)
class Tools:
    """``definitions`` are the ``tools`` of a ``session.update``, ``places`` each name of a place by its own."""

    definitions: tuple[dict[str, Any], ...]
    places: Mapping[str, str]
    _page: PageTools = field(repr=False)
    _acknowledged: frozenset[str] = frozenset(CONTROLS)
    """Tools of the browser's page, of which there is none here."""

    def parameters(self, name: str) -> dict[str, Any]:
        """The JSON Schemas of a tool's parameters, by name, in their order."""
        found = next((tool for tool in self.definitions if tool["name"] == name), None)
        if found is None:
            raise ValueError(f"There is no tool {name}: {', '.join(tool['name'] for tool in self.definitions)}")
        return dict(found["parameters"]["properties"])

    async def answer(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """What a page says to a call: functions really run, and places are only found."""
        if name in self._acknowledged:
            return {"ok": True}
        return (await self._page.run(name, json.dumps(arguments), "evaluation", token_hex(8))).answer


@cache
def offered(toolset: str) -> Tools:
    """The tools of ``tests/evaluation/toolsets/{toolset}.py``."""
    module = import_module(f"tests.evaluation.toolsets.{toolset}")
    registry = Registry("kernel")
    for function in module.FUNCTIONS:
        registry.register(function)
    for name, synonyms in module.PLACES.items():
        registry.route(RouteInfo(name=name, path=f"#{name}", description="", synonyms=list(synonyms)))
    listed = registry.describe()
    places = {alias: name for name, synonyms in module.PLACES.items() for alias in (name, *synonyms)}

    async def find(target: str) -> dict[str, Any]:
        known = target in places
        return {"ok": True, "name": places[target]} if known else {"ok": False, "error": "No such place."}

    page = PageTools(registry, listed.items, find, listed.routes)
    nothing = {"type": "object", "properties": {}, "required": []}
    controls = {
        name: {"name": name, "description": description, "parameters": nothing}
        for name, description in CONTROLS.items()
    }
    # A page may bring a control of its own, such as an undo that takes a number.
    browser = controls | {tool["name"]: tool for tool in getattr(module, "PAGE", ())}
    shown = ({"type": "function", **tool} for tool in browser.values())
    return Tools((*page.definitions(), *shown), places, page, frozenset(browser))
