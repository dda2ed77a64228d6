import json

import pytest

from navai_jupyter.client import Tools, VoiceSession
from navai_jupyter.core.errors import KernelError, ProviderError
from navai_jupyter.core.wire import ExecuteRequest, ExecuteResult, FunctionInfo
from tests.client.scripted import ScriptedTransport

ADD = FunctionInfo(name="add", source="kernel", parameters={"type": "object", "properties": {}})
QUIET = FunctionInfo(name="quiet", source="kernel", speak=False)
DELETE = FunctionInfo(name="delete", source="kernel", approval="always")


class Kernel:
    """Keeps what it was asked to run."""

    def __init__(self):
        self.calls: list[ExecuteRequest] = []

    async def execute(self, request):
        self.calls.append(request)
        return ExecuteResult(ok=True, function_name=request.function_name, result=5)


async def navigate(target):
    return {"ok": True, "path": f"#{target}"}


def call(name, arguments="{}", call_id="call_0"):
    return {"type": "function_call", "name": name, "arguments": arguments, "call_id": call_id}


def done(*items, status="completed", **more):
    return {"type": "response.done", "response": {"status": status, "output": list(items), **more}}


def responding(*responses):
    """A script: the session is accepted, and each `response.create` gets the next of ``responses``."""
    left = list(responses)

    def script(event):
        if event["type"] == "session.update":
            return [{"type": "session.created"}, {"type": "session.updated", "session": event["session"]}]
        return [left.pop(0)] if event["type"] == "response.create" else []

    return script


@pytest.fixture
def kernel():
    return Kernel()


def session(kernel, transport, approve=None):
    more = {"approve": approve} if approve else {}
    tools = Tools(kernel, [ADD, QUIET, DELETE], navigate, [], **more)
    return VoiceSession(transport, tools, "Be brief.")


async def turn(kernel, *responses, said="go", approve=None):
    transport = ScriptedTransport(responding(*responses))
    async with session(kernel, transport, approve) as voice:
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
    _, transport = await turn(kernel, done())
    update = transport.sent[0]["session"]
    assert update["type"] == "realtime"
    assert update["instructions"] == "Be brief."
    assert [tool["name"] for tool in update["tools"]] == [
        "navigate_to",
        "execute_app_function",
        "add",
        "quiet",
        "delete",
    ]


async def test_navigation(kernel):
    result, _ = await turn(kernel, done(call("navigate_to", '{"target": "Results"}')), done())
    assert result.calls[0].to_json()["result"] == {"path": "#Results"}


async def test_the_generic_tool_runs_by_name(kernel):
    arguments = json.dumps({"function_name": " Add ", "payload": {"a": 1}})
    await turn(kernel, done(call("execute_app_function", arguments)), done())
    assert [(c.function_name, c.payload) for c in kernel.calls] == [("add", {"a": 1})]


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
    class Gone:
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


async def test_calls_of_an_interrupted_response_never_run(kernel):
    await turn(kernel, done(call("add"), status="cancelled"))
    assert kernel.calls == []


async def test_a_silent_function_asks_for_no_more_words(kernel):
    _, transport = await turn(kernel, done(call("quiet")))
    assert [event["type"] for event in transport.sent].count("response.create") == 1


async def test_not_understood(kernel):
    result, _ = await turn(kernel, done(metadata={"understood": "false"}))
    assert result.understood is False


async def test_a_failed_response_says_why(kernel):
    details = {"error": {"code": "insufficient_quota", "message": "You exceeded your quota."}}
    with pytest.raises(ProviderError, match="exceeded your quota") as caught:
        await turn(kernel, done(status="failed", status_details=details))
    assert caught.value.code == "insufficient_quota"


async def test_a_provider_that_goes_away(kernel):
    transport = ScriptedTransport(responding())

    def script(event):
        if event["type"] == "response.create":
            transport.drop()
        return responding()(event) if event["type"] == "session.update" else []

    transport._script = script
    async with session(kernel, transport) as voice:
        with pytest.raises(ProviderError, match="closed the session"):
            await voice.say("go")


async def test_a_provider_that_never_answers(kernel):
    transport = ScriptedTransport(
        lambda event: responding()(event) if event["type"] == "session.update" else []
    )
    async with session(kernel, transport) as voice:
        with pytest.raises(ProviderError, match="did not finish") as caught:
            await voice.say("go", timeout=0.05)
    assert caught.value.code == "turn_timeout"
    assert transport.state == "closed"


async def test_a_session_that_is_refused(kernel):
    refusal = {"type": "error", "error": {"code": "invalid_model", "message": "No such model."}}
    with pytest.raises(ProviderError, match="No such model"):
        async with session(kernel, ScriptedTransport(lambda event: [refusal])):
            pass
