"""Cutting a recording into an episode."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

PLACES = {
    "Raw takes": (),
    "Rough cut": (),
    "Final cut": (),
    "Show notes": ("Notes",),
    "Guests": (),
    "Adverts": ("Ads",),
}


def play(speed: float = 1.0) -> float:
    """Start playback."""
    return speed


def pause() -> None:
    """Pause playback."""


def jump(seconds: int) -> int:
    """Skip forward in the recording; negative goes back."""
    return seconds


def cut_out(start_minute: float, end_minute: float) -> float:
    """Remove a stretch of the recording."""
    return end_minute - start_minute


def fade(direction: Literal["in", "out"], seconds: float = 2.0) -> str:
    """Fade the sound in or out."""
    return direction


def set_volume(track: Literal["host", "guest", "music"], percent: Annotated[int, Field(ge=0, le=150)]) -> int:
    """How loud a track is."""
    return percent


def mute_track(track: Literal["host", "guest", "music"]) -> str:
    """Silence one of the tracks."""
    return track


def remove_noise(strength: Literal["gentle", "medium", "strong"] = "medium") -> str:
    """Clean hiss and hum from the recording."""
    return strength


def add_chapter(title: str, minute: float) -> str:
    """Put a chapter mark at a minute."""
    return title


def publish_episode(number: int, explicit: bool = False) -> int:
    """Release an episode to the listeners."""
    return number


def invite_guest(name: str, email: str = "") -> str:
    """Ask somebody to come on the show."""
    return name


FUNCTIONS = (
    *(play, pause, jump, cut_out, fade, set_volume, mute_track, remove_noise),
    *(add_chapter, publish_episode, invite_guest),
)
