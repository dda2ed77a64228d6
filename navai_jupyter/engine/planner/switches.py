"""Yes and no, on and off, shown and hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.planner.grammar import SOFT, WITHOUT
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import ARTICLES, name_words

TRUE = frozenset("true yes enabled yeah yep sure active activated positive".split())
FALSE = frozenset("false no disabled nope inactive deactivated negative".split())
COMMON = frozenset({"no", "sure"})
"""Truth values that are also everyday words: they count only where nothing else can be meant."""
SWITCHED = 0.1
SWITCHES = {"enable": True, "disable": False, "activate": True, "deactivate": False, "on": True, "off": False}
ENDING = frozenset("mute silence hide conceal block disable deactivate blank".split())
"""Verbs of tools that end something when they are switched on."""
SHOWN = {"show": True, "display": True, "view": True, "hide": False, "conceal": False}
SHOWN_AS = frozenset({"visible", "visibility", "show", "shown", "display", "displayed"})
GIVING = frozenset("give get want need have put lay add some bring show".split())
TAKING = frozenset("kill remove hide delete cut lose drop stop no without clear quit".split())


def switches(word: str, at: int, slot: Slot, *, certain: bool) -> Iterator[Value]:
    """The truth value that a word gives to this slot."""
    if word in SWITCHES:
        yield Value(SWITCHES[word], at + 1, 0.0 if certain else SWITCHED)
    elif word in SHOWN and SHOWN_AS & set(name_words(slot.path[-1])):
        yield Value(SHOWN[word], at + 1, SWITCHED)
    elif word in TRUE | FALSE and (certain or word not in COMMON):
        yield Value(word in TRUE, at + 1, 0.0)


def switched(left: Sequence[Slot], words: Sequence[str]) -> dict[str, bool]:
    """Yes or no for the one thing that is left open, as the verb gives it or takes it away."""
    if len(left) != 1 or left[0].kind != "boolean":
        return {}
    for word in words:
        if word in GIVING | TAKING:
            return {left[0].name: word in GIVING}
    return {}


def hides(words: Sequence[str], own: frozenset[str]) -> bool:
    """ "No emails" switches emails off; "no meat", said of a tool that has another name, may switch it on."""
    left = [word for word in words[1:] if word not in SOFT | ARTICLES]
    return words[0] in WITHOUT and bool(left) and stem(left[0]) not in own


def reverses(words: Sequence[str], verb: str) -> bool:
    """ "Turn the radio off" mutes it: said of the thing, not of a tool whose verb takes the thing away."""
    return verb in ENDING and stem(verb) not in map(stem, words)
