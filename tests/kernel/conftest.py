import pytest

from navai_jupyter.kernel.notebook import notebook
from tests.live_kernel import live_kernel


@pytest.fixture
async def kernel():
    async with live_kernel() as kernel:
        yield kernel


@pytest.fixture(autouse=True)
def fresh_notebook():
    """Each test is a process of its own, as far as the registry is concerned."""
    notebook.cache_clear()
    yield notebook()
    notebook.cache_clear()
