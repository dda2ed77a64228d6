"""The books of a small library, undocumented."""

from __future__ import annotations

from datetime import date
from typing import Literal

PLACES = {"Catalogue": (), "Categories": (), "Loans": (), "Lost books": (), "Reading room": (), "Fees": ()}


def find_book(title: str, language: Literal["english", "german", "spanish"] | None = None) -> str:
    return title


def lend_book(book_id: int, reader: str) -> str:
    return reader


def return_book(book_id: int) -> int:
    return book_id


def extend_loan(book_id: int, weeks: int = 2) -> int:
    return weeks


def reserve_book(book_id: int, reader: str) -> str:
    return reader


def charge_fee(reader: str, amount: float) -> float:
    return amount


def list_overdue(days: int = 7) -> int:
    return days


def move_to_shelf(book_id: int, shelf: str) -> str:
    return shelf


def sort_books(by: Literal["title", "author", "year"], descending: bool = False) -> str:
    return by


def close_on(day: date) -> str:
    return str(day)


FUNCTIONS = (
    *(find_book, lend_book, return_book, extend_loan, reserve_book),
    *(charge_fee, list_overdue, move_to_shelf, sort_books, close_on),
)
