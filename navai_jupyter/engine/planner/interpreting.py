"""All that a few words may mean as one command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from navai_jupyter.engine.planner.clocktimes import taken_apart, tells_time
from navai_jupyter.engine.planner.controls import control
from navai_jupyter.engine.planner.courtesy import request
from navai_jupyter.engine.planner.describing import descriptions
from navai_jupyter.engine.planner.destinations import destinations
from navai_jupyter.engine.planner.functions import dispatched, functions
from navai_jupyter.engine.planner.index import index_of
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.labels import labelled
from navai_jupyter.engine.planner.model import NAVIGATE, Tool
from navai_jupyter.engine.planner.orders import reordered
from navai_jupyter.engine.planner.patterns import followed
from navai_jupyter.engine.planner.reading import Recent
from navai_jupyter.engine.planner.restating import restated
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.speechact import FINITE, OTHERS, speech_act
from navai_jupyter.engine.planner.spending import written_down
from navai_jupyter.engine.planner.verbs import opposed
from navai_jupyter.engine.planner.words import Token

TOLD = 0.4
"""Doubt that a function is meant where something is told, whatever words of its name are in it."""
HEARD_AS_TWO = ("to", "too")


class Interpreter:
    """Reads parts of one sentence; each part only once. `known` are functions that have no tool."""

    def __init__(self, text: str, tools: Sequence[Tool], known: Sequence[str], today: date) -> None:
        self._text, self._tools, self._known, self._today = text, tools, known, today
        self._worded: dict[tuple[object, ...], list[Intent]] = {}
        self._described: dict[tuple[object, ...], list[Intent]] = {}
        self._index = index_of(tuple(tools))
        self._navigate = next((tool for tool in tools if tool.name == NAVIGATE), None)

    def meanings(self, heard: Sequence[Token], recent: Recent, *, loosely: bool) -> list[Intent]:
        """The likeliest first; `loosely` looks at other words than a tool's own, too."""
        key = tuple(heard), recent.stems, str(recent.arguments)
        if key not in self._worded:
            self._worded[key] = self._by_words(heard, recent)
        found = self._worded[key]
        if not loosely or any(one.clear for one in found):
            return found
        if key not in self._described:
            asked = request(heard)
            asked = replace(asked, spoken=next(reordered(asked.spoken), asked.spoken))
            sentence = Sentence(self._text, asked.spoken, self._today)
            others = descriptions(sentence, asked, self._index, recent)
            others = self._without_opposites(asked.spoken, others)
            self._described[key] = sorted([*found, *others], key=likeliest)
        return self._described[key]

    def _by_words(self, heard: Sequence[Token], recent: Recent) -> list[Intent]:
        asked = request(heard)
        found: list[Intent] = []
        for spoken in {asked.spoken: None, tuple(heard): None}:
            if steering := control(spoken, self._tools):
                found.append(steering)
                break
        if self._navigate is not None:
            found += destinations(self._text, asked, self._navigate)
        sentence = Sentence(self._text, asked.spoken, self._today)
        called = functions(sentence, asked, self._index, recent)
        if speech_act(asked) == "statement":
            about_others = bool((OTHERS | FINITE) & set(sentence.words))
            called = [
                replace(one, doubt=one.doubt + TOLD, plausible=one.plausible and not about_others)
                for one in called
            ]
        found += called
        found += followed(sentence, asked, self._index, recent)
        found += restated(sentence, asked, self._index, recent)
        for moved in (*reordered(asked.spoken), *written_down(asked.spoken)):
            there = replace(asked, spoken=moved)
            found += functions(Sentence(self._text, moved, self._today), there, self._index, recent)
        if heard[-1].word in HEARD_AS_TWO and asked.spoken[-1] is not heard[-1]:
            # "Run cell too": a polite ending, or the number two.
            ended = Sentence(self._text, (*asked.spoken, replace(heard[-1], word="two")), self._today)
            whole = [one for one in functions(ended, asked, self._index, recent) if not one.missing]
            named = {one.label for one in whole if one.clear}
            found = [*whole, *(one for one in found if not one.missing or one.label not in named)]
        if (timed := taken_apart(asked.spoken)) != asked.spoken:
            clocked = functions(Sentence(self._text, timed, self._today), asked, self._index, recent)
            whole = [one for one in clocked if one.clear and tells_time(one.call)]
            named = {one.label for one in whole}
            found = [*whole, *(one for one in found if one.label not in named)]
        found += labelled(asked.spoken, self._index)
        if other := dispatched(self._text, asked, self._tools, self._known):
            found.append(other)
        return sorted(self._without_opposites(asked.spoken, found), key=likeliest)

    def _without_opposites(self, spoken: Sequence[Token], found: Sequence[Intent]) -> list[Intent]:
        """Not what undoes the sentence's verb: "unlock the doors" never locks them."""
        said = spoken[0].word
        named = {card.tool.name for card in self._index.cards if opposed(said, card.words[card.domain])}
        return [one for one in found if one.call is None or one.call.name not in named]


def likeliest(intent: Intent) -> tuple[int, float]:
    return intent.unread, intent.rank
