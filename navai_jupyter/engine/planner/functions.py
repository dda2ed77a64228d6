"""Which function a sentence calls, and with which arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.grammar import CALLS, FILLERS, MAKES, PREPOSITIONS, SHOWS
from navai_jupyter.engine.planner.index import Index, index_of
from navai_jupyter.engine.planner.intents import ACT, Intent
from navai_jupyter.engine.planner.model import EXECUTE, RESERVED, Call, Reply, Tool
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.reader import REPLACES, Reader
from navai_jupyter.engine.planner.reading import Reading, Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.speaking import listed, spoken_name
from navai_jupyter.engine.planner.speechact import OTHERS
from navai_jupyter.engine.planner.texts import NAMELESS
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, joined, name_words

_CALLED = re.compile(
    r"(?:call|run|execute|invoke|use)(?: (?P<said>the function|the tool|function|the method))? (?P<name>.+)"
)
OPENERS = CALLS | SHOWS | MAKES | PREPOSITIONS
HEARD_ONLY, DULL, BEGUN = 0.28, 0.5, 0.35
MISSING_BEHIND = 0.2
OTHER_VERB = 0.4
"""Doubt where the sentence begins with the verb of another tool."""
OWN_VERB = 0.8
"""Doubt of a text after a verb that only one tool has: "remove the onions" may be `remove_ingredient`, and is
worth a question, for "save the whales" is not for us."""
PAIR, PAIRING = 0.45, frozenset("with by for against".split())
"""Doubt of two texts with one of these words between them after such a verb: "replace the onions with leek"."""
CALLED_FLOOR = 0.8


def callable_tools(tools: Sequence[Tool]) -> list[Tool]:
    return [tool for tool in tools if tool.name not in RESERVED]


def functions(sentence: Sentence, asked: Request, index: Index, recent: Recent) -> list[Intent]:
    """The calls that the sentence may mean, the likeliest first."""
    sentence = _parted(sentence)
    found = []
    for card, hits, described in index.candidates(sentence):
        reading = Reader(
            sentence, card, hits, described, mood=asked.mood, recent=recent, elsewhere=index.common
        ).read()
        if reading.covered or described:
            first = sentence.words[0]
            begins = any(hit.cost <= BEGUN for hit in hits.get(0, ())) or 0 in described or first in OPENERS
            found.append(
                _intent(
                    reading,
                    sentence,
                    index,
                    plausible=(begins or asked.asked)
                    and (reading.names_a_thing or index.alone(card))
                    and (len(card.words) > 1 or not reading.unread),
                )
            )
    return sorted(found, key=lambda intent: intent.rank)


def _intent(reading: Reading, sentence: Sentence, index: Index, *, plausible: bool) -> Intent:
    card = reading.card
    doubt = reading.doubt
    if len(card.words) == 1 and not reading.filled and not _said(card.words[0], sentence):
        # One word that merely sounds like a name, or means the same, is said by many people for many reasons.
        doubt += HEARD_ONLY
    if len(card.words) == 1 and reading.missing and not _said(card.words[0], sentence):
        doubt += DULL
        plausible = False
    if card.verb and not reading.covered & card.verb:
        doubt += DULL * bool(reading.missing)
        doubt += OTHER_VERB * (stem(sentence.words[0]) in index.verbs and not reading.acted)
    guessed = reading.is_text
    whole = guessed and reading.covered & card.verb and not (reading.missing or reading.unread)
    if whole and doubt > ACT and index.alone(card) and not (OTHERS | NAMELESS) & set(sentence.words):
        doubt, guessed = PAIR if _pairs(reading, sentence) else OWN_VERB, False
    calls = reading.calls
    return Intent(
        doubt,
        card.spoken,
        calls[-1],
        reading.missing,
        reply=Reply(calls=calls) if len(calls) > 1 else None,
        unread=reading.unread,
        free=reading.ends_free,
        grows=_grows(card.words, index),
        behind=MISSING_BEHIND * len(reading.missing),
        plausible=plausible,
        guessed=guessed,
        whole=not reading.optional,
        idle=reading.idle,
    )


def _pairs(reading: Reading, sentence: Sentence) -> bool:
    """Two things after a verb that takes two."""
    first = sentence.words[0]
    exchanged = first in REPLACES or stem(first) in reading.card.own
    return exchanged and len(reading.filled) > 1 and bool(PAIRING & set(reading.rest))


def _said(word: str, sentence: Sentence) -> bool:
    return any(stem(word) == stem(said) for said in sentence.words)


def _grows(words: tuple[str, ...], index: Index) -> bool:
    return any(len(card.words) > len(words) and card.words[: len(words)] == words for card in index.cards)


def _parted(sentence: Sentence) -> Sentence:
    """A recogniser may join the verb to the name: "runtrain model"."""
    if not sentence.words:
        return sentence
    first = sentence.spoken[0]
    for verb in ("run", "call", "execute", "invoke"):
        if (
            first.word.startswith(verb)
            and len(first.word) > len(verb) + 2
            and first.word not in ("running", "caller")
        ):
            at = first.start + len(verb)
            rest = Token(first.word[len(verb) :], at, first.end, first.mark)
            return Sentence(
                sentence.text, (Token(verb, first.start, at), rest, *sentence.spoken[1:]), sentence.today
            )
    return sentence


def dispatched(text: str, asked: Request, tools: Sequence[Tool], known: Sequence[str]) -> Intent | None:
    """A call of `execute_app_function`, for a function that has no tool of its own."""
    dispatcher = next((tool for tool in tools if tool.name == EXECUTE), None)
    match = _CALLED.match(joined(asked.spoken))
    if dispatcher is None or match is None:
        return None
    properties = dispatcher.parameters.get("properties") or {}
    schema = properties.get("function_name") or {}
    direct = {tool.name for tool in tools}
    offered = [*(schema.get("enum") or schema.get("examples") or []), *known]
    first = joined(asked.spoken)[: match.start("name")].count(" ")
    rest = [token for token in asked.spoken[first:] if token.word not in ARTICLES]
    best: tuple[float, str, Sequence[Token]] | None = None
    for name in offered:
        words = name_words(name)
        likeness = alike(joined(rest[: len(words)]), " ".join(words))
        if name not in direct and likeness >= CALLED_FLOOR and (best is None or likeness > best[0]):
            best = likeness, name, rest[len(words) :]
    if best is None and not match["said"]:
        return None
    if best is None:
        name = "_".join(token.word for token in rest)
        best = (0.9, name, ()) if name not in direct and len(rest) <= 4 else None
    if best is None:
        return None
    likeness, name, said = best
    payload = _payload(said)
    call = Call(EXECUTE, {"function_name": name, "payload": payload})
    return Intent(1.0 - likeness, spoken_name(name), call)


def _payload(said: Sequence[Token]) -> dict[str, object] | list[object] | None:
    """Arguments by name where they are named, else the numbers in their order."""
    words = [token.word for token in said]
    named: dict[str, object] = {}
    plain: list[object] = []
    at = 0
    while at < len(words):
        number = next((one for one in readings(words, at) if one.cost < GUESSED), None)
        if number is not None:
            plain.append(number.value)
            at = number.end
        elif words[at] in FILLERS or words[at] in ("is", "equals", "function"):
            at += 1
        elif at + 1 < len(words):
            start = at + 1 + (words[at + 1] in ("is", "equals", "to", "of"))
            value = next((one for one in readings(words, start) if one.cost < GUESSED), None)
            if start >= len(words):
                break
            named[words[at]] = value.value if value else words[start]
            at = value.end if value else start + 1
        else:
            break
    return named or plain or None


def called_unknown(text: str, asked: Request, tools: Sequence[Tool]) -> str:
    """What to say when the sentence calls, by a verb that only functions take, something that is not there."""
    match = _CALLED.match(joined(asked.spoken))
    known = [card.spoken for card in index_of(tuple(tools)).cards]
    if match is None or not known or len(asked.spoken) > 6:
        return ""
    wanted = asked.spoken[joined(asked.spoken)[: match.start("name")].count(" ") :]
    name = text[wanted[0].start : wanted[-1].end]
    return f"There is no function called {name}. I know {listed(known[:4])}."
