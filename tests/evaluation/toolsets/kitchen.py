"""A test kitchen: recipes, stoves and what is in the larder."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Recipes": (),
    "Receipts": (),
    "Larder": ("Pantry",),
    "Tasting notes": (),
    "Menu one": (),
    "Menu two": (),
}


def preheat_oven(degrees: Annotated[int, Field(ge=30, le=300)], fan: bool = True) -> int:
    """Get the oven hot."""
    return degrees


def turn_off_oven() -> None:
    """Switch the oven off."""


def scale_recipe(portions: int) -> int:
    """Recalculate all quantities for a number of people."""
    return portions


def add_ingredient(name: str, grams: float) -> str:
    """Put something into the recipe.

    Args:
        name: The ingredient.
        grams: How much of it.
    """
    return name


def remove_ingredient(name: str) -> str:
    """Leave something out of the recipe."""
    return name


def swap_ingredient(old: str, new: str) -> str:
    """Use something else instead."""
    return new


def egg_timer(minutes: float) -> float:
    """Ring when the time is up."""
    return minutes


def rate_dish(stars: Annotated[int, Field(ge=1, le=5)], comment: str = "") -> int:
    """How good it was."""
    return stars


def order_supplies(items: list[str], delivery: date | None = None) -> int:
    """Buy what is missing."""
    return len(items)


def show_nutrition(per: Literal["portion", "recipe"] = "portion") -> str:
    """Calories, fat and protein."""
    return per


def use_by(item: str, day: date) -> str:
    """Until when something in the larder keeps."""
    return item


def vegetarian_only(enabled: bool) -> bool:
    """Hide recipes with meat or fish."""
    return enabled


FUNCTIONS = (
    *(preheat_oven, turn_off_oven, scale_recipe, add_ingredient, remove_ingredient, swap_ingredient),
    *(egg_timer, rate_dish, order_supplies, show_nutrition, use_by, vegetarian_only),
)
