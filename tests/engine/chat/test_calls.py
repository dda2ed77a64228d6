"""Tool calls as servers stream them, from the standard's way to each one's habit."""

import json

import pytest

from navai_jupyter.engine.chat.calls import CallAssembler
from navai_jupyter.engine.chat.deltas import Delta, read_delta
from navai_jupyter.engine.chat.failure import ChatFailure
from navai_jupyter.engine.planner import Call

ADD, GO = Call("add", {"a": 2, "b": 3}), Call("navigate_to", {"target": "Results"})


def part(name=None, arguments=None, **rest):
    function = {key: value for key, value in (("name", name), ("arguments", arguments)) if value is not None}
    return {**rest, "function": function}


def assembled(*deltas):
    calls = CallAssembler()
    for delta in deltas:
        data = json.dumps({"choices": [{"delta": {"tool_calls": delta}}]})
        for one in read_delta(data).calls:
            calls.add(one)
    return calls.calls()


@pytest.mark.parametrize(
    "deltas",
    [
        pytest.param(
            [
                [part("add", "", index=0, id="a")],
                [part(arguments='{"a": 2,', index=0)],
                [part("navigate_to", "", index=1, id="b")],
                [part(arguments='{"target": "Res', index=1)],
                [part(arguments=' "b": 3}', index=0), part(arguments='ults"}', index=1)],
            ],
            id="the standard, interleaved",
        ),
        pytest.param(
            [[part("add", {"a": 2, "b": 3}), part("navigate_to", {"target": "Results"})]],
            id="whole, arguments as objects, no ids",
        ),
        pytest.param(
            [
                [part("add", '{"a": 2, "b": 3}', index=0, id="")],
                [part("navigate_to", '{"target": "Results"}', index=0, id="")],
            ],
            id="each numbered 0, empty ids",
        ),
        pytest.param(
            [
                [part("add", '{"a": 2, ', index=0, id="a")],
                [part("add", '"b": 3}', index=0, id="a")],
                [part("navigate_to", '{"target": "Results"}', index=0, id="b")],
            ],
            id="id and name repeated",
        ),
        pytest.param(
            [
                [part("add", '{"a": 2, ', index=0)],
                [part("add", '"b": 3}', index=0)],
                [part("navigate_to", json.dumps('{"target": "Results"}'), index=1)],
            ],
            id="name repeated without id, arguments encoded twice",
        ),
    ],
)
def test_two_calls_in_one_turn(deltas):
    assert assembled(*deltas) == (ADD, GO)


def test_a_call_without_arguments():
    assert assembled([part("voice_undo", index=0, id="a")]) == (Call("voice_undo", {}),)


@pytest.mark.parametrize(
    "broken",
    [part("add", '{"a": 2', index=0), part("add", "[2, 3]", index=0), part(arguments="{}", index=0)],
)
def test_a_call_that_cannot_be_read_is_not_made(broken):
    with pytest.raises(ChatFailure):
        assembled([broken])


@pytest.mark.parametrize(
    ("data", "delta"),
    [
        ('{"choices": [{"delta": {"content": null, "role": "assistant"}}]}', Delta()),
        ('{"choices": [{"delta": {"content": "Hi"}, "finish_reason": null}]}', Delta("Hi")),
        ('{"choices": [{"delta": {"content": [{"type": "text", "text": "Hi"}]}}]}', Delta("Hi")),
        ('{"choices": [{"delta": {"reasoning_content": "hm"}}]}', Delta(thought=True)),
        ('{"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}', Delta("Hi", finish="stop")),
        ('{"choices": [], "usage": {"total_tokens": 3}}', Delta()),
        ('{"choices": [{"delta": {}, "finish_reason": "length"}]}', Delta(finish="length")),
    ],
)
def test_what_servers_leave_out(data, delta):
    assert read_delta(data) == delta


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[]",
        '{"error": {"message": "out of memory"}}',
        '{"error": "gone"}',
        '{"choices": [{"delta": "Hi"}]}',
        '{"choices": [{"delta": {"tool_calls": 3}}]}',
        '{"choices": [{"delta": {"tool_calls": [{"function": "add"}]}}]}',
        '{"choices": [{"delta": {"tool_calls": [{"function": {"name": "add", "arguments": [2]}}]}}]}',
    ],
)
def test_a_piece_that_is_none_is_a_failure(data):
    with pytest.raises(ChatFailure):
        read_delta(data)
