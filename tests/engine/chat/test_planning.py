"""The chat planner against a server that answers well."""

import asyncio
from contextlib import aclosing

from navai_jupyter.engine.chat.planning import NO_WORDS
from navai_jupyter.engine.planner import Call, Called, Reply, Returned, Situation
from tests.engine.chat.server import ChatStub, calling, saying
from tests.engine.chat.thinking import CHAT, COMMAND, KEY, replies, thinking


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
