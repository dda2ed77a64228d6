"""A notebook of sales figures."""

from __future__ import annotations

from datetime import date
from typing import Literal

PLACES = {
    "Overview": (),
    "Load the data": (),
    "Monthly revenue": (),
    "Customer churn": (),
    "Regional breakdown": (),
    "Returns": ("Refunds",),
    "Forecast": (),
    "Appendix": (),
}


def load_sales(
    year: int,
    region: Literal["north", "south", "east", "west"] = "north",
    include_returns: bool = False,
) -> int:
    """Load the sales of one year and region."""
    return year % 100 + len(region) + include_returns


def filter_by_date(start: date, end: date | None = None) -> str:
    """Keep only the orders between two dates."""
    return f"{start} to {end or 'now'}"


def top_products(n: int = 10, by: Literal["revenue", "units", "margin"] = "revenue") -> str:
    """List the best selling products."""
    return f"{n} products by {by}"


def plot_revenue(kind: Literal["line", "bar", "area"] = "line", months: int = 12) -> str:
    """Draw a chart of the monthly revenue.

    Args:
        kind: Kind of chart.
        months: How many of the last months are shown.
    """
    return f"a {kind} chart of {months} months"


def group_by(columns: list[str]) -> int:
    """Group the orders by one or more columns."""
    return len(columns)


def forecast_demand(weeks: int, confidence: float = 0.95) -> float:
    """Predict the demand of the next weeks."""
    return weeks * confidence


def export_report(filename: str, format: Literal["pdf", "html", "csv"] = "pdf") -> str:
    """Write the report to a file."""
    return f"{filename}.{format}"


def set_currency(code: Literal["EUR", "USD", "GBP"]) -> str:
    """Show all amounts in another currency."""
    return code


def compare_years(first: int, second: int) -> int:
    """Compare the revenue of two years."""
    return second - first


def apply_discount(percent: float, category: str) -> str:
    """Try a discount on a product category."""
    return f"{percent} % off {category}"


FUNCTIONS = (
    *(load_sales, filter_by_date, top_products, plot_revenue, group_by),
    *(forecast_demand, export_report, set_currency, compare_years, apply_discount),
)
