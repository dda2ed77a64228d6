import asyncio
import json
import time

import pytest

from navai_jupyter.client import ScriptedTransport, VoiceSession, tools
from navai_jupyter.client.scripted import call, done, respond_with
from navai_jupyter.client.tools import Tools
from navai_jupyter.core.errors import KernelError, ProviderError
from navai_jupyter.core.wire import CancelResult, ExecuteRequest, ExecuteResult, FunctionInfo, FunctionList
from tests.client.waiting import until

ADD = FunctionInfo(name="add", source="kernel", parameters={"type": "object", "properties": {}})
QUIET = FunctionInfo(name="quiet", source="kernel", speak=False)
DELETE = FunctionInfo(name="delete", source="kernel", approval="always")
LOAD = FunctionInfo(name="load", source="kernel", approval="session")


class Kernel:
    """Keeps what it was asked to run."""

    def __init__(self):
        self.calls: list[ExecuteRequest] = []

    def describe(self):
        return FunctionList(items=[ADD, QUIET, DELETE, LOAD])

    async def execute(self, request):
        self.calls.append(request)
        return ExecuteResult(ok=True, function_name=request.function_name, result=5)

    async def cancel(self, request):
        return CancelResult(found=False)


def navigate(target):
    return f"#{target}"


@pytest.fixture
def kernel():
    return Kernel()


def session(functions, transport, **options):
    return VoiceSession(transport=transport, functions=functions, navigate=navigate, reconnect=False, **options)


async def turn(functions, *responses, said="go", **options):
    transport = ScriptedTransport(respond_with(*responses))
    async with session(functions, transport, **options) as voice:
        return await voice.say(said), transport


async def test_a_call_runs_and_its_output_goes_back(kernel):
    result, transport = await turn(kernel, done(call("add", '{"a": 2, "b": 3}')), done())
    (ran,) = kernel.calls
    assert (ran.function_name, ran.payload, ran.call_id) == ("add", {"a": 2, "b": 3}, "call_0")
    assert [c.to_json()["result"] for c in result.calls] == [5]
    (output,) = transport.outputs()
    assert output["call_id"] == "call_0"
    assert json.loads(output["output"]) == {"ok": True, "function_name": "add", "source": "kernel", "result": 5}


async def test_the_session_says_tools_and_instructions(kernel):
    _, transport = await turn(kernel, done(), instructions="Be brief.")
    update = transport.sent[0]["session"]
    assert update["type"] == "realtime"
    assert update["instructions"].startswith("Be brief.\n")
    assert [tool["name"] for tool in update["tools"]] == [
        "navigate_to",
        "execute_app_function",
        "add",
        "quiet",
        "delete",
        "load",
    ]


async def test_navigation(kernel):
    result, _ = await turn(kernel, done(call("navigate_to", '{"target": "Results"}')), done())
    assert result.calls[0].to_json()["result"] == {"path": "#Results"}


async def test_the_generic_tool_runs_by_name(kernel):
    arguments = json.dumps({"function_name": " Add ", "payload": {"a": 1}})
    await turn(kernel, done(call("execute_app_function", arguments)), done())
    assert [(c.function_name, c.payload) for c in kernel.calls] == [("add", {"a": 1})]


async def test_a_function_has_its_own_time_however_its_name_is_written(monkeypatch):
    class Slow(Kernel):
        async def execute(self, request):
            await asyncio.sleep(0.05)
            return await super().execute(request)

    monkeypatch.setattr(tools, "TIMEOUT", -tools.GRACE_SECONDS)  # that of a function nobody knows
    arguments = json.dumps({"function_name": " Add "})
    result, _ = await turn(Slow(), done(call("execute_app_function", arguments)), done())
    assert result.calls[0].result == 5


@pytest.mark.parametrize(
    ("item", "error"),
    [
        (call("subtract"), "Unknown or disallowed function."),
        (call("add", "{"), "The arguments are no JSON object."),
        (call("add", "[1]"), "The arguments are no JSON object."),
        (call("delete"), "The person did not approve the call."),
    ],
)
async def test_what_does_not_run_is_answered_all_the_same(kernel, item, error):
    result, transport = await turn(kernel, done(item), done())
    assert kernel.calls == []
    assert result.calls[0].ok is False
    assert json.loads(transport.outputs()[0]["output"])["error"] == error


