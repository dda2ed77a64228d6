"""A notebook of which few cells are on the screen, in a JupyterLab that has nothing else to do."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell
from playwright.sync_api import expect

from tests.e2e.calling import ARGUMENTS, Calling, write
from tests.e2e.lab import Lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"), arguments=ARGUMENTS).start()
    lab.set("navai-jupyter", "plugin", transport="caller")
    yield lab
    lab.stop()


def test_functions_act_on_cells_that_were_never_drawn(page, lab):
    write(lab, "long.ipynb", [new_code_cell(f"n = {at}") for at in range(1, 301)])
    long = Calling(page, lab, "long.ipynb").open()
    assert long.approved("notebook_run_cells", number=280).startswith("Cell 280 ran")
    before = long.kept()  # running made the cell a trusted one
    expect(page.locator(".jp-Cell.jp-mod-active")).to_contain_text("n = 280")
    expect(page.locator(".jp-Cell.jp-mod-active")).to_be_in_viewport()
    assert long.call("notebook_insert_cell", source="m = 1") == "Inserted code cell 281."
    assert long.call("notebook_move_cell", direction="top") == "Moved cell 281 to 1."
    expect(page.locator(".jp-Cell.jp-mod-active")).to_be_in_viewport()
    assert long.call("notebook_delete_cell", number=150) == "Deleted cell 150."
    long.call("voice_undo", count=3)
    assert long.kept() == before
