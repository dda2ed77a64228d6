"""What a recogniser makes of a sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from navai_jupyter.engine.planner import Wording


def nothing_else() -> Sequence[Wording]:
    return ()


@dataclass(frozen=True)
class Heard:
    """The likeliest text, empty when the sound holds no speech.

    ``others`` finds what else the sound may hold, for the price of one more decoding; it blocks as long.
    ``rivals`` are the text with another number in it, as likely as the text times their own likelihood.
    """

    text: str
    others: Callable[[], Sequence[Wording]] = nothing_else
    rivals: tuple[Wording, ...] = ()
