"""What a recogniser makes of a sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from navai_jupyter.engine.planner import Wording


def never() -> bool:
    return False


def nothing_else() -> Sequence[Wording]:
    return ()


@dataclass(frozen=True)
class Heard:
    """The likeliest text, empty when the sound holds no speech.

    ``sure``: each word was heard clearly, and no number of it might be another. ``confirmed`` tells whether a
    second recogniser hears the same, ``others`` finds what else the sound may hold; both block as long as more
    decoding takes.
    """

    text: str
    sure: bool = True
    confirmed: Callable[[], bool] = never
    others: Callable[[], Sequence[Wording]] = nothing_else
