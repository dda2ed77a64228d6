"""Whether the right one of 500 functions is found and called: by the search alone, and by a whole session."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from navai_jupyter.client import VoiceSession
from navai_jupyter.client.endpoint import Endpoint
from navai_jupyter.client.turn import Turn
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.search import search
from navai_jupyter.headless.provider import open_provider
from tests.benchmarks.functions import ALL, Spoken, catalogue, registered, sentences
from tests.benchmarks.measure import Figure, Section

SEARCHED = "voice_find_function"
SECONDS = 60


async def measure_finding(page_finds: Mapping[str, Sequence[str]], most: int) -> list[Section]:
    """The first ``most`` sentences of each split; ``page_finds`` is what the page's search found for each."""
    sections = []
    async with open_provider(NavaiSettings(provider="local")) as ready:
        engine = await ready()
        for split, group in groupby(sentences(), key=lambda one: one.split):
            asked = list(group)[:most]
            turns = [await _turn(engine, one.text) for one in asked]
            sections.append(_section(split, asked, turns, page_finds))
    return sections


async def _turn(engine: Endpoint, text: str) -> Turn:
    """A session that knows nothing yet is told one sentence."""
    async with VoiceSession(engine, functions=registered(ALL)) as session, asyncio.timeout(SECONDS):
        return await session.say(text)


def _section(
    split: str, asked: Sequence[Spoken], turns: Sequence[Turn], page_finds: Mapping[str, Sequence[str]]
) -> Section:
    found = [[info.name for info in search(one.text, catalogue(ALL))] for one in asked]
    calls = [_functions(turn) for turn in turns]
    right = [[name for name, _ in made] == [one.name] for one, made in zip(asked, calls, strict=True)]
    exact = [made == [(one.name, one.arguments)] for one, made in zip(asked, calls, strict=True)]
    figures = [
        _share("search: the first is right", _within(asked, found, 1)),
        _share("search: one of the first three is right", _within(asked, found, 3)),
        _share("session: the right function is called", right),
        _share("session: and with the right arguments", exact),
        _share(
            "session: another one is called",
            [bool(made) and not ok for made, ok in zip(calls, right, strict=True)],
        ),
        _share("session: searched for it", [SEARCHED in [call.name for call in turn.calls] for turn in turns]),
    ]
    if page_finds:
        on_page = [list(page_finds[one.text]) for one in asked]
        figures.insert(2, _share("search of the page: the first is right", _within(asked, on_page, 1)))
    return Section(f"One of {ALL} functions, {len(asked)} sentences: {split}", figures)


def _within(asked: Sequence[Spoken], found: Sequence[Sequence[str]], first: int) -> list[bool]:
    return [one.name in names[:first] for one, names in zip(asked, found, strict=True)]


def _functions(turn: Turn) -> list[tuple[str, Any]]:
    """The functions that were called, and their arguments, in whichever way that was."""
    by_name = "execute_app_function"
    return [
        (str(call.arguments["function_name"]), call.arguments.get("payload"))
        if call.name == by_name
        else (call.name, call.arguments)
        for call in turn.calls
        if call.name != SEARCHED
    ]


def _share(what: str, hits: Sequence[bool]) -> Figure:
    return Figure(what, [100 * sum(hits) / len(hits)], unit="%")
