"""What a phrase such as "the last plot" or "the cell that makes df" asks for, before anything is looked at.

The twin of ``js/src/core/cell-phrases.ts``; ``tests/cases/cells.json`` holds both to the same readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from navai_jupyter.core.spelling import normalise

Kind = Literal[
    "cell", "code", "markdown", "raw", "empty", "plot", "table", "error", "output", "running", "section",
    "tag", "makes", "back", "file",
]  # fmt: skip
Which = int | Literal["any", "next", "previous", "current"]
"""A place in the order, from 1 on, or from the end with -1 as the last; or relative to where the person is."""


@dataclass(frozen=True)
class CellPhrase:
    """``name`` is of a tag, a variable or a file; ``inside`` is the heading that it is looked for under."""

    kind: Kind
    which: Which = "any"
    name: str = ""
    inside: str = ""


LEADING = frozenset(
    "go take bring move jump scroll switch show open display me us to at on select focus find".split()
)
DROPPED = frozenset("the my please".split())
ARTICLES = frozenset("a an".split())
NOUNS: dict[str, Kind] = {
    "cell": "cell", "code cell": "code", "python cell": "code", "markdown cell": "markdown",
    "text cell": "markdown", "raw cell": "raw", "empty cell": "empty", "plot": "plot", "chart": "plot",
    "graph": "plot", "figure": "plot", "picture": "plot", "image": "plot", "diagram": "plot",
    "table": "table", "data frame": "table", "dataframe": "table", "error": "error", "exception": "error",
    "traceback": "error", "output": "output", "section": "section", "heading": "section",
}  # fmt: skip
BARE: frozenset[Kind] = frozenset({"plot", "table", "error", "empty", "raw"})
"""Kinds that a noun alone asks for."""
SUFFIXES = frozenset(
    "csv gif html ipynb jl jpeg jpg js json log md parquet pdf pkl png py r rst sql svg toml ts tsv txt xlsx"
    " xml yaml yml".split()
)
THE_NOTEBOOK = frozenset({"notebook", "page", "document", "file", "it", "everything", "this notebook"})

_NOUN = f"({'|'.join(NOUNS)})s?"
_WHICH = r"(?:(\d+|last|final|next|following|previous|preceding) )?"
_MAKING = (
    "makes?|made|defines?|defined|creates?|created|computes?|computed|calculates?|calculated|assigns?|assigned|"
    "sets?|builds?|built|imports?|imported|loads?|loaded|declares?|declared|introduces?|produces?|gets?"
)
_MADE = "made|defined|created|computed|calculated|assigned|set|built|imported|loaded|declared|introduced"
_SORT = "(?:variable |function |class |data frame |dataframe )?"

_BACK = re.compile(
    r"back|(?:back )?(?:to )?(?:where i (?:was|came from)|(?:previous|last) (?:place|position|location))"
    r"(?: before)?"
)
_EDGE = re.compile(r"(?:very )?(top|start|beginning|bottom|end)")
_NUMBERED = re.compile(rf"{_NOUN} (?:number )?(\d+)")
_ORDERED = re.compile(rf"(\d+|last|final|next|following|previous|preceding) {_NOUN}")
_FROM_END = re.compile(rf"(\d+) (?:to )?last {_NOUN}|last but (\d+) {_NOUN}")
_BESIDE = re.compile(
    rf"{_NOUN} (above|before|below|after)(?: (?:it|that|this|this 1))?|(?:1 )?(cell) (up|down)"
)
_CURRENT = re.compile(r"(?:this|current|active|selected) cell|here")
_RUNNING = re.compile(
    r"(?:running|busy) cell|cell (?:(?:that|which) (?:is|s) )?(?:still |now |currently )?running"
)
_FAILED = re.compile(
    rf"{_WHICH}(?:(?:failed|failing|broken) cell|cell (?:that|which) (?:has )?"
    r"(?:failed|fails|broke|crashed|raised)(?: an?)?(?: error| exception)?)"
)
_SHOWING = re.compile(
    rf"{_WHICH}(?:code )?cell (?:with|that has|which has|that shows|which shows|showing|containing|has)"
    rf"(?: an?)? {_NOUN}|{_WHICH}{_NOUN} cell"
)
_TAGGED = re.compile(
    rf"{_WHICH}cell (?:(?:that|which) is )?(?:tagged|labelled|labeled|with (?:a )?(?:tag|label))"
    r"(?: as| with)? (.+)|(tag) (.+)"
)
_MAKES = re.compile(
    rf"(?:cell )?(?:where|in which) {_SORT}(.+) (?:is|was|gets|are) (?:{_MADE})|definition of {_SORT}(.+)|"
    rf"{_WHICH}cell (?:(?:that|which|where|in which)(?: i| we| it)? (?:{_MAKING})|making|defining|creating|"
    rf"importing|loading) {_SORT}(.+)"
)
_OTHER = r"(?:\d+|other|next|previous|last|new|this|current|whole|entire|same)\b"
_WITHIN = " (?:in|under|inside|within|of|from|below) "
_FILE = re.compile(
    r"(?:file|notebook|document) (?:called |named )?(.+)|"
    rf"(?!{_OTHER}|.*{_WITHIN})(.+) (?:file|notebook|document)"
)
_INSIDE = re.compile(_WITHIN)


@lru_cache(maxsize=4096)
def read_phrase(target: str) -> CellPhrase | None:
    """None for whatever may be a name."""
    words = normalise(target).split()
    words = [
        word
        for at, word in enumerate(words)
        if word not in DROPPED and (word not in ARTICLES or at == len(words) - 1)
    ]
    while len(words) > 1 and words[0] in LEADING:
        words.pop(0)
    said = " ".join(words)
    return _inside(said) or _read(said) or _file(said, target)


def _inside(said: str) -> CellPhrase | None:
    for match in _INSIDE.finditer(said):
        phrase, above = _read(said[: match.start()]), said[match.end() :]
        if phrase and phrase.kind != "back":
            return phrase if above in THE_NOTEBOOK else replace(phrase, inside=above)
    return None


def _read(said: str) -> CellPhrase | None:
    if _BACK.fullmatch(said):
        return CellPhrase("back")
    if match := _EDGE.fullmatch(said):
        return CellPhrase("cell", -1 if match[1] in {"bottom", "end"} else 1)
    if _CURRENT.fullmatch(said):
        return CellPhrase("cell", "current")
    if _RUNNING.fullmatch(said):
        return CellPhrase("running")
    return _counted(said) or _described(said)


def _counted(said: str) -> CellPhrase | None:
    if (match := _NUMBERED.fullmatch(said)) and match[1] != "section":
        return CellPhrase(NOUNS[match[1]], int(match[2]))
    if match := _ORDERED.fullmatch(said):
        return CellPhrase(NOUNS[match[2]], _which(match[1]))
    if match := _FROM_END.fullmatch(said):
        return CellPhrase(NOUNS[match[2] or match[4]], -int(match[1]) if match[1] else -1 - int(match[3]))
    if match := _BESIDE.fullmatch(said):
        towards = match[2] or match[4]
        return CellPhrase(
            NOUNS[match[1] or match[3]], "previous" if towards in {"above", "before", "up"} else "next"
        )
    return CellPhrase(NOUNS[said]) if NOUNS.get(said) in BARE else None


def _described(said: str) -> CellPhrase | None:
    if match := _FAILED.fullmatch(said):
        return CellPhrase("error", _which(match[1]))
    if (match := _SHOWING.fullmatch(said)) and NOUNS[match[2] or match[4]] not in {"cell", "section"}:
        return CellPhrase(NOUNS[match[2] or match[4]], _which(match[1] or match[3]))
    if match := _TAGGED.fullmatch(said):
        return CellPhrase("tag", _which(match[1]), match[2] or match[4])
    if match := _MAKES.fullmatch(said):
        return CellPhrase("makes", _which(match[3]), match[1] or match[2] or match[4])
    return None


def _file(said: str, target: str) -> CellPhrase | None:
    words = [word for word in said.split() if word != "dot"]
    if len(words) > 1 and words[-1] in SUFFIXES:
        return CellPhrase("file", name=" ".join(words))
    if match := _FILE.fullmatch(said):
        return CellPhrase("file", name=match[1] or match[2])
    return CellPhrase("file", name=said) if re.search(r"\w\.[a-zA-Z]\w{0,4}$", target.strip()) else None


def _which(word: str | None) -> Which:
    match word:
        case None:
            return "any"
        case "last" | "final":
            return -1
        case "next" | "following":
            return "next"
        case "previous" | "preceding":
            return "previous"
    return int(word)
