"""What somebody spent or earned, as the command that writes it down: "I spent thirty euros on books"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.planner.amounts import COINS
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.words import Token

KINDS = {
    "expense": frozenset("spent paid".split()),
    "income": frozenset("earned received got made".split()),
}
MOVED = {"went on": "expense", "went for": "expense", "came from": "income"}
"""What the money itself did: "thirty euros went on books"."""
PAYERS, BETWEEN = frozenset({"i", "we"}), frozenset("have just already also".split())
PURPOSES = frozenset("on for from".split())
"""Words behind an amount without its currency."""


def written_down(spoken: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The sentence as a command, where it is about money that was spent or earned."""
    words = [token.word for token in spoken]
    at = 1
    while at < len(words) and words[at] in BETWEEN:
        at += 1
    kind = next((kind for kind, verbs in KINDS.items() if words[at : at + 1] and words[at] in verbs), "")
    if words[:1] and words[0] in PAYERS and kind:
        if _end_of_amount(words, at + 1, PURPOSES):
            yield (*_recorded(kind, spoken[0]), *spoken[at + 1 :])
        return
    end = _end_of_amount(words, 0, frozenset())
    moved = " ".join(words[end : end + 2])
    if end and moved in MOVED:
        yield (*_recorded(MOVED[moved], spoken[0]), *spoken[:end], *spoken[end + 1 :])


def _recorded(kind: str, first: Token) -> list[Token]:
    return [Token(word, first.start, first.start) for word in ("add", "an", kind, "of")]


def _end_of_amount(words: Sequence[str], at: int, after: frozenset[str]) -> int:
    """Where an amount of money ends that begins here; 0 where there is none."""
    for number in readings(words, at):
        following = words[number.end : number.end + 1]
        if number.cost < GUESSED and following:
            if following[0] in COINS - {"and"}:
                return number.end + 1
            if following[0] in after:
                return number.end
    return 0
