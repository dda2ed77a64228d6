from navai_jupyter.engine.planner import Call
from navai_jupyter.engine.planner.deciding import choice
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.model import ForChoice


def test_of_two_meanings_with_one_label_the_likelier_is_offered():
    likely, other = Call("run_cell", {"cell": 2}), Call("run_cell", {"cell": 4})
    reply = choice([Intent(0.1, "run cell", likely), Intent(0.2, "run cell", other)]).reply
    assert reply.text == "Did you mean run cell?"
    assert reply.question == ForChoice({"run cell": likely})
