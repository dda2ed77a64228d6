"""A session in which nothing happens is ended, with the reason first, however it is carried."""

import asyncio

import pytest

from navai_jupyter.engine.supervisor import EngineSupervisor
from tests.engine.peers import EngineAddress, SocketPeer, TrackPeer

pytestmark = pytest.mark.speech


@pytest.fixture
async def hasty():
    """An engine that ends a session after a second of nothing."""
    supervisor = EngineSupervisor(arguments=["--idle-minutes", str(1 / 60)])
    try:
        await supervisor.ready(120)
        yield EngineAddress(supervisor.base_url.removesuffix("/v1"), supervisor.key)
    finally:
        await supervisor.stop()


async def test_the_reason_comes_before_the_end(hasty):
    async with SocketPeer(hasty) as peer:
        assert (await peer.expect("error"))["error"]["code"] == "session_idle"
        await asyncio.wait_for(asyncio.shield(peer._reading), 10)  # the engine closes the socket
    async with TrackPeer(hasty) as peer:  # its microphone sends silence all the while
        assert (await peer.expect("error"))["error"]["code"] == "session_idle"
        async with asyncio.timeout(10):
            while peer.connection.connectionState != "closed":  # noqa: ASYNC110 - aiortc has no event to await
                await asyncio.sleep(0.05)
