"""A chat planner in front of the chat server of these tests."""

import asyncio
from contextlib import asynccontextmanager

from navai_jupyter.core.chat import ChatServer
from navai_jupyter.engine.chat.client import ChatClient, Patience
from navai_jupyter.engine.chat.planning import ChatPlanner
from navai_jupyter.engine.planner import CommandPlanner, Said, Situation, Tool

KEY = "sk-canary"
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


async def recovered(planner):
    async with asyncio.timeout(10):
        while planner.availability.health.state != "ready":  # noqa: ASYNC110 - as a doctor would
            await asyncio.sleep(0.02)
