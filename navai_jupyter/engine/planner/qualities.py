"""Words that say how a thing is, and the names of what is measured then: "how busy?" asks for the usage."""

from __future__ import annotations

QUALITIES = """
volume: loud louder quiet quieter noisy
brightness: bright brighter dark darker
temperature: warm warmer hot hotter cold colder cool cooler
weather: cloudy rainy raining sunny windy foggy stormy snowing
rain: rainy raining
wind: windy
cloud clouds: cloudy
fog smoke mist: foggy smoky misty
usage utilization occupancy load workload: busy busier full fuller crowded
speed pace: fast faster slow slower
size: big bigger large larger small smaller
weight mass: heavy heavier
length duration: long longer short shorter
height: tall taller
depth: deep deeper
width: wide wider
age: old older
distance: far
price cost: expensive cheap cheaper
humidity moisture: humid damp wet dry
strength: strong stronger
noise: noisy
"""
"""The names of a quality, and the words by which a thing has more or less of it."""

_LINES = [line.partition(":") for line in QUALITIES.strip().splitlines()]
STATES = frozenset(word for _, _, states in _LINES for word in states.split())
"""The words that say how a thing is."""
GROUPS = "\n".join(
    f"{name} {state}" for names, _, states in _LINES for name in names.split() for state in states.split()
)
"""Each quality beside each of its words, one pair a line: "loud" is not "quiet"."""
