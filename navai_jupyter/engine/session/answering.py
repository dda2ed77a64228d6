"""The output half of a session: its responses, interrupted, owed, and heard to their end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.answer import Answer
from navai_jupyter.engine.session.client_events import ResponseParams
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.items import AssistantMessage, FunctionCallOutput, Item, UserMessage
from navai_jupyter.engine.session.outputs import ClearPlayback, Output
from navai_jupyter.engine.session.overrides import overridden
from navai_jupyter.engine.session.problem import BadEvent, error_fields
from navai_jupyter.engine.session.response import Emit, Response
from navai_jupyter.engine.session.situation import situation
from navai_jupyter.engine.speech.audio import Samples


@dataclass(frozen=True)
class Context:
    """What a response is asked: the conversation, or ``items`` instead; with a ``note`` to the planner."""

    items: Sequence[Item] | None = None
    turn: UserMessage | None = None
    note: str = ""


class Answering:
    """One response at a time writes to the conversation; others, out of it, may run beside it.

    They all have one mouth: who began to speak speaks to the end.
    """

    def __init__(
        self,
        conversation: Conversation,
        emit: Emit,
        put: Callable[[Output], None],
        cut: Callable[[AssistantMessage, int], None],
        *,
        on_track: bool,
    ) -> None:
        self._conversation = conversation
        self._emit = emit
        self._put = put
        self._cut = cut
        self._on_track = on_track
        self._answers: dict[Answer, Context] = {}
        """Those that are not over, in the order of their creation."""
        self._audible: dict[str, AssistantMessage] = {}
        """Responses whose speech the track holds, with the message that says it; the first is being heard."""
        self._question: planner.Question | None = None
        self._owed: UserMessage | None = None
        self._postponed: tuple[planner.Call, ...] = ()

    @property
    def active(self) -> bool:
        """A response writes to the conversation."""
        return self._default is not None

    def situation(self, config: SessionConfig) -> planner.Situation:
        """What a planner may know now."""
        return situation(self._conversation.items, config, self._question)

    def start(
        self, config: SessionConfig, params: ResponseParams | None = None, context: Context | None = None
    ) -> None:
        """Open a response; it is planned by `proceed` once every turn has its words."""
        params = params or ResponseParams()
        detached = params.conversation == "none"
        if not detached and (running := self._default) is not None:
            raise BadEvent(
                f"Conversation already has an active response in progress: {running.response.id}. "
                "Wait until the response is finished before creating a new one.",
                code="conversation_already_has_active_response",
            )
        response = Response(
            overridden(config, params),
            self._conversation,
            self._emit,
            on_track=self._on_track,
            detached=detached,
            metadata=params.metadata,
        )
        context = context or Context()
        answer = Answer(response, self._put, on_track=self._on_track, turn=context.turn)
        self._answers[answer] = context

    def answer_turn(self, turn: UserMessage, config: SessionConfig) -> None:
        """A turn ended. While a response runs that it must not interrupt, its answer is owed."""
        if self.active:
            self._owed = turn
        else:
            self.start(config, context=Context(turn=turn))

    def settle_debt(self, config: SessionConfig) -> None:
        """Start the response owed, if there is one and its turn has come."""
        if self._owed is not None and not self.active:
            turn, self._owed = self._owed, None
            self.start(config, context=Context(turn=turn))

    def proceed(self, take_heard_ms: Callable[[], int]) -> None:
        """Plan what is undecided; called once all that was said has its words."""
        for answer, context in list(self._answers.items()):
            if not answer.undecided:
                continue
            response = answer.response
            response.context = tuple(self._conversation.items if context.items is None else context.items)
            if calls := self._take_postponed(response):
                answer.resume(calls)
                continue
            question = None if response.detached else self._question
            known = situation(response.context, response.config, question, context.note)
            answer.plan(known, 0 if response.detached else take_heard_ms())
        self._tidy()

    def planned(self, job: str, reply: planner.Reply) -> None:
        if answer := self._doing(job):
            if not answer.response.detached:
                self._question = reply.question
            answer.planned(reply)
            self._tidy()

    def planned_all(self, job: str) -> None:
        if answer := self._doing(job):
            answer.planned_all()
            self._tidy()

    def spoken(self, job: str, sentence: str, samples: Samples) -> None:
        if answer := self._doing(job):
            answer.spoken(sentence, samples)
            if self._on_track:
                assert answer.response.message is not None
                self._audible[answer.response.id] = answer.response.message
            self._tidy()

    def spoken_all(self, job: str) -> None:
        if answer := self._doing(job):
            answer.spoken_all()
            self._tidy()

    def job_failed(self, job: str, why: str) -> None:
        """The response cannot be planned, or not be spoken."""
        if answer := self._doing(job):
            self._fail([answer], why)

    def fail(self, why: str) -> None:
        """Something went wrong that is no job's."""
        self._fail(list(self._answers), why)

    def interrupt(self) -> None:
        """The person speaks: end the conversation's response, and be silent."""
        if (answer := self._default) is not None:
            answer.cancel("turn_detected")
            self._tidy()
        self.clear_playback()

    def cancel(self, response_id: str | None) -> None:
        """End a response at the client's wish: the conversation's, or the one with this id."""
        wanted = (one for one in self._answers if one.response.id == response_id)
        answer = self._default if response_id is None else next(wanted, None)
        if answer is None:
            raise BadEvent("Cancellation failed: no active response found.", code="response_cancel_not_active")
        answer.cancel("client_cancelled")
        self._tidy()

    def clear_playback(self) -> None:
        """Silence the track; `playback_cleared` follows when something was to be heard."""
        if self._audible:
            self._put(ClearPlayback())

    def playback_started(self, response_id: str) -> None:
        self._emit("output_audio_buffer.started", {"response_id": response_id})

    def playback_stopped(self, response_id: str) -> None:
        self._audible.pop(response_id, None)
        self._emit("output_audio_buffer.stopped", {"response_id": response_id})

    def playback_cleared(self, played_ms: int) -> None:
        """The track is silent after `played_ms` of the speech that was cut."""
        for response_id, message in self._audible.items():
            self._emit("output_audio_buffer.cleared", {"response_id": response_id})
            if self._conversation.holds(message):
                self._cut(message, min(played_ms, message.timeline.milliseconds))
            played_ms = 0
        self._audible.clear()

    @property
    def _default(self) -> Answer | None:
        return next((one for one in self._answers if not one.over and not one.response.detached), None)

    def _take_postponed(self, response: Response) -> tuple[planner.Call, ...]:
        """What is still to be called, if nothing but the output of the call before it was said since."""
        if response.detached:
            return ()
        calls, self._postponed = self._postponed, ()
        answered = bool(response.context) and isinstance(response.context[-1], FunctionCallOutput)
        return calls if answered and response.config.tool_choice != "none" else ()

    def _doing(self, job: str) -> Answer | None:
        """The answer that ordered this job, unless it is over."""
        return next((one for one in self._answers if one.does(job)), None)

    def _fail(self, answers: Sequence[Answer], why: str) -> None:
        for answer in answers:
            answer.fail({"type": "server_error", "code": "engine_failed", "message": why})
        self._tidy()
        self._emit("error", error_fields("server_error", "engine_failed", why))

    def _tidy(self) -> None:
        """Forget what is over, and give the word to who has it or wants it."""
        for one in self._answers:
            if one.over and one.postponed and not one.response.detached:
                self._postponed = one.postponed
        self._answers = {one: context for one, context in self._answers.items() if not one.over}
        speaker = next((one for one in self._answers if one.speaks), None)
        speaker = speaker or next((one for one in self._answers if one.can_speak), None)
        if speaker is not None and speaker.can_speak:
            speaker.speak()
