"""What a client sent and nobody has read yet."""

import asyncio

from navai_jupyter.engine.inbox import Inbox


async def test_whoever_puts_more_than_fits_waits_until_something_is_read():
    inbox, read = Inbox(most=10), []
    for name in "abc":
        await asyncio.wait_for(inbox.put(lambda name=name: name, 4), 5)
    assert inbox.full
    late = asyncio.ensure_future(inbox.put(lambda: "late", 4))
    await asyncio.sleep(0)
    assert not late.done()
    for _ in range(2):
        read.append((await inbox.get())[0]())
    await late
    for _ in range(2):
        read.append((await inbox.get())[0]())
    assert read == ["a", "b", "c", "late"]


async def test_who_waits_is_let_go_when_nobody_will_read_on():
    inbox = Inbox(most=10)
    inbox.put_now(lambda: None, 10)
    waiting = asyncio.ensure_future(inbox.put(lambda: None, 10))
    await asyncio.sleep(0)
    inbox.close()
    await asyncio.wait_for(waiting, 5)
    assert not inbox.full


async def test_one_message_of_any_size_is_taken():
    inbox = Inbox(most=10)
    await asyncio.wait_for(inbox.put(lambda: None, 1000), 5)
    assert inbox.full
    await inbox.get()
    assert not inbox.full