async def test_a_kernel_that_cannot_be_reached_is_an_answer_too():
    class Gone(Kernel):
        async def execute(self, request):
            raise KernelError("The kernel does not answer.", "It has ended.", "Restart it.")

    result, transport = await turn(Gone(), done(call("add")), done())
    assert json.loads(transport.outputs()[0]["output"]) == {
        "ok": False,
        "function_name": "add",
        "error": "The kernel does not answer.",
        "details": "It has ended. Restart it.",
    }
    assert result.calls[0].ok is False


async def test_python_functions_need_no_kernel():
    def add(a: int, b: int) -> int:
        """Add two numbers."""
        return a + b

    def fail() -> None:
        raise ValueError("no luck")

    calls = call("add", '{"a": 2, "b": 3}', "call_1"), call("fail", "{}", "call_2")
    result, transport = await turn([add, fail], done(*calls), done())
    assert [c.ok for c in result.calls] == [True, False]
    outputs = {output["call_id"]: json.loads(output["output"]) for output in transport.outputs()}
    assert outputs["call_1"]["result"] == 5
    assert "no luck" in outputs["call_2"]["details"]
    (add_tool,) = [t for t in transport.sent[0]["session"]["tools"] if t["name"] == "add"]
    assert add_tool["description"] == "Add two numbers."


async def test_the_calls_of_one_response_run_side_by_side():
    both = asyncio.Barrier(2)

    class Waiting(Kernel):
        async def execute(self, request):
            async with asyncio.timeout(5):
                await both.wait()
            return await super().execute(request)

    calls = call("add", call_id="call_1"), call("add", call_id="call_2")
    result, transport = await turn(Waiting(), done(*calls), done())
    assert [c.ok for c in result.calls] == [True, True]
    assert [event["type"] for event in transport.sent].count("response.create") == 2


async def test_an_event_that_comes_twice_runs_its_call_once(kernel):
    transport = ScriptedTransport(lambda event: [])
    once, left = done(call("add")), [done()]

    def script(event):
        answers = respond_with()(event)
        if event["type"] == "response.create" and len(transport.outputs()) == 0:
            return [{"type": "response.created", "response": {"id": once["response"]["id"]}}, once, once]
        return answers or (respond_with(left.pop())(event) if event["type"] == "response.create" else [])

    transport.script = script
    async with session(kernel, transport) as voice:
        await voice.say("go")
    assert len(kernel.calls) == len(transport.outputs()) == 1


async def test_a_call_id_that_is_used_for_another_call_runs_nothing(kernel):
    calls = call("add", '{"a": 1}'), call("add", '{"a": 2}')
    result, transport = await turn(kernel, done(*calls), done())
    assert [ran.payload for ran in kernel.calls] == [{"a": 1}]
    assert [c.ok for c in result.calls] == [True, False]
    assert len(transport.outputs()) == 2


async def test_a_call_that_is_cancelled_is_answered():
    class Slow(Kernel):
        async def execute(self, request):
            await asyncio.sleep(60)

    transport = ScriptedTransport(respond_with(done(call("add")), done()))
    async with session(Slow(), transport) as voice:
        saying = asyncio.create_task(voice.say("go"))
        await until(voice.cancel)
        result = await saying
    assert result.calls[0].result == {"error": "The call was cancelled."}
    assert json.loads(transport.outputs()[0]["output"])["error"] == "The call was cancelled."


async def test_a_cancelled_python_function_is_asked_to_end():
    from navai_jupyter import Context

    ended = []

    def wait(context: Context) -> None:
        while not context.cancelled:
            time.sleep(0.01)
        ended.append(context.call_id)

    transport = ScriptedTransport(respond_with(done(call("wait")), done()))
    async with session([wait], transport) as voice:
        saying = asyncio.create_task(voice.say("go"))
        await until(lambda: voice.cancel("call_0"))
        await saying
    assert ended == ["call_0"]


@pytest.mark.parametrize("name", ["navigate_to", "voice_help", "x" * 65])
def test_a_name_that_cannot_be_a_tool_is_none(kernel, name):
    tools = Tools(kernel, [ADD, FunctionInfo(name=name, source="kernel")], navigate, [])
    names = [tool["name"] for tool in tools.definitions()]
    assert names == ["navigate_to", "execute_app_function", "add"]


async def test_an_approved_call_runs(kernel):
    async def approve(info, arguments):
        return (info.name, arguments) == ("delete", {"table": "raw"})

    await turn(kernel, done(call("delete", '{"table": "raw"}')), done(), approve=approve)
    assert len(kernel.calls) == 1


