"""Over the protocol and in real time: end of speech → call → first sound of the answer."""

from __future__ import annotations

import asyncio
import base64
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from navai_jupyter.client.audio import FRAME_BYTES, FRAME_SECONDS, SILENT_FRAME
from navai_jupyter.client.transport import Event
from navai_jupyter.client.websocket import WebSocketTransport
from navai_jupyter.engine.speech.recogniser import Recogniser
from tests.benchmarks.measure import Figure, Section
from tests.e2e.engine import engine_by_hand
from tests.evaluation.cases import Case
from tests.evaluation.judging import judge
from tests.evaluation.spoken import Utterance, utter
from tests.evaluation.voices import Voice

KEY = "key-of-the-evaluation"
PATIENCE = 60.0
SILENCE = 8.0
"""Seconds after the voice in which an answer must have come."""
MODES: dict[str, dict[str, Any]] = {
    "server_vad, 500 ms": {"type": "server_vad", "silence_duration_ms": 500},
    "semantic_vad": {"type": "semantic_vad"},
}


@dataclass
class Timing:
    """Milliseconds; None for what did not happen."""

    to_call: float | None = None
    to_audio: float | None = None
    cut_off: bool = False
    exact: bool = False


def measure_latency(cases: Sequence[Case], voice: Voice, recogniser: Recogniser) -> Section:
    """Only sentences that became the right calls are timed; those that were cut off are counted."""
    utterances = [(case, utter(case.turns[0].pieces, voice)) for case in cases if len(case.turns) == 1]
    alone = Figure("recogniser alone", [_decode(recogniser, spoken) for _, spoken in utterances])
    timings: dict[str, list[Timing]] = {mode: [] for mode in MODES}
    with tempfile.TemporaryDirectory() as folder, engine_by_hand(KEY, Path(folder, "log")) as url:
        for case, spoken in utterances:
            # The modes take turns, so that a noisy moment of the machine is in both.
            for mode, detection in MODES.items():
                timings[mode].append(asyncio.run(Listener(case, detection).hear(spoken, url)))
    figures = [figure for mode, some in timings.items() for figure in _figures(mode, some, alone)]
    return Section(f"Commands of the evaluation over a WebSocket, voice {voice.name}", [*figures, alone])


def _figures(mode: str, timings: Sequence[Timing], alone: Figure) -> list[Figure]:
    right = [one for one in timings if one.exact and not one.cut_off]
    cut_off = [100 * sum(one.cut_off for one in timings) / len(timings)]
    return [
        Figure(f"end of speech → call, {mode}", _known(one.to_call for one in right), (alone,)),
        Figure(f"call → first audio, {mode}", _known(one.to_audio for one in right), (alone,)),
        Figure(f"cut off of {len(timings)}, {mode}", cut_off, unit="%"),
    ]


class Listener:
    """One client, one session, one sentence."""

    def __init__(self, case: Case, detection: dict[str, Any]) -> None:
        self._case = case
        self._detection = detection
        self._timing = Timing()
        self._called: list[tuple[str, dict[str, Any]]] = []
        self._silent_at = 0.0
        self._call_at = 0.0
        self._over = asyncio.Event()

    async def hear(self, spoken: Utterance, url: str) -> Timing:
        self._transport = WebSocketTransport(url, KEY, "any")
        await self._transport.connect()
        reading = asyncio.create_task(self._read())
        try:
            async with asyncio.timeout(PATIENCE):
                await self._configure()
                await self._stream(spoken)
        finally:
            await self._transport.close()
            await reading
        self._timing.exact = judge(self._case.turns[0], self._called, self._case.tools).exact
        return self._timing

    async def _configure(self) -> None:
        session = {
            "type": "realtime",
            "tools": list(self._case.tools.definitions),
            "audio": {"input": {"turn_detection": self._detection}},
        }
        await self._transport.send({"type": "session.update", "session": session})

    async def _stream(self, spoken: Utterance) -> None:
        """The sentence at its own pace, then silence until the answer is heard, or none will come."""
        pcm, number = spoken.pcm, 0
        started = perf_counter()
        self._silent_at = started + spoken.end_seconds
        while (now := perf_counter()) < self._silent_at + SILENCE:
            if self._over.is_set() and now > self._silent_at:
                return
            await asyncio.sleep(max(0.0, started + number * FRAME_SECONDS - perf_counter()))
            frame = pcm[number * FRAME_BYTES : (number + 1) * FRAME_BYTES] or SILENT_FRAME
            audio = base64.b64encode(frame).decode()
            await self._transport.send({"type": "input_audio_buffer.append", "audio": audio})
            number += 1

    async def _read(self) -> None:
        async for event in self._transport.events():
            if not isinstance(event, bytes):
                await self._take(event)

    async def _take(self, event: Event) -> None:
        now = perf_counter()
        match event:
            case {"type": "error", "error": {"code": "conversation_already_has_active_response"}}:
                return  # The rest of a sentence that was cut off is being answered.
            case {"type": "error", "error": error}:
                raise RuntimeError(f"The engine refused: {error}")
            case {"type": "input_audio_buffer.committed"} if now < self._silent_at:
                self._timing.cut_off = True
            case {"type": "response.output_audio.delta"} if self._called:
                if self._timing.to_audio is None:
                    self._timing.to_audio = (now - self._call_at) * 1000
            case {"type": "response.done", "response": {"output": items}}:
                calls = [item for item in items if item["type"] == "function_call"]
                if not calls:
                    self._over.set()
                elif self._timing.to_call is None:
                    self._call_at = now
                    self._timing.to_call = (now - self._silent_at) * 1000
                await self._answer(calls)

    async def _answer(self, calls: list[dict[str, Any]]) -> None:
        for item in calls:
            arguments = json.loads(item["arguments"])
            self._called.append((item["name"], arguments))
            output = json.dumps(await self._case.tools.answer(item["name"], arguments))
            answer = {"type": "function_call_output", "call_id": item["call_id"], "output": output}
            await self._transport.send({"type": "conversation.item.create", "item": answer})
        if calls:
            await self._transport.send({"type": "response.create"})


def _known(values: Any) -> list[float]:
    return [value for value in values if value is not None]


def _decode(recogniser: Recogniser, spoken: Utterance) -> float:
    started = perf_counter()
    recogniser.hear(spoken.samples[: spoken.end])
    return (perf_counter() - started) * 1000
