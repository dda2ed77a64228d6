import os
import sys
from importlib import metadata

import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.loader import load as load_all
from navai_jupyter.core.loader import load_files, load_packages
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import ExecuteRequest


@pytest.fixture
def registry():
    return Registry("server")


@pytest.fixture(autouse=True)
def _leave_no_modules_behind(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def load(registry, folder, **sources):
    files = []
    for name, source in sources.items():
        files.append(folder / f"{name}.py")
        files[-1].write_text(source)
    load_files(registry, files, folder)
    listed = registry.describe()
    return [info.name for info in listed.items], listed.warnings


async def call(registry, name, payload=None):
    return await registry.execute(ExecuteRequest(function_name=name, payload=payload))


async def test_files_become_functions(registry, tmp_path):
    names, warnings = load(
        registry,
        tmp_path,
        shared="RATE = 2",
        sales="from __future__ import annotations\nfrom shared import RATE\n"
        "def doubleUp(n: int) -> int:\n    '''Twice.'''\n    return n * RATE",
        till="class Till:\n def __init__(self, float: int = 0): self.money = float\n"
        " def add(self, n: int): return self.money + n",
    )
    assert names == ["double_up", "till_add"]
    assert [warning.split(" It")[0] for warning in warnings] == [
        "shared.py: The module offers nothing to call."
    ]
    assert (await call(registry, "double_up", {"n": 4})).result == 8
    assert (await call(registry, "till_add", {"constructorArgs": [5], "methodArgs": [2]})).result == 7


def test_a_name_that_two_files_use_is_numbered(registry, tmp_path):
    names, warnings = load(registry, tmp_path, a="def load(): ...", b="def load(): ...")
    assert names == ["load", "load_2"]
    assert warnings == ["load_2: the name load was taken by another function."]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def broken(:", "SyntaxError"),
        ("import not_installed_anywhere", "ModuleNotFoundError"),
        ("raise SystemExit(1)", "SystemExit"),
        ("X = 1", "offers nothing to call"),
        ("def rows():\n yield 1", "yields its values"),
    ],
)
def test_what_cannot_be_loaded_is_a_warning(registry, tmp_path, source, words):
    names, warnings = load(registry, tmp_path, bad=source, good="def fine(): ...")
    assert names == ["fine"]
    assert warnings[0].startswith("bad.py")
    assert words in warnings[0]


def test_the_decorator_s_options_count(registry, tmp_path):
    source = "import navai_jupyter as navai\n@navai.function(approval='always', name='wipe')\ndef drop(): ..."
    load(registry, tmp_path, danger=source)
    (info,) = registry.describe().items
    assert (info.name, info.approval) == ("wipe", "always")


def test_a_class_goes_by_the_name_that_its_decorator_gives(registry, tmp_path):
    source = (
        "import navai_jupyter as navai\n"
        "@navai.function(name='till', approval='session')\n"
        "class Register:\n"
        " def price(self): ...\n"
        " @staticmethod\n def opening(): ..."
    )
    load(registry, tmp_path, shop=source)
    assert {(info.name, info.approval) for info in registry.describe().items} == {
        ("till_price", "session"),
        ("till_opening", "session"),
    }


async def test_work_of_a_file_runs_in_a_process_of_its_own(registry, tmp_path):
    source = (
        "import os, navai_jupyter as navai\n"
        "@navai.function(executor=navai.ProcessExecutor(1))\ndef where(): return os.getpid()"
    )
    load(registry, tmp_path, heavy=source)
    answer = await call(registry, "where")
    assert answer.ok, answer.details
    assert answer.result != os.getpid()


def test_installed_packages_may_offer_functions(registry, monkeypatch):
    offered = [
        metadata.EntryPoint("text", "textwrap:shorten", "navai_jupyter.functions"),
        metadata.EntryPoint("gone", "not_installed_anywhere:x", "navai_jupyter.functions"),
    ]
    monkeypatch.setattr(
        "navai_jupyter.core.loader.entry_points", lambda group: [e for e in offered if e.group == group]
    )
    load_packages(registry)
    listed = registry.describe()
    assert [info.name for info in listed.items] == ["shorten"]
    assert listed.warnings[0].startswith("gone of not_installed_anywhere:x cannot be loaded: ModuleNotFound")


AGENTS = {
    "tools/sales/load.py": "def load_sales(): ...",
    "tools/sales/agent_config.py": "name = 'Sales'\nhandoff_description = 'Anything about sales.'",
    "tools/lab/run.py": "def measure(): ...",
    "tools/lab/agent_config.py": "key = 'laboratory'\nprimary = True\ninstructions = 'Be careful.'",
    "tools/odd/agent_config.py": "name = 5",
    "tools/common.py": "def help_me(): ...",
}


def test_folders_of_functions_may_be_agents(registry, tmp_path):
    for name, source in AGENTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    settings = NavaiSettings(
        functions_folders="tools", functions_base_dir=str(tmp_path), agents_folders="sales, lab,odd,nope"
    )
    load_all(registry, settings)
    listed = registry.describe()
    assert {info.name for info in listed.items} == {"load_sales", "measure", "help_me"}
    first, second = listed.agents
    assert (first.key, first.name, first.primary, first.functions) == ("laboratory", "lab", True, ["measure"])
    assert (second.key, second.name, second.primary, second.functions) == (
        "sales",
        "Sales",
        False,
        ["load_sales"],
    )
    assert (first.instructions, second.handoff) == ("Be careful.", "Anything about sales.")
    assert listed.warnings == [
        "odd/agent_config.py: name = 5 is no str.",
        "nope: no such folder in the functions folders.",
    ]
