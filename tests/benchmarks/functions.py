"""Five hundred functions, as people write them, and what people say to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import FunctionInfo

HERE = Path(__file__).parent
_FUNCTION = re.compile(r"(?P<name>\w+)(?P<parameters>\(.*\)): (?P<about>.*)")
ALL = 500
_NAMES = {"Literal": Literal, "date": date, "datetime": datetime}


@dataclass(frozen=True)
class Spoken:
    """A sentence, and the one call that is right."""

    split: str
    text: str
    name: str
    arguments: dict[str, Any]


@cache
def functions() -> tuple[Callable[..., Any], ...]:
    """One for each line of functions.txt, in that order; they answer what they were given."""
    return tuple(map(_function, (HERE / "functions.txt").read_text().splitlines()))


def crowd(count: int) -> Iterator[tuple[str, Callable[..., Any]]]:
    """As many as are wanted, each with a name of its own."""
    for number in range(count):
        function = functions()[number % ALL]
        yield f"{function.__name__}_{number // ALL}", function


@cache
def catalogue(count: int) -> tuple[FunctionInfo, ...]:
    """What a session is told of the first `count` of them."""
    return tuple(registered(count).describe().items)


@cache
def registered(count: int) -> Registry:
    """A registry with the first `count` of them."""
    registry = Registry("kernel")
    for function in functions()[:count]:
        registry.register(function)
    return registry


@cache
def sentences() -> tuple[Spoken, ...]:
    """Those of sentences.txt; `split` is the heading above each."""
    found, split = [], ""
    for line in (HERE / "sentences.txt").read_text().splitlines():
        if line.startswith("#"):
            split = line.removeprefix("# ")
        else:
            text, call = line.split(" => ")
            found.append(Spoken(split, text, *_call(call)))
    return tuple(found)


def _function(line: str) -> Callable[..., Any]:
    match = _FUNCTION.fullmatch(line)
    assert match, line
    space = dict(_NAMES)
    exec(f"def {match['name']}{match['parameters']}: return locals()", space)
    made = space[match["name"]]
    made.__doc__ = match["about"]
    return made


def _call(source: str) -> tuple[str, dict[str, Any]]:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    return call.func.id, {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
