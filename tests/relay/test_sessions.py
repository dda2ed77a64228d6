import asyncio

from navai_jupyter.core.errors import ProviderError
from navai_jupyter.relay.sessions import LONGEST_SECONDS, OpenSessions


class Ended(list):
    """Keeps which sessions were ended."""

    def of(self, name):
        async def end(why):
            self.append((name, why.code))

        return end


async def test_one_too_many_ends_the_oldest():
    ended, sessions = Ended(), OpenSessions(most=2)
    for name in ("first", "second", "third"):
        sessions.begin("ada", name, ended.of(name))
    await asyncio.sleep(0)
    assert ended == [("first", "too_many_sessions")]


async def test_a_loop_of_reconnects_holds_no_more_than_that():
    ended, sessions = Ended(), OpenSessions(most=3)
    for number in range(100):
        sessions.begin("ada", number, ended.of(number))
    await asyncio.sleep(0)
    assert [name for name, _ in ended] == list(range(97))


async def test_everybody_has_their_own():
    ended, sessions = Ended(), OpenSessions(most=1)
    sessions.begin("ada", 1, ended.of("ada's"))
    sessions.begin("grace", 2, ended.of("grace's"))
    await asyncio.sleep(0)
    assert ended == []


async def test_a_session_that_is_over_makes_room():
    ended, sessions = Ended(), OpenSessions(most=1)
    sessions.begin("ada", 1, ended.of(1))
    sessions.over("ada", 1)
    sessions.over("ada", 1)
    sessions.begin("ada", 2, ended.of(2))
    await asyncio.sleep(0)
    assert ended == []


async def test_a_session_of_whose_end_nobody_told_does_not_count_for_ever():
    ended, clock = Ended(), [0.0]
    sessions = OpenSessions(most=1, now=lambda: clock[0])
    sessions.begin("ada", 1, ended.of(1))
    clock[0] = LONGEST_SECONDS + 1
    sessions.begin("ada", 2, ended.of(2))
    await asyncio.sleep(0)
    assert ended == []


async def test_no_limit():
    ended, sessions = Ended(), OpenSessions(most=0)
    for number in range(100):
        sessions.begin("ada", number, ended.of(number))
    await asyncio.sleep(0)
    assert ended == []


async def test_an_end_that_fails_is_told_and_disturbs_nobody(caplog):
    async def fail(why):
        raise ProviderError("The provider is out of order.")

    sessions = OpenSessions(most=1)
    sessions.begin("ada", 1, fail)
    sessions.begin("ada", 2, fail)
    await asyncio.sleep(0)
    assert "out of order" in caplog.text


async def test_a_server_that_stops_ends_all_of_them():
    ended, sessions = Ended(), OpenSessions(most=0)
    sessions.begin("ada", 1, ended.of("ada's"))
    sessions.begin("grace", 1, ended.of("grace's"))
    await sessions.close()
    assert ended == [("ada's", "server_stopping"), ("grace's", "server_stopping")]


async def test_and_waits_for_those_that_are_ending_already():
    done = []

    async def slowly():
        await asyncio.sleep(0.05)
        done.append(True)

    sessions = OpenSessions(most=0)
    sessions.finish(slowly())
    await sessions.close()
    assert done == [True]
