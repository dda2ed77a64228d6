"""The chat planner against a server that answers oddly, late or not at all."""

import asyncio

import pytest

from navai_jupyter.engine.chat import availability
from navai_jupyter.engine.chat.client import Patience
from navai_jupyter.engine.chat.planning import BROKE_OFF
from navai_jupyter.engine.planner import Call, Reply
from tests.engine.chat.server import ChatStub, refusing, saying, silent
from tests.engine.chat.thinking import CHAT, COMMAND, KEY, PATIENT, recovered, replies, thinking

HURRIED = Patience(first=0.3)


@pytest.fixture(autouse=True)
def short_rests(monkeypatch):
    monkeypatch.setattr(availability, "RESTS", (0.05,))


async def endless_pings(answer):
    while not answer.left.is_set():
        await answer.line(": still there\n\n")
        await asyncio.sleep(0.02)


async def broken_json(answer):
    await answer.line("data: {oops\n\n")


async def cut_at_once(answer):
    await answer.delta(role="assistant")
    answer.cut()


async def fault_in_the_stream(answer):
    await answer.line('data: {"error": {"message": "out of memory"}}\n\n')


async def half_a_call(answer):
    await answer.call({"index": 0, "id": "a", "function": {"name": "add", "arguments": '{"a": 2'}})
    await answer.end("length")


async def call_without_end(answer):
    await answer.call({"index": 0, "id": "a", "function": {"name": "add", "arguments": '{"a": 2, "b": 3}'}})


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (refusing(401, f"Incorrect API key provided: {KEY}"), "The chat server refuses its key"),
        (refusing(404, "model 'tiny' not found"), "The chat server does not have this model"),
        (refusing(429, "Rate limit reached"), "The chat server is too busy"),
        (refusing(500, "CUDA error"), "The chat server has a fault"),
        (refusing(400, "tiny does not support tools"), "The chat model cannot call functions"),
        (refusing(500, "tools param requires --jinja flag"), "The chat model cannot call functions"),
        (refusing(400, "context length exceeded"), "The chat server refuses this conversation"),
        (silent, "The chat model does not answer"),
        (endless_pings, "The chat model does not answer"),
        (cut_at_once, "The chat model is away"),
        (broken_json, "The chat model gives no usable answer"),
        (fault_in_the_stream, "The chat server has a fault"),
        (half_a_call, "The chat model gives no usable answer"),
        (call_without_end, "The chat model gives no usable answer"),
    ],
)
async def test_a_failure_before_the_first_word_falls_back_to_commands_and_says_why(script, said, caplog):
    patience = HURRIED if script in (silent, endless_pings) else PATIENT
    async with (
        ChatStub(scripts=[script]) as stub,
        thinking(stub.port, commands_first=False, patience=patience) as planner,
    ):
        assert not planner.weighs_wordings
        notice, command = await replies(planner, COMMAND)
        assert planner.weighs_wordings
        assert notice == Reply(f"{said}; I understand commands only.")
        assert command.calls == (Call("add", {"a": 2, "b": 3}),)
        assert (planner.availability.health.state, planner.availability.health.detail) == ("away", said)
    assert said in caplog.text
    assert KEY not in caplog.text


async def test_an_outage_is_told_once_to_each_session_and_ends(chat_port):
    notice = Reply("The chat model is away; I understand commands only.")
    async with thinking(chat_port, commands_first=False) as planner:
        assert (await replies(planner, COMMAND))[0] == notice
        assert len(await replies(planner, COMMAND)) == 1
        assert (await replies(planner, COMMAND, session="b"))[0] == notice
        async with ChatStub(chat_port, scripts=[saying("Hello.")]):
            await recovered(planner)
            assert await replies(planner, CHAT) == [Reply("Hello.")]
        assert (await replies(planner, COMMAND))[0] == notice


@pytest.mark.parametrize("model", ["tiny", ""])
async def test_an_outage_lasts_as_long_as_nobody_answers_a_look(chat_port, model):
    async with thinking(chat_port, model=model) as planner:
        await replies(planner, CHAT)
        await asyncio.sleep(0.5)  # time for many looks
        assert planner.availability.health.state == "away"
        async with ChatStub(chat_port):
            await recovered(planner)


async def test_a_server_that_only_looks_well_is_not_told_again():
    scripts = [refusing(500, "no"), refusing(500, "no"), saying("Hello.")]
    async with ChatStub(scripts=scripts) as stub, thinking(stub.port) as planner:
        assert len(await replies(planner, CHAT)) == 2
        await recovered(planner)
        assert len(await replies(planner, CHAT)) == 1
        await recovered(planner)
        assert await replies(planner, CHAT) == [Reply("Hello.")]


async def test_while_it_rests_nobody_waits_for_it(monkeypatch):
    monkeypatch.setattr(availability, "RESTS", (600.0,))
    async with ChatStub(scripts=[refusing(500, "no")]) as stub, thinking(stub.port) as planner:
        await replies(planner, CHAT)
        await replies(planner, CHAT)
        assert (len(stub.asked), stub.looks) == (1, 0)


async def test_after_a_failure_it_is_given_less_time():
    patience = Patience(first=600.0, again=0.3)
    async with (
        ChatStub(scripts=[refusing(500, "no"), silent]) as stub,
        thinking(stub.port, patience=patience) as planner,
    ):
        await replies(planner, CHAT)
        await recovered(planner)
        await replies(planner, CHAT)
        assert planner.availability.health.detail == "The chat model does not answer"


@pytest.mark.parametrize("broken", ["cut", "quiet", "ended"])
async def test_half_an_answer_ends_honestly(broken):
    async def script(answer):
        await answer.say("North is down. South ")
        await answer.call({"index": 0, "id": "a", "function": {"name": "add", "arguments": '{"a": 2, "b": 3}'}})
        if broken == "cut":
            answer.cut()
        elif broken == "quiet":
            await answer.left.wait()

    patience = Patience(between=0.3) if broken == "quiet" else PATIENT
    async with ChatStub(scripts=[script]) as stub, thinking(stub.port, patience=patience) as planner:
        assert await replies(planner, CHAT) == [Reply("North is down."), Reply(BROKE_OFF)]
        assert planner.availability.health.state == "away"


async def test_the_only_model_is_taken_and_of_several_one_must_be_named(caplog):
    async with ChatStub(scripts=[saying("Hello.")]) as stub, thinking(stub.port, model="") as planner:
        assert await replies(planner, CHAT) == [Reply("Hello.")]
        assert stub.asked[0].body["model"] == "tiny"
    several = ["qwen3", "llama3.2"]
    async with ChatStub(models=several) as stub, thinking(stub.port, model="") as planner:
        notice, _ = await replies(planner, CHAT)
        assert notice.text == "No chat model is chosen; I understand commands only."
    assert "Set NAVAI_CHAT_MODEL to one that the server has: qwen3, llama3.2." in caplog.text


async def test_it_is_known_before_anybody_speaks(chat_port):
    async with thinking(chat_port, model="") as planner:
        assert planner.availability.health.state == "checking"
        planner.start()
        async with asyncio.timeout(5):
            while planner.availability.usable:  # noqa: ASYNC110 - as a doctor would
                await asyncio.sleep(0.02)
        async with ChatStub(chat_port):
            await recovered(planner)
