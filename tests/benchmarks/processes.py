"""Processor time of the processes that a spoken conversation keeps busy."""

from __future__ import annotations

from time import perf_counter

import psutil

from tests.benchmarks.laboratory import Laboratory

BUSY = ("browser", "server", "engine")


class Processors:
    """Counts from when it is made; an engine must be running by then."""

    def __init__(self, laboratory: Laboratory) -> None:
        assert laboratory.lab.process is not None
        server = psutil.Process(laboratory.lab.process.pid)
        self._processes = {
            "browser": [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()],
            "server": [server],
            "engine": [one for one in server.children() if "navai_jupyter.engine" in one.cmdline()],
        }
        self._began = perf_counter()
        self._before = self._busy()

    def shares(self) -> dict[str, float]:
        """Percent of one core that each has used."""
        seconds = perf_counter() - self._began
        return {name: (busy - self._before[name]) / seconds * 100 for name, busy in self._busy().items()}

    def _busy(self) -> dict[str, float]:
        return {
            name: sum(sum(one.cpu_times()[:2]) for one in processes if one.is_running())
            for name, processes in self._processes.items()
        }
