"""Events that cannot be carried out: an error names the field, and nothing else happens."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.session.client import Client, message

AUDIO = {"type": "input_audio_buffer.append", "audio": "AAAA"}
VALID = [
    {"type": "session.update", "session": {"type": "realtime", "instructions": "Be brief."}},
    {
        "type": "session.update",
        "session": {
            "type": "realtime",
            "audio": {
                "input": {"turn_detection": {"type": "server_vad", "threshold": 0.4}},
                "output": {"speed": 1},
            },
            "tools": [{"type": "function", "name": "add", "parameters": {"type": "object"}}],
            "tool_choice": {"type": "function", "name": "add"},
            "max_output_tokens": 100,
        },
    },
    {"type": "conversation.item.create", "item": message("hello"), "previous_item_id": "root"},
    {"type": "conversation.item.retrieve", "item_id": "item_1"},
    {"type": "conversation.item.truncate", "item_id": "item_1", "content_index": 0, "audio_end_ms": 5},
    {"type": "conversation.item.delete", "item_id": "item_1"},
    {"type": "response.create", "response": {"conversation": "none", "input": [message("go to results")]}},
    {"type": "response.cancel", "response_id": "resp_1"},
    {"type": "input_audio_buffer.commit"},
    {"type": "input_audio_buffer.clear"},
    {"type": "output_audio_buffer.clear"},
    AUDIO,
]


def session(**fields):
    return {"type": "session.update", "session": {"type": "realtime", **fields}}


def audio(**fields):
    return session(audio={"input": fields})


def vad(**fields):
    return audio(turn_detection={"type": "server_vad", **fields})


def item(**fields):
    return {"type": "conversation.item.create", "item": {**message("hello"), **fields}}


def response(**fields):
    return {"type": "response.create", "response": fields}


@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({}, "invalid_event", None),
        ({"type": 3}, "invalid_value", "type"),
        ({"type": "poem.write"}, "invalid_value", "type"),
        ({"type": "response.cancel", "id": "x"}, "unknown_parameter", "id"),
        (session(volume=3), "unknown_parameter", "session.volume"),
        (session(tools=3), "invalid_type", "session.tools"),
        (session(tools=[{"type": "mcp"}]), "invalid_value", "session.tools[0].type"),
        (session(tools=[{"type": "function"}]), "missing_required_parameter", "session.tools[0].name"),
        (
            session(tools=[{"type": "function", "name": "a", "meta": 1}]),
            "unknown_parameter",
            "session.tools[0].meta",
        ),
        (session(tool_choice="often"), "invalid_value", "session.tool_choice"),
        (session(output_modalities=["smell"]), "invalid_value", "session.output_modalities[0]"),
        (session(output_modalities=["text", "audio"]), "array_above_max_length", "session.output_modalities"),
        (session(max_output_tokens=5000), "integer_above_max_value", "session.max_output_tokens"),
        (session(instructions=None), "invalid_type", "session.instructions"),
        (audio(format={"type": "audio/opus"}), "invalid_value", "session.audio.input.format.type"),
        (audio(format={"type": "audio/pcm", "rate": 8000}), "invalid_value", "session.audio.input.format.rate"),
        (audio(turn_detection={}), "missing_required_parameter", "session.audio.input.turn_detection.type"),
        (vad(threshold=2.0), "decimal_above_max_value", "session.audio.input.turn_detection.threshold"),
        (vad(threshold="0.5"), "invalid_type", "session.audio.input.turn_detection.threshold"),
        (
            vad(idle_timeout_ms=10),
            "integer_below_min_value",
            "session.audio.input.turn_detection.idle_timeout_ms",
        ),
        (vad(eagerness="low"), "unknown_parameter", "session.audio.input.turn_detection.eagerness"),
        (item(role="robot"), "invalid_value", "item.role"),
        (item(content=[{"type": "input_smell"}]), "invalid_value", "item.content[0].type"),
        (item(content=[{"type": "input_audio", "audio": "%"}]), "invalid_value", "item.content[0].audio"),
        (item(colour="red"), "unknown_parameter", "item.colour"),
        ({**item(), "previous_item_id": "item_none"}, "item_not_found", "previous_item_id"),
        ({"type": "conversation.item.delete", "item_id": "item_none"}, "item_not_found", "item_id"),
        ({"type": "conversation.item.delete"}, "missing_required_parameter", "item_id"),
        (response(conversation="mine"), "invalid_value", "response.conversation"),
        (response(metadata={"a": 1}), "invalid_type", "response.metadata.a"),
        (response(input=[{"type": "item_reference"}]), "missing_required_parameter", "response.input[0].id"),
        (response(input=[{**message("x"), "role": 1}]), "invalid_value", "response.input[0].role"),
        (response(max_output_tokens=0), "integer_below_min_value", "response.max_output_tokens"),
        ({"type": "response.cancel", "response_id": "resp_none"}, "response_cancel_not_active", None),
        ({"type": "output_audio_buffer.clear"}, "invalid_event", None),
        ({**AUDIO, "audio": "%%%"}, "invalid_value", "audio"),
        ({**AUDIO, "audio": None}, "invalid_type", "audio"),
        ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty", None),
    ],
)
def test_an_error_names_the_field_the_code_and_the_event(event, code, param):
    client = Client()
    before = client.session.config
    client.session.receive(json.dumps({**event, "event_id": "event_mine"}))
    assert client.take() == ["error"]
    assert (client.error["code"], client.error["param"]) == (code, param)
    assert client.error["event_id"] == "event_mine"
    assert client.error["message"].endswith((".", "]"))
    assert client.session.config == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "nonsense",
        '{"type": NaN}',
        '{"type": "session.update", "session": {"type": "realtime", "tools": '
        '[{"type": "function", "name": "f", "parameters": {"maximum": 1e999}}]}}',
        '{"type": "\\ud800"}',
        "[" * 9999,
        "\ud800",
    ],
)
def test_what_is_no_event_is_refused(text):
    client = Client()
    client.session.receive(text.encode("utf-8", "surrogatepass"))
    assert client.take() == ["error"]
    assert client.update()


@pytest.mark.parametrize("event", VALID)
def test_what_the_others_are_made_from_is_understood(event):
    client = Client(on_track=True)
    client.send(event["type"], **{name: value for name, value in event.items() if name != "type"})
    expected = {"invalid_value", "invalid_type", "unknown_parameter", "missing_required_parameter"}
    assert not expected & {event["error"]["code"] for event in client.of("error")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged(draw):
    """A valid event with one of its values, at any depth, replaced, removed or joined by another."""
    event = json.loads(json.dumps(draw(st.sampled_from(VALID))))
    place = event
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
            place = place[key]
            continue
        how = draw(st.sampled_from(["replace", "remove", "add"]))
        if how == "replace":
            place[key] = draw(JSON)
        elif how == "remove":
            del place[key]
        elif isinstance(place, dict):
            place[draw(st.text())] = draw(JSON)
        else:
            place.append(draw(JSON))
        return event


@settings(max_examples=100, deadline=None)
@given(st.lists(damaged(), max_size=4))
def test_no_damaged_event_ends_the_session(events):
    client = Client()
    for event in events:
        client.session.receive(json.dumps(event))
    client.take()
    client.update(output_modalities=["text"], tools=[], tool_choice="auto", max_output_tokens="inf")
    assert client.events[-1]["type"] == "session.updated"
    client.send("response.cancel")
    client.type("hello")
    assert client.events[-1]["type"] in {"response.done", "response.created", "rate_limits.updated"}
