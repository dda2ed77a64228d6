"""Vans that deliver parcels."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

PLACES = {
    "Map": (),
    "Drivers": (),
    "Driving times": (),
    "Depot north": (),
    "Depot south": (),
    "Repairs": (),
    "Fuel": (),
}


def assign_driver(van: int, driver: str) -> str:
    """Put a driver on a van."""
    return driver


def route_van(van: int, stops: list[str]) -> int:
    """Plan the stops of a van in their order."""
    return len(stops)


def locate_van(van: int) -> str:
    """Where a van is right now."""
    return "depot"


def book_repair(van: int, day: date, problem: str = "") -> str:
    """Take a van to the workshop."""
    return problem


def delay_departure(minutes: int, van: int | None = None) -> int:
    """Let a van leave later than planned.

    Args:
        minutes: By how long.
        van: All of them when left out.
    """
    return minutes


def set_departure(van: int, at: time) -> str:
    """When a van leaves the depot."""
    return str(at)


def refuel(van: int, litres: float) -> float:
    """Note that a van was filled up."""
    return litres


def lock_doors(van: int) -> int:
    """Lock a van from here."""
    return van


def unlock_doors(van: int) -> int:
    """Unlock a van from here."""
    return van


def show_traffic(area: Literal["city", "motorway", "harbour"] = "city") -> str:
    """Traffic on the map."""
    return area


def message_driver(driver: str, text: str) -> str:
    """Send a text to somebody on the road."""
    return text


def parcels_left(van: int | None = None) -> int:
    """How many parcels still have to be delivered."""
    return 9


FUNCTIONS = (
    *(assign_driver, route_van, locate_van, book_repair, delay_departure, set_departure, refuel),
    *(lock_doors, unlock_doors, show_traffic, message_driver, parcels_left),
)
