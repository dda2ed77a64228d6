"""The agent's tools, and one answer for each call of them (NAVAI's agent contract)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import Any

from pydantic import JsonValue

from navai_jupyter.client.destinations import Answer, Navigate
from navai_jupyter.client.functions import Functions
from navai_jupyter.client.turn import Call
from navai_jupyter.core import names
from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.search import search
from navai_jupyter.core.shortlist import shortlist, size, told
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest, ExecuteResult, FunctionInfo, RouteInfo

Approve = Callable[[FunctionInfo, dict[str, JsonValue]], Awaitable[bool]]
MAX_EXAMPLES = 200
FUNCTIONS_TOLD = 50
"""Of functions, in an answer: whoever wants others searches for them."""
FOUND_CHARACTERS = 8_000
"""What a search answers; a schema that is longer by itself is no good to a model."""
TIMEOUT = 60.0
GRACE_SECONDS = 5.0
"""Functions have a limit where they run; this much later nobody waits for their answer any more."""
APPROVAL_SECONDS = 30.0
"""What a person gets on top of that to approve a call."""


async def deny(_info: FunctionInfo, _arguments: dict[str, JsonValue]) -> bool:
    """With nobody there to ask, what needs approval does not run."""
    return False


class Tools:
    """``navigate_to``, ``execute_app_function`` and one tool for each function whose name can be one."""

    def __init__(
        self,
        functions: Functions,
        catalogue: Sequence[FunctionInfo],
        navigate: Navigate,
        routes: Sequence[RouteInfo],
        approve: Approve = deny,
        used: dict[str, None] | None = None,
    ):
        self.catalogue = {info.name: info for info in catalogue}
        self._used = {} if used is None else used
        """Functions that were called, the last one at the end."""
        self.routes = list(routes)
        self._functions = functions
        self._navigate = navigate
        self._approve = approve

    def definitions(self) -> list[dict[str, Any]]:
        """The ``tools`` of a ``session.update``."""
        examples = [name for r in self.routes for name in (r.name, *r.synonyms)][:MAX_EXAMPLES]
        free = [info for info in self.catalogue.values() if names.warning(info.name) is None]
        listed = shortlist(free, list(reversed(self._used)))
        return [
            _tool(
                "navigate_to",
                "Go to a place in the notebook.",
                {"target": {"type": "string", "description": "Name of the place.", "examples": examples}},
            ),
            _tool(
                "execute_app_function",
                "Run a function by name, when no tool of its own exists.",
                {
                    "function_name": {"type": "string"},
                    "payload": {"type": ["object", "null"], "description": "The named arguments."},
                },
                required=["function_name"],
            ),
            *([] if listed.is_whole else [_find_tool(len(self.catalogue))]),
            *({"type": "function", **told(info)} for info in listed.direct),
        ]

    async def run(self, name: str, arguments: str, session_id: str, call_id: str) -> Call:
        """Run one call. Whatever is wrong with it becomes its answer: a model that gets none waits for ever."""
        started = perf_counter()
        source = "page" if name in names.RESERVED - {"execute_app_function"} else "kernel"
        try:
            parsed = json.loads(arguments or "{}")
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            parsed = {}
            answer = refusal("The arguments are no JSON object.")
        elif name == "navigate_to":
            answer = await self._in_time(name, self._navigate(str(parsed.get("target", ""))))
        elif name == names.FIND:
            answer = self._find(str(parsed.get("query", "")))
        else:
            function = _function_of(name, parsed)
            payload = parsed.get("payload") if name == "execute_app_function" else parsed
            answer = await self._in_time(function, self._execute(function, payload, session_id, call_id))
        elapsed = (perf_counter() - started) * 1000
        return Call(name, parsed, source, round(elapsed, 1), answer)

    async def cancel(self, session_id: str, call_id: str) -> bool:
        """Ask the function to end; false when no such call runs where the functions are."""
        return (await self._functions.cancel(CancelRequest(session_id=session_id, call_id=call_id))).found

    def speaks(self, call: Call) -> bool:
        """Whether the agent says something after this call."""
        info = self._info(_function_of(call.name, call.arguments))
        return info.speak if info else True

    def _info(self, name: str) -> FunctionInfo | None:
        """NAVAI's look-up: trimmed, case ignored."""
        return self.catalogue.get(name.strip().lower())

    async def _in_time(self, name: str, work: Awaitable[Answer]) -> Answer:
        info = self._info(name)
        seconds = (info.timeout if info else TIMEOUT) + GRACE_SECONDS
        if info and info.approval != "never":
            seconds += APPROVAL_SECONDS
        try:
            async with asyncio.timeout(seconds) as limit:
                return await work
        except NavaiError as error:
            details = " ".join(part for part in (error.why, error.fix) if part)
            return refusal(error.error, function_name=name, details=details)
        except Exception as error:  # somebody's code: it may raise anything
            if limit.expired():
                return refusal("The function timed out.", function_name=name, details=f"After {seconds:g} s.")
            return refusal("Function execution failed.", function_name=name, details=explain(error))

    def _find(self, query: str) -> Answer:
        left = FOUND_CHARACTERS
        found: list[JsonValue] = []
        for info in search(query, list(self.catalogue.values())):
            if (needed := size(info)) <= left:
                left -= needed
                found.append(told(info))
        return {"ok": True, "functions": found}

    async def _execute(self, name: str, payload: JsonValue, session_id: str, call_id: str) -> Answer:
        info = self._info(name)
        if info is None:
            return refusal("Unknown or disallowed function.", available_functions=self._available(name))
        self._used.pop(info.name, None)
        self._used[info.name] = None
        payload = {} if payload is None else payload
        named: dict[str, JsonValue] = payload if isinstance(payload, dict) else {"payload": payload}
        if info.approval != "never" and not await self._approve(info, named):
            return refusal("The person did not approve the call.", function_name=info.name)
        request = ExecuteRequest(
            function_name=info.name, payload=payload, session_id=session_id, call_id=call_id
        )
        return for_model(await self._functions.execute(request))

    def _available(self, wanted: str) -> list[JsonValue]:
        """Names to choose from: all of them, or those that come near where they are many."""
        functions = list(self.catalogue.values())
        near = functions if len(functions) <= FUNCTIONS_TOLD else search(wanted, functions, FUNCTIONS_TOLD)
        return [info.name for info in near]


