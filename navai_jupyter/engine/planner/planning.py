"""From a sentence to a decision: every meaning is weighed, and the least doubtful one wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from navai_jupyter.engine.planner import followups
from navai_jupyter.engine.planner.choices import chosen
from navai_jupyter.engine.planner.clauses import Cut, begins_another, excused, joints, reason
from navai_jupyter.engine.planner.controls import about, not_understood, small_talk
from navai_jupyter.engine.planner.courtesy import request
from navai_jupyter.engine.planner.deciding import adds_to, carried_out, choice, explains_better, gaps
from navai_jupyter.engine.planner.destinations import retraces
from navai_jupyter.engine.planner.fluency import fluent, repaired
from navai_jupyter.engine.planner.functions import called_unknown
from navai_jupyter.engine.planner.index import index_of
from navai_jupyter.engine.planner.intents import ACT, ASK, Decision, Intent
from navai_jupyter.engine.planner.interpreting import Interpreter
from navai_jupyter.engine.planner.memory import Memory, recent_of
from navai_jupyter.engine.planner.model import NAVIGATE, RESERVED, Call, Question, Reply, Tool
from navai_jupyter.engine.planner.questions import answer
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.reading import Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.several import could_fill_another
from navai_jupyter.engine.planner.slots import assembled, flattened
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import Token, tokens, words_of

LONGEST_REST = 6
FIRM = 0.15
"""Up to this doubt a sentence is one command, and nobody looks for two in it."""
ALONE, ALONE_IN_WORDS, APART = 0.72, 0.55, 0.35
"""A more doubtful meaning is acted on too, less so one that ends in any words, when the next is so far away."""
NOTHING = Memory()
DENIALS = frozenset("not never nobody nothing".split())


def plan(
    text: str,
    tools: Sequence[Tool],
    question: Question | None = None,
    memory: Memory = NOTHING,
    *,
    today: date | None = None,
    choice: str = "auto",
) -> Reply:
    """What to do about a sentence; `question` is the one our last reply asked."""
    return decide(text, tools, question, memory, today=today, choice=choice).reply


def decide(
    text: str,
    tools: Sequence[Tool],
    question: Question | None = None,
    memory: Memory = NOTHING,
    *,
    today: date | None = None,
    choice: str = "auto",
) -> Decision:
    """`plan`, with what tells whether the sentence is over; `choice` is the protocol's `tool_choice`."""
    heard = tokens(text)
    if not heard:
        return Decision(Reply(understood=False), 1.0)
    return Turn(text, tools, memory, today or date.today(), choice=choice).decide(heard, question)


