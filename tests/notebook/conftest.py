import sys

import pytest

from tests.live_kernel import OLD_KERNEL, kernel_python, live_kernel

SETUP = "%load_ext navai_jupyter\nimport navai_jupyter as navai"
OLD = pytest.param("old_kernel", marks=[pytest.mark.slow, pytest.mark.timeout(900)], id="ipykernel-6.29")


@pytest.fixture
async def kernel():
    async with live_kernel(sys.executable) as kernel:
        await kernel.run(SETUP)
        yield kernel


@pytest.fixture
async def old_kernel(request):
    async with live_kernel(kernel_python(request.config.cache.mkdir("ipykernel-6.29"), OLD_KERNEL)) as kernel:
        await kernel.run(SETUP)
        yield kernel


@pytest.fixture(params=[pytest.param("kernel", id="ipykernel-7"), OLD])
def any_kernel(request):
    """Both kernel generations."""
    return request.getfixturevalue(request.param)
