"""The front desk of a small hotel."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Arrivals": (),
    "Departures": (),
    "Room plan": ("Floor plan",),
    "Breakfast": (),
    "Invoices": ("Bills",),
    "Housekeeping": (),
}

Room = Annotated[int, Field(ge=101, le=412)]


def book_room(guest: str, nights: int = 1, kind: Literal["single", "double", "suite"] = "double") -> str:
    """Reserve a room for somebody.

    Args:
        guest: Who will sleep there.
        nights: How long the guest stays.
        kind: What sort of room.
    """
    return guest


def cancel_booking(guest: str) -> str:
    """Give up a reservation."""
    return guest


def check_in(room: Room) -> int:
    """The guests of a room have arrived."""
    return room


def check_out(room: Room) -> int:
    """The guests of a room have left."""
    return room


def clean_room(room: Room) -> int:
    """Send housekeeping to a room."""
    return room


def set_rate(kind: Literal["single", "double", "suite"], price: float) -> float:
    """What a room costs per night, in euros."""
    return price


def wake_up_call(room: Room, hour: Annotated[int, Field(ge=0, le=23)], minute: int = 0) -> int:
    """Ring a guest in the morning."""
    return hour


def free_rooms(day: date | None = None) -> int:
    """How many rooms are still available."""
    return 6


def occupancy(year: int, month: Annotated[int, Field(ge=1, le=12)] | None = None) -> float:
    """The share of rooms that were taken.

    Args:
        year: From 2010 on.
        month: The whole year when left out.
    """
    return 0.7


def order_breakfast(room: Room, people: int = 2, vegan: bool = False) -> int:
    """Have breakfast brought to a room."""
    return people


def send_invoice(guest: str, address: Literal["email", "post", "room"] = "email") -> str:
    """Bill a guest."""
    return address


def block_elevator(minutes: int) -> int:
    """Keep the lift on the ground floor."""
    return minutes


FUNCTIONS = (
    *(book_room, cancel_booking, check_in, check_out, clean_room, set_rate, wake_up_call, free_rooms),
    *(occupancy, order_breakfast, send_invoice, block_elevator),
)
