"""The provider's own Python client, unmodified, on the engine."""

import json

import pytest
from openai import AsyncOpenAI

from tests.engine.peers import TOOLS

pytestmark = pytest.mark.speech


async def test_typed_text_calls_a_function_and_is_answered(engine):
    async with (
        AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client,
        client.realtime.connect(model="gpt-realtime-2.1") as connection,
    ):
        await connection.session.update(
            session={"type": "realtime", "output_modalities": ["text"], "tools": TOOLS}
        )
        content = [{"type": "input_text", "text": "go to model training"}]
        await connection.conversation.item.create(item={"type": "message", "role": "user", "content": content})
        await connection.response.create()
        answers = []
        async for event in connection:
            if event.type == "response.output_item.done" and event.item.type == "function_call":
                assert json.loads(event.item.arguments) == {"target": "Model training"}
                output = {
                    "type": "function_call_output",
                    "call_id": event.item.call_id,
                    "output": '{"ok": true}',
                }
                await connection.conversation.item.create(item=output)
            elif event.type == "response.done":
                if answers:
                    break
                await connection.response.create()
            elif event.type == "response.output_text.done":
                answers.append(event.text)
        assert answers == ["You are at Model training."]


async def test_the_client_mints_a_secret(engine):
    async with AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client:
        secret = await client.realtime.client_secrets.create(
            session={"type": "realtime", "instructions": "Be brief."}
        )
    assert secret.value.startswith("ek_")
    assert secret.session.instructions == "Be brief."
