import asyncio
import signal
import threading

import pytest

from navai_jupyter.notebook import saying

PATIENCE = 10


class Talk:
    """A session whose turn does not end by itself."""

    def __init__(self):
        self.began, self.ended = threading.Event(), threading.Event()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.ended.set()

    async def say(self, sentence):
        self.began.set()
        await asyncio.Event().wait()


@pytest.mark.timeout(30)
@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="interrupts differ on Windows")
def test_an_interrupted_cell_waits_no_longer_and_its_session_ends(monkeypatch):
    talk, main = Talk(), threading.main_thread().ident
    monkeypatch.setattr(saying, "talk", lambda **options: talk)

    def interrupt():
        talk.began.wait(PATIENCE)
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        saying.say("hello")
    assert talk.ended.wait(PATIENCE)
