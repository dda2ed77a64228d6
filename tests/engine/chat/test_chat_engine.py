"""A real engine process that thinks on a chat server, as its clients hear it."""

import asyncio
import json

import httpx
import pytest

from tests.engine.chat.conftest import kept_port
from tests.engine.chat.server import ChatStub, calling, saying
from tests.engine.peers import SocketPeer
from tests.engine.process import engine_process

pytestmark = pytest.mark.speech

KEY = "sk-canary"


@pytest.fixture(scope="module")
def port():
    with kept_port() as port:
        yield port


@pytest.fixture(scope="module")
def chat_engine(port):
    with engine_process("--chat-url", f"http://127.0.0.1:{port}/v1", NAVAI_CHAT_KEY=KEY) as address:
        yield address


@pytest.fixture
async def chat(port, chat_engine):
    async with ChatStub(port) as stub:
        await until_chat_is(chat_engine, "ready")
        yield stub


async def until_chat_is(engine, state):
    async with httpx.AsyncClient() as client, asyncio.timeout(60):
        while True:
            health = (await client.get(f"{engine.origin}/healthz")).json()["chat"]
            if health["state"] == state:
                return health
            await asyncio.sleep(0.1)


def words(done):
    """What was said in a response."""
    messages = [item for item in done["response"]["output"] if item["type"] == "message"]
    return " ".join(part.get("transcript") or part.get("text") for item in messages for part in item["content"])


async def test_the_first_sentence_is_heard_while_the_model_still_writes(chat, chat_engine):
    heard = asyncio.Event()

    async def script(answer):
        await answer.say("The north", " is down. ")
        await heard.wait()
        await answer.say("The south is up.")
        await answer.end()

    chat.scripts.append(script)
    async with SocketPeer(chat_engine) as peer:
        await peer.configure(instructions="You know the sales.")
        await peer.type("which region should worry me most")
        await peer.expect("response.output_audio.delta")
        heard.set()
        assert words(await peer.expect("response.done")) == "The north is down. The south is up."
        assert peer.loudness() > 1000
    (asked,) = chat.asked
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.body["model"] == "tiny"
    assert asked.body["messages"][0]["content"].startswith("You know the sales.")


async def test_the_model_calls_reads_the_output_and_tells_of_it(chat, chat_engine):
    chat.scripts += [calling("add", '{"a": 40, "b": 2}'), saying("That makes **42**.")]
    async with SocketPeer(chat_engine) as peer:
        await peer.configure()
        await peer.type("what would twice twenty and the two from before be")
        call = await peer.expect_call()
        assert (call["name"], json.loads(call["arguments"])) == ("add", {"a": 40, "b": 2})
        await peer.answer(call, 42)
        assert words(await peer.expect("response.done")) == "That makes 42."
    _, made, output = chat.asked[1].body["messages"][1:]
    assert made["tool_calls"][0]["id"] == output["tool_call_id"] == call["call_id"]
    assert output["content"] == "42"


async def test_a_spoken_question_is_answered_aloud(chat, chat_engine):
    chat.scripts.append(saying("The north, ", "by far."))
    async with SocketPeer(chat_engine) as peer:
        await peer.configure()
        await peer.say("Which region should worry me most?")
        await peer.expect("response.output_audio.delta")
        assert words(await peer.expect("response.done")) == "The north, by far."
    assert "region" in chat.asked[0].body["messages"][-1]["content"]


async def test_a_whole_command_is_not_asked_of_the_model(chat, chat_engine):
    async with SocketPeer(chat_engine) as peer:
        await peer.configure(output_modalities=["text"])
        await peer.type("add 2 and 3")
        call = await peer.expect_call()
        await peer.answer(call, 5)
        assert words(await peer.expect("response.done")) == "The result is 5."
    assert chat.asked == []


async def test_speaking_into_the_answer_ends_the_request(chat, chat_engine):
    async def endless(answer):
        while not answer.left.is_set():
            await answer.say("And so it goes on. ")
            await asyncio.sleep(0.05)

    chat.scripts += [endless, saying("Fine, I stop.")]
    async with SocketPeer(chat_engine) as peer:
        await peer.configure()
        await peer.type("tell me a story without an end")
        await peer.expect("response.output_audio.delta")
        await peer.say("That is quite enough of it for today.")
        done = await peer.expect("response.done")
        assert done["response"]["status_details"] == {"type": "cancelled", "reason": "turn_detected"}
        async with asyncio.timeout(10):
            await chat.asked[0].left.wait()
        assert words(await peer.expect("response.done")) == "Fine, I stop."


async def test_without_the_server_commands_work_and_the_reason_is_said_once(chat_engine, port):
    async with SocketPeer(chat_engine) as peer:
        await peer.configure()
        await peer.type("which region should worry me most")
        said = words(await peer.expect("response.done"))
        assert said.startswith("The chat model is away; I understand commands only. I did not understand")
        assert peer.loudness() > 1000
        health = await until_chat_is(chat_engine, "away")
        assert health["detail"] == "The chat model is away"
        await peer.type("add 2 and 3")
        call = await peer.expect_call()
        await peer.answer(call, 5)
        assert words(await peer.expect("response.done")) == "The result is 5."
        async with ChatStub(port, scripts=[saying("I am back.")]):
            await until_chat_is(chat_engine, "ready")
            await peer.type("are you with me again by any chance")
            assert words(await peer.expect("response.done")) == "I am back."
