"""The session, as a program uses it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import JsonValue

from navai_jupyter.client import destinations, ways
from navai_jupyter.client.audio import Speech, load_speech
from navai_jupyter.client.catalogue import Catalogue
from navai_jupyter.client.configuration import Configuration
from navai_jupyter.client.dialogue import Dialogue
from navai_jupyter.client.endpoint import Endpoint, Provider, configured, fixed
from navai_jupyter.client.functions import as_functions
from navai_jupyter.client.life import Life
from navai_jupyter.client.line import Line
from navai_jupyter.client.progress import TurnProgress
from navai_jupyter.client.snapshot import Snapshot, Subscription
from navai_jupyter.client.talking import be_silent, pass_on, speak
from navai_jupyter.client.tools import Approve, deny
from navai_jupyter.client.transport import Event, not_connected
from navai_jupyter.client.turn import Turn
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import NavaiError, ProviderError
from navai_jupyter.core.wire import ExecuteRequest, ExecuteResult, FunctionList

TURN_TIMEOUT = 120.0


class VoiceSession:
    """``async with VoiceSession(functions=[add]) as session: turn = await session.say("add two and three")``.

    ``transport`` is ``websocket``, ``webrtc``, ``auto`` (WebRTC where media flows), a `Transport`, or a
    function that makes one. ``functions`` is what `navai.register` takes, a list of such, or an object with
    describe(), execute() and cancel(). ``navigate`` is a callable that goes to a place, or places by name.
    ``approve`` is asked for calls that need approval; without it they are denied. ``provider`` is an
    `Endpoint`, or opens the way to one; without it the settings name one.
    """

    def __init__(
        self,
        provider: Provider | Endpoint | None = None,
        *,
        transport: ways.Given = "websocket",
        functions: Any = None,
        navigate: destinations.Given = None,
        approve: Approve = deny,
        instructions: str | None = None,
        voice: str | None = None,
        reconnect: bool = True,
        life: Life | None = None,
        settings: NavaiSettings | None = None,
    ):
        settings = settings or NavaiSettings()
        self._provider: Provider = partial(configured, settings)
        if isinstance(provider, Endpoint):
            self._provider = partial(fixed, provider)
        elif provider is not None:
            self._provider = provider
        self._ways = ways.Ways(transport)
        self._catalogue = Catalogue(as_functions(functions), navigate, approve)
        self._configuration = Configuration.chosen(settings, instructions, voice)
        self._life = life or Life()
        self._reconnect = reconnect
        self._open = AsyncExitStack()
        self._was_started = False
        self._changing = asyncio.Lock()
        self._starting: asyncio.Timeout | None = None
        """Ends the start that is under way."""
        self._begin_dialogue()

    # ---- life ------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Connect; does nothing while connecting or connected. Raises `NavaiError`, also when it is stopped."""
        if self._dialogue.status in ("connecting", "connected"):
            return
        self._dialogue.status = "connecting"
        async with self._changing:
            if self._was_started:
                await self._close()  # a session that failed has still its provider
                self._begin_dialogue()
            self._was_started = True
            self._dialogue.status = "connecting"
            await self._connect()
            self._dialogue.status = "connected"

    async def stop(self) -> None:
        """End the session, and what was started for it; a start that is under way ends too."""
        starting, self._starting = self._starting, None
        if starting is not None:
            starting.reschedule(asyncio.get_running_loop().time())
        async with self._changing:
            await self._close()
            self._dialogue.status = "idle"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # ---- conversation ----------------------------------------------------------------------------

    async def say(self, said: str | Path | Speech, timeout: float = TURN_TIMEOUT) -> Turn:  # noqa: ASYNC109  # a limit of the turn
        """Say one thing (text, a sound file, a `Speech`) and wait until the answer ended.

        While the agent still answers, this interrupts it: the earlier `say` then returns what it has.
        Raises `ProviderError` when the provider refused, or did not finish within ``timeout`` seconds.
        """
        self._require_start()
        if isinstance(said, Path):
            said = await asyncio.to_thread(load_speech, said)
        await self._dialogue.tell_tools()
        turn = TurnProgress(spoken=isinstance(said, Speech))
        if isinstance(said, str):
            await self._dialogue.interrupt()
        self._dialogue.begin(turn)
        speaking: asyncio.Task[None] | None = None
        try:
            async with asyncio.timeout(timeout):
                if isinstance(said, str):
                    await self._type(said, turn)
                else:
                    speaking = asyncio.create_task(self._speak(said, turn))
                result = await turn.ended
                if not result.interrupted:
                    await self._dialogue.speaker.heard()
                    turn.hear_out()
        except TimeoutError:
            raise _unfinished(timeout) from None
        finally:
            if speaking:
                speaking.cancel()
                await asyncio.wait({speaking})
            if self._dialogue.turn is turn:
                self._dialogue.turn = None
        return result

    async def listen(self, microphone: AsyncIterable[bytes]) -> AsyncIterator[Turn]:
        """Converse with a live microphone (PCM16, mono, 24 kHz): each turn as it ends, until the sound does."""
        self._require_start()
        dialogue = self._dialogue
        streaming = asyncio.create_task(pass_on(self._line, microphone))
        try:
            dialogue.begin(turn := TurnProgress(spoken=True))
            while True:
                await dialogue.tell_tools()
                either: set[asyncio.Future[Any]] = {streaming, turn.ended}
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
                if streaming.done():
                    streaming.result()
                    if not await be_silent(self._line, turn):
                        return
                result = await turn.ended
                # The person may go on to speak before the consumer asks for the next turn.
                dialogue.begin(turn := TurnProgress(spoken=True))
                yield result
        finally:
            streaming.cancel()
            await asyncio.wait({streaming})
            dialogue.turn = None

    async def interrupt(self) -> None:
        """Stop the agent's answer; what was not heard of it is taken out of the conversation."""
        await self._dialogue.interrupt()

    async def cancel(self, call_id: str | None = None) -> int:
        """Stop waiting for running calls, and ask their functions to end; tells how many there were."""
        return await self._dialogue.calls.cancel(call_id)

    # ---- what the agent may call -----------------------------------------------------------------

    async def list_functions(self, *, reload: bool = False) -> FunctionList:
        """What the agent may call; ``reload`` looks again, and tells the agent of changes."""
        if reload and self._dialogue.status == "connected":
            await self._dialogue.tell_tools()
        elif reload:
            self._catalogue.refresh()
        return self._catalogue.functions.describe()

    async def execute_function(self, name: str, payload: JsonValue = None) -> ExecuteResult:
        """Run one as the agent would, with checks and limits, beside the conversation."""
        request = ExecuteRequest(
            function_name=name, payload=payload, session_id="program", call_id=secrets.token_hex(8)
        )
        return await self._catalogue.functions.execute(request)

    # ---- what a program can see ------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        dialogue, connection = self._dialogue, self._line.connection
        return Snapshot(
            status=dialogue.status,
            agent_voice_state="speaking" if dialogue.speaker.speaking else "idle",
            error=dialogue.error,
            transcript=dialogue.history.lines(),
            calls=tuple(dialogue.call_log),
            running=tuple(record.name for record in dialogue.calls.running),
            way=connection.transport.name if connection else "",
            why=self._ways.why,
        )

    def events(self) -> Subscription[Event]:
        """Every server event from now on."""
        subscription: Subscription[Event] = Subscription(self._dialogue.listeners.discard)
        self._dialogue.listeners.add(subscription)
        return subscription

    def audio(self) -> Subscription[bytes]:
        """The agent's voice from now on, for a loudspeaker: PCM16, mono, 24 kHz."""
        subscription: Subscription[bytes] = Subscription(self._dialogue.hearers.discard)
        self._dialogue.hearers.add(subscription)
        return subscription

    async def send_event(self, event: Event) -> None:
        """Send any client event; waits a few seconds for a connection that was lost."""
        self._require_start()
        await self._line.send(event)

    # ----------------------------------------------------------------------------------------------

    async def _connect(self) -> None:
        limit = asyncio.timeout(None)
        try:
            await self._open_line(limit)
        except BaseException as error:
            await self._close()
            self._dialogue.status = "idle"
            if limit.expired():
                raise _stopped() from None
            if isinstance(error, NavaiError):
                self._dialogue.status, self._dialogue.error = "error", error
            raise

    async def _open_line(self, limit: asyncio.Timeout) -> None:
        self._starting = limit
        try:
            async with limit:
                ready = None
                if self._ways.needs_endpoint:
                    ready = await self._open.enter_async_context(self._provider())
                await self._line.open(ready)
        finally:
            self._starting = None

    async def _close(self) -> None:
        await self._line.close()
        await self._dialogue.close()
        await self._open.aclose()

    def _begin_dialogue(self) -> None:
        self._dialogue = Dialogue(self._catalogue, self._configuration)
        self._line = Line(self._dialogue, self._ways, self._life, reconnect=self._reconnect)
        self._dialogue.line = self._line

    def _require_start(self) -> None:
        if self._dialogue.status == "error" and self._dialogue.error:
            raise self._dialogue.error
        if self._dialogue.status == "idle":
            raise not_connected()

    async def _type(self, text: str, turn: TurnProgress) -> None:
        turn.result.transcript = text
        await self._dialogue.type(text)
        turn.mark_heard()

    async def _speak(self, speech: Speech, turn: TurnProgress) -> None:
        try:
            await speak(self._line, speech, turn)
        except NavaiError as error:
            turn.fail(error)


def _stopped() -> ProviderError:
    return ProviderError("The session was stopped while it started.", fix="Start it again.", code="stopped")


def _unfinished(timeout: float) -> ProviderError:
    return ProviderError(
        "The provider did not finish its answer.",
        f"No end of the turn within {timeout:.0f} s.",
        "Try again; a slow function may need a longer timeout.",
        code="turn_timeout",
    )