def _function_of(tool: str, arguments: dict[str, Any]) -> str:
    """The function that a call of this tool runs."""
    return str(arguments.get("function_name", "")) if tool == "execute_app_function" else tool


def refusal(error: str, **more: JsonValue) -> Answer:
    """What the model is told of a call that did not run, or failed."""
    return {"ok": False, "error": error, **more}


def output_item(call_id: str, answer: Answer) -> dict[str, Any]:
    return {"type": "function_call_output", "call_id": call_id, "output": json.dumps(answer)}


def for_model(result: ExecuteResult) -> Answer:
    """What the model is told of a result: NAVAI's fields, and no rich display."""
    if result.ok:
        fields = {"ok", "function_name", "source", "result"}
        return result.model_dump(mode="json", include=fields)
    fields = {"ok", "function_name", "error", "details", "available_functions"}
    return result.model_dump(mode="json", include=fields, exclude_none=True)


def _find_tool(functions: int) -> dict[str, Any]:
    return _tool(
        names.FIND,
        f"Search all {functions} functions, when no tool fits."
        " Answers names and parameters for execute_app_function.",
        {"query": {"type": "string", "description": "What it should do, in the words of the user."}},
    )


def _tool(
    name: str, description: str, properties: dict[str, Any], required: list[str] | None = None
) -> dict[str, Any]:
    return {
        "type": "function",
        "name": name,
        "description": description,
        "parameters": {
            "type": "object",
            "properties": properties,
            "required": list(properties) if required is None else required,
        },
    }
