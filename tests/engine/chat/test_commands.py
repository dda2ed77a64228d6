"""Which sentences need no chat model: whole commands, and nothing that wants thought."""

import pytest

from navai_jupyter.engine.chat.commands import is_command
from navai_jupyter.engine.planner import Called, Returned, Said, Situation, Tool


def tool(name, description, **properties):
    schema = {"type": "object", "properties": properties, "required": list(properties)[:1]}
    return Tool(name, description, schema)


TOOLS = (
    tool("navigate_to", "Go to a place.", target={"type": "string", "examples": ["Results", "Model training"]}),
    tool(
        "load_sales",
        "Load the sales of one year.",
        year={"type": "integer"},
        region={"type": "string", "enum": ["north", "south"]},
    ),
    tool("plot_column", "Plot a column.", column={"type": "string"}),
    Tool("voice_stop_call", "Stop what runs."),
    Tool("voice_undo", "Undo the last change."),
)


def turn(*entries, **rest):
    return Situation(entries=entries, tools=TOOLS, **rest)


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "undo that",
        "go to results please",
        "load sales for 2020",
        "please load the sales of 2023 for the north",
    ],
)
def test_a_whole_command_needs_none(text):
    assert is_command(turn(Said("user", text)))


@pytest.mark.parametrize(
    "text",
    [
        "load the sales of 2023 and tell me which region is best",
        "take me to the results and summarise what you see there",
        "load the sales of the year after 2021",
        "plot the column that grows fastest",
        "how do I load sales for 2023",
        "why are the results so bad",
        "undo everything since this morning",
        "thanks",
        "",
    ],
)
def test_what_wants_thought_goes_to_the_model(text):
    assert not is_command(turn(Said("user", text)))


COMMAND = Said("user", "load sales for 2023")
CALL = Called("x", "load_sales", '{"year": 2023}')


@pytest.mark.parametrize(
    ("since", "told_by_commands"),
    [
        ((CALL, Returned("x", "12 rows")), True),
        ((Called("x", "load_sales", '{"year": 2024}'), Returned("x", "12 rows")), False),
        ((Called("x", "load_sales", "{oops"), Returned("x", "12 rows")), False),
        ((CALL, Returned("x", "12 rows"), Said("assistant", "12 rows.")), False),
    ],
)
def test_whoever_made_a_call_tells_its_result(since, told_by_commands):
    assert is_command(turn(COMMAND, *since)) is told_by_commands


@pytest.mark.parametrize("choice", ["none", "required", "plot_column"])
def test_a_client_that_chooses_tools_asks_the_model(choice):
    assert not is_command(turn(COMMAND, tool_choice=choice))


def test_without_a_sentence_there_is_no_command():
    assert not is_command(turn())
    assert not is_command(turn(Said("assistant", "go to results")))
