import json

import pytest
from tornado.httpclient import HTTPClientError

SETUP = """
%load_ext navai_jupyter
import navai_jupyter as navai
ran = []

@navai.function
def add(a: int, b: int) -> int:
    "Add two numbers."
    ran.append((a, b))
    return a + b
"""


async def start_kernel(jp_serverapp, code=SETUP):
    """A real kernel in which ``code`` has run."""
    manager = jp_serverapp.kernel_manager
    kernel_id = await manager.start_kernel(kernel_name="python3")
    client = manager.get_kernel(kernel_id).client()
    client.start_channels()
    await client._async_wait_for_ready(timeout=60)
    reply = await client._async_execute_interactive(code, timeout=60, output_hook=lambda message: None)
    client.stop_channels()
    assert reply["content"]["status"] == "ok", reply["content"]
    return kernel_id


WAIT = """
import time

@navai.function
def wait(context: navai.Context):
    while not context.cancelled:
        time.sleep(0.01)
"""


def post(jp_fetch, action, **body):
    return jp_fetch("navai", "functions", action, method="POST", body=json.dumps(body))


async def refused(request):
    with pytest.raises(HTTPClientError) as caught:
        await request
    return caught.value.code, json.loads(caught.value.response.body)


async def test_list_and_execute_in_a_kernel(jp_fetch, jp_serverapp):
    kernel_id = await start_kernel(jp_serverapp)
    listed = json.loads((await jp_fetch("navai", "functions", params={"kernel_id": kernel_id})).body)
    (item,) = listed["items"]
    assert (item["name"], item["source"], item["description"]) == ("add", "kernel", "Add two numbers.")
    assert item["parameters"]["properties"]["a"]["type"] == "integer"

    call = {"function_name": " ADD ", "payload": {"a": 2, "b": 3}, "kernel_id": kernel_id}
    result = json.loads((await post(jp_fetch, "execute", **call)).body)
    assert (result["ok"], result["function_name"], result["source"], result["result"]) == (
        True,
        "add",
        "kernel",
        5,
    )


async def test_one_call_id_runs_once(jp_fetch, jp_serverapp):
    kernel_id = await start_kernel(jp_serverapp, SETUP + "\n@navai.function\ndef count(): return len(ran)")
    call = {"function_name": "add", "payload": {"a": 2, "b": 3}, "session_id": "s", "call_id": "call_0"}
    for _ in range(2):
        result = json.loads((await post(jp_fetch, "execute", kernel_id=kernel_id, **call)).body)
        assert result["result"] == 5
    count = await post(jp_fetch, "execute", kernel_id=kernel_id, function_name="count")
    assert json.loads(count.body)["result"] == 1


async def test_unknown_and_missing_names(jp_fetch, jp_serverapp):
    kernel_id = await start_kernel(jp_serverapp)
    status, body = await refused(post(jp_fetch, "execute", function_name="sub", kernel_id=kernel_id))
    assert status == 404
    assert (body["ok"], body["error"]) == (False, "Unknown or disallowed function.")
    assert body["available_functions"] == ["add"]
    status, body = await refused(post(jp_fetch, "execute", function_name=" ", kernel_id=kernel_id))
    assert (status, body["ok"], body["error"]) == (400, False, "function_name is required.")


async def test_the_server_has_no_functions_of_its_own_unless_configured(jp_fetch, tmp_path, monkeypatch):
    (tmp_path / "navai_functions").mkdir()
    (tmp_path / "navai_functions/surprise.py").write_text("def add(): ...")
    monkeypatch.chdir(tmp_path)
    listed = json.loads((await jp_fetch("navai", "functions")).body)
    assert listed["items"] == []
    status, body = await refused(post(jp_fetch, "execute", function_name="add"))
    assert (status, body["available_functions"]) == (404, [])


async def test_a_kernel_without_the_extension_says_what_to_do(jp_fetch, jp_serverapp):
    kernel_id = await start_kernel(jp_serverapp, "1 + 1")
    listed = json.loads((await jp_fetch("navai", "functions", params={"kernel_id": kernel_id})).body)
    assert (listed["items"], listed["problem"]["code"]) == ([], "not_loaded")
    assert "%load_ext navai_jupyter" in listed["problem"]["fix"]


async def test_an_unknown_kernel(jp_fetch):
    status, problem = await refused(jp_fetch("navai", "functions", params={"kernel_id": "none"}))
    assert (status, problem["code"]) == (404, "no_kernel")


