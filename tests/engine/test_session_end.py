"""A session that is silent or old is ended, with the reason first, however it is carried."""

import asyncio

import pytest

from navai_jupyter.engine.supervisor import EngineSupervisor
from tests.engine.peers import EngineAddress, SocketPeer, TrackPeer

pytestmark = pytest.mark.speech


SECOND = str(1 / 60)


@pytest.fixture(params=[("--idle-minutes", "session_idle"), ("--session-minutes", "session_expired")])
async def hasty(request):
    """An engine that ends a session after a second, and the reason it gives."""
    option, reason = request.param
    supervisor = EngineSupervisor(arguments=[option, SECOND])
    try:
        await supervisor.ready(120)
        yield EngineAddress(supervisor.base_url.removesuffix("/v1"), supervisor.key), reason
    finally:
        await supervisor.stop()


async def test_the_reason_comes_before_the_end(hasty):
    engine, reason = hasty
    async with SocketPeer(engine) as peer:
        assert (await peer.expect("error"))["error"]["code"] == reason
        await asyncio.wait_for(asyncio.shield(peer._reading), 10)  # the engine closes the socket
    async with TrackPeer(engine) as peer:  # its microphone sends silence all the while
        assert (await peer.expect("error"))["error"]["code"] == reason
        async with asyncio.timeout(10):
            while peer.connection.connectionState != "closed":  # noqa: ASYNC110 - aiortc has no event to await
                await asyncio.sleep(0.05)
