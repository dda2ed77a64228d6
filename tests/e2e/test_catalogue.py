"""More functions than a model can be told of: the page offers some, and the others are found and called."""

from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.conftest import HERE
from tests.e2e.notebook import Notebook

MANY = f"""import sys
sys.path.append({str(HERE.parents[1])!r})
from tests.benchmarks.functions import functions

for each in functions():
    navai.register(each)"""
ONE_MORE = '''@navai.function
def tune_piano(room: str) -> str:
    """Tune the piano in a room."""
    return f"tuned the piano in the {room}"'''
TOLD = "wire.log.filter(({sent, event}) => sent && event.session?.tools).map(({event}) => event.session)"


def test_five_hundred_functions_go_over_one_data_channel(page, lab):
    page.add_init_script(path=HERE / "wire.js")
    notebooks.write(lab.root / "many.ipynb", MANY, ONE_MORE)
    notebook = Notebook(page, lab, "many.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    panel = notebook.panel
    notebook.command("Voice: Start")
    panel.expect_status("connected")
    panel.expect_way("WebRTC")
    told = page.evaluate(TOLD)[-1]
    offered = [tool["name"] for tool in told["tools"]]
    assert {"navigate_to", "voice_find_function", "add"} <= set(offered)
    assert "tune_piano" not in offered
    assert "voice_find_function" in told["instructions"]

    panel.type("tune the piano in the hall")
    panel.expect_said("tuned the piano in the hall")
    panel.type("do it again")
    panel.expect_said("tuned the piano in the hall")

    panel.region.get_by_role("tab", name="Functions").click()
    listed = panel.region.get_by_role("list", name="Functions", exact=True)
    expect(listed.get_by_text("code_coverage(folder)")).to_be_attached()
    panel.region.get_by_role("searchbox", name="Search functions").fill("piano")
    expect(listed.get_by_role("listitem")).to_have_text(["tune_piano(room)Tune the piano in a room."])
