import pytest

from navai_jupyter.core import names


@pytest.mark.parametrize(
    ("python", "spoken"),
    [
        ("load_sales", "load_sales"),
        ("loadSales", "load_sales"),
        ("HTTPServer", "http_server"),
        ("Sales.load by-Year", "sales_load_by_year"),
        ("café", "cafe"),
        ("_private_", "private"),
        ("plot2D", "plot2_d"),
        ("日本", ""),
    ],
)
def test_snake_case(python, spoken):
    assert names.snake_case(python) == spoken


def test_a_taken_name_gets_the_next_number():
    assert names.unique("add", {}) == "add"
    assert names.unique("add", {"add", "add_2"}) == "add_3"


@pytest.mark.parametrize("name", ["navigate_to", "execute_app_function", "voice_help", "x" * 65, "a b"])
def test_some_names_cannot_be_tools(name):
    assert "execute_app_function only" in names.warning(name)


def test_most_names_can():
    assert names.warning("load_sales") is None
