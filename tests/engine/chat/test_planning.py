"""The chat planner against a server that answers well, oddly, late or not at all."""

import asyncio
from contextlib import aclosing, asynccontextmanager

import pytest

from navai_jupyter.core.chat import ChatServer
from navai_jupyter.engine.chat import availability
from navai_jupyter.engine.chat.client import ChatClient, Patience
from navai_jupyter.engine.chat.planning import BROKE_OFF, NO_WORDS, ChatPlanner
from navai_jupyter.engine.planner import Call, Called, CommandPlanner, Reply, Returned, Said, Situation, Tool
from tests.engine.chat.server import ChatStub, calling, refusing, saying, silent

KEY = "sk-canary"
HURRIED = Patience(first=0.3)
ADD = Tool(
    "add",
    "Add two numbers.",
    {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
        "required": ["a", "b"],
    },
)
PATIENT = Patience()
COMMAND = Said("user", "add 2 and 3")
CHAT = Said("user", "which of my regions should worry me most")


@asynccontextmanager
async def thinking(port, *, model="tiny", commands_first=True, patience=PATIENT):
    client = ChatClient(ChatServer(f"http://127.0.0.1:{port}/v1", model, KEY), patience)
    planner = ChatPlanner(client, CommandPlanner(), commands_first=commands_first)
    try:
        yield planner
    finally:
        await planner.close()


async def replies(planner, *entries, session="a", **rest):
    situation = Situation(entries=entries, tools=(ADD,), session=session, **rest)
    return [reply async for reply in planner.respond(situation)]


@pytest.fixture(autouse=True)
def short_rests(monkeypatch):
    monkeypatch.setattr(availability, "RESTS", (0.05,))


async def recovered(planner):
    async with asyncio.timeout(10):
        while planner.availability.health.state != "ready":  # noqa: ASYNC110 - as a doctor would
            await asyncio.sleep(0.02)


async def test_each_sentence_is_answered_before_the_next_is_written():
    heard = asyncio.Event()

    async def script(answer):
        await answer.say("North is", " down. ")
        await heard.wait()
        await answer.say("South is up.")
        await answer.end()

    async with ChatStub(scripts=[script]) as stub, thinking(stub.port) as planner:
        found = []
        async for reply in planner.respond(Situation(entries=(CHAT,))):
            found.append(reply)
            heard.set()
    assert found == [Reply("North is down."), Reply("South is up.")]


async def test_words_then_calls_of_one_turn():
    async def script(answer):
        await answer.say("I add them.")
        await answer.call({"index": 0, "id": "a", "function": {"name": "add", "arguments": '{"a": 2, "b": 3}'}})
        await answer.call({"index": 1, "id": "b", "function": {"name": "add", "arguments": '{"a": 4, "b": 5}'}})
        await answer.end("stop")  # some servers say so although calls came

    async with ChatStub(scripts=[script]) as stub, thinking(stub.port) as planner:
        found = await replies(planner, CHAT)
    calls = (Call("add", {"a": 2, "b": 3}), Call("add", {"a": 4, "b": 5}))
    assert found == [Reply("I add them."), Reply(calls=calls)]


async def test_the_request_carries_model_key_tools_and_conversation():
    async with ChatStub(scripts=[saying("Fine.")]) as stub, thinking(stub.port) as planner:
        await replies(planner, CHAT, instructions="Be kind.")
    (answer,) = stub.asked
    assert answer.headers["Authorization"] == f"Bearer {KEY}"
    assert (answer.body["model"], answer.body["stream"]) == ("tiny", True)
    assert [message["role"] for message in answer.body["messages"]] == ["system", "user"]
    assert answer.body["tools"][0]["function"]["name"] == "add"


async def test_an_answer_in_one_piece_with_arguments_as_an_object():
    async def script(answer):
        function = {"name": "add", "arguments": {"a": 2, "b": 3}}
        answer.whole(content="", tool_calls=[{"id": "", "function": function}])

    async with ChatStub(scripts=[script]) as stub, thinking(stub.port) as planner:
        assert await replies(planner, CHAT) == [Reply(calls=(Call("add", {"a": 2, "b": 3}),))]


async def test_thoughts_stay_unspoken_and_a_call_written_as_text_is_made():
    async def script(answer):
        await answer.delta(reasoning_content="The person wants a sum.")
        await answer.say("<think>Two and", " three.</think>\n\n")
        await answer.say('<tool_call>\n{"name": "add", "arg', 'uments": {"a": 2, "b": 3}}\n</tool_call>')
        await answer.end()

    async with ChatStub(scripts=[script]) as stub, thinking(stub.port) as planner:
        assert await replies(planner, CHAT) == [Reply(calls=(Call("add", {"a": 2, "b": 3}),))]


async def test_an_answer_without_words_is_said_to_be_one():
    async with ChatStub(scripts=[saying("<think>No idea.</think>")]) as stub, thinking(stub.port) as planner:
        assert await replies(planner, CHAT) == [Reply(NO_WORDS, understood=False)]


async def test_a_whole_command_and_its_result_need_no_chat_model():
    call = Call("add", {"a": 2, "b": 3})
    done = (COMMAND, Called("x", "add", '{"a": 2, "b": 3}'), Returned("x", "5"))
    async with ChatStub() as stub, thinking(stub.port) as planner:
        assert [reply.calls for reply in await replies(planner, COMMAND)] == [(call,)]
        assert await replies(planner, *done) == [Reply("The result is 5.")]
        assert stub.asked == []


async def test_a_call_of_the_model_is_told_by_the_model():
    done = (CHAT, Called("x", "add", '{"a": 2, "b": 3}'), Returned("x", "5"))
    async with ChatStub(scripts=[saying("Five, so do not worry.")]) as stub, thinking(stub.port) as planner:
        assert await replies(planner, *done) == [Reply("Five, so do not worry.")]
        assert [message["role"] for message in stub.asked[0].body["messages"]][1:] == [
            "user",
            "assistant",
            "tool",
        ]


async def test_when_the_model_goes_after_its_call_the_result_is_told_all_the_same(chat_port):
    done = (CHAT, Called("x", "add", '{"a": 2, "b": 3}'), Returned("x", "5"))
    async with thinking(chat_port) as planner:
        notice, told = await replies(planner, *done)
    assert notice.text == "The chat model is away; I understand commands only."
    assert told == Reply("The result is 5.")


async def test_the_model_hears_commands_too_where_that_is_wanted():
    script = calling("add", '{"a": 2, "b": 3}')
    async with (
        ChatStub(scripts=[script]) as stub,
        thinking(stub.port, commands_first=False) as planner,
    ):
        assert await replies(planner, COMMAND) == [Reply(calls=(Call("add", {"a": 2, "b": 3}),))]
        assert len(stub.asked) == 1


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
        notice, command = await replies(planner, COMMAND)
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


async def test_leaving_early_ends_the_request():
    async def script(answer):
        await answer.say("North is down. And ")
        await answer.left.wait()

    async with ChatStub(scripts=[script]) as stub, thinking(stub.port) as planner:
        async with aclosing(planner.respond(Situation(entries=(CHAT,)))) as answering:
            assert await anext(answering) == Reply("North is down.")
        async with asyncio.timeout(5):
            await stub.asked[0].left.wait()
        assert planner.availability.usable


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
