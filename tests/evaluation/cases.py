"""The corpus: what is said to which tools, and the calls that are right."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from tests.evaluation.offered import Tools, offered

CORPUS = Path(__file__).parent / "corpus"
TOOLSETS = {
    "dev": ("sales", "training", "editing", "laboratory"),
    "heldout": ("sales", "training", "editing", "laboratory"),
    "fresh": ("budget", "labelling", "observatory", "cluster"),
    "blind": ("podcast", "fleet", "survey", "kitchen"),
    "more": ("notebook", "hotel", "studio"),
    "unseen": ("greenhouse", "library"),
}
"""The splits of the corpus, and the sets of tools that each is about."""
Split = Literal["dev", "heldout", "fresh", "blind", "more", "unseen"]
SPLITS: tuple[Split, ...] = get_args(Split)
HELD_OUT: tuple[Split, ...] = ("heldout", "unseen")
"""Nobody reads these, so that their figures mean something."""

Call = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """One sentence; ``accepted`` holds each list of calls that is right, an empty one for "asks back".

    ``pieces`` are said with a pause between them.
    """

    pieces: tuple[str, ...]
    accepted: tuple[tuple[Call, ...], ...]

    @property
    def said(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True)
class Case:
    """Sentences of one conversation over one set of tools; ``command`` is false when none may call.

    ``before`` is said first, and not judged.
    """

    toolset: str
    category: str
    turns: tuple[Turn, ...]
    command: bool = True
    before: tuple[str, ...] = ()

    @property
    def tools(self) -> Tools:
        return offered(self.toolset)


@cache
def load(split: Split) -> tuple[Case, ...]:
    return tuple(case for toolset in TOOLSETS[split] for case in _read(CORPUS / split / f"{toolset}.toml"))


@cache
def load_pauses(split: Split) -> tuple[Case, ...]:
    """Sentences with pauses in them, where a split has some."""
    path = CORPUS / split / "pauses.toml"
    content = tomllib.loads(path.read_text()) if path.exists() else {}
    return tuple(
        Case(toolset, "pauses", (_turn(sentence, right, offered(toolset)),))
        for toolset, commands in content.items()
        for sentence, right in commands.items()
    )


def _read(path: Path) -> Iterator[Case]:
    content = tomllib.loads(path.read_text())
    tools = offered(path.stem)
    others = [(category, one) for category, said in content.pop("no_command").items() for one in said]
    done = [sentence for sentence, right in content["named"].items() if right]
    for number, (category, sentence) in enumerate(others):
        # Every other one follows a command: what was just done must not make sense of small talk.
        before = (done[number // 2 % len(done)],) if number % 2 else ()
        yield Case(path.stem, category, (Turn((sentence,), ((),)),), command=False, before=before)
    for turns in content.pop("conversations").values():
        yield Case(path.stem, "conversations", tuple(_turn(*turn, tools) for turn in turns))
    for category, commands in content.items():
        for sentence, right in commands.items():
            yield Case(path.stem, category, (_turn(sentence, right, tools),))


def _turn(sentence: str, right: str | list[str], tools: Tools) -> Turn:
    return Turn(tuple(sentence.split(" | ")), _accepted(right, tools))


def _accepted(right: str | list[str], tools: Tools) -> tuple[tuple[Call, ...], ...]:
    return tuple(
        tuple(_call(statement, tools) for statement in ast.parse(calls).body)
        for calls in ([right] if isinstance(right, str) else right)
    )


def _call(statement: ast.stmt, tools: Tools) -> Call:
    """A call as Python writes it: ``load_sales(2024, region="south")``."""
    match statement:
        case ast.Expr(ast.Call(ast.Name(name), positional, named)):
            parameters = tools.parameters(name)
            values = dict(zip(parameters, map(_value, positional), strict=False))
            values |= {str(one.arg): _value(one.value) for one in named}
            unknown = set(values) - set(parameters)
            if len(positional) > len(parameters) or unknown:
                raise ValueError(
                    f"{ast.unparse(statement)}: {name} accepts {', '.join(parameters) or 'nothing'}"
                )
            return name, values
        case _:
            raise ValueError(f"{ast.unparse(statement)!r} is no call")


def _value(node: ast.expr) -> Any:
    """A literal, or a day that is so many days from ``today``."""
    match node:
        case ast.Name("today"):
            return date.today().isoformat()
        case ast.BinOp(ast.Name("today"), ast.Add() | ast.Sub() as sign, ast.Constant(int(days))):
            return (date.today() + timedelta(days if isinstance(sign, ast.Add) else -days)).isoformat()
        case _:
            return ast.literal_eval(node)
