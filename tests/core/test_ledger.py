from navai_jupyter.core.ledger import Ledger
from navai_jupyter.core.wire import ExecuteRequest, ExecuteResult


def request(call_id, session_id="s"):
    return ExecuteRequest(function_name="add", session_id=session_id, call_id=call_id)


DONE = ExecuteResult(ok=True, function_name="add")


def test_a_call_is_new_once_per_session():
    ledger = Ledger()
    call, new = ledger.open(request("call_0"))
    assert new
    assert ledger.open(request("call_0")) == (call, False)
    assert ledger.open(request("call_0", "another session"))[1]
    assert ledger.find("s", "call_0") is call


def test_without_a_call_id_nothing_is_remembered():
    ledger = Ledger()
    assert ledger.open(request(""))[1]
    assert ledger.open(request(""))[1]


def test_only_answered_calls_are_forgotten():
    ledger = Ledger(size=2)
    running, _ = ledger.open(request("running"))
    for n in range(5):
        ledger.open(request(f"call_{n}"))[0].settle(DONE)
    assert ledger.open(request("running")) == (running, False)
    assert ledger.find("s", "call_0") is None


def test_the_first_answer_stands():
    call, _ = Ledger().open(request("call_0"))
    assert call.settle(DONE)
    assert not call.settle(DONE.model_copy(update={"ok": False}))
    assert call.answer.result().ok
