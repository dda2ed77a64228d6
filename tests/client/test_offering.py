"""What a program may give as functions and destinations."""

import pytest

from navai_jupyter.client.catalogue import Catalogue
from navai_jupyter.client.functions import as_functions
from navai_jupyter.core.errors import ConfigurationError, FunctionError
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import RouteInfo


def double(n: int) -> int:
    return 2 * n


def names(given):
    return [info.name for info in as_functions(given).describe().items]


def test_functions_in_each_form():
    assert names([double, len]) == ["double", "len"]
    assert names(double) == ["double"]
    assert names({"twice": double}) == ["twice"]
    assert names(None) == []
    registry = Registry("kernel")
    assert as_functions(registry) is registry


def test_what_cannot_be_called():
    with pytest.raises(FunctionError, match="Wrap it"):
        as_functions([max])


async def go(navigate, target, registry=None):
    tools = Catalogue(registry or Registry("kernel"), navigate).tools
    return (await tools.run("navigate_to", f'{{"target": "{target}"}}', "session", "call_0")).answer


RESULTS = {"ok": True, "path": "#Results", "name": "Results"}


async def test_places_are_found_by_name():
    assert await go({"Results": "#Results"}, "the results") == RESULTS
    assert await go([RouteInfo(name="Results", path="#Results")], "results") == RESULTS
    unknown = await go({"Results": "#Results"}, "elsewhere")
    assert (unknown["ok"], unknown["error"]) == (False, "Unknown or disallowed route.")


async def test_registered_places_are_there_without_being_given():
    registry = Registry("kernel")
    registry.route(RouteInfo(name="Results", path="#Results"))
    assert await go(None, "results", registry) == RESULTS


@pytest.mark.parametrize(
    ("went", "answer"),
    [
        (None, {"ok": True, "path": "there"}),
        ("#There", {"ok": True, "path": "#There"}),
        (False, {"ok": False, "error": "Unknown or disallowed route."}),
        ({"ok": True, "page": 3}, {"ok": True, "page": 3}),
    ],
)
async def test_a_callable_says_whether_it_went(went, answer):
    async def later(target):
        return went

    assert await go(lambda target: went, "there") == answer
    assert await go(later, "there") == answer


async def test_a_callable_that_fails_is_an_answer():
    def fail(target):
        raise OSError("no such page")

    answer = await go(fail, "there")
    assert answer["ok"] is False
    assert "no such page" in answer["details"]


def test_places_that_are_none():
    with pytest.raises(ConfigurationError, match="mapping"):
        Catalogue(Registry("kernel"), [3])
