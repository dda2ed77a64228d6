import pytest
from pydantic import ValidationError

from navai_jupyter.core.lease import SECONDS, Lease
from navai_jupyter.core.wire_lease import LEASED, LeaseRequest


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def ask(lease, browser, act="renew", holder="report.ipynb"):
    state = lease.ask(LeaseRequest(lease_id=browser, holder=holder, act=act))
    return state.held, state.holder


def test_the_first_has_it_and_the_second_is_told_who():
    lease = Lease()
    assert ask(lease, "first") == (True, "report.ipynb")
    assert ask(lease, "second", holder="mine.ipynb") == (False, "report.ipynb")
    assert lease.refusal("first") is None
    problem = lease.refusal("second")
    assert (problem.code, "report.ipynb" in problem.error, problem.fix != "") == (LEASED, True, True)


def test_whoever_takes_it_ends_the_lease_of_the_other():
    lease = Lease()
    ask(lease, "first")
    assert ask(lease, "second", "take", "mine.ipynb") == (True, "mine.ipynb")
    assert ask(lease, "first") == (False, "mine.ipynb")
    assert lease.refusal("first").code == LEASED


def test_one_that_is_not_renewed_ends():
    clock = Clock()
    lease = Lease(clock)
    ask(lease, "first")
    clock.now += SECONDS - 1
    ask(lease, "first")
    clock.now += SECONDS - 1
    assert ask(lease, "second") == (False, "report.ipynb")
    clock.now += 2
    assert lease.refusal("second") is None
    assert ask(lease, "second") == (True, "report.ipynb")


def test_only_its_holder_releases_it():
    lease = Lease()
    ask(lease, "first")
    ask(lease, "second", "release")
    assert lease.refusal("second").code == LEASED
    ask(lease, "first", "release")
    assert lease.refusal("second") is None


def test_what_a_later_one_of_the_same_browser_has_overtaken_does_nothing():
    lease = Lease()

    def at(second, act, browser="first"):
        asked = LeaseRequest(lease_id=browser, holder="report.ipynb", act=act, asked_at=1e12 + second * 1000)
        return lease.ask(asked).held

    assert at(2, "take")  # of a second tab
    assert at(1, "release")  # of the first
    assert lease.refusal("second").code == LEASED
    assert not at(4, "release")
    assert not at(3, "renew")
    assert lease.refusal("second") is None
    assert at(0, "renew", "second")  # clocks of two browsers need not agree
    assert at(-60, "renew", "second")  # and one may be set back
    assert not at(-59, "release", "second")
    assert lease.refusal("first") is None


def test_calls_of_nobody_run_as_long_as_nobody_has_it():
    lease = Lease()
    assert lease.refusal("") is None
    ask(lease, "first")
    assert lease.refusal("").code == LEASED


@pytest.mark.parametrize("asked", [{"lease_id": ""}, {"lease_id": "x" * 101}])
def test_a_lease_without_a_name_or_with_an_endless_one_is_refused(asked):
    with pytest.raises(ValidationError):
        LeaseRequest(**asked)


def test_the_place_that_others_are_shown_is_no_longer_than_a_path():
    assert LeaseRequest(lease_id="first", holder="x" * 4096)
    with pytest.raises(ValidationError):
        LeaseRequest(lease_id="first", holder="x" * 4097)
