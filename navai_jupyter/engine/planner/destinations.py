"""Places to go to: the examples of `navigate_to.target`, matched by words, meaning and sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from navai_jupyter.core.cell_phrases import read_phrase
from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.model import NAVIGATE, Call, Reply, Tool
from navai_jupyter.engine.planner.numbers import readings
from navai_jupyter.engine.planner.speaking import either
from navai_jupyter.engine.planner.thesaurus import is_action, related, stem
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, joined, words_of

_GOING = re.compile(
    r"(?:(?:go|going|goto|got|get|jump|move|head|switch|scroll|skip|return|proceed|continue|navigate|hop|"
    r"run|walk|turn"
    r"|take (?:me|us)|bring (?:me|us)|get (?:me|us)|move (?:me|us)|send (?:me|us)|lead (?:me|us)|"
    r"put (?:me|us)|to go)"
    r"(?: (?:on|over|straight|right|directly|ahead|back|down|up|along|forward))* (?:to|too|two|into|2)"
    r"|back(?: (?:up|down|over))? to|be (?:at|in|on)|navigate|visit|find me|i (?:am|was) looking for|to)(?: |$)"
)
"""Words after which only a place can follow."""
_SHOWING = re.compile(
    r"(?:open up|open|show me|show us|show|display|bring up|pull up|find|where is|where are|"
    r"where (?:can|do|could) (?:i|we) (?:find|see|have)|look at"
    r"|view|see|read|go|jump|take me|switch|enter|focus on|focus|focus the|select|have a look at|back to)"
    r"(?: |$)"
)
"""Words after which a place may follow, or something else."""
_LOOKING = ("find", "where", "look", "view", "see", "read", "have a look")
"""The ones of those after which "cell 7" is not gone to: it may be read, or searched."""
_TOLD_APART = re.compile(r" (?:under|inside|within|in) |^(?:first|second|third|last) ")
"""One of several places with one name, by its order or by what it is under."""
SAME = 0.95
"""A name that is said like this is no phrase, whatever it looks like."""
PLACE_WORDS = frozenset({"section", "heading", "page", "part", "chapter", "tab", "notebook", "panel", "area"})

INSISTING, OPENED, SEEN, ASKED, BARE, READ = 0.0, 0.08, 0.2, 0.24, 0.2, 0.3
SURE = 0.75
MAYBE, PLAUSIBLE = 0.5, 0.66
UNLIKE = 2.0
BARE_FLOOR, NEARLY = 0.88, 0.26
SAME_MEANING = 0.86
OTHER_NUMBER = 0.6
LOOKED_AT = 24
"""Names that are compared word by word, after a first look at all."""


@dataclass(frozen=True)
class Match:
    name: str
    score: float


def places(tool: Tool) -> list[str]:
    """Names that the tool says it knows."""
    return [name for name in _told(tool) if not _is_phrase(name)]


def _told(tool: Tool) -> list[str]:
    properties = tool.parameters.get("properties")
    target: Any = (properties or {}).get("target") or {}
    names = target.get("examples") or target.get("enum") or []
    return [name for name in names if isinstance(name, str) and name.strip()]


def _is_phrase(said: str) -> bool:
    """As "cell 7" and "back" are; a document's name may look like a phrase, and is a name."""
    phrase = read_phrase(said)
    return phrase is not None and phrase.kind != "file"


def _named(said: str, wanted: Sequence[Token], names: Sequence[str]) -> bool:
    """It is the name of a place; but "the report notebook" is no section called Report."""
    best = next(iter(matches([token.word for token in wanted], names)), None)
    if best is None or best.score < SAME:
        return False
    phrase = read_phrase(said)
    return phrase is None or phrase.kind != "file" or words_of(best.name) == words_of(said)


def retraces(tools: Sequence[Tool]) -> bool:
    """The page itself knows the way back, of which the conversation heard only a part."""
    phrases = (read_phrase(name) for tool in tools if tool.name == NAVIGATE for name in _told(tool))
    return any(phrase is not None and phrase.kind == "back" for phrase in phrases)


def _by_phrase(said: str, tool: Tool, doubt: float) -> list[Intent]:
    """What the tool finds by itself: only if its own examples say that it takes such phrases."""
    meant = read_phrase(said) is not None or _TOLD_APART.search(said.lower())
    if not meant or not any(map(_is_phrase, _told(tool))):
        return []
    return [Intent(doubt, said, Call(NAVIGATE, {"target": said}))]


def destinations(text: str, asked: Request, tool: Tool) -> list[Intent]:
    """The places that the sentence may want, the likeliest first."""
    said = joined(asked.spoken)
    if match := _GOING.match(said):
        return _to(text, asked.spoken[match.group().strip().count(" ") + 1 :], tool, INSISTING, insist=True)
    if match := _SHOWING.match(said):
        goes = not match.group().startswith(_LOOKING)
        liberty = SEEN if match.group().startswith(("show", "display", "view", "see")) else OPENED
        liberty = READ if match.group().startswith("read") else liberty
        return _to(
            text, asked.spoken[match.group().strip().count(" ") + 1 :], tool, liberty, insist=False, goes=goes
        )
    if asked.mood != "command":
        return _to(text, asked.spoken, tool, ASKED, insist=False) if asked.mood == "wish" else []
    bare = _as_written(text, asked.spoken)
    if read_phrase(bare) and not _does(asked.spoken) and (pointed := _by_phrase(bare, tool, BARE)):
        return pointed
    # A bare name counts when it is said almost exactly.
    best = matches([token.word for token in asked.spoken], places(tool))[:1]
    same = best and alike(said, " ".join(words_of(best[0].name))) >= BARE_FLOOR
    if same and best[0].score >= BARE_FLOOR and abs(len(words_of(best[0].name)) - len(asked.spoken)) <= 1:
        return [_going_to(best[0].name, BARE + UNLIKE * (1 - best[0].score), places(tool))]
    return []


