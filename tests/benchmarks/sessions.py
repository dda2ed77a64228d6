"""``python -m tests.benchmarks.sessions [--minutes 30]``: how many sessions one engine serves, at what cost."""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
from dataclasses import dataclass

import psutil

from navai_jupyter.client.audio import Speech
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.engine.web import MOST_SESSIONS
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.measure import Figure, Section, table
from tests.benchmarks.speech import SENTENCES, speech
from tests.benchmarks.talker import Talker

MOST_SLOWER = 1.5
"""Sessions are served at real time while the median is at most this many times that of one alone…"""
LEAST_ANSWERED = 0.9
"""…and this share of the commands is answered."""
TRIES = 2
"""The machine may have had something else to do for a moment."""
READY_SECONDS = 120.0
MEGABYTE = 2**20


@dataclass(frozen=True)
class Crowd:
    """``turns`` of each of at most ``most`` clients in a measurement; between the two, ``talkers`` talk."""

    turns: int = 4
    most: int = MOST_SESSIONS
    listeners: int = 12
    listening_seconds: float = 10.0
    talkers: int = 4
    minutes: float = 1.0


FEW = Crowd(turns=1, most=2, listeners=2, listening_seconds=2.0, talkers=1, minutes=0.05)


class Bench:
    """One engine process, and the clients that it has to serve."""

    def __init__(self, engine: EngineSupervisor, crowd: Crowd) -> None:
        assert engine.pid is not None
        self.crowd = crowd
        self.process = psutil.Process(engine.pid)
        self._url = f"{engine.base_url.replace('http', 'ws')}/realtime"
        self._key = engine.key
        self._utterances = [speech(sentence) for sentence in SENTENCES]

    def megabytes(self) -> float:
        return float(self.process.memory_info().rss) / MEGABYTE

    async def together(self, number: int, turns: int) -> list[Talker]:
        """``number`` clients that speak ``turns`` times each, not all at the same moment."""
        talkers = [self._talker(self._utterances) for _ in range(number)]
        await asyncio.gather(
            *(one.talk(turns, delay=at * one.every / number) for at, one in enumerate(talkers))
        )
        return talkers

    async def listening(self) -> tuple[float, float]:
        """Megabytes, and percent of a core, that one more session costs while nobody speaks in it."""
        number, seconds = self.crowd.listeners, self.crowd.listening_seconds
        before = self.megabytes()
        listeners = [self._talker([]) for _ in range(number)]
        running = [asyncio.create_task(one.talk(0, delay=seconds)) for one in listeners]
        await asyncio.sleep(1.0)  # they connect
        busy = sum(self.process.cpu_times()[:2])
        await asyncio.sleep(seconds)
        busy = sum(self.process.cpu_times()[:2]) - busy
        memory = self.megabytes() - before
        await asyncio.gather(*running)
        return memory / number, busy / seconds / number * 100

    def _talker(self, utterances: list[Speech]) -> Talker:
        return Talker(self._url, self._key, utterances)


async def measure_sessions(crowd: Crowd) -> list[Section]:
    """The figures of a fresh engine, and again after it was used for some minutes."""
    engine = EngineSupervisor()
    try:
        await engine.ready(READY_SECONDS)
        bench = Bench(engine, crowd)
        await bench.together(1, 1)  # the first sentence of an engine's life is slower
        every = Talker("", "", []).every
        fresh = await _measure(f"Sessions of one fresh engine, each with a command every {every:g} s", bench)
        await bench.together(crowd.talkers, max(1, round(crowd.minutes * 60 / every)))
        title = f"The same after {crowd.minutes:g} minutes of {crowd.talkers} talking"
        later = await _measure(title, bench, beside=fresh)
    finally:
        await engine.stop()
    return [fresh, later]


async def _measure(title: str, bench: Bench, beside: Section | None = None) -> Section:
    resident = bench.megabytes()
    memory, share = await bench.listening()
    alone, crowd, served = await _largest(bench)
    cores = os.cpu_count() or 1
    figures = [
        Figure("sessions at real time", [float(served)], unit="sessions"),
        Figure("sessions at real time, per core", [served / cores], unit="sessions"),
        Figure("end of speech → call, alone", alone),
        Figure("end of speech → call, of all of them", crowd, (Figure("alone", alone),)),
        Figure("a listening session's share of a core", [share], unit="%"),
        Figure("a listening session's memory", [memory], unit="MB"),
        Figure("the engine's memory", [resident], unit="MB"),
        Figure("the engine's memory after all of them", [bench.megabytes()], unit="MB"),
    ]
    if beside is not None:
        figures = [
            Figure(figure.what, figure.samples, (*figure.beside, Figure("fresh", fresh.samples)), figure.unit)
            for figure, fresh in zip(figures, beside.figures, strict=True)
        ]
    return Section(title, figures)


async def _largest(bench: Bench) -> tuple[list[float], list[float], int]:
    """Latencies of one client alone, and of the most that are served at real time; and how many those are."""
    alone = [latency for one in await bench.together(1, bench.crowd.turns) for latency in one.latencies]
    good, best, bad = 1, alone, bench.crowd.most + 1
    number = 2
    while good < number < bad:
        if latencies := await _served(bench, number, alone):
            good, best = number, latencies
        else:
            bad = number
        number = min(2 * good, (good + bad) // 2)
    return alone, best, good


async def _served(bench: Bench, number: int, alone: list[float]) -> list[float]:
    """Latencies of ``number`` clients; none when they were not served at real time, nor at the second try."""
    for _ in range(TRIES):
        talkers = await bench.together(number, bench.crowd.turns)
        latencies = [latency for one in talkers for latency in one.latencies]
        answered = len(latencies) / sum(one.asked for one in talkers)
        if answered < LEAST_ANSWERED or not alone:
            continue
        if statistics.median(latencies) <= MOST_SLOWER * statistics.median(alone):
            return latencies
    return []


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sessions", description=__doc__)
    parser.add_argument("--minutes", type=float, default=Crowd.minutes, help="use before the second look")
    crowd = Crowd(minutes=parser.parse_args().minutes)
    print(", ".join(f"{name} {value}" for name, value in describe_machine().items()), end="\n\n")
    print(table(asyncio.run(measure_sessions(crowd))))


if __name__ == "__main__":
    main()
