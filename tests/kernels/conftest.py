import sys

import pytest

from navai_jupyter.kernels import KernelClients, connect
from tests.live_kernel import OLD_KERNEL, kernel_python, live_kernel


@pytest.fixture(
    params=["new", pytest.param("old", marks=[pytest.mark.slow, pytest.mark.timeout(900)])],
    ids=["ipykernel-7", "ipykernel-6.29"],
)
def python(request):
    """Interpreters of the two kernel generations."""
    if request.param == "new":
        return sys.executable
    return kernel_python(request.config.cache.mkdir("ipykernel-6.29"), OLD_KERNEL)


@pytest.fixture
async def kernel(python):
    async with live_kernel(python) as kernel:
        yield kernel


@pytest.fixture
async def clients(kernel):
    known = {"k": kernel.manager}
    clients = KernelClients(lambda kernel_id: connect(known[kernel_id]))
    yield clients
    await clients.close()
