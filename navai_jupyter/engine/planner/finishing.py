"""Whether the person has finished speaking, as far as the words tell."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.grammar import FILLERS, LINKS
from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.model import RESERVED, Call, Finish, ForArguments
from navai_jupyter.engine.planner.numbers import NEGATIVE, NUMBER_WORDS, SCALES, TENS
from navai_jupyter.engine.planner.texts import PROSE
from navai_jupyter.engine.planner.thesaurus import PARTICLES, is_action
from navai_jupyter.engine.planner.words import ARTICLES, Token, name_words, tokens, words_of

CONFIDENT = 0.46
HANGING = FILLERS - frozenset({"please", "this", "that", "these", "those"}) | LINKS | NEGATIVE
HANGING |= frozenset(
    "or but because if when while so than no not without point um uh er hmm i we you can could".split()
)
"""Words after which a sentence goes on."""
FAREWELLS = (("please",), ("now",), ("thanks",), ("thank", "you"), ("for", "me"))
"""Endings after which nobody adds an argument."""
LONGEST_NAME = 2
"""Words."""


def finish(text: str, decision: Decision) -> Finish:
    """What `decision`, made of `text`, says about the end of the turn."""
    spoken = tokens(text)
    if not spoken:
        return "unsure"
    hanging = spoken[-1].word in HANGING
    bare_verb = len(spoken) == 1 and is_action(spoken[0].word)
    if _trails_off(text):
        return "open"
    if not decision.reply.calls:
        # Who says a command without its arguments rather thinks of them than waits for our question.
        lacking = isinstance(decision.reply.question, ForArguments)
        return "open" if lacking or hanging or bare_verb else "unsure"
    if hanging and (decision.idle or spoken[-1].word not in PARTICLES):
        return "open"
    last = decision.reply.calls[-1]
    goes_on = decision.free and not (_is_counted_out(spoken, last) or _ends_with_name(spoken, last))
    if decision.doubt > CONFIDENT or goes_on or decision.grows or decision.idle or _counts_on(spoken):
        return "unsure"
    if bare_verb and last.name not in RESERVED:
        return "unsure"
    return "complete" if decision.whole or _ends_politely(spoken) else "extensible"


def _trails_off(text: str) -> bool:
    end = text.rstrip()
    # A recogniser writes a comma behind a number that stands alone: "2024,".
    return end.endswith(("...", "…", ",", "-", ":")) and not (end.endswith(",") and end[-2:-1].isdigit())


def _ends_politely(spoken: Sequence[Token]) -> bool:
    words = tuple(token.word for token in spoken)
    return any(words[-len(ending) :] == ending for ending in FAREWELLS)


def _is_counted_out(spoken: Sequence[Token], call: Call) -> bool:
    """ "Age, height and weight": the last of a list has its "and"."""
    several = any(isinstance(value, list) and len(value) > 1 for value in call.arguments.values())
    return several and "and" in [token.word for token in spoken[-3:-1]]


def _ends_with_name(spoken: Sequence[Token], call: Call) -> bool:
    """ "… as second try": few words, and neither a thing ("the telescope") nor dictation."""
    for slot, value in call.arguments.items():
        words = words_of(value) if isinstance(value, str) else ()
        if words and words[-1] == spoken[-1].word:
            before = spoken[-len(words) - 1].word if len(spoken) > len(words) else ""
            return len(words) <= LONGEST_NAME and before not in ARTICLES and not PROSE & set(name_words(slot))
    return False


def _counts_on(spoken: Sequence[Token]) -> bool:
    """The last number may be the beginning of a longer one: "twenty", "2000", "zero point two"."""
    word = spoken[-1].word
    if word in TENS or word in SCALES or word in ("hundred", "half"):
        return True
    if word in NUMBER_WORDS:
        return "point" in [token.word for token in spoken[-4:-1]]
    if not word.isdigit():
        return False
    number = int(word)
    return number >= 20 and number % 10 == 0 if number < 100 else number % 100 == 0 or number == 2020
