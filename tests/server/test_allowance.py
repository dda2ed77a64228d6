import pytest

from navai_jupyter.server.allowance import BURST_BYTES, BYTES_PER_SECOND, Allowance


@pytest.fixture
def slept():
    return []


@pytest.fixture
def allowance(slept):
    now = 0.0

    async def sleep(seconds):
        nonlocal now
        slept.append(seconds)
        now += seconds

    return Allowance(clock=lambda: now, sleep=sleep)


async def test_a_burst_passes_at_once(allowance, slept):
    await allowance.spend(BURST_BYTES)
    assert slept == []


async def test_what_follows_a_burst_waits_for_its_share(allowance, slept):
    await allowance.spend(BURST_BYTES)
    for _ in range(3):
        await allowance.spend(BYTES_PER_SECOND)
    assert slept == [1.0, 1.0, 1.0]


async def test_a_microphone_never_waits(allowance, slept):
    await allowance.spend(BURST_BYTES)
    slept.clear()
    base64_of_pcm16 = 24_000 * 2 * 4 // 3
    for _ in range(600):
        await allowance._sleep(1.0)
        await allowance.spend(base64_of_pcm16)
    assert set(slept) == {1.0}
