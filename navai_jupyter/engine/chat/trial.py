"""A question to a chat server, to learn whether it would do."""

from __future__ import annotations

from contextlib import aclosing
from time import perf_counter

from navai_jupyter.core.chat import ChatServer
from navai_jupyter.engine.chat.client import ChatClient
from navai_jupyter.engine.chat.failure import ChatFailure

WAVE = {"name": "wave", "description": "Wave a hand.", "parameters": {"type": "object", "properties": {}}}
QUESTION = {
    "messages": [{"role": "user", "content": "Say yes."}],
    "tools": [{"type": "function", "function": WAVE}],
}


async def try_chat(server: ChatServer) -> str:
    """The model that answered, and after how long; raises `ChatFailure` with the models there are."""
    client = ChatClient(server)
    try:
        model = await client.model()
        began = perf_counter()
        try:
            async with aclosing(client.stream(QUESTION)) as deltas:
                async for delta in deltas:
                    if not delta.empty:
                        break  # the rest costs time, or money
        except ChatFailure as failure:
            models = await client.models()
            if models is None or model in models or f"{model}:latest" in models:
                raise
            raise ChatFailure(failure.said, f"{failure} (It has: {', '.join(models) or 'none'}.)") from failure
    finally:
        await client.close()
    return f"{model} began to answer after {perf_counter() - began:.1f} s"
