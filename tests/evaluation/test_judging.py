import pytest

from tests.evaluation.cases import Turn
from tests.evaluation.judging import Verdict, judge, plain
from tests.evaluation.offered import offered

SALES = offered("sales")
LOAD = ("load_sales", {"year": 2024, "region": "south"})


def verdict(*calls, wanted=((LOAD,),)):
    return judge(Turn(("Load the sales.",), wanted), list(calls), SALES)


def test_the_same_call_is_right():
    assert verdict(LOAD) == Verdict(exact=True, right=2, wanted=2, wrong=False)


def test_a_default_may_be_said_or_left_out():
    wanted = ((("load_sales", {"year": 2024}),),)
    assert verdict(("load_sales", {"year": 2024, "region": "north"}), wanted=wanted).exact
    assert not verdict(("load_sales", {"year": 2024, "region": "west"}), wanted=wanted).exact


def test_arguments_count_one_by_one():
    assert verdict(("load_sales", {"year": 2024, "region": "east"})) == Verdict(False, 1, 2, wrong=True)
    assert verdict(("set_currency", {"code": "EUR"})) == Verdict(False, 0, 2, wrong=True)
    assert verdict() == Verdict(False, 0, 2, wrong=False)


def test_one_call_too_many_is_wrong():
    assert not verdict(LOAD, LOAD).exact
    assert verdict(LOAD, wanted=((),)).wrong


def test_any_of_the_accepted_answers_will_do():
    assert verdict(wanted=((LOAD,), ())).exact
    assert verdict(LOAD, wanted=((), (LOAD,))).exact


@pytest.mark.parametrize(
    ("name", "wanted", "given", "same"),
    [
        ("navigate_to", {"target": "Returns"}, {"target": "Refunds"}, True),
        ("navigate_to", {"target": "Returns"}, {"target": "Forecast"}, False),
        ("export_report", {"filename": "final numbers"}, {"filename": "Final numbers."}, True),
        ("export_report", {"filename": "final numbers"}, {"filename": "CSV"}, False),
        ("group_by", {"columns": ["region", "month"]}, {"columns": ["Region", "month"]}, True),
        ("group_by", {"columns": ["region", "month"]}, {"columns": ["region"]}, False),
        ("forecast_demand", {"weeks": 8}, {"weeks": 8.0}, True),
        ("load_sales", {"year": 1}, {"year": True}, False),
        ("set_currency", {"code": "EUR"}, {"code": "eur"}, False),
    ],
)
def test_values_are_compared_as_their_kind_is(name, wanted, given, same):
    assert verdict((name, given), wanted=(((name, wanted),),)).exact is same


def test_words_are_compared_without_their_spelling():
    assert plain("Load twenty-four, please.") == plain("load 24 please")
    assert plain("Ten percent off.") == plain("10% off")