async def test_a_person_has_time_to_decide_however_little_the_function_has(kernel, monkeypatch):
    monkeypatch.setattr(tools, "GRACE_SECONDS", 0)
    kernel.describe = lambda: FunctionList(items=[DELETE.model_copy(update={"timeout": 0.01})])

    async def approve(info, arguments):
        await asyncio.sleep(0.1)
        return True

    result, _ = await turn(kernel, done(call("delete")), done(), approve=approve)
    assert result.calls[0].result == 5


async def test_who_approves_sees_what_would_run_whatever_its_form(kernel):
    asked = []

    async def approve(info, arguments):
        asked.append(arguments)
        return False

    arguments = json.dumps({"function_name": "delete", "payload": ["raw"]})
    await turn(kernel, done(call("execute_app_function", arguments)), done(), approve=approve)
    assert asked == [{"payload": ["raw"]}]


async def test_approval_for_the_session_is_asked_once(kernel):
    asked = []

    async def approve(info, arguments):
        asked.append(info.name)
        return True

    responses = [done(call("load", call_id=f"call_{n}"), call("delete", call_id=f"more_{n}")) for n in (1, 2)]
    transport = ScriptedTransport(respond_with(responses[0], done(), responses[1], done()))
    async with session(kernel, transport, approve=approve) as voice:
        await voice.say("go")
        await voice.say("go again")
    assert sorted(asked) == ["delete", "delete", "load"]
    assert len(kernel.calls) == 4


async def test_calls_of_an_interrupted_response_never_run_and_are_answered(kernel):
    result, transport = await turn(kernel, done(call("add"), status="cancelled"))
    assert kernel.calls == []
    assert result.interrupted is True
    assert [json.loads(one["output"])["error"] for one in transport.outputs()] == ["The call was cancelled."]


BY_NAME = call("execute_app_function", '{"function_name": "Quiet"}')


@pytest.mark.parametrize("item", [call("quiet"), BY_NAME], ids=["by its tool", "by name"])
async def test_a_silent_function_asks_for_no_more_words(kernel, item):
    _, transport = await turn(kernel, done(item))
    assert [event["type"] for event in transport.sent].count("response.create") == 1


async def test_a_function_that_is_defined_later_is_told_before_the_next_turn():
    from navai_jupyter.core.registry import Registry

    registry = Registry("kernel")
    transport = ScriptedTransport(respond_with(done(), done()))
    async with session(registry, transport) as voice:
        await voice.say("go")
        registry.register(len, name="length")
        await voice.say("go again")
        assert [info.name for info in (await voice.list_functions()).items] == ["length"]
        assert (await voice.execute_function("length", {"obj": [1, 2]})).result == 2
    told = [event for event in transport.sent if event["type"] == "session.update"]
    assert [tool["name"] for tool in told[-1]["session"]["tools"]][-1] == "length"
    assert len(told) == 2


async def test_not_understood(kernel):
    result, _ = await turn(kernel, done(metadata={"understood": "false"}))
    assert result.understood is False


async def test_a_failed_response_says_why(kernel):
    details = {"error": {"code": "insufficient_quota", "message": "You exceeded your quota."}}
    with pytest.raises(ProviderError, match="exceeded your quota") as caught:
        await turn(kernel, done(status="failed", status_details=details))
    assert caught.value.code == "insufficient_quota"


async def test_two_that_ask_for_a_response_at_once(kernel):
    """The provider began one by itself: ours follows it."""
    busy = {"type": "error", "error": {"code": "conversation_already_has_active_response", "message": ""}}
    own = done(id="its own")
    left = [[busy, own], [{"type": "response.created", "response": {"id": "ours"}}, done(id="ours")]]
    accept = respond_with()
    transport = ScriptedTransport(
        lambda event: left.pop(0) if event["type"] == "response.create" else accept(event)
    )
    async with session(kernel, transport) as voice:
        assert (await voice.say("go")).interrupted is False
    assert left == []