async def test_cancel_of_a_running_call(jp_fetch, jp_serverapp, jp_asyncio_loop):
    slow = SETUP + WAIT
    kernel_id = await start_kernel(jp_serverapp, slow)
    call = {"kernel_id": kernel_id, "session_id": "s", "call_id": "1"}
    running = jp_asyncio_loop.create_task(_body(post(jp_fetch, "execute", function_name="wait", **call)))
    answers = [await _body(post(jp_fetch, "cancel", **call)) for _ in range(20)]
    found = [answer for answer in answers if answer["found"]]  # the call reaches the kernel in its own time
    assert found == [{"ok": True, "found": True, "stopped": True}]
    assert (await running)["ok"] is False


async def _body(request):
    return json.loads((await request).body)


class TestAuthorizer:
    @pytest.fixture
    def jp_server_config(self, jp_server_config):
        from jupyter_server.auth.authorizer import Authorizer

        class NoKernels(Authorizer):
            def is_authorized(self, handler, user, action, resource):
                return (action, resource) != ("execute", "kernels")

        jp_server_config["ServerApp"]["authorizer_class"] = NoKernels
        return jp_server_config

    async def test_who_may_not_use_kernels_runs_nothing_there(self, jp_fetch):
        status, body = await refused(post(jp_fetch, "execute", function_name="add", kernel_id="any"))
        assert (status, body["ok"], body["code"]) == (403, False, "refused")
        assert "kernels" in body["why"]

    async def test_nor_learns_what_is_there(self, jp_fetch):
        status, _ = await refused(jp_fetch("navai", "functions", params={"kernel_id": "any"}))
        assert status == 403

    async def test_nor_says_who_acts_there(self, jp_fetch):
        status, _ = await refused(post(jp_fetch, "lease", lease_id="first", kernel_id="any"))
        assert status == 403


@pytest.fixture
def own_functions(settings, tmp_path):
    """Functions of the server itself, one of which a notebook has too."""
    (tmp_path / "tools.py").write_text(
        "def greet(name: str): return f'Hello {name}'\ndef add(a: int): return 'the server\\'s'"
    )
    (tmp_path / "broken.py").write_text("import not_installed_anywhere")
    settings |= {"functions_folders": "*.py", "functions_base_dir": str(tmp_path)}


@pytest.mark.usefixtures("own_functions")
async def test_the_server_s_own_functions_stand_behind_the_kernel_s(jp_fetch, jp_serverapp):
    own = json.loads((await jp_fetch("navai", "functions")).body)
    assert {(item["name"], item["source"]) for item in own["items"]} == {("greet", "server"), ("add", "server")}
    assert own["warnings"][0].startswith("broken.py cannot be loaded: ModuleNotFoundError")

    kernel_id = await start_kernel(jp_serverapp)
    both = json.loads((await jp_fetch("navai", "functions", params={"kernel_id": kernel_id})).body)
    assert [(item["name"], item["source"]) for item in both["items"]] == [
        ("add", "kernel"),
        ("greet", "server"),
    ]
    assert both["warnings"][-1] == "add: the notebook's function hides this server's."

    answer = json.loads((await post(jp_fetch, "execute", function_name="greet", payload={"name": "you"})).body)
    assert (answer["result"], answer["source"]) == ("Hello you", "server")


READING = """
import threading
import navai_jupyter as navai
from pathlib import Path

def read(ctx: navai.Context):
    ctx.progress(0.4, "reading")
    print("row 1")
    while not Path("release").exists():
        threading.Event().wait(0.01)
"""


@pytest.fixture
def reading(settings, tmp_path, monkeypatch):
    (tmp_path / "tools.py").write_text(READING)
    settings |= {"functions_folders": "tools.py", "functions_base_dir": str(tmp_path)}
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("reading")
async def test_progress_of_a_server_function(jp_fetch, jp_asyncio_loop, tmp_path):
    call = {"session_id": "s", "call_id": "1"}
    nothing = {"fraction": None, "text": "", "printed": "", "ahead": None}
    running = jp_asyncio_loop.create_task(_body(post(jp_fetch, "execute", function_name="read", **call)))

    async def progress(**of):
        return await _body(jp_fetch("navai", "functions", "progress", params=of))

    while not (told := await progress(**call))["printed"].endswith("\n"):
        assert not running.done()
    assert told == {"fraction": 0.4, "text": "reading", "printed": "row 1\n", "ahead": None}
    assert await progress(session_id="another", call_id="1") == nothing
    (tmp_path / "release").touch()
    assert (await running)["ok"] is True
    assert await progress(**call) == nothing
