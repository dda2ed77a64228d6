"""Which function a sentence calls, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.planner.filling import Filling, fill
from navai_jupyter.engine.planner.model import EXECUTE, RESERVED, Call, Tool
from navai_jupyter.engine.planner.numbers import GUESSED
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.values import FILLERS
from navai_jupyter.engine.planner.words import (
    ARTICLES,
    Token,
    alike,
    name_words,
    same_sound,
    starts_with,
    words_of,
)

CALLING = (
    "call", "run", "execute", "invoke", "use", "start", "launch", "perform", "do", "apply", "trigger",
    "call the function", "run the function", "execute the function", "use the function",
)  # fmt: skip
"""Words after which only a function can follow."""
ASKING = (
    "what is", "what are", "tell me", "give me", "show me", "show", "get me", "get", "compute", "calculate",
    "find", "how much is", "make", "do", "create", "draw",
)  # fmt: skip
"""Words that a question or a wish begins with, before the words of a function's name."""
KINDS = frozenset({"function", "functions", "tool", "method", "command"})

CALLED = 0.76
SAID = 0.83
EXACT = 0.94
DESCRIBED = 0.85


@dataclass(frozen=True)
class Candidate:
    tool: Tool
    filling: Filling
    score: float
    likeness: float = 1.0

    @property
    def call(self) -> Call:
        return Call(self.tool.name, self.filling.arguments)


def callable_tools(tools: Sequence[Tool]) -> list[Tool]:
    return [tool for tool in tools if tool.name not in RESERVED]


def candidates(text: str, spoken: Sequence[Token], tools: Sequence[Tool]) -> list[Candidate]:
    """Functions that the sentence may call, the likeliest first."""
    explicit = [rest for phrase in CALLING if (rest := _after(spoken, phrase))]
    asked = [rest for phrase in ASKING if (rest := _after(spoken, phrase))]
    found: list[Candidate] = []
    for tool in callable_tools(tools):
        wanted = slots(tool.parameters)
        for rest in explicit:
            found += _by_name(text, rest, tool, wanted, floor=CALLED)
        for rest in [spoken, *asked]:
            found += [
                candidate
                for candidate in _by_name(text, rest, tool, wanted, floor=SAID)
                if _is_a_command(candidate)
            ]
        found += _sounds_equal(text, spoken, tool, wanted)
        found += _by_description(text, spoken, tool, wanted)
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: candidate.score):
        best[candidate.tool.name] = candidate
    return sorted(best.values(), key=lambda candidate: -candidate.score)


def called_unknown(text: str, spoken: Sequence[Token]) -> str:
    """What the sentence wants to call by a verb that only functions take, or nothing."""
    for phrase in ("call", "run", "execute", "invoke"):
        if rest := _after(spoken, phrase):
            return text[rest[0].start : rest[-1].end]
    return ""


def through_dispatcher(text: str, spoken: Sequence[Token], tools: Sequence[Tool]) -> Call | None:
    """A call of `execute_app_function`, for a function that has no tool of its own."""
    dispatcher = next((tool for tool in tools if tool.name == EXECUTE), None)
    if dispatcher is None:
        return None
    direct = {tool.name for tool in tools}
    schema: Mapping[str, Any] = (dispatcher.parameters.get("properties") or {}).get("function_name") or {}
    names = [name for name in schema.get("enum") or schema.get("examples") or [] if name not in direct]
    rest_of_it = Slot("args", "list", required=False, item="number")
    for phrase in CALLING:
        for name in names:
            for score, rest in _heads(_after(spoken, phrase), name):
                if score >= CALLED:
                    payload = fill(text, rest, [rest_of_it]).arguments or None
                    return Call(EXECUTE, {"function_name": name, "payload": payload})
    return None


