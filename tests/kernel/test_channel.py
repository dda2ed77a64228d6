"""What a kernel publishes, as a front end sees it."""

import pytest

from navai_jupyter.core.wire import CONTROL_REQUEST, EVENTS_TARGET, IOPUB_REPLY

LOAD = "%load_ext navai_jupyter\nimport navai_jupyter as navai, time"
DEFINE = "@navai.function\ndef {name}(a: {kind}): ..."


def ask(kernel, **content):
    kernel.client.control_channel.send(kernel.client.session.msg(CONTROL_REQUEST, content))


async def states_until(kernel, last, times=1):
    """Each state that the kernel publishes, and on whose behalf."""
    states = []
    while states.count(last) < times:
        message = await kernel.client.get_iopub_msg(timeout=30)
        if message["msg_type"] == "status":
            states.append((message["content"]["execution_state"], message["parent_header"]["msg_type"]))
    return states


async def test_news_are_published_when_a_cell_defines_a_function_anew(kernel):
    await kernel.run(LOAD)
    opened = await kernel.next_message("comm_open")
    assert opened["target_name"] == EVENTS_TARGET
    versions = [opened["data"]["version"]]
    for name, kind in (("add", "int"), ("add", "float"), ("more", "int")):
        await kernel.run(DEFINE.format(name=name, kind=kind))
        await kernel.run(DEFINE.format(name=name, kind=kind))  # again: nothing else is told of it
        news = await kernel.next_message("comm_msg")
        assert (news["data"]["type"], news["comm_id"]) == ("catalogue", opened["comm_id"])
        assert news["data"]["instance"] == opened["data"]["instance"]
        versions.append(news["data"]["version"])
    assert versions == [0, 1, 2, 3]
    assert (await kernel.run("[f.name for f in navai.functions()]")).text == "['add', 'more']"


async def test_many_functions_of_one_cell_are_few_pieces_of_news(kernel):
    await kernel.run(LOAD)
    await kernel.next_message("comm_open")
    await kernel.run("for n in range(100): navai.register(len, name=f'f{n}')")
    versions = [(await kernel.next_message("comm_msg"))["data"]["version"]]
    while versions[-1] < 100:
        versions.append((await kernel.next_message("comm_msg"))["data"]["version"])
    assert len(versions) < 50


async def test_progress_of_a_call_is_news_with_its_ids(kernel):
    await kernel.run(LOAD)
    await kernel.next_message("comm_open")
    await kernel.run(
        "@navai.function\n"
        "def read(ctx: navai.Context):\n"
        " for n in range(1001): ctx.progress(n / 1000, 'reading')"
    )
    await kernel.next_message("comm_msg")
    call = {"function_name": "read", "session_id": "s", "call_id": "c"}
    ask(kernel, type="execute", request_id="r", call=call)
    told = [(await kernel.next_message("comm_msg"))["data"]]
    while told[-1]["fraction"] < 1:
        told.append((await kernel.next_message("comm_msg"))["data"])
    assert {(news["type"], news["session_id"], news["call_id"], news["text"]) for news in told} == {
        ("progress", "s", "c", "reading")
    }
    assert len(told) < 500


async def test_what_a_call_prints_is_news_before_it_ends(kernel):
    await kernel.run(LOAD)
    await kernel.next_message("comm_open")
    await kernel.run(
        "import threading\n"
        "end = threading.Event()\n"
        "@navai.function\n"
        "def read():\n"
        " for n in range(1000): print('row', n)\n"
        " return end.wait(30)"
    )
    await kernel.next_message("comm_msg")
    call = {"function_name": "read", "session_id": "s", "call_id": "c"}
    ask(kernel, type="execute", request_id="r", call=call)
    told = [(await kernel.next_message("comm_msg"))["data"]]
    while not told[-1]["printed"].endswith("row 999\n"):
        told.append((await kernel.next_message("comm_msg"))["data"])
    assert len(told) < 500
    await kernel.run("end.set()")


async def test_a_comm_closed_by_the_page_is_opened_again(kernel):
    await kernel.run(LOAD)
    opened = await kernel.next_message("comm_open")
    message = kernel.client.session.msg("comm_close", {"comm_id": opened["comm_id"], "data": {}})
    kernel.client.shell_channel.send(message)
    await kernel.run(DEFINE.format(name="add", kind="int"))
    again = await kernel.next_message("comm_open")
    assert again["data"]["version"] == 1
    assert again["comm_id"] != opened["comm_id"]


