"""A widget's messages to its kernel, on both kernel generations, as a page without our server sends them."""

import asyncio
import gzip

import psutil
import pytest

from tests.conformance import CALLS, CELL, check, check_list, request
from tests.notebook.page import Page

WIDGET = "%load_ext navai_jupyter\nimport navai_jupyter as navai, time\nw = navai.VoiceWidget()"
COUNTING = "ran = []\n@navai.function\ndef count() -> int:\n    ran.append(1)\n    return len(ran)"


def call(name, call_id, **payload):
    return {"function_name": name, "payload": payload, "session_id": "s", "call_id": call_id}


async def test_functions_are_listed_and_called_as_on_every_other_way(any_kernel):
    assert not (await any_kernel.run(f"{CELL}\nw = navai.VoiceWidget()")).error
    page = await Page.of(any_kernel)
    check_list((await page.ask("list"))["functions"], "kernel")
    for number, case in enumerate(CALLS):
        asked = {**request(case), "session_id": "s", "call_id": str(number)}
        check(case, (await page.ask("execute", call=asked))["result"], "kernel")


async def test_a_call_runs_once_however_often_it_is_sent(kernel):
    await kernel.run(f"{WIDGET}\n{COUNTING}")
    page = await Page.of(kernel)
    for _ in range(3):
        assert (await page.ask("execute", call=call("count", "c")))["result"]["result"] == 1
    assert (await kernel.run("len(ran)")).text == "1"


async def test_a_page_that_talks_does_not_show_its_kernel_as_busy(any_kernel):
    await any_kernel.run(WIDGET)
    page = await Page.of(any_kernel)
    await page.ask("list")
    about = [message for message in any_kernel.unread if message["parent_header"]["msg_type"] == "comm_msg"]
    states = {message["content"]["execution_state"] for message in about if message["msg_type"] == "status"}
    assert states <= {"idle"}
    assert "busy" in [m["content"].get("execution_state") for m in (await any_kernel.run("1")).messages]


async def test_a_call_is_answered_while_a_cell_runs_also_after_the_cell_has_used_the_widget(kernel):
    await kernel.run(f"{WIDGET}\n{COUNTING}")
    page = await Page.of(kernel)
    # What is published last on the comm is published by the cell that blocks the main shell.
    cell = await kernel.begin("w.height = 300\nfor _ in range(200): time.sleep(0.1)\nprint('slept')")
    assert (await page.acknowledgement(page.begin("hello")))["waits"] is False
    assert (await page.ask("execute", call=call("count", "c")))["result"]["result"] == 1
    await kernel.interrupt()
    assert "slept" not in (await kernel.finish(cell)).text


async def test_where_messages_wait_for_the_cell_the_kernel_says_so(old_kernel):
    await old_kernel.run(f"{WIDGET}\n{COUNTING}")
    page = await Page.of(old_kernel)
    cell = await old_kernel.begin("w.height = 300\ntime.sleep(1)\nprint('slept', len(ran))")
    asked = page.begin("execute", call=call("count", "c"))
    assert "slept 0" in (await old_kernel.finish(cell)).text
    assert (await page.acknowledgement(asked))["waits"] is True
    assert (await page.answer(asked))["result"]["result"] == 1


async def test_a_running_call_is_cancelled(any_kernel):
    await any_kernel.run(f"{WIDGET}\n@navai.function\ndef nap(): time.sleep(30)")
    page = await Page.of(any_kernel)
    asked = page.begin("execute", call=call("nap", "c"))
    await page.acknowledgement(asked)
    cancelled = await page.ask("cancel", call={"session_id": "s", "call_id": "c"})
    assert cancelled["cancelled"] == {"ok": True, "found": True, "stopped": False}
    (answer,) = [each for each in page.unread if each.get("request_id") == asked and each["result"]]
    assert answer["result"]["ok"] is False


async def test_pages_that_have_asked_hear_of_changes_and_of_progress(kernel):
    await kernel.run(WIDGET)
    page = await Page.of(kernel)
    await page.ask("list")
    await kernel.run("@navai.function\ndef read(ctx: navai.Context): ctx.progress(0.5, 'reading')")
    version = (await page.ask("list"))["functions"]["version"]
    while (await page.news("catalogue"))["version"] < version:
        pass
    await page.ask("execute", call=call("read", "c"))
    told = await page.news("progress")
    assert (told["session_id"], told["call_id"], told["fraction"]) == ("s", "c", 0.5)


async def test_requests_that_make_no_sense_and_calls_for_another_kernel_are_refused(kernel):
    await kernel.run(f"{WIDGET}\n{COUNTING}")
    page = await Page.of(kernel)
    assert (await page.ask("dance"))["problem"]["code"] == "protocol"
    elsewhere = await page.ask("execute", call=call("count", "c"), instance="before the restart")
    assert elsewhere["problem"]["code"] == "wrong_instance"
    assert (await kernel.run("len(ran)")).text == "0"


@pytest.mark.speech
async def test_an_engine_that_a_page_woke_ends_with_its_kernel(kernel):
    await kernel.run(f"import os\nos.environ['NAVAI_PROVIDER'] = 'local'\n{WIDGET}")
    page = await Page.of(kernel)
    assert (await page.ask("config"))["config"]["engine"]["state"] in ("off", "starting", "loading", "ready")
    process = psutil.Process(int((await kernel.run("os.getpid()")).text))
    async with asyncio.timeout(30):
        while not (engine := _engine_of(process)):  # noqa: ASYNC110 - a process that starts tells nobody
            await asyncio.sleep(0.1)
    process.kill()
    await asyncio.to_thread(engine.wait, 30)


def _engine_of(process):
    return next((each for each in process.children() if "navai_jupyter.engine" in each.cmdline()), None)


async def test_what_breaks_is_answered_too(kernel):
    await kernel.run(WIDGET)
    page = await Page.of(kernel)
    await kernel.run(
        "from navai_jupyter.notebook import desk\n"
        "def configured(): raise RuntimeError('sk-canary')\n"
        "desk.Provider.configured = configured\n"
        "desk.MODULE = desk.MODULE / 'nowhere'"
    )
    assert (await page.ask("module"))["problem"]["why"].endswith("Error in navai-jupyter.")
    problem = (await page.ask("config"))["problem"]
    assert (problem["code"], problem["why"]) == ("kernel", "RuntimeError in navai-jupyter.")


async def test_the_panel_comes_as_a_module_that_no_notebook_keeps(kernel):
    await kernel.run(WIDGET)
    page = await Page.of(kernel)
    await page.ask("module")
    (module,) = page.buffers
    assert b"export{" in gzip.decompress(module)
    assert (await kernel.run("len(str(w.get_state())) < 30_000")).text == "True"
