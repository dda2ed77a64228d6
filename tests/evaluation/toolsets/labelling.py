"""Looking through pictures and saying what is on them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Guidelines": ("Instructions",),
    "Queue": (),
    "Review": (),
    "Preview": (),
    "Training images": (),
    "Test images": (),
    "Label statistics": (),
    "Labelling history": (),
    "Export": (),
}

Label = Literal["cat", "dog", "bird", "horse", "empty"]


def next_image() -> int:
    """Show the next image."""
    return 2


def previous_image() -> int:
    """Show the image before this one."""
    return 1


def open_image(number: int) -> int:
    """Jump to an image by its number."""
    return number


def label_image(label: Label, certain: bool = True) -> str:
    """Say what is on the image.

    Args:
        label: The animal.
        certain: False when it is only a guess.
    """
    return label


def clear_label() -> None:
    """Remove the label of the current image."""


def draw_box(x: int, y: int, width: int, height: int) -> str:
    """Draw a bounding box, in pixels from the top left corner."""
    return f"{x} {y} {width} {height}"


def delete_box(index: int) -> int:
    """Delete one of the bounding boxes."""
    return index


def rotate(degrees: Literal[90, 180, 270] = 90, direction: Literal["left", "right"] = "right") -> int:
    """Turn the picture."""
    return degrees


def zoom(percent: Annotated[int, Field(ge=10, le=800)] = 100) -> int:
    """Magnify the image."""
    return percent


def set_brightness(level: Annotated[int, Field(ge=-10, le=10)]) -> int:
    """Make the image lighter or darker; zero is the original."""
    return level


def flag_for_review(reason: str = "") -> str:
    """Let a second person look at the image."""
    return reason


def assign_images(annotator: str, count: int = 50) -> int:
    """Give images to a colleague to label.

    Args:
        annotator: Who gets them.
        count: How many.
    """
    return count


def filter_images(labels: list[Label], flagged_only: bool = False) -> int:
    """Show only images with certain labels."""
    return len(labels)


def show_grid(visible: bool) -> bool:
    """Overlay a grid."""
    return visible


def set_threshold(confidence: Annotated[float, Field(ge=0, le=1)]) -> float:
    """Suggestions of the model below this confidence are hidden."""
    return confidence


def suggest_labels(count: int = 10) -> int:
    """Let the model propose labels for the next images."""
    return count


def rename_class(old: str, new: str) -> str:
    """Give a class another name everywhere."""
    return new


def export_labels(format: Literal["coco", "yolo", "csv"] = "coco", filename: str = "labels") -> str:
    """Write all annotations to a file."""
    return filename


def count_labels(label: Label | None = None) -> int:
    """How many images carry a label."""
    return 12


FUNCTIONS = (
    *(next_image, previous_image, open_image, label_image, clear_label, draw_box, delete_box, rotate, zoom),
    *(set_brightness, flag_for_review, assign_images, filter_images, show_grid, set_threshold),
    *(suggest_labels, rename_class, export_labels, count_labels),
)