def _after(spoken: Sequence[Token], phrase: str) -> Sequence[Token]:
    rest = spoken[starts_with(spoken, phrase) :] if starts_with(spoken, phrase) else spoken
    if rest is spoken:
        # A recogniser may join the verb to the name: "runtrain model".
        first = spoken[0].word if spoken else ""
        if " " in phrase or len(first) < len(phrase) + 3 or not first.startswith(phrase):
            return []
        return [Token(first[len(phrase) :], spoken[0].start + len(phrase), spoken[0].end), *spoken[1:]]
    while rest and rest[0].word in ARTICLES | KINDS:
        rest = rest[1:]
    return rest


def _heads(spoken: Sequence[Token], name: str) -> Iterator[tuple[float, Sequence[Token]]]:
    """Likenesses of the sentence's beginning to `name`, with what follows each beginning."""
    words = name_words(name)
    said = " ".join(words)
    for length in range(max(1, len(words) - 1), len(words) + 3):
        if length > len(spoken):
            return
        head = [token.word for token in spoken[:length] if token.word not in ARTICLES]
        if len(head) > len(words) + 1 or spoken[length - 1].word in ARTICLES:
            continue
        rest = spoken[length:]
        while rest and rest[0].word in KINDS:
            rest = rest[1:]
        yield alike(" ".join(head), said), rest


def _by_name(
    text: str, spoken: Sequence[Token], tool: Tool, wanted: Sequence[Slot], *, floor: float
) -> Iterator[Candidate]:
    for likeness, rest in _heads(spoken, tool.name):
        if likeness >= floor:
            filling = fill(text, rest, wanted)
            # Of two names that fit, the longer one explains more of the sentence.
            longer = 0.01 * len(name_words(tool.name))
            score = likeness + longer - 0.1 * filling.unread - 0.04 * len(filling.missing)
            yield Candidate(tool, filling, score, likeness)


def _is_a_command(candidate: Candidate) -> bool:
    """Without a verb, every word must have a place: "at the moment it rains" is no `add`."""
    if candidate.filling.unread:
        return False
    if candidate.likeness < EXACT and len(name_words(candidate.tool.name)) == 1:
        return not candidate.filling.missing and bool(candidate.filling.arguments)
    return True


def _sounds_equal(
    text: str, spoken: Sequence[Token], tool: Tool, wanted: Sequence[Slot]
) -> Iterator[Candidate]:
    """A first word that sounds just like the name, before numbers that fit: "at 2 and 3" is `add`."""
    numeric = bool(wanted) and all(slot.kind in ("integer", "number") for slot in wanted)
    if numeric and len(spoken) > 1 and same_sound(spoken[0].word, " ".join(name_words(tool.name))):
        filling = fill(text, spoken[1:], wanted)
        if not filling.unread and not filling.missing and filling.cost < GUESSED:
            yield Candidate(tool, filling, SAID)


def _by_description(
    text: str, spoken: Sequence[Token], tool: Tool, wanted: Sequence[Slot]
) -> Iterator[Candidate]:
    """A sentence made of the words of a function's name and description: "chart of the monthly revenue"."""
    for phrase in ("", *ASKING):
        rest = spoken[starts_with(spoken, phrase) :] if phrase else spoken
        if not rest or (phrase and len(rest) == len(spoken)):
            continue
        known = set(name_words(tool.name)) | set(words_of(tool.description))
        explained = [token for token in rest if _known(token.word, known)]
        content = [token for token in explained if token.word not in FILLERS]
        if len({token.word for token in content}) < 2 or not any(
            _known(token.word, set(name_words(tool.name))) for token in content
        ):
            continue
        typed = [slot for slot in wanted if slot.kind != "text"]
        filling = fill(text, [token for token in rest if token not in content], typed)
        missing = tuple(slot.name for slot in wanted if slot.required and slot.name not in filling.arguments)
        if not filling.unread:
            complete = Filling(filling.arguments, missing, 0, filling.cost)
            yield Candidate(tool, complete, 0.8 + 0.01 * len(content))


def _known(word: str, words: set[str]) -> bool:
    return len(word) > 2 and any(len(one) > 2 and alike(word, one) >= DESCRIBED for one in words)
