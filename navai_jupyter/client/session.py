"""The session: keeps the conversation with a provider, runs the calls it asks for, one turn at a time."""

from __future__ import annotations

import asyncio
import base64
import secrets
from contextlib import suppress
from time import perf_counter
from types import TracebackType
from typing import Any

from navai_jupyter.client.audio import FRAME_SECONDS, SILENT_FRAME, Speech
from navai_jupyter.client.progress import NOTHING_HEARD, TurnProgress, reported
from navai_jupyter.client.tools import Tools
from navai_jupyter.client.transport import Event, Transport
from navai_jupyter.client.turn import Turn
from navai_jupyter.core.errors import NavaiError, ProviderError

UPDATE_TIMEOUT = 30.0
TURN_TIMEOUT = 120.0
MAX_TRAILING_SILENCE = 10.0


class VoiceSession:
    """``async with VoiceSession(transport, tools, instructions) as s: turn = await s.say("go to results")``."""

    def __init__(self, transport: Transport, tools: Tools, instructions: str, voice: str = ""):
        self.id = secrets.token_hex(8)
        self._transport = transport
        self._tools = tools
        self._instructions = instructions
        self._voice = voice
        self._events: asyncio.Queue[Event | NavaiError] = asyncio.Queue()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> VoiceSession:
        await self._transport.connect()
        self._reader = asyncio.create_task(self._read())
        try:
            await self._transport.send({"type": "session.update", "session": self._session()})
            await self._until("session.updated")
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def say(self, said: str | Speech, timeout: float = TURN_TIMEOUT) -> Turn:  # noqa: ASYNC109  # a limit of the turn
        """Say one thing and wait until the answer ended; raises `ProviderError` when none came in time."""
        turn = TurnProgress(self.id, self._tools, self.send, spoken=isinstance(said, Speech))
        speaking: asyncio.Task[None] | None = None
        if isinstance(said, str):
            turn.result.transcript = said
            await self._send_text(said)
            turn.heard_at = perf_counter()
        else:
            speaking = asyncio.create_task(self._stream(said, turn))
        try:
            async with asyncio.timeout(timeout):
                while not turn.ended:
                    await turn.take(await self._next())
        except TimeoutError:
            raise ProviderError(
                "The provider did not finish its answer.",
                f"No end of the turn within {timeout:.0f} s.",
                "Try again; a slow function may need a longer timeout.",
                code="turn_timeout",
            ) from None
        finally:
            if speaking:
                speaking.cancel()
                with suppress(asyncio.CancelledError):
                    await speaking
        return turn.result

    async def send(self, event: Event) -> None:
        await self._transport.send(event)

    async def _send_text(self, text: str) -> None:
        message = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
        await self.send({"type": "conversation.item.create", "item": message})
        await self.send({"type": "response.create"})

    async def _stream(self, speech: Speech, turn: TurnProgress) -> None:
        """Send the speech at its own pace, then silence until the provider has noticed the end."""
        frames = speech.frames()
        frames += [SILENT_FRAME] * int(MAX_TRAILING_SILENCE / FRAME_SECONDS)
        started = perf_counter()
        for number, frame in enumerate(frames):
            await asyncio.sleep(max(0.0, started + number * FRAME_SECONDS - perf_counter()))
            if turn.committed and number * FRAME_SECONDS > speech.end:
                return
            audio = base64.b64encode(frame).decode()
            await self.send({"type": "input_audio_buffer.append", "audio": audio})
            if turn.heard_at is None and (number + 1) * FRAME_SECONDS >= speech.end:
                turn.heard_at = perf_counter()
        if not turn.committed:
            self._events.put_nowait(NOTHING_HEARD)

    def _session(self) -> dict[str, Any]:
        output: dict[str, Any] = {"format": {"type": "audio/pcm", "rate": 24_000}}
        if self._voice:
            output["voice"] = self._voice
        return {
            "type": "realtime",
            "instructions": self._instructions,
            "output_modalities": ["audio"],
            "tools": self._tools.definitions(),
            "tool_choice": "auto",
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24_000},
                    "transcription": {"model": "gpt-4o-mini-transcribe"},
                    "turn_detection": {"type": "semantic_vad"},
                },
                "output": output,
            },
        }

    async def _read(self) -> None:
        end: NavaiError = ProviderError(
            "The provider closed the session.", "The connection ended.", "Try again.", code="session_closed"
        )
        try:
            async for event in self._transport.events():
                if not isinstance(event, bytes):  # the same sound is in the events
                    self._events.put_nowait(event)
        except NavaiError as error:
            end = error
        finally:
            self._events.put_nowait(end)

    async def _next(self) -> Event:
        event = await self._events.get()
        if isinstance(event, NavaiError):
            raise event
        return event

    async def _until(self, kind: str) -> None:
        try:
            async with asyncio.timeout(UPDATE_TIMEOUT):
                while (event := await self._next())["type"] != kind:
                    if event["type"] == "error":
                        raise reported(event)
        except TimeoutError:
            raise ProviderError(
                "The provider does not accept the session.",
                f"No {kind} within {UPDATE_TIMEOUT:.0f} s.",
                "Check that the URL speaks the Realtime API.",
                code="provider_timeout",
            ) from None

    async def _close(self) -> None:
        if self._reader:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self._transport.close()