async def test_the_comm_is_found_by_a_page_that_comes_later(kernel):
    await kernel.run(LOAD)
    opened = await kernel.next_message("comm_open")
    reply = await kernel.client.comm_info(target_name=EVENTS_TARGET, reply=True, timeout=30)
    assert list(reply["content"]["comms"]) == [opened["comm_id"]]


async def test_requests_leave_the_kernels_status_alone(kernel):
    await kernel.run(LOAD)
    cell = await kernel.begin("time.sleep(1.5)")
    ask(kernel, type="list", request_id="r")
    # The cell's "busy" came before; nothing of ours may come between it and its "idle".
    assert await states_until(kernel, ("idle", "execute_request")) == [("idle", "execute_request")]
    assert not cell.error


async def test_an_unloaded_extension_leaves_the_kernel_as_it_was(kernel):
    await kernel.run(f"{LOAD}\n%unload_ext navai_jupyter")
    ask(kernel, type="hello", request_id="r")
    assert await states_until(kernel, ("idle", CONTROL_REQUEST)) == [
        ("busy", CONTROL_REQUEST),
        ("idle", CONTROL_REQUEST),
    ]


async def test_a_repeated_request_is_acknowledged_again_and_answered_once(kernel):
    await kernel.run(f"{LOAD}\nnavai.register(lambda: time.sleep(1), name='nap')")
    for _ in range(3):
        ask(
            kernel,
            type="execute",
            request_id="r",
            call={"function_name": "nap", "call_id": "c"},
        )
    replies = [await kernel.next_message(IOPUB_REPLY) for _ in range(4)]
    assert [bool(reply["hello"]) for reply in replies] == [True, True, True, False]
    ask(kernel, type="hello", request_id="after")
    assert (await kernel.next_message(IOPUB_REPLY))["request_id"] == "after"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"type": "dance", "request_id": "r"}, "dance"),
        ({"type": "execute", "request_id": "r"}, "execute.call: Field required"),
    ],
)
async def test_a_request_that_is_not_understood_is_answered(kernel, content, words):
    await kernel.run(LOAD)
    ask(kernel, **content)
    reply = await kernel.next_message(IOPUB_REPLY)
    assert (reply["request_id"], reply["problem"]["code"]) == ("r", "protocol")
    assert words in reply["problem"]["why"]


async def test_a_call_meant_for_another_instance_is_refused(kernel):
    await kernel.run(LOAD)
    ask(kernel, type="execute", request_id="r", instance="another", call={"function_name": "add"})
    reply = await kernel.next_message(IOPUB_REPLY)
    assert reply["problem"]["code"] == "wrong_instance"
    assert reply["hello"] is None


async def test_loading_again_is_harmless(kernel):
    await kernel.run(LOAD)
    await kernel.run(DEFINE.format(name="add", kind="int"))
    for line in ("%load_ext navai_jupyter", "%reload_ext navai_jupyter", "%reload_ext navai_jupyter"):
        assert not (await kernel.run(line)).error
    ask(kernel, type="list", request_id="r")
    assert (await kernel.next_message(IOPUB_REPLY))["hello"]
    listed = (await kernel.next_message(IOPUB_REPLY))["functions"]
    assert [item["name"] for item in listed["items"]] == ["add"]


async def test_unloading_closes_the_channel(kernel):
    await kernel.run(LOAD)
    assert not (await kernel.run("%unload_ext navai_jupyter")).error
    check = f"shell = get_ipython(); {CONTROL_REQUEST!r} in shell.kernel.control_handlers"
    assert (await kernel.run(check)).text == "False"
    assert "not found" in "".join((await kernel.run("%navai")).text)


async def test_a_figure_or_table_is_shown_to_the_person(kernel):
    code = (
        "class Table:\n    def _repr_html_(self): return '<b>table</b>'\n    def __repr__(self): return 'table'"
    )
    await kernel.run(f"{LOAD}\n{code}\nnavai.register(lambda: Table(), name='table')")
    ask(kernel, type="execute", request_id="r", call={"function_name": "table"})
    assert (await kernel.next_message(IOPUB_REPLY))["hello"]
    result = (await kernel.next_message(IOPUB_REPLY))["result"]
    assert result["display"] == {"text/plain": "table", "text/html": "<b>table</b>"}
    assert result["result"] == "table"
