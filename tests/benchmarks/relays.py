"""What our server adds between a client and its provider: to an offer, and to the frames of a socket."""

from __future__ import annotations

import asyncio
import base64
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import httpx
from aiortc import RTCPeerConnection
from websockets.asyncio.client import ClientConnection, connect

from navai_jupyter.client.audio import FRAME_SECONDS, SILENT_FRAME
from navai_jupyter.client.dial import open_socket
from tests.benchmarks.measure import Figure, Section
from tests.e2e.engine import engine_by_hand
from tests.e2e.lab import Lab

KEY = "key-of-the-bench"
PATIENCE = 20.0
APPEND = json.dumps({"type": "input_audio_buffer.append", "audio": base64.b64encode(SILENT_FRAME).decode()})
ASK = json.dumps({"type": "conversation.item.retrieve", "item_id": "none"})
"""An event that is answered at once, whatever else goes on: by an error."""


def measure_relays(times: int) -> list[Section]:
    """The engine straight and by the Jupyter server take turns."""
    with tempfile.TemporaryDirectory() as folder, engine_by_hand(KEY, Path(folder, "log")) as engine:
        environment = {"NAVAI_PROVIDER": engine, "OPENAI_API_KEY": KEY}
        lab = Lab(Path(folder, "lab"), environment).start()
        try:
            return asyncio.run(_measure(lab, engine, times))
        finally:
            lab.stop()


async def _measure(lab: Lab, engine: str, times: int) -> list[Section]:
    offers = await _measure_offers(lab, engine, max(1, times // 10))
    quiet = await _measure_frames(lab, engine, times, while_speaking=False)
    busy = await _measure_frames(lab, engine, times, while_speaking=True)
    return [
        Section("Relayed offer", offers),
        Section("Relayed event and its answer", quiet),
        Section("Relayed event and its answer, while a microphone sends 50 frames a second", busy),
    ]


async def _measure_offers(lab: Lab, engine: str, times: int) -> list[Figure]:
    login = {"Authorization": f"token {lab.token}"}
    key = {"Authorization": f"Bearer {KEY}"}
    straight: list[float] = []
    relayed: list[float] = []
    offer = await _offer()
    async with httpx.AsyncClient(timeout=PATIENCE) as http:

        async def post(url: str, headers: dict[str, str]) -> float:
            started = perf_counter()
            answer = await http.post(url, content=offer, headers={**headers, "Content-Type": "application/sdp"})
            taken = (perf_counter() - started) * 1000
            call = answer.raise_for_status().headers["Location"].rsplit("/", 1)[-1]
            await http.post(f"{engine}/realtime/calls/{call}/hangup", headers=key)
            return taken

        for _ in range(times + 1):
            straight.append(await post(f"{engine}/realtime/calls", key))
            relayed.append(await post(f"{lab.url}navai/realtime/calls", login))
    # The first of each opens its connections.
    floor = Figure("offer → answer, straight to the engine", straight[1:])
    return [Figure("offer → answer, by the server", relayed[1:], (floor,)), floor]


async def _offer() -> str:
    """An offer as a page makes it: sound both ways and the channel of events."""
    peer = RTCPeerConnection()
    peer.addTransceiver("audio", direction="sendrecv")
    peer.createDataChannel("oai-events")
    await peer.setLocalDescription(await peer.createOffer())
    offer: str = peer.localDescription.sdp
    await peer.close()
    return offer


async def _measure_frames(lab: Lab, engine: str, times: int, *, while_speaking: bool) -> list[Figure]:
    straight: list[float] = []
    relayed: list[float] = []
    page = f"{lab.url.replace('http', 'ws')}navai/realtime?token={lab.token}"
    async with (
        _session(open_socket(engine, KEY, "navai-local"), while_speaking) as near,
        _session(connect(page, compression=None), while_speaking) as through,
    ):
        for _ in range(times):
            straight.append(await _round_trip(near))
            relayed.append(await _round_trip(through))
    floor = Figure("event → answer, straight to the engine", straight)
    return [Figure("event → answer, by the server", relayed, (floor,)), floor]


@asynccontextmanager
async def _session(
    connecting: Awaitable[ClientConnection], while_speaking: bool
) -> AsyncIterator[ClientConnection]:
    async with await connecting as socket:
        await asyncio.wait_for(socket.recv(), PATIENCE)  # session.created
        microphone = asyncio.create_task(_send_silence(socket)) if while_speaking else None
        yield socket
        if microphone is not None:
            microphone.cancel()


async def _send_silence(socket: ClientConnection) -> None:
    while True:
        await socket.send(APPEND)
        await asyncio.sleep(FRAME_SECONDS)


async def _round_trip(socket: ClientConnection) -> float:
    started = perf_counter()
    await socket.send(ASK)
    await asyncio.wait_for(socket.recv(), PATIENCE)
    return (perf_counter() - started) * 1000
