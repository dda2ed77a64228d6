import asyncio

from tests.benchmarks.distant import Distance, Road


async def test_frames_that_stumble_do_not_overtake_each_other():
    distance, road = Distance(jitter=(0.0, 0.02)), Road()
    arrived: asyncio.Queue[str | bytes] = asyncio.Queue()
    sent = [str(number) for number in range(50)]
    for frame in sent:
        road.send(frame, distance.one_way_back())
    delivering = asyncio.create_task(road.deliver(arrived.put))
    assert [await arrived.get() for _ in sent] == sent
    delivering.cancel()
