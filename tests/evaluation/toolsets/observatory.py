"""A telescope with its dome and camera."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Tonight's plan": (),
    "Target list": (),
    "Dark frames": (),
    "Flat frames": (),
    "Calibration frames": (),
    "Star charts": (),
    "Weather log": (),
    "Night one": (),
    "Night two": (),
    "Publications": ("Papers",),
}


def point_at(target: str) -> str:
    """Point the telescope at an object by its name.

    Args:
        target: A star, planet or catalogue number.
    """
    return target


def slew(azimuth: Annotated[float, Field(ge=0, lt=360)], altitude: Annotated[float, Field(ge=0, le=90)]) -> str:
    """Move the telescope to coordinates in degrees."""
    return f"{azimuth} {altitude}"


def open_dome() -> str:
    """Open the dome."""
    return "open"


def close_dome() -> str:
    """Close the dome."""
    return "closed"


def take_exposure(
    seconds: float, count: int = 1, filter: Literal["red", "green", "blue", "clear"] = "clear"
) -> int:
    """Take pictures with the camera.

    Args:
        seconds: How long the shutter stays open.
        count: How many frames.
        filter: The colour filter in front of the camera.
    """
    return count


def abort_exposure() -> str:
    """Cancel the running exposure."""
    return "aborted"


def start_tracking(rate: Literal["sidereal", "lunar", "solar"] = "sidereal") -> str:
    """Follow the sky."""
    return rate


def stop_tracking() -> str:
    """Stop following the sky."""
    return "still"


def park_telescope() -> str:
    """Put the telescope to bed."""
    return "parked"


def cool_camera(celsius: Annotated[int, Field(ge=-60, le=20)]) -> int:
    """Cool the sensor of the camera down."""
    return celsius


def set_binning(factor: Literal[1, 2, 4]) -> int:
    """Combine neighbouring pixels."""
    return factor


def move_focus(steps: int, direction: Literal["in", "out"] = "out") -> int:
    """Adjust the focus."""
    return steps


def dome_light(on: bool) -> bool:
    """The lamp in the dome."""
    return on


def reserve_night(night: date, start: time | None = None, observer: str = "") -> str:
    """Book the telescope for a night."""
    return str(night)


def save_frame(name: str) -> str:
    """Keep the last picture under a name."""
    return name


def load_frame(name: str) -> str:
    """Bring back a picture that was kept."""
    return name


def stack_frames(numbers: list[int], method: Literal["mean", "median", "sum"] = "median") -> int:
    """Combine several pictures into one."""
    return len(numbers)


def check_weather() -> str:
    """Cloud, wind and humidity right now."""
    return "clear"


def write_log(entry: str) -> str:
    """Add an entry to the night log."""
    return entry


def set_alarm(at: time) -> str:
    """Wake the observer."""
    return str(at)


FUNCTIONS = (
    *(point_at, slew, open_dome, close_dome, take_exposure, abort_exposure, start_tracking, stop_tracking),
    *(park_telescope, cool_camera, set_binning, move_focus, dome_light, reserve_night, save_frame),
    *(load_frame, stack_frames, check_weather, write_log, set_alarm),
)