def _does(spoken: Sequence[Token]) -> bool:
    """ "Tag the cell as slow" is about a cell, and no way to it."""
    return len(spoken) > 1 and is_action(spoken[0].word)


def _to(
    text: str, spoken: Sequence[Token], tool: Tool, liberty: float, *, insist: bool, goes: bool = False
) -> list[Intent]:
    wanted = [token for token in spoken if token.word not in ARTICLES] or list(spoken)
    names = places(tool)
    if not wanted:
        reply = Reply("Where do you want to go?")
        return [Intent(0.6, "go somewhere", Call(NAVIGATE, {}), ("target",), reply=reply)] if insist else []
    said = _as_written(text, wanted)
    described = (insist or goes) and (not _named(said, wanted, names) or _TOLD_APART.search(said.lower()))
    if described and (pointed := _by_phrase(said, tool, liberty)):
        return pointed
    if not names:
        return [Intent(0.3, f"go to {said}", Call(NAVIGATE, {"target": said}), free=True)] if insist else []
    found = [match for match in matches([token.word for token in wanted], names) if match.score >= MAYBE]
    intents = [
        replace(
            _going_to(match.name, liberty + UNLIKE * (1 - match.score), names),
            plausible=insist or match.score >= PLAUSIBLE,
        )
        for match in found[:4]
    ]
    if insist or intents:
        return intents or [_nowhere(said, names)]
    return []


def _as_written(text: str, spoken: Sequence[Token]) -> str:
    return text[spoken[0].start : spoken[-1].end] if spoken else ""


def _nowhere(said: str, names: Sequence[str]) -> Intent:
    text = f"I did not find {said}. You can go to {either(names[:3])}."
    return Intent(2.0, "", reply=Reply(text, understood=False))


def _going_to(name: str, doubt: float, names: Sequence[str]) -> Intent:
    return Intent(
        max(0.0, doubt),
        name,
        Call(NAVIGATE, {"target": name}),
        grows=_grows(name, names) or doubt > NEARLY,
    )


def _grows(name: str, names: Sequence[str]) -> bool:
    start = words_of(name)
    return any(
        words_of(other)[: len(start)] == start != words_of(other) for other in _beginning_with(name, names)
    )


def _beginning_with(name: str, names: Sequence[str]) -> list[str]:
    first = name[:2].lower()
    return [other for other in names if other[:2].lower() == first]


def matches(said: Sequence[str], names: Sequence[str]) -> list[Match]:
    """`names` by likeness to the words said, the best first."""
    phrase = _content(said)
    bare = [" ".join(_content_of(name)) for name in names]
    close = list(range(len(names)))
    if len(names) > LOOKED_AT:
        words = " ".join(phrase)
        close = sorted(
            {at for _, _, at in process.extract(words, bare, scorer=fuzz.ratio, limit=LOOKED_AT // 2)}
            | {at for _, _, at in process.extract(words, bare, scorer=fuzz.token_set_ratio, limit=LOOKED_AT)}
        )
    scored = [Match(names[at], _score(phrase, _content_of(names[at]))) for at in close]
    return sorted(scored, key=lambda match: -match.score)


@lru_cache(maxsize=4096)
def _content_of(name: str) -> tuple[str, ...]:
    return tuple(_content(words_of(name)))


def _content(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word not in ARTICLES]
    bare = [word for word in kept if word not in PLACE_WORDS] or kept
    return _digits(bare)


def _digits(words: Sequence[str]) -> list[str]:
    """Number words as digits, so that "step two" is "Step 2"."""
    result, at = [], 0
    while at < len(words):
        found = next((one for one in readings(words, at) if one.cost == 0.0), None)
        result.append(words[at] if found is None else str(found.value))
        at = at + 1 if found is None else found.end
    return result


def _score(phrase: Sequence[str], name: Sequence[str]) -> float:
    if not phrase or not name:
        return 0.0
    whole = alike(" ".join(phrase), " ".join(name))
    said = _covered(phrase, name)
    known = _covered(name, phrase)
    score = max(whole, said * (0.66 + 0.34 * known))
    numbers, others = _numerals(phrase), _numerals(name)
    # "Step 3" looks much like "Step 2", and is another place.
    return score * OTHER_NUMBER if numbers and others and numbers != others else score


def _numerals(words: Sequence[str]) -> list[str]:
    return [word for word in words if word[0].isdigit()]


def _covered(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of `words`, by length, is found among `others`."""
    total = sum(len(word) for word in words)
    found = 0.0
    for word in words:
        likeness = max(_likeness(word, other) for other in others)
        found += len(word) * (likeness if likeness >= 0.65 else 0.0)
    return found / total


@lru_cache(maxsize=32768)
def _likeness(one: str, other: str) -> float:
    if stem(one) == stem(other):
        return 1.0
    return max(alike(one, other), SAME_MEANING if related(one, other) else 0.0)
