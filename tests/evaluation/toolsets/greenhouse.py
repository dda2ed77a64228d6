"""Plants, water and light."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Seedlings": (),
    "Seed catalogue": (),
    "Harvest": (),
    "Pests": (),
    "Watering plan": (),
    "Bed one": (),
    "Bed two": (),
}


def water_bed(bed: int, litres: float = 10.0) -> float:
    """Give water to a bed."""
    return litres


def open_roof(percent: Annotated[int, Field(ge=0, le=100)] = 100) -> int:
    """Let fresh air in through the roof."""
    return percent


def close_roof() -> None:
    """Shut the roof."""


def grow_light(on: bool, bed: int | None = None) -> bool:
    """Switch the lamps above the plants."""
    return on


def sow(plant: str, bed: int, day: date | None = None) -> str:
    """Put seeds into a bed."""
    return plant


def note_harvest(plant: str, kilograms: float) -> float:
    """Write down what was picked."""
    return kilograms


def set_sprinkler(start: time, minutes: int = 15) -> str:
    """When the sprinkler comes on every day."""
    return str(start)


def soil_moisture(bed: int) -> float:
    """How wet the ground is."""
    return 0.4


def spray(against: Literal["aphids", "mildew", "slugs"]) -> str:
    """Treat the plants against a pest."""
    return against


def call_gardener(message: str) -> str:
    """Let the gardener know something."""
    return message


FUNCTIONS = (
    *(water_bed, open_roof, close_roof, grow_light, sow, note_harvest),
    *(set_sprinkler, soil_moisture, spray, call_gardener),
)
