import pytest

from tests.live_kernel import live_kernel


@pytest.fixture
async def kernel():
    async with live_kernel() as kernel:
        await kernel.run("%load_ext navai_jupyter\nimport navai_jupyter as navai")
        yield kernel
