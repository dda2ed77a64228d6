"""The whole way from sound to calls: detector, turns, recogniser, planner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.models import Speech, load_speech
from tests.evaluation.cases import Case
from tests.evaluation.conversation import Conversation
from tests.evaluation.scores import Result
from tests.evaluation.spoken import Variant, utter
from tests.evaluation.voices import Voice


def ears() -> Speech:
    """The models that an engine loads when it is told nothing else."""
    return load_speech(lambda done, what: None)


def listen(
    cases: Sequence[Case],
    voice: Voice,
    variant: Variant,
    models: Speech,
    turn_detection: str = "server_vad",
    *,
    paced: bool = False,
    decode: float | None = None,
) -> Iterator[Result]:
    """Each case in a session of its own; `paced` lets audio pass while a sentence is decoded, see there."""
    for case in cases:
        conversation = Conversation(case.tools, models, turn_detection, paced=paced, decode=decode)
        for sentence in case.before:
            conversation.hear(utter([sentence], voice, variant).samples)
        for turn in case.turns:
            utterance = utter(turn.pieces, voice, variant)
            yield Result.of(case, turn, conversation.hear(utterance.samples, utterance.end))


def sample(cases: Sequence[Case], size: int) -> list[Case]:
    """Spread over all categories, commands and others in their shares; a part of every larger sample."""
    if size >= len(cases):
        return list(cases)
    commands, others = ([case for case in cases if case.command is wanted] for wanted in (True, False))
    wanted = round(size * len(commands) / len(cases))
    return _spread(commands)[:wanted] + _spread(others)[: size - wanted]


def _spread(cases: Sequence[Case]) -> list[Case]:
    """Ordered by category, then so that any beginning of the list is taken from all over it."""
    ordered = sorted(cases, key=lambda case: case.category)
    bits = len(ordered).bit_length()
    places = sorted(range(len(ordered)), key=lambda place: f"{place:0{bits}b}"[::-1])
    return [ordered[place] for place in places]
