"""Sound on its way to the provider: a recording at its own pace, a microphone as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from time import perf_counter

from navai_jupyter.client.audio import FRAME_SECONDS, SILENT_FRAME, Speech
from navai_jupyter.client.line import Line
from navai_jupyter.client.progress import TurnProgress

MAX_TRAILING_SILENCE = 10.0
UNNOTICED_SILENCE = 3.0
"""Seconds after which a provider that noticed nobody will not do so any more."""


async def speak(line: Line, speech: Speech, turn: TurnProgress) -> None:
    """Say it until it was heard whole: a connection that is lost before it understood hears it again."""
    while not await _speak_once(line, speech, turn):
        pass


async def _speak_once(line: Line, speech: Speech, turn: TurnProgress) -> bool:
    """False when the connection changed under way."""
    connection = None
    turn.heard_at = None
    started = perf_counter()
    for number, frame in enumerate(speech.frames()):
        await _until(started + number * FRAME_SECONDS)
        heard_by = await line.send_audio(frame)
        if connection not in (None, heard_by):
            return False
        connection = heard_by
        if turn.heard_at is None and (number + 1) * FRAME_SECONDS >= speech.end:
            turn.mark_heard()
        if turn.committed and number * FRAME_SECONDS > speech.end:
            break
    if not await be_silent(line, turn) and line.connection is connection:
        turn.nothing_heard()
    while line.connection is connection and not turn.understood_words and not turn.ended.done():  # noqa: ASYNC110
        await asyncio.sleep(FRAME_SECONDS)
    return turn.understood_words or turn.ended.done()


async def be_silent(line: Line, turn: TurnProgress) -> bool:
    """Silence until the provider noticed the end of what was said; false when it noticed none, or is gone."""
    connection, started = line.connection, perf_counter()
    for number in range(int(MAX_TRAILING_SILENCE / FRAME_SECONDS)):
        if turn.committed or turn.ended.done():
            return True
        unnoticed = not turn.noticed and number * FRAME_SECONDS > UNNOTICED_SILENCE
        if unnoticed or line.connection is not connection:
            return False
        await _until(started + number * FRAME_SECONDS)
        await line.send_audio(SILENT_FRAME)
    return turn.committed


async def pass_on(line: Line, microphone: AsyncIterable[bytes]) -> None:
    async for pcm in microphone:
        await line.send_audio(pcm)


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - perf_counter()))
