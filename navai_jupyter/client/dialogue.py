"""What is said and called on a line: follows the events, runs the calls, knows whose turn it is."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Sequence
from typing import Any

from navai_jupyter.client.calls import CANCELLED, Calls, Record
from navai_jupyter.client.catalogue import Catalogue
from navai_jupyter.client.configuration import Configuration
from navai_jupyter.client.connection import UNASKED, Briefing, Connection, reported
from navai_jupyter.client.history import History
from navai_jupyter.client.life import FINAL
from navai_jupyter.client.line import Line
from navai_jupyter.client.progress import TurnProgress
from navai_jupyter.client.responses import Responses
from navai_jupyter.client.snapshot import Status, Subscription
from navai_jupyter.client.speaker import ClockSpeaker, Speaker, TrackSpeaker
from navai_jupyter.client.tools import output_item
from navai_jupyter.client.transport import Event
from navai_jupyter.client.turn import Call
from navai_jupyter.core.errors import NavaiError

log = logging.getLogger(__name__)

REMEMBERED_CALLS = 200
EXPECTED = frozenset(
    {
        "conversation_already_has_active_response",  # `Responses` asks again
        "response_cancel_not_active",  # the answer ended by itself
        "session_expired",  # the line brings a new session
    }
)


class Dialogue:
    """The owner of a `Line`; ``status`` and ``error`` are those of the session."""

    def __init__(self, catalogue: Catalogue, configuration: Configuration):
        self.catalogue = catalogue
        self.history = History()
        self.calls = Calls()
        self.call_log: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.speaker: Speaker = ClockSpeaker()
        self.turn: TurnProgress | None = None
        self.status: Status = "idle"
        self.error: NavaiError | None = None
        self.line: Line
        self.listeners: set[Subscription[Event]] = set()
        self.hearers: set[Subscription[bytes]] = set()
        self.responses = Responses(self._send_now)
        self._configuration = configuration
        self._person_speaks = self._awaited = False
        self._connection_id = ""
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- what the line asks ----------------------------------------------------------------------

    @property
    def quiet(self) -> bool:
        turn_busy = self.turn is not None and self.turn.busy
        busy = turn_busy or self._person_speaks or self.calls.running or self.speaker.speaking
        return not busy and self.responses.idle

    def briefing(self) -> Briefing:
        return Briefing(
            self._configuration.session(self.catalogue.tools.definitions()),
            self.history.replay(self.calls.output_of),
        )

    async def take(self, connection: Connection, arrived: Event | bytes) -> None:
        if connection.id != self._connection_id:
            self._connection_id = connection.id
            self.speaker = TrackSpeaker() if connection.transport.live else ClockSpeaker()
        self.speaker.take(arrived)
        if isinstance(arrived, bytes):
            self._hear(arrived)
        else:
            await self._follow(connection, arrived)

    def _hear(self, pcm: bytes) -> None:
        for hearer in tuple(self.hearers):
            hearer.put(pcm)
        if self.turn:
            self.turn.hear(pcm)

    async def _follow(self, connection: Connection, arrived: Event) -> None:
        for listener in tuple(self.listeners):
            listener.put(arrived)
        self.history.take(arrived, connection.id)
        self.responses.take(arrived)
        match arrived:
            case {"type": "input_audio_buffer.speech_started"}:
                self._person_speaks = True
                if not connection.transport.live:  # there the provider knows itself what was heard
                    await self.hush()
            case {"type": "input_audio_buffer.speech_stopped"}:
                self._person_speaks = False
            case {"type": "response.created", "response": {"id": begun}} if begun == self.responses.unwanted:
                await self._send_now({"type": "response.cancel"})
                return
            case {"type": "response.done", "response": response}:
                await self._run_calls(connection, response)
            case {"type": "error"}:
                self._report(arrived)
        if self.turn:
            self.turn.take(arrived)
        await self.responses.settle()

    def lost(self, error: NavaiError) -> None:
        self.status = "connecting"
        self._awaited = self.responses.lose_connection()
        self._person_speaks = False
        self.speaker.take({"type": "output_audio_buffer.cleared"})
        self.history.lose_connection()
        if self.turn:
            self.turn.restart()

    async def back(self, briefing: Briefing) -> None:
        """Go on where the connection was lost. (What was not understood, `talking` says again.)"""
        self.status, self.error = "connected", None
        self.history.adopt()
        await self._tell_since(briefing)
        if self.calls.running:  # their answers ask for the response
            return
        understood = self.turn is not None and self.turn.understood_words
        awaited = self._awaited or understood or not self.responses.idle
        if awaited and self.history.awaits_answer:
            await self.responses.ask()
        elif self.turn and understood:
            self.turn.finish()  # all but the last word of it had arrived

    def renewed(self) -> None:
        self.history.adopt()

    def ended(self, error: NavaiError) -> None:
        self.status, self.error = "error", error
        if self.turn:
            self.turn.fail(error)
        self._end_subscriptions()

    # ---- what the session does -------------------------------------------------------------------

    def begin(self, turn: TurnProgress) -> None:
        if self.turn:
            self.turn.finish(interrupted=True)
        self.turn = turn

    async def type(self, text: str) -> None:
        """A typed turn; where the line is down, the next connection is told."""
        await self._send_item(self.history.type(text))
        await self.responses.ask()

    async def interrupt(self) -> None:
        """Stop the answer, and the voice."""
        if self.responses.active is not None:
            await self._send_now({"type": "response.cancel"})
        elif self.responses.withdraw() and self.turn:
            self.turn.finish(interrupted=True)
        await self.hush()

    async def hush(self) -> None:
        for number, event in enumerate(self.speaker.interrupt()):
            await self._send_now({**event, "event_id": f"{UNASKED}hush_{number}"})

    async def tell_tools(self) -> None:
        """Tell of functions that were defined or changed since."""
        if self.catalogue.refresh():
            await self._tell_definitions()

    async def close(self) -> None:
        await self.calls.cancel()
        for task in self._tasks:
            task.cancel()
        if self.turn:
            self.turn.finish(interrupted=True)
        self._end_subscriptions()

    async def _run_calls(self, connection: Connection, response: dict[str, Any]) -> None:
        asked = [item for item in response.get("output", []) if item["type"] == "function_call"]
        if response.get("status") != "completed" or response.get("id") == self.responses.unwanted:
            for item in asked:  # it never runs, and a call without an output would spoil the next turn
                told = output_item(item["call_id"], CANCELLED)
                await self._send_item(told, f"{UNASKED}{item['call_id']}")
            return
        tools = self.catalogue.tools
        records = [new for item in asked if (new := self.calls.open(connection.id, item, tools))]
        if records:
            self._spawn(self._answer(records, self.turn))

    async def _answer(self, records: Sequence[Record], turn: TurnProgress | None) -> None:
        calls = await asyncio.gather(*(self._answer_one(record) for record in records))
        speaks = any(record.tools.speaks(call) for record, call in zip(records, calls, strict=True))
        if turn:
            turn.called(calls, speaks=speaks)
        if speaks:
            await self.responses.ask()

    async def _answer_one(self, record: Record) -> Call:
        call = await self.calls.finish(record)
        self.call_log.append(call)
        connection = self.line.connection
        if connection is not None and connection.id == record.key[0]:
            await self._send_item(output_item(record.key[1], call.answer))
        elif connection is not None:  # it was told that the call runs
            await self._tell_result(record)
        return call

    async def _tell_since(self, briefing: Briefing) -> None:
        """What was typed, defined or answered while the line was being opened."""
        now = self.briefing()
        if now.session != briefing.session:
            await self._tell_definitions()
        for item in now.items:
            if item not in briefing.items:
                await self._send_item(item)

    async def _tell_definitions(self) -> None:
        told = self._configuration.abilities(self.catalogue.tools.definitions())
        await self._send_now({"type": "session.update", "session": {"type": "realtime", **told}})

    async def _tell_result(self, record: Record) -> None:
        for item in self.history.call_items(record.key, record.output):
            await self._send_item(item)

    async def _send_item(self, item: dict[str, Any], event_id: str = "") -> None:
        named = {"event_id": event_id} if event_id else {}
        await self._send_now({"type": "conversation.item.create", "item": item, **named})

    async def _send_now(self, event: Event) -> bool:
        return await self.line.send_now(event)

    def _report(self, event: Event) -> None:
        error = reported(event)
        about = event.get("error", {}).get("event_id") or ""
        if error.code in FINAL:
            self.line.final_error = error
        if error.code in EXPECTED or about.startswith(UNASKED):
            log.debug("The provider said: %s", error)
        elif self.turn:
            self.turn.fail(error)
        else:
            self.error = error

    def _end_subscriptions(self) -> None:
        for listener in tuple(self.listeners):
            listener.put(None)
        for hearer in tuple(self.hearers):
            hearer.put(None)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("A call could not be answered", exc_info=error)
            if self.turn:
                self.turn.fail(NavaiError("A call could not be answered.", str(error)))
