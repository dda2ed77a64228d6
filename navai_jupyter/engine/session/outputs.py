"""What a session asks its carrier to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from navai_jupyter.engine.planner import Situation
from navai_jupyter.engine.speech.audio import Samples

Stage = Literal["final", "early", "partial"]


@dataclass(frozen=True)
class Send:
    """An event for the client."""

    event: dict[str, Any]


@dataclass(frozen=True)
class Play:
    """Speech for the client's track, at the wire's rate."""

    response_id: str
    samples: Samples


@dataclass(frozen=True)
class EndOfSpeech:
    """No more `Play` of this response; the carrier reports when the track has drained."""

    response_id: str


@dataclass(frozen=True)
class ClearPlayback:
    """Silence the track now."""


@dataclass(frozen=True)
class Detect:
    """Find the speech in these samples, and answer with `Session.detected` before any other input."""

    samples: Samples


@dataclass(frozen=True)
class Transcribe:
    """A job: decode these samples at the ear's rate and answer with `Session.transcribed`.

    With a ``situation`` the answer is the wording that makes sense in it, and judges whether the sentence is
    finished. ``stage`` is how far the turn is: over, in a pause that may end it, or going on; the engine
    hurries in that order, and answers the last with `Session.transcription_failed` when it has other work.
    """

    job: str
    samples: Samples
    vocabulary: str = ""
    situation: Situation | None = None
    stage: Stage = "final"
    language: str | None = None


@dataclass(frozen=True)
class Plan:
    """A job: answer with `Session.planned` per piece of the reply, then `Session.planned_all`."""

    job: str
    situation: Situation


@dataclass(frozen=True)
class Speak:
    """A job: answer with `Session.spoken` per sentence, then `Session.spoken_all`."""

    job: str
    text: str
    speed: float


@dataclass(frozen=True)
class Drop:
    """The result of this job is no longer wanted."""

    job: str


Output = Send | Play | EndOfSpeech | ClearPlayback | Detect | Transcribe | Plan | Speak | Drop
