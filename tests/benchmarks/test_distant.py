import asyncio

from tests.benchmarks.distant import Distance, Road


async def test_frames_that_stumble_do_not_overtake_each_other():
    distance, arrived = Distance(jitter=(0.0, 0.02)), []
    road = Road()

    async def take(frame):
        arrived.append(frame)

    for number in range(50):
        road.send(str(number), distance.one_way_back())
    delivering = asyncio.create_task(road.deliver(take))
    while len(arrived) < 50:
        await asyncio.sleep(0.01)
    delivering.cancel()
    assert arrived == [str(number) for number in range(50)]
