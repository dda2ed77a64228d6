import os
import threading

import pytest

import navai_jupyter as navai
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.kernel.notebook import notebook


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


def test_of_many_functions_those_that_fit_are_listed():
    navai.register({"load_sales": len, "train_model": len, "sales_forecast": len})
    assert [info.name for info in navai.functions("sales")] == ["load_sales", "sales_forecast"]


class Shop:
    """Sells."""

    def __init__(self, currency: str = "EUR"):
        self.currency = currency

    def price(self, item: str, count: int = 1) -> str:
        """What it costs."""
        return f"{count} {item} in {self.currency}"

    @staticmethod
    def opening() -> str:
        return "nine"

    def _till(self): ...


def test_what_is_built_in_keeps_its_options():
    navai.function(approval="always", timeout=5)(divmod)
    (info,) = navai.functions()
    assert (info.name, info.approval, info.timeout) == ("divmod", "always", 5)


def test_a_decorated_function_travels_to_its_process():
    @navai.function(executor=navai.ProcessExecutor(1))
    def where():
        return os.getpid()

    answer = navai.call("where")
    assert answer.ok, answer.details
    assert answer.result != os.getpid()


def test_the_name_given_last_counts():
    @navai.function(name="old", approval="always")
    def load(): ...

    assert navai.register(load, name="new") == ["new"]
    assert {info.name: info.approval for info in navai.functions()} == {"old": "always", "new": "always"}


def test_each_call_of_a_class_s_method_makes_an_instance():
    assert navai.register(Shop) == ["shop_price", "shop_opening"]
    assert navai.call("shop_price", item="tea").result == "1 tea in EUR"
    assert navai.call("shop_price", item="tea", constructorArgs={"currency": "USD"}).result == "1 tea in USD"
    assert navai.call("shop_price", constructorArgs=["USD"], methodArgs=["tea", 2]).result == "2 tea in USD"
    assert navai.call("shop_opening").result == "nine"
    wrong = navai.call("shop_price", item="tea", constructorArgs={"money": 1})
    assert wrong.details == "constructorArgs: money: no such parameter, accepted are currency"


def test_an_object_s_methods_run_on_the_object():
    corner = Shop("GBP")
    assert navai.register(corner, name="corner") == ["corner_price", "corner_opening"]
    corner.currency = "CHF"
    assert navai.call("corner_price", item="tea").result == "1 tea in CHF"


def test_a_class_that_is_defined_anew_takes_its_lost_methods_along():
    for body in ("def a(self): ...\n def b(self): ...", "def b(self): ..."):
        namespace = {"__name__": "cell", "navai": navai}
        exec(f"@navai.function\nclass Tools:\n {body}", namespace)
    assert [info.name for info in navai.functions()] == ["tools_b"]


def test_a_decorated_method_is_offered_with_its_class():
    class Safe:
        @navai.function(approval="always", name="open the safe")
        def unlock(self): ...

        def lock(self): ...

    assert "Safe.unlock is offered once" in repr(navai.functions())
    navai.register(Safe, name="vault")
    assert {info.name: info.approval for info in navai.functions()} == {
        "open_the_safe": "always",
        "vault_lock": "never",
    }
    assert navai.functions().warnings == []


@pytest.mark.parametrize(
    ("target", "options", "words"),
    [
        (object(), {}, "object offers nothing to call. It has no public function of its own"),
        ({"a": 1}, {}, "1 is of type int, not a function"),
        (Shop, {"description": "sells"}, "docstring describes it"),
        (len, {"aproval": "always"}, "aproval"),
    ],
)
def test_what_cannot_be_registered_is_refused(target, options, words):
    with pytest.raises((FunctionError, TypeError), match=words):
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


def test_agents_have_functions_of_their_own():
    @navai.function
    def load(): ...

    def plot(): ...

    navai.agent("Sales", instructions="Be brief.", functions=[load, plot, "later"], handoff="about sales")
    navai.agent("lab", name="Laboratory", primary=True)
    listed = navai.functions()
    assert [info.name for info in listed] == ["load", "plot"]
    assert listed.warnings == ["sales: no function is called 'later'."]
    lab, sales = notebook().registry.describe().agents
    assert (sales.key, sales.name, sales.functions) == ("sales", "Sales", ["load", "plot", "later"])
    assert (lab.name, lab.primary, sales.primary) == ("Laboratory", True, False)
    navai.agent("sales", primary=True)
    assert [agent.key for agent in notebook().registry.describe().agents if agent.primary] == ["sales"]


@pytest.mark.parametrize(
    ("key", "options", "words"), [("", {}, "needs a key"), ("a", {"functions": "load"}, "Give one: ")]
)
def test_agents_that_cannot_be(key, options, words):
    with pytest.raises(FunctionError, match=words):
        navai.agent(key, **options)
