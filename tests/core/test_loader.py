import sys
from importlib import metadata

import pytest

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
