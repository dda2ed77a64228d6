"""The server that stands for all chat servers is one that the provider's own client can use."""

import openai
import pytest

from tests.engine.chat.server import ChatStub, calling, saying

HELLO = [{"role": "user", "content": "hello"}]
NO_CALL_ID = [{"role": "tool", "content": "5"}]


async def test_the_official_client_reads_its_words_and_calls():
    scripts = [saying("Hel", "lo."), calling("add", '{"a": 2, "b": 3}')]
    async with (
        ChatStub(scripts=scripts) as stub,
        openai.AsyncOpenAI(base_url=stub.url, api_key="any") as client,
    ):
        assert [model.id async for model in client.models.list()] == ["tiny"]
        words = await client.chat.completions.create(model="tiny", messages=HELLO, stream=True)
        assert "".join([chunk.choices[0].delta.content or "" async for chunk in words]) == "Hello."
        async with client.chat.completions.stream(model="tiny", messages=HELLO) as stream:
            (call,) = (await stream.get_final_completion()).choices[0].message.tool_calls
        assert (call.id, call.function.name, call.function.arguments) == ("call_1", "add", '{"a": 2, "b": 3}')


async def test_it_takes_no_request_that_the_provider_would_not():
    async with (
        ChatStub() as stub,
        openai.AsyncOpenAI(base_url=stub.url, api_key="any", max_retries=0) as client,
    ):
        with pytest.raises(openai.InternalServerError):
            await client.chat.completions.create(model="tiny", messages=NO_CALL_ID, stream=True)
