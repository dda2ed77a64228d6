"""A connection that is lost or grows old: what was said is known to the next one, and nothing runs twice."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from navai_jupyter.client import Endpoint, Life, ScriptedTransport, Speech, VoiceSession, ways
from navai_jupyter.client.endpoint import fixed
from navai_jupyter.client.scripted import call, done, respond_with
from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.registry import Registry
from tests.client.waiting import until

QUICK = Life(first_delay=0.01, longest_delay=0.02, patience=0.1)


class Counter:
    """A function that counts its effects, and can be made to wait."""

    def __init__(self):
        self.effects = 0
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def count(self, by: int = 1) -> int:
        """Count."""
        await until(self.may_end.is_set, 60)
        self.effects += by
        return self.effects


class Held:
    """A script that keeps its session.updated back, so that the connection stays half open."""

    def __init__(self, script):
        self._script = script
        self.back = []

    def __call__(self, event):
        answers = self._script(event)
        if event["type"] != "session.update":
            return answers
        self.back += answers
        return []


@pytest.fixture
def counter():
    return Counter()


def session(counter, transport, **options):
    return VoiceSession(transport=transport, functions=[counter.count], **{"life": QUICK, **options})


def told(transport, connection=-1):
    """The items that a connection was given, in short."""
    updates = [n for n, event in enumerate(transport.sent) if event["type"] == "session.update"]
    items = [
        e["item"] for e in transport.sent[updates[connection] :] if e["type"] == "conversation.item.create"
    ]
    return [_short(item) for item in items]


def _short(item):
    if item["type"] == "message":
        return item["role"], item["content"][0]["text"]
    return item["type"], item.get("name") or json.loads(item["output"]).get("result")


def answer(text, **fields):
    item = {
        "id": "item_answer",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text}],
    }
    return done(item, **fields)


async def test_an_answer_that_was_lost_is_asked_for_again(counter):
    transport = ScriptedTransport(respond_with())
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: any(event["type"] == "response.create" for event in transport.sent))
        transport.script = respond_with(done())
        transport.drop()
        assert (await saying).understood
        assert voice.snapshot.is_connected
    assert transport.connections == 2
    assert told(transport) == [("user", "go")]


async def test_history_calls_and_outputs_are_replayed_and_nothing_runs_again(counter):
    transport = ScriptedTransport(respond_with(done(call("count")), done()))
    async with session(counter, transport) as voice:
        await voice.say("count")
        transport.script = respond_with(done())
        transport.drop()
        await until(lambda: transport.connections == 2)
        await voice.say("thank you")
    assert told(transport) == [
        ("user", "count"),
        ("function_call", "count"),
        ("function_call_output", 1),
        ("user", "thank you"),
    ]
    assert counter.effects == 1


async def test_half_an_answer_is_not_replayed(counter):
    transport = ScriptedTransport(respond_with())
    half = {"id": "item_half", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
    words = {"type": "response.output_audio_transcript.delta", "item_id": "item_half", "delta": "The res"}
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: any(event["type"] == "response.create" for event in transport.sent))
        transport.emit({"type": "response.created", "response": {"id": "r"}})
        transport.emit({"type": "conversation.item.added", "item": half}, words)
        await until(lambda: ("assistant", "The res") in voice.snapshot.transcript)
        transport.script = respond_with(done())
        transport.drop()
        await saying
    assert told(transport) == [("user", "go")]


async def test_a_call_that_runs_meanwhile_is_told_and_its_result_follows(counter):
    counter.may_end.clear()
    transport = ScriptedTransport(respond_with(done(call("count")), done()))
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say("count"))
        await until(lambda: voice.snapshot.running)
        transport.script = respond_with(done())
        transport.drop()
        await until(lambda: transport.connections == 2)
        await until(lambda: len(told(transport)) == 2)
        assert told(transport)[1] == (
            "system",
            "count was called and is still running; its result will follow.",
        )
        counter.may_end.set()
        result = await saying
    assert [c.result for c in result.calls] == [1]
    assert told(transport)[2:] == [("function_call", "count"), ("function_call_output", 1)]
    assert transport.sent[-1]["type"] == "response.create"
    assert counter.effects == 1


async def test_a_call_that_ends_while_the_next_connection_opens_is_told(counter):
    counter.may_end.clear()
    transport = ScriptedTransport(respond_with(done(call("count")), done()))
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say("count"))
        await until(lambda: voice.snapshot.running)
        held = transport.script = Held(respond_with(done()))
        transport.drop()
        await until(lambda: held.back)
        counter.may_end.set()
        await until(lambda: not voice.snapshot.running)
        transport.emit(*held.back)
        assert [c.result for c in (await saying).calls] == [1]
    assert told(transport)[-2:] == [("function_call", "count"), ("function_call_output", 1)]
    assert transport.sent[-1]["type"] == "response.create"


async def test_what_is_typed_while_the_next_connection_opens_is_told(counter):
    transport = ScriptedTransport(respond_with())
    async with session(counter, transport) as voice:
        held = transport.script = Held(respond_with(done()))
        transport.drop()
        await until(lambda: held.back)
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: ("user", "go") in voice.snapshot.transcript)
        transport.emit(*held.back)
        await saying
        assert voice.snapshot.transcript == (("user", "go"),)
    assert told(transport) == [("user", "go")]
    assert [event["type"] for event in transport.sent][-2:] == ["conversation.item.create", "response.create"]


async def test_what_is_defined_while_the_next_connection_opens_is_told(counter):
    registry = Registry("kernel")
    transport = ScriptedTransport(respond_with())
    async with VoiceSession(transport=transport, functions=registry, life=QUICK) as voice:
        held = transport.script = Held(respond_with(done()))
        transport.drop()
        await until(lambda: held.back)
        registry.register(len, name="length")
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: ("user", "go") in voice.snapshot.transcript)
        transport.emit(*held.back)
        await saying
    updates = [event["session"] for event in transport.sent if event["type"] == "session.update"]
    assert [tool["name"] for tool in updates[-1]["tools"]][-1] == "length"


async def test_the_next_session_may_use_a_call_id_again(counter):
    transport = ScriptedTransport(respond_with(done(call("count")), done()))
    async with session(counter, transport) as voice:
        await voice.say("count")
        transport.drop()
        await until(lambda: transport.connections == 2)
        transport.script = respond_with(done({**call("count"), "id": "item_other"}), done())
        again = await voice.say("count")
    assert [c.result for c in again.calls] == [2]


async def test_a_response_that_comes_again_after_a_loss_runs_nothing(counter):
    """Its output was on the way when the connection ended."""
    once = done(call("count"))
    transport = ScriptedTransport(respond_with(once))
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say("count"))
        await until(lambda: counter.effects == 1 and transport.outputs())
        transport.script = respond_with(done())
        transport.drop()
        await saying
    assert counter.effects == 1
    assert ("function_call_output", 1) in told(transport)


async def test_refused_attempts_are_repeated(counter):
    transport = ScriptedTransport(respond_with(done()))
    async with session(counter, transport) as voice:
        transport.refusals = [ProviderError("No network.", code="provider_unreachable") for _ in range(3)]
        transport.drop()
        await until(lambda: transport.connections == 2)
        await voice.say("go")
    assert transport.refusals == []


@pytest.mark.parametrize(
    ("options", "refusals"),
    [({"reconnect": False}, 0), ({}, 100)],
    ids=["reconnecting is off", "patience is used up"],
)
async def test_the_end_is_an_error_for_whoever_waits(counter, options, refusals):
    transport = ScriptedTransport(respond_with())
    async with session(counter, transport, **options) as voice:
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: any(event["type"] == "response.create" for event in transport.sent))
        transport.refusals = [ProviderError("No network.", code="unreachable") for _ in range(refusals)]
        transport.drop()
        with pytest.raises(ProviderError):
            await saying
        assert voice.snapshot.status == "error"
        with pytest.raises(ProviderError):
            await voice.say("go")
    assert transport.connections == 1


async def test_what_a_new_connection_would_not_mend_is_final(counter):
    transport = ScriptedTransport(respond_with())
    async with session(counter, transport) as voice:
        idle = {"code": "session_idle", "message": "Nothing was said for 30 minutes."}
        transport.emit({"type": "error", "error": idle})
        transport.drop()
        await until(lambda: voice.snapshot.status == "error")
        assert voice.snapshot.error.code == "session_idle"
    assert transport.connections == 1


async def test_a_session_that_ended_can_be_started_anew(counter):
    transport = ScriptedTransport(respond_with(done()))
    voice = session(counter, transport, reconnect=False)
    async with voice:
        transport.drop()
        await until(lambda: voice.snapshot.status == "error")
        await voice.start()
        assert (await voice.say("go")).understood


class Provider:
    """Counts how often it is open."""

    def __init__(self):
        self.open = self.opened = 0
        self.may_open = asyncio.Event()
        self.may_open.set()

    @asynccontextmanager
    async def __call__(self):
        self.open, self.opened = self.open + 1, self.opened + 1
        try:
            await self.may_open.wait()
            async with fixed(Endpoint("http://127.0.0.1:9/v1", "", "m")) as ready:
                yield ready
        finally:
            self.open -= 1


@pytest.fixture
def scripted_socket(monkeypatch):
    transport = ScriptedTransport(respond_with(done()))
    monkeypatch.setattr(ways, "WebSocketTransport", lambda *address: transport)
    return transport


async def test_starting_anew_leaves_nothing_of_the_session_that_failed(counter, scripted_socket):
    provider = Provider()
    before = asyncio.all_tasks()
    async with VoiceSession(provider, functions=[counter.count], life=QUICK) as voice:
        working = len(asyncio.all_tasks() - before)
        for _ in range(2):
            scripted_socket.refusals = [ProviderError("No network.", code="key_refused")]
            scripted_socket.drop()
            await until(lambda: voice.snapshot.status == "error")
            await voice.start()
            assert provider.open == 1
            assert len(asyncio.all_tasks() - before) == working
    assert (provider.open, provider.opened) == (0, 3)
    assert asyncio.all_tasks() == before


async def test_a_session_can_be_stopped_while_it_starts(counter, scripted_socket):
    provider = Provider()
    provider.may_open.clear()
    voice = VoiceSession(provider, functions=[counter.count])
    starting = asyncio.create_task(voice.start())
    await until(lambda: provider.open)
    await voice.stop()
    assert (provider.open, voice.snapshot.status) == (0, "idle")
    with pytest.raises(ProviderError, match="stopped while it started"):
        await starting
    provider.may_open.set()
    async with voice:
        assert (await voice.say("go")).understood


async def test_speech_that_was_not_understood_is_said_again(counter):
    heard = []

    def script(event):
        if event["type"] != "input_audio_buffer.append":
            return respond_with()(event)
        heard.append(event["audio"])
        return []

    transport = ScriptedTransport(script)
    speech = Speech(b"\1\0" * 480 * 5, 0.1)
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say(speech))
        await until(lambda: len(heard) == 3)
        before, heard[:] = heard[:], []
        transport.drop()
        await until(lambda: len(heard) > 5)
        assert heard[:3] == before
        committed = {"type": "input_audio_buffer.committed"}
        words = {
            "type": "conversation.item.input_audio_transcription.completed",
            "item_id": "item_speech",
            "transcript": "go",
        }
        begun = {"type": "response.created", "response": {"id": "r"}}
        transport.emit(committed, words, begun, done(id="r"))
        assert (await saying).transcript == "go"


async def test_speech_is_said_again_when_its_transcript_never_came(counter):
    """The provider had noticed its end, so that nothing was sent any more."""
    heard = []

    def script(event):
        if event["type"] != "input_audio_buffer.append":
            return respond_with()(event)
        heard.append(event["audio"])
        return []

    transport = ScriptedTransport(script)
    async with session(counter, transport) as voice:
        saying = asyncio.create_task(voice.say(Speech(b"\1\0" * 480 * 5, 0.1)))
        await until(lambda: len(heard) > 5)
        transport.emit({"type": "input_audio_buffer.committed"})
        await asyncio.sleep(0.1)
        heard.clear()
        transport.drop()
        await until(lambda: len(heard) > 8)  # the speech, and the silence that lets the provider notice its end
        assert any(heard[0])
        saying.cancel()


class Renewals:
    """Makes a new transport for each connection."""

    def __init__(self, *scripts):
        self.made: list[ScriptedTransport] = []
        self._scripts = list(scripts)

    def __call__(self):
        self.made.append(ScriptedTransport(self._scripts.pop(0) if self._scripts else respond_with()))
        return self.made[-1]


async def test_a_connection_that_grows_old_is_renewed_with_its_history(counter):
    transports = Renewals(respond_with(done(call("count")), answer("It is one.")), respond_with(answer("Two.")))
    async with session(counter, transports, life=Life(renew_after=0.3)) as voice:
        await voice.say("count")
        await until(lambda: len(transports.made) >= 2 and transports.made[0].state == "closed")
        assert voice.snapshot.is_connected
    assert told(transports.made[1])[:3] == [
        ("user", "count"),
        ("function_call", "count"),
        ("function_call_output", 1),
    ]
    assert counter.effects == 1


async def test_nothing_is_renewed_while_a_call_runs(counter):
    counter.may_end.clear()
    transports = Renewals(respond_with(done(call("count")), done()))
    async with session(counter, transports, life=Life(renew_after=0.2)) as voice:
        saying = asyncio.create_task(voice.say("count"))
        await until(lambda: voice.snapshot.running)
        await asyncio.sleep(0.6)
        assert len(transports.made) == 1
        counter.may_end.set()
        await saying
        await until(lambda: len(transports.made) == 2)


async def test_who_speaks_during_a_renewal_is_not_cut_off(counter):
    counter.may_end.clear()
    may_connect = asyncio.Event()

    class Slow(ScriptedTransport):
        async def connect(self):
            await may_connect.wait()
            await super().connect()

    first, second = ScriptedTransport(respond_with(done(call("count")), done())), Slow(respond_with())
    left = [first, second]
    async with session(counter, lambda: left.pop(0), life=Life(renew_after=0.1)) as voice:
        await until(lambda: not left)
        saying = asyncio.create_task(voice.say("count"))
        await until(lambda: voice.snapshot.running)
        left.append(ScriptedTransport(respond_with()))
        may_connect.set()
        await until(lambda: second.state == "closed")
        assert first.state == "connected"
        counter.may_end.set()
        assert [c.result for c in (await saying).calls] == [1]


async def silence():
    while True:
        await asyncio.sleep(0.02)
        yield bytes(960)


def one_spoken(words, response_id):
    transcript = {
        "type": "conversation.item.input_audio_transcription.completed",
        "item_id": f"item_{words}",
        "transcript": words,
    }
    begun = {"type": "response.created", "response": {"id": response_id}}
    return {"type": "input_audio_buffer.committed"}, transcript, begun, done(id=response_id)


async def test_a_microphone_that_waits_does_not_hinder_the_renewal(counter):
    transports = Renewals()
    async with session(counter, transports, life=Life(renew_after=0.5)) as voice:
        turns = voice.listen(silence())
        hearing = asyncio.create_task(anext(turns))
        await until(lambda: transports.made[0].state == "closed")
        transports.made[-1].emit({"type": "input_audio_buffer.speech_started"})
        transports.made[-1].emit({"type": "input_audio_buffer.speech_stopped"}, *one_spoken("go", "r"))
        assert (await hearing).transcript == "go"
        await turns.aclose()


async def test_speech_is_heard_while_the_program_thinks_about_the_last_turn(counter):
    transport = ScriptedTransport(respond_with())
    async with session(counter, transport) as voice:
        turns = voice.listen(silence())
        hearing = asyncio.create_task(anext(turns))
        await until(lambda: len(transport.sent) > 1)
        transport.emit(*one_spoken("first", "r1"))
        assert (await hearing).transcript == "first"
        transport.emit(*one_spoken("second", "r2"))
        await asyncio.sleep(0.1)
        async with asyncio.timeout(5):
            assert (await anext(turns)).transcript == "second"
        await turns.aclose()


async def test_a_renewal_knows_what_was_said_while_it_was_prepared(counter):
    held = Held(respond_with())
    transports = Renewals(respond_with(done()), held)
    async with session(counter, transports, life=Life(renew_after=0.1)) as voice:
        await until(lambda: held.back)
        await voice.say("go")
        transports.made[1].emit(*held.back)
        await until(lambda: transports.made[0].state == "closed")
        taken = transports.made[2]
    assert told(taken) == [("user", "go")]


async def test_a_renewal_that_fails_leaves_the_connection_as_it_is(counter):
    def no_network(event):
        return [{"type": "error", "error": {"code": "overloaded", "message": "Try later."}}]

    transports = Renewals(respond_with(done()), no_network)
    async with session(counter, transports, life=Life(renew_after=0.1)) as voice:
        await until(lambda: len(transports.made) == 2 and transports.made[1].state == "closed")
        assert (await voice.say("go")).understood
    assert transports.made[0].sent[-1]["type"] == "response.create"
