"""Devices and notes of a laboratory."""

from __future__ import annotations

from datetime import date
from typing import Literal

PLACES = {
    "Protocol": (),
    "Materials": ("Ingredients",),
    "Calibration": (),
    "Observations": (),
    "Safety notes": (),
    "Day 1": (),
    "Day 2": (),
    "Day 3": (),
    "References": (),
}


def set_temperature(celsius: float, chamber: Literal["left", "right", "both"] = "both") -> float:
    """Heat or cool a chamber to a temperature."""
    return celsius


def start_pump(flow_rate: float, minutes: int | None = None) -> float:
    """Start the pump.

    Args:
        flow_rate: Millilitres per minute.
        minutes: How long it runs; for ever when left out.
    """
    return flow_rate * (minutes or 1)


def stop_pump() -> str:
    """Stop the pump."""
    return "stopped"


def switch_light(on: bool, room: Literal["lab", "office", "hallway"] = "lab") -> str:
    """Turn the light of a room on or off."""
    return f"{room} {on}"


def open_valve(valve: int) -> int:
    """Open one of the valves."""
    return valve


def close_valve(valve: int) -> int:
    """Close one of the valves."""
    return valve


def record_sample(name: str, mass_mg: float) -> str:
    """Record a sample with its mass in milligrams."""
    return f"{name} {mass_mg}"


def book_microscope(day: date, hours: float = 1.0) -> str:
    """Reserve the microscope."""
    return f"{day} {hours}"


def set_timer(minutes: float) -> float:
    """Ring after some minutes."""
    return minutes


def log_observation(text: str) -> str:
    """Write an observation into the lab journal."""
    return text


def measure_acidity(repeats: int = 1) -> float:
    """Measure the acidity of the solution."""
    return 7.0 / repeats


def set_stirrer(rpm: int, clockwise: bool = True) -> int:
    """Set the speed of the stirrer."""
    return rpm if clockwise else -rpm


def calibrate(instrument: Literal["balance", "spectrometer", "thermometer"]) -> str:
    """Calibrate an instrument."""
    return instrument


def send_message(recipient: str, message: str) -> str:
    """Send a message to a colleague."""
    return f"{recipient}: {message}"


FUNCTIONS = (
    *(set_temperature, start_pump, stop_pump, switch_light, open_valve, close_valve, record_sample),
    *(book_microscope, set_timer, log_observation, measure_acidity, set_stirrer, calibrate, send_message),
)
