"""The money of a household: documented unevenly, as people do."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Overview": ("Dashboard",),
    "Income": (),
    "Outgoings": (),
    "Rent and bills": (),
    "Rental car": (),
    "Savings": ("Nest egg",),
    "Budget 2025": (),
    "Budget 2026": (),
    "Tax return": (),
    "Tax receipts": (),
}

Account = Literal["checking", "savings", "cash", "credit card"]


class Category(Enum):
    GROCERIES = "groceries"
    RENT = "rent"
    TRANSPORT = "transport"
    EATING_OUT = "eating_out"
    HEALTH = "health"
    FUN = "fun"


def add_expense(amount: float, category: Category, day: date | None = None, note: str = "") -> float:
    """Record money that was spent.

    Args:
        amount: In euros.
        category: What kind of spending.
        day: Today when left out.
        note: Anything worth remembering.
    """
    return amount


def add_income(amount: float, source: str) -> float:
    """Note down money that came in, and who paid it."""
    return amount


def transfer(amount: float, origin: Account, destination: Account) -> float:
    """Move money from one account to another."""
    return amount


def set_budget(category: Category, monthly_limit: Annotated[float, Field(ge=0)]) -> float:
    """The most that may be spent in a category each month."""
    return monthly_limit


def show_balance(account: Account | None = None) -> float:
    """How much money is left in an account, or in all of them."""
    return 100.0


def spending_by_category(period: Literal["week", "month", "year"] = "month", chart: bool = False) -> int:
    """Summarise the spending of a period.

    Args:
        period: How far back.
        chart: Draw a pie instead of a table.
    """
    return 7


def list_transactions(start: date | None = None, end: date | None = None, at_least: float = 0) -> int:
    """Show bookings, by default all of them."""
    return 3


def delete_transaction(number: int) -> int:
    return number


def split_bill(total: float, people: list[str]) -> float:
    """Share a bill equally among friends."""
    return total / (len(people) + 1)


def convert(
    amount: float,
    from_currency: Literal["EUR", "USD", "GBP", "JPY"],
    to_currency: Literal["EUR", "USD", "GBP", "JPY"] = "EUR",
) -> float:
    """Currency conversion at today's rate."""
    return amount


def remind_to_pay(what: str, due: date) -> str:
    """Set a reminder for a payment."""
    return what


def savings_goal(name: str, target: float, deadline: date | None = None) -> float:
    """Start saving for something."""
    return target


def lock_month(
    month: Literal[
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
) -> str:
    """Close a month so that nothing in it can be changed any more."""
    return month


def unlock_month(
    month: Literal[
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
) -> str:
    """Open a closed month again."""
    return month


def hide_amounts(hidden: bool = True) -> bool:
    """Blank out all figures on the screen, for privacy."""
    return hidden


FUNCTIONS = (
    *(add_expense, add_income, transfer, set_budget, show_balance, spending_by_category, list_transactions),
    *(delete_transaction, split_bill, convert, remind_to_pay, savings_goal, lock_month, unlock_month),
    hide_amounts,
)