async def test_saying_something_while_the_agent_answers_interrupts_it(kernel):
    begun = {"type": "response.created", "response": {"id": "long"}}
    cut = done(id="long", status="cancelled")
    first, second = [begun], [{"type": "response.created", "response": {"id": "short"}}, done(id="short")]
    left, accept = [first, second], respond_with()

    def script(event):
        if event["type"] == "response.create":
            return left.pop(0)
        return [cut] if event["type"] == "response.cancel" else accept(event)

    transport = ScriptedTransport(script)
    async with session(kernel, transport) as voice:
        long = asyncio.create_task(voice.say("tell me everything"))
        await until(lambda: len(left) == 1)
        assert (await voice.say("stop")).interrupted is False
        assert (await long).interrupted is True


@pytest.mark.parametrize("ends", ["cancelled", "completed"])
async def test_an_answer_is_interrupted_before_it_began(kernel, ends):
    """Its function never runs, even where the provider was done before it heard of the interruption."""
    unwanted = done(call("add"), id="unwanted", status=ends)
    accept, asked = respond_with(), []

    def script(event):
        if event["type"] != "response.create":
            return [unwanted] if event["type"] == "response.cancel" else accept(event)
        asked.append(event)
        begun = {"type": "response.created", "response": {"id": "wanted"}}
        return [] if len(asked) == 1 else [begun, done(id="wanted", metadata={"understood": "false"})]

    transport = ScriptedTransport(script)
    async with session(kernel, transport) as voice:
        first = asyncio.create_task(voice.say("tell me everything", timeout=10))
        await until(lambda: asked)
        second = asyncio.create_task(voice.say("stop", timeout=10))
        assert (await first).interrupted
        transport.emit({"type": "response.created", "response": {"id": "unwanted"}})
        result = await second
    assert (result.understood, result.interrupted, result.calls) == (False, False, [])
    assert kernel.calls == []
    assert len(transport.outputs()) == 1


async def test_nobody_waits_for_an_answer_that_was_interrupted_before_it_began(kernel):
    transport = ScriptedTransport(respond_with())
    async with session(kernel, transport) as voice:
        saying = asyncio.create_task(voice.say("go", timeout=10))
        await until(lambda: transport.sent[-1]["type"] == "response.create")
        await voice.interrupt()
        assert (await saying).interrupted
        transport.emit({"type": "response.created", "response": {"id": "unwanted"}})
        await until(lambda: transport.sent[-1]["type"] == "response.cancel")


async def test_what_a_program_can_see(kernel):
    transport = ScriptedTransport(respond_with(done(call("add")), done()))
    async with session(kernel, transport) as voice:
        events = voice.events()
        await voice.say("go")
        now = voice.snapshot
        assert (now.status, now.is_connected, now.way, now.is_agent_speaking) == (
            "connected",
            True,
            "scripted",
            False,
        )
        assert now.transcript == (("user", "go"),)
        assert [c.name for c in now.calls] == ["add"]
        await voice.send_event({"type": "response.create"})
    assert transport.sent[-1] == {"type": "response.create"}
    seen = [event["type"] async for event in events]
    assert seen.count("response.done") == 2
    assert voice.snapshot.status == "idle"


async def test_what_happens_can_be_followed_from_before_the_start(kernel):
    voice = session(kernel, ScriptedTransport(respond_with(done())))
    events = voice.events()
    async with voice:
        await voice.say("go")
    assert [event["type"] async for event in events][:2] == ["session.created", "session.updated"]


async def test_starting_twice_connects_once(kernel):
    transport = ScriptedTransport(respond_with())
    async with session(kernel, transport) as voice:
        await voice.start()
    assert transport.connections == 1


async def test_before_and_after_nothing_can_be_said(kernel):
    voice = session(kernel, ScriptedTransport(respond_with()))
    with pytest.raises(ProviderError, match="not connected"):
        await voice.say("go")
    async with voice:
        pass
    with pytest.raises(ProviderError, match="not connected"):
        await voice.send_event({"type": "response.create"})


async def test_a_provider_that_never_answers(kernel):
    transport = ScriptedTransport(respond_with())
    async with session(kernel, transport) as voice:
        with pytest.raises(ProviderError, match="did not finish") as caught:
            await voice.say("go", timeout=0.05)
    assert caught.value.code == "turn_timeout"
    assert transport.state == "closed"


async def test_a_session_that_is_refused(kernel):
    refusal = {"type": "error", "error": {"code": "invalid_model", "message": "No such model."}}
    voice = session(kernel, ScriptedTransport(lambda event: [refusal]))
    with pytest.raises(ProviderError, match="No such model"):
        await voice.start()
    assert voice.snapshot.status == "error"
    assert voice.snapshot.error.code == "invalid_model"
