import threading

import pytest

import navai_jupyter as navai
from navai_jupyter.core.errors import FunctionError


def test_a_decorated_function_stays_the_plain_function():
    @navai.function
    def add(a: int, b: int = 1):
        return a + b

    assert add(1) == 2
    assert navai.call("add", a=2, b=3).result == 5
    assert navai.last == 5


def test_options_of_the_decorator():
    @navai.function(name="drop", approval="always", timeout=5, speak=False)
    def delete_rows(table: str): ...

    (info,) = navai.functions()
    assert (info.name, info.approval, info.timeout, info.speak) == ("drop", "always", 5, False)


def test_register_functions_and_mappings():
    assert navai.register(divmod, name="split") == ["split"]
    assert navai.register({"rounded": round, "lengthOf": len}) == ["rounded", "length_of"]
    assert len(navai.functions()) == 3
    navai.unregister("split")
    assert [info.name for info in navai.functions()] == ["rounded", "length_of"]


@pytest.mark.parametrize(
    ("target", "options", "words"),
    [
        (object(), {}, "object objects cannot be registered"),
        (dict, {}, "Give a function"),
        ({"a": len}, {"name": "b"}, "keys of the mapping are the names"),
    ],
)
def test_what_cannot_be_registered_yet_is_refused(target, options, words):
    with pytest.raises(FunctionError, match=words):
        navai.register(target, **options)
    assert len(navai.functions()) == 0


def test_results_are_kept_as_objects():
    marker = object()
    navai.register(lambda: marker, name="make")
    navai.call("make")
    assert navai.last is marker
    assert list(navai.results.values()) == [marker]


def test_a_call_is_what_a_session_would_get():
    navai.register(lambda name: name, name="echo")
    assert navai.call("echo", name="x").result == "x"
    assert navai.call("nope").available_functions == ["echo"]
    with pytest.raises(FunctionError, match="A session sends JSON"):
        navai.call("echo", name=object())


def test_main_thread_functions_run_in_the_calling_main_thread():
    navai.register(threading.current_thread, name="where", thread="main")
    navai.call("where")
    assert navai.last is threading.main_thread()


def test_routes(fresh_notebook):
    navai.route("results", "#Results", synonyms=["findings"])
    navai.route("results", "#Results 2024")
    (route,) = fresh_notebook.registry.describe().routes
    assert (route.path, route.synonyms) == ("#Results 2024", [])
    with pytest.raises(FunctionError, match="needs a name and a path"):
        navai.route("", "#Results")
    with pytest.raises(FunctionError, match="Give a list"):
        navai.route("results", "#Results", synonyms="findings")


def test_the_listing_reads_like_python():
    @navai.function
    def load_sales(year: int, region: str | None = None, *, top: float = 0.5):
        """Load <the> sales."""

    navai.register(len, name="navigate_to")
    listing = navai.functions()
    first, *_ = repr(listing).splitlines()[1:]
    assert first.split("  ")[0] == "load_sales(year: integer, region: string | null, top: number = 0.5)"
    assert "Load &lt;the&gt; sales." in listing._repr_html_()
    assert "navigate_to: callable through" in repr(listing)


def test_an_empty_listing_says_how_to_fill_it():
    assert repr(navai.functions()) == "No functions yet. Put @navai.function above one."
