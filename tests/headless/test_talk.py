"""A session with the engine of this machine, as a notebook or a script opens it."""

import os
import signal
from functools import partial

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import navai_jupyter as navai
from navai_jupyter.client import VoiceSession
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.headless.provider import open_provider

LOCAL = NavaiSettings(provider="local")


def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@pytest.mark.speech
async def test_the_engine_may_crash_between_two_sentences():
    """It comes back on another port, and the conversation goes on."""
    engine = EngineSupervisor.configured(LOCAL)
    provider = partial(open_provider, LOCAL, engine)
    async with VoiceSession(provider, functions=[add], settings=LOCAL) as session:
        first = await session.say("add two and three")
        os.kill(engine.pid, signal.SIGKILL)
        second = await session.say("add four and five")
    assert [call.result for call in (*first.calls, *second.calls)] == [5, 9]
    assert engine.status().state == "off"


@pytest.mark.speech
def test_a_cell_can_await_a_session():
    """What the kernel has registered is there, and a cell that awaits does not keep it from running."""
    notebook = new_notebook(
        cells=[
            new_code_cell(
                "import navai_jupyter as navai\n"
                "@navai.function\n"
                "def add(a: int, b: int) -> int:\n"
                "    return a + b"
            ),
            new_code_cell(
                "async with navai.talk(navigate={'results': '#Results'}) as session:\n"
                "    turns = [await session.say(text) for text in ('add two and three', 'go to results')]\n"
                "[turn.calls[0].result for turn in turns]"
            ),
        ]
    )
    NotebookClient(notebook, timeout=120).execute()
    (output,) = notebook.cells[1].outputs
    assert output.data["text/plain"] == "[5, {'path': '#Results', 'name': 'results'}]"


async def test_the_client_alone_starts_no_engine():
    with pytest.raises(ConfigurationError, match=r"navai_jupyter\.talk"):
        await VoiceSession(settings=LOCAL).start()


async def test_functions_can_be_given_in_place_of_the_registered_ones():
    session = navai.talk(functions=[add], settings=LOCAL)
    assert [info.name for info in (await session.list_functions()).items] == ["add"]
