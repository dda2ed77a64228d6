import pytest

from navai_jupyter.engine.planner.model import Called, Returned, Said, Situation, Tool
from navai_jupyter.engine.planner.responding import respond

ADD = Tool("add", "Add two numbers.", {"properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}})
LOAD = Tool(
    "load_sales",
    "Load the sales of one year.",
    {"properties": {"year": {"type": "integer"}}, "required": ["year"]},
)
TO_SALES = Tool(
    "transfer_to_sales",
    "Handoff to the sales agent to handle the request. Hand over to The sales desk. Anything about sales."
    " It can: load sales, plot trend.",
)
TO_NAVAI = Tool("transfer_to_navai", "Handoff to the navai agent to handle the request. It can: add.")


def asked(tools, *entries):
    return respond(Situation("", entries, tools, "auto", None))


def calls(reply):
    return [(call.name, call.arguments) for call in reply.calls]


@pytest.mark.parametrize(
    "sentence", ["Load the sales for 2024.", "Plot the trend, please.", "Let me talk to the sales desk."]
)
def test_what_another_agent_can_do_is_handed_over(sentence):
    assert calls(asked((ADD, TO_SALES), Said("user", sentence))) == [("transfer_to_sales", {})]


def test_arguments_are_the_other_one_s_affair():
    assert calls(asked((LOAD, TO_NAVAI), Said("user", "Add two and three."))) == [("transfer_to_navai", {})]


def test_what_was_done_here_is_not_handed_over_to_be_done_again():
    said = Said("user", "Add two and three, and load the sales for 2024.")
    reply = asked((ADD, TO_SALES), said)
    assert calls(reply) == [("add", {"a": 2, "b": 3})]
    assert reply.text == "The rest is for sales: please ask for it again."


def test_what_one_can_do_oneself_is_not():
    assert calls(asked((ADD, TO_SALES), Said("user", "Add two and three."))) == [("add", {"a": 2, "b": 3})]


@pytest.mark.parametrize("sentence", ["What a nice day it is.", "Sales were good for everybody that year."])
def test_what_is_no_command_is_not_handed_over(sentence):
    assert calls(asked((ADD, TO_SALES), Said("user", sentence))) == []


def handed_over(sentence):
    return (
        Said("user", sentence),
        Called("c", "transfer_to_sales", "{}"),
        Returned("c", '{"assistant": "sales"}'),
    )


def test_whom_it_was_handed_to_reads_the_sentence_anew():
    reply = asked((LOAD, TO_NAVAI), *handed_over("Load the sales for 2024."))
    assert calls(reply) == [("load_sales", {"year": 2024})]


def test_nobody_hands_back_in_the_same_turn():
    reply = asked((LOAD, TO_NAVAI), *handed_over("Paint the fence."))
    assert (calls(reply), reply.understood) == ([], False)


def test_the_result_of_a_call_after_a_handover_is_reported():
    entries = (*handed_over("Load the sales for 2024."), Called("d", "load_sales", '{"year": 2024}'))
    reply = asked((LOAD, TO_NAVAI), *entries, Returned("d", '{"ok": true, "result": 7}'))
    assert (calls(reply), "7" in reply.text) == ([], True)
