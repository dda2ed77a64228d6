import pytest

from tests.live_kernel import live_kernel

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('Rise')\nplt.show()"
ALT = "A figure titled Rise: 1 line; x from 1 to 2; y from 3 at 1 to 4 at 2."


@pytest.fixture
async def bare_kernel():
    async with live_kernel() as kernel:
        yield kernel


async def shown(kernel, code=PLOT):
    (content,) = (await kernel.run(code)).contents("display_data")
    assert "image/png" in content["data"]
    return content["metadata"].get("alt")


async def test_a_shown_figure_is_told_in_words_and_told_anew_when_run_again(kernel):
    assert await shown(kernel) == ALT
    assert await shown(kernel, PLOT.replace("Rise", "Fall")) == ALT.replace("Rise", "Fall")


async def test_so_it_is_where_matplotlib_came_first(bare_kernel):
    assert await shown(bare_kernel) is None
    await bare_kernel.run("%config InlineBackend.figure_formats = ['retina']\n%load_ext navai_jupyter")
    assert await shown(bare_kernel) == ALT
    await bare_kernel.run("%unload_ext navai_jupyter")
    assert await shown(bare_kernel) is None


async def test_a_figure_that_cannot_be_told_is_shown_all_the_same(kernel):
    broken = PLOT.replace("plt.show()", "plt.gcf().get_suptitle = None\nplt.show()")
    assert await shown(kernel, broken) is None
