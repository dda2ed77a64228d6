"""A collection of photographs, edited by one person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Originals": (),
    "Portraits": (),
    "Night sky": ("Stars",),
    "Black and white": (),
    "Export settings": (),
    "Trash": ("Bin",),
}


def open_album(name: str) -> str:
    """Show the pictures of an album."""
    return name


def crop_image(width: int, height: int) -> int:
    """Cut the picture to a size in pixels."""
    return width * height


def rotate_image(degrees: float = 90) -> float:
    """Turn the picture clockwise."""
    return degrees


def adjust_contrast(percent: Annotated[int, Field(ge=-100, le=100)]) -> int:
    """Make the picture harder or softer."""
    return percent


def apply_filter(kind: Literal["sepia", "blur", "sharpen", "vintage"], strength: float = 0.5) -> str:
    """Change how the picture looks as a whole."""
    return kind


def rate_image(stars: Annotated[int, Field(ge=1, le=5)]) -> int:
    """Say how good the picture is."""
    return stars


def tag_image(tags: list[str]) -> int:
    """Attach words by which the picture is found."""
    return len(tags)


def search_images(query: str, limit: int = 20) -> int:
    """Find pictures by what is on them."""
    return limit


def export_image(format: Literal["jpeg", "png", "tiff"] = "jpeg", quality: int = 90) -> str:
    """Write the picture to a file."""
    return format


def compare_images(first: int, second: int) -> str:
    """Show two pictures side by side.

    Args:
        first: Number of the picture on the left.
        second: And of the one on the right.
    """
    return f"{first} {second}"


def delete_image(number: int) -> int:
    """Throw a picture away."""
    return number


def show_histogram(channel: Literal["red", "green", "blue", "all"] = "all") -> str:
    """How often each brightness occurs."""
    return channel


def photos_from(year: Annotated[int, Field(ge=1990)]) -> int:
    """The pictures that were taken in a year."""
    return year


def slideshow(seconds: float = 5) -> float:
    """Play all pictures of the album, each for some seconds."""
    return seconds


def favorites_only(enabled: bool) -> bool:
    """Show only the pictures with five stars."""
    return enabled


FUNCTIONS = (
    *(open_album, crop_image, rotate_image, adjust_contrast, apply_filter, rate_image, tag_image),
    *(search_images, export_image, compare_images, delete_image, show_histogram, photos_from, slideshow),
    favorites_only,
)