class Turn:
    """One sentence of the person, and what is known about it."""

    def __init__(
        self, text: str, tools: Sequence[Tool], memory: Memory, today: date, *, choice: str = "auto"
    ) -> None:
        self._text, self._tools, self._memory, self._today = text, tools, memory, today
        self._words = words_of(text)
        self._loosely = False
        """Other words than a tool's own are looked at too."""
        self._ambiguous = False
        """A value that was said beside a command could belong to several of its arguments."""
        self._insist = choice not in ("auto", "none")
        self._only = next((tool for tool in tools if tool.name == choice), None)
        self._index = index_of(tuple(tools))
        self._interpreter = Interpreter(text, tools, memory.functions, self._today)

    def decide(self, heard: Sequence[Token], question: Question | None) -> Decision:
        heard = fluent(heard)
        polite = request(heard)
        if question is not None:
            for spoken in (heard, polite.spoken):
                if meant := answer(self._text, spoken, question, self._tools, self._today):
                    return carried_out(self._tools, [meant])
        retraced = retraces(self._tools)
        if meant := followups.follow_up(heard, self._memory, self._index.verbs, retraced=retraced):
            return carried_out(self._tools, [meant])
        if followups.asks_for_other(heard) and (meant := self._other()):
            return carried_out(self._tools, [meant])
        if described := about(polite.spoken, self._tools):
            return Decision(described, 0.2)
        if meant := followups.corrected(self._text, heard, self._memory, self._tools, self._today):
            return carried_out(self._tools, [meant])
        recent = self._memory.recent(self._index)
        for said in (*repaired(heard), heard):
            for self._loosely in (False, True):
                meanings = (
                    self._sequence(said, recent)
                    or self._after_reason(said, recent)
                    or self._sequence(said[: excused(said)], recent)
                )
                if meanings:
                    return carried_out(self._tools, meanings)
                if self._ambiguous:
                    return Decision(not_understood(self._tools), 1.0)
        if self._only is not None and (meant := self._forced(self._only, polite.spoken)):
            return carried_out(self._tools, [meant])
        meanings = self._interpreter.meanings(heard, recent, loosely=self._loosely)
        if meanings and (asked := self._asked_back(meanings)):
            return asked
        if told := next((one.reply for one in meanings if one.reply and not one.reply.calls), None):
            return Decision(told, 1.0)
        if talk := small_talk(heard):
            return Decision(talk, 1.0)
        if unknown := called_unknown(self._text, polite, self._tools):
            return Decision(Reply(unknown, understood=False), 1.0)
        return Decision(not_understood(self._tools), 1.0)

    def _sequence(self, heard: Sequence[Token], recent: Recent, depth: int = 0) -> list[Intent]:
        """The commands that `heard` is made of, all of them clear; empty when it is not."""
        one = self._clear(heard, recent)
        cuts = joints(heard) if depth < 4 else []
        if one is not None and one.doubt <= (ACT if one.free else FIRM):
            # Any words can be a text, also a whole command; and a verb may be taken for a small word.
            cuts = [cut for cut in cuts if (one.free and cut.strong) or begins_another(heard, cut)]
        best: list[Intent] = []
        for cut in cuts:
            first = self._clear(heard[: cut.start], recent)
            if first is None or first.call is None:
                continue
            if self._loosely and not is_action(request(heard[cut.end :]).spoken[0].word):
                continue
            after = recent_of(first.call, self._index)
            rest = self._sequence(heard[cut.end :], after, depth + 1)
            if not rest or _names_a_place(rest[0], heard[cut.end :]):
                rest = self._elliptic(heard, cut, first) or rest
            found = [first, *rest] if rest and not adds_to(first, rest[0]) else rest
            if found and (not best or gaps(found) < gaps(best)):
                best = found
            if best and not gaps(best):
                break
        if best and (one is None or (not gaps(best) and explains_better(best, one))):
            self._ambiguous = any(meant.ambiguous for meant in best)
            return [] if self._ambiguous else best
        return [one] if one is not None else []

    def _after_reason(self, heard: Sequence[Token], recent: Recent) -> list[Intent]:
        """ "It is dark in the office, switch on the light": the reason may say where."""
        at = reason(heard)
        meant = self._clear(heard[at:], recent) if at else None
        if meant is None or meant.call is None or meant.call.name not in self._index.by_name:
            return [meant] if meant is not None else []
        known = list(self._index.by_name[meant.call.name].slots)
        said = chosen(Sentence(self._text, heard[:at], self._today), known)
        arguments = assembled({**said, **flattened(meant.call.arguments, known)}, known)
        missing = tuple(name for name in meant.missing if name not in said)
        return [replace(meant, call=Call(meant.call.name, arguments), missing=missing)]

    def _elliptic(self, heard: Sequence[Token], cut: Cut, first: Intent) -> list[Intent]:
        """ "… for 2023 and 2024", "plot the revenue and the costs": what both have in common is said once."""
        assert first.call is not None
        card = self._index.by_name.get(first.call.name)
        lists = {slot.name for slot in card.slots if slot.kind == "list"} if card is not None else set()
        if first.missing or lists & first.call.arguments.keys():
            # What follows a list belongs to it.
            return []
        tool = next((tool for tool in self._tools if tool.name == first.call.name), None)
        rest = heard[cut.end :]
        if tool is not None and tool.name not in RESERVED:
            again = followups.refilled(self._text, rest, first.call, tool, self._today, strong=False)
            if again is not None and again.call is not None:
                return [replace(again, ambiguous=self._is_ambiguous(again.call, first.call, rest))]
        opening = request(heard[: cut.start]).spoken
        for shared in (1, 2) if opening and len(rest) <= LONGEST_REST else ():
            same = self._clear([*opening[:shared], *rest], Recent())
            if same is not None and same.call != first.call:
                return [same]
        return []

    def _is_ambiguous(self, again: Call, first: Call, rest: Sequence[Token]) -> bool:
        known = list(self._index.by_name[first.name].slots) if first.name in self._index.by_name else []
        given, before = flattened(again.arguments, known), flattened(first.arguments, known)
        return could_fill_another(given, before, known, [token.word for token in rest])

    def _clear(self, heard: Sequence[Token], recent: Recent) -> Intent | None:
        """The one meaning of these words that can be acted on."""
        if not heard:
            return None
        meanings = self._interpreter.meanings(heard, recent, loosely=self._loosely)
        if not meanings or not (self._stands_out(meanings) or (self._insist and meanings[0].call)):
            return None
        best = meanings[0]
        if len(heard) == 1 and not best.clear and not self._insist:
            return None  # "Kernel.": one word that leaves open what to do is asked about
        rivals = [
            one
            for one in meanings
            if one.clear and one.rank <= best.rank + best.tie and one.call != best.call and one.call
        ]
        if rivals and best.call is not None and best.rank > 0.03 and not self._insist:
            return choice([best, *rivals])
        if best.missing and (known := self._completed(best, heard)):
            return known
        return best

    def _stands_out(self, meanings: Sequence[Intent]) -> bool:
        """The first is clear, or it accounts for every word and nothing else comes near."""
        best = meanings[0]
        if (
            best.clear
            or best.call is None
            or best.call.name == NAVIGATE
            or best.unread
            or best.doubt > (ALONE_IN_WORDS if best.free or best.described else ALONE)
            or not best.plausible
        ):
            return best.clear
        others = [one.rank for one in meanings[1:] if one.call is not None and one.call.name != best.call.name]
        return best.rank + APART <= min(others, default=ASK)

    def _forced(self, tool: Tool, spoken: Sequence[Token]) -> Intent | None:
        """The call that the client demands, with what the sentence offers for it."""
        if tool.name == NAVIGATE:
            return Intent(0.0, "", Call(NAVIGATE, {"target": " ".join(token.word for token in spoken)}))
        if tool.name in RESERVED:
            return Intent(0.0, "", Call(tool.name, {}))
        sentence = Sentence(self._text, spoken, self._today)
        reading = Reader(sentence, self._index.by_name[tool.name], {}, {}, answering=True).read()
        return Intent(0.0, "", reading.calls[0], reading.missing)

    def _completed(self, meant: Intent, heard: Sequence[Token]) -> Intent | None:
        """ "Load the sales again": what is missing is what it was the last time."""
        assert meant.call is not None
        before = self._memory.last_of(meant.call.name)
        if before is None or not {"again", "same"} & {token.word for token in heard}:
            return None
        known = list(self._index.by_name[meant.call.name].slots)
        filled = {**flattened(before.arguments, known), **flattened(meant.call.arguments, known)}
        return replace(meant, call=Call(meant.call.name, assembled(filled, known)), missing=())

    def _other(self) -> Intent | None:
        said = self._memory.turns[-1][0] if self._memory.turns else ""
        before = Interpreter(said, self._tools, self._memory.functions, self._today)
        alternatives = before.meanings(tokens(said), Recent(), loosely=False) if said else []
        return followups.other(self._memory, alternatives, self._tools)

    def _asked_back(self, meanings: Sequence[Intent]) -> Decision | None:
        """ "Did you mean …?", when the words come near enough to a command."""
        if DENIALS & set(self._words):
            return None
        near = [
            one
            for one in meanings
            if one.call and one.doubt <= ASK and one.unread <= 1 and one.plausible and not one.guessed
        ]
        if not near:
            return None
        best = near[0].rank
        guess = choice([one for one in near if one.rank <= best + 0.3])
        return Decision(guess.reply, guess.doubt) if guess.reply else None


def _names_a_place(meant: Intent, heard: Sequence[Token]) -> bool:
    """Its name is all that is said, which may go on with what was said before: "run cell 3 and cell 4"."""
    if meant.call is None or meant.call.name != NAVIGATE:
        return False
    return list(words_of(str(meant.call.arguments.get("target")))) == [token.word for token in heard]
