"""Places to go to: the examples of `navigate_to.target`, matched by words and by sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.planner.model import NAVIGATE, Call, ForChoice, Reply, Tool
from navai_jupyter.engine.planner.numbers import readings
from navai_jupyter.engine.planner.speaking import either
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, starts_with, words_of

GOING = (
    "go back to", "go over to", "go down to", "go up to", "go to", "goto", "got to", "take me back to",
    "take me to", "take us to", "bring me to", "get me to", "navigate to", "jump to", "scroll down to",
    "scroll up to", "scroll to", "move to", "head over to", "head to", "switch to", "get to", "navigate",
    "go too", "go two", "go into", "visit",
)  # fmt: skip
"""Words after which only a place can follow."""
SHOWING = (
    "open up", "open", "show me", "show", "display", "find", "where is", "where are", "look at", "view",
    "see", "go", "jump", "take me",
)  # fmt: skip
"""Words after which a place may follow, or something else."""
PLACE_WORDS = frozenset({"section", "heading", "page", "cell", "part", "chapter", "tab", "notebook", "panel"})

SURE = 0.74
MAYBE = 0.5
TIE = 0.06
OTHER_NUMBER = 0.6


@dataclass(frozen=True)
class Match:
    name: str
    score: float


def places(tool: Tool) -> list[str]:
    """Names that the tool says it knows."""
    target: Any = (tool.parameters.get("properties") or {}).get("target") or {}
    names = target.get("examples") or target.get("enum") or []
    return [name for name in names if isinstance(name, str) and name.strip()]


def navigate(text: str, spoken: Sequence[Token], tool: Tool) -> tuple[Reply, float] | None:
    """The reply to a sentence that names a place, and how sure we are; None when it names none."""
    for phrase in GOING:
        if length := starts_with(spoken, phrase):
            return _to(text, spoken[length:], tool, insist=True)
    for phrase in SHOWING:
        if length := starts_with(spoken, phrase):
            return _to(text, spoken[length:], tool, insist=False)
    # A bare name counts when it is said almost exactly.
    best = matches([token.word for token in spoken], places(tool))[:1]
    if best and best[0].score >= 0.9 and abs(len(words_of(best[0].name)) - len(spoken)) <= 1:
        return _going_to(best[0].name), best[0].score
    return None


def _to(text: str, spoken: Sequence[Token], tool: Tool, *, insist: bool) -> tuple[Reply, float] | None:
    wanted = [token for token in spoken if token.word not in ARTICLES]
    if not wanted:
        return (Reply("Where do you want to go?"), 0.6) if insist else None
    names = places(tool)
    said = text[wanted[0].start : wanted[-1].end]
    if not names:
        return (_going_to(said), 0.8) if insist else None
    found = matches([token.word for token in wanted], names)
    sure = [match for match in found if match.score >= SURE]
    if sure:
        rivals = [match for match in sure if match.score > sure[0].score - TIE]
        if len(rivals) == 1 or sure[0].score >= 0.97:
            return _going_to(sure[0].name), sure[0].score
        return _which(rivals[:3]), sure[0].score
    if not insist:
        return None
    maybe = [match for match in found if match.score >= MAYBE]
    if maybe:
        return _which(maybe[:2]), 0.6
    return Reply(f"I did not find {said}. You can go to {either(names[:3])}."), 0.6


def _going_to(name: str) -> Reply:
    return Reply(calls=(Call(NAVIGATE, {"target": name}),))


def _which(found: Sequence[Match]) -> Reply:
    options = {match.name: Call(NAVIGATE, {"target": match.name}) for match in found}
    return Reply(f"Did you mean {either(list(options))}?", question=ForChoice(options))


def matches(said: Sequence[str], names: Sequence[str]) -> list[Match]:
    """`names` by likeness to the words said, the best first."""
    phrase = _content(said)
    scored = [Match(name, _score(phrase, _content(words_of(name)))) for name in names]
    return sorted(scored, key=lambda match: -match.score)


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
    score = max(whole, said * (0.6 + 0.4 * known))
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
        likeness = max(alike(word, other) for other in others)
        found += len(word) * (likeness if likeness >= 0.65 else 0.0)
    return found / total
