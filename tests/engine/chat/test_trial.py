"""What a doctor learns of a chat server."""

import pytest

from navai_jupyter.core.chat import ChatServer
from navai_jupyter.engine.chat.failure import ChatFailure
from navai_jupyter.engine.chat.trial import try_chat
from tests.engine.chat.server import ChatStub, calling, refusing, saying

NOT_FOUND = refusing(404, "model 'qwen3' not found")


@pytest.mark.parametrize("script", [saying("Yes."), calling("wave", "{}")])
async def test_a_server_that_answers(script):
    async with ChatStub(scripts=[script]) as stub:
        assert (await try_chat(ChatServer(stub.url))).startswith("tiny began to answer after ")


async def test_a_model_that_is_not_there_is_told_with_those_that_are():
    async with ChatStub(models=["llama3.2", "phi4"], scripts=[NOT_FOUND]) as stub:
        with pytest.raises(ChatFailure, match=r"not found \(It has: llama3\.2, phi4\.\)") as failed:
            await try_chat(ChatServer(stub.url, "qwen3"))
    assert failed.value.said == "The chat server does not have this model"


async def test_a_server_without_a_list_of_models_needs_the_name():
    async with ChatStub(models=None) as stub:
        with pytest.raises(ChatFailure, match="Set NAVAI_CHAT_MODEL"):
            await try_chat(ChatServer(stub.url))


async def test_a_server_that_is_not_there(chat_port):
    with pytest.raises(ChatFailure) as failed:
        await try_chat(ChatServer(f"http://127.0.0.1:{chat_port}/v1", "tiny"))
    assert failed.value.said == "The chat model is away"
