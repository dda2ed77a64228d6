"""A thousand functions: registered, and listed by a server whose kernel has them."""

from __future__ import annotations

from contextlib import nullcontext
from time import perf_counter

import httpx

from navai_jupyter.core.registry import Registry
from tests.benchmarks.functions import crowd
from tests.benchmarks.kernel import STATES
from tests.benchmarks.laboratory import CROWD, Laboratory
from tests.benchmarks.measure import Figure, Section

COUNT = 1000
PATIENCE = 30.0


def measure_registry(laboratory: Laboratory, lists: int) -> list[Section]:
    laboratory.run(CROWD)
    return [_registering(), *(_listing(laboratory, state, lists) for state in STATES)]


def _registering() -> Section:
    registry = Registry("kernel")
    firsts, again = _register(registry), _register(registry)
    started = perf_counter()
    listed = registry.describe().model_dump_json()
    elapsed = (perf_counter() - started) * 1000
    figures = [
        Figure("register one", firsts),
        Figure("register one of them again", again),
        Figure(f"register {COUNT}", [sum(firsts)]),
        Figure("describe all as JSON", [elapsed]),
        Figure("size of that", [len(listed) / 1024], unit="KiB"),
    ]
    return Section(f"{COUNT} functions in one registry", figures)


def _register(registry: Registry) -> list[float]:
    taken = []
    for name, function in crowd(COUNT):
        started = perf_counter()
        registry.register(function, name=name)
        taken.append((perf_counter() - started) * 1000)
    return taken


def _listing(laboratory: Laboratory, state: str, lists: int) -> Section:
    cell = STATES[state]
    url = f"{laboratory.lab.url}navai/"
    headers = {"Authorization": f"token {laboratory.lab.token}"}
    functions = {"kernel_id": laboratory.kernel_id}
    listed: list[float] = []
    empty: list[float] = []
    with (
        laboratory.running(cell) if cell else nullcontext(),
        httpx.Client(base_url=url, headers=headers, timeout=PATIENCE) as http,
    ):
        _get(http, "functions", functions)
        for _ in range(lists):
            listed.append(_get(http, "functions", functions))
            empty.append(_get(http, "config", {}))
    bare = Figure("GET /navai/config", empty)
    return Section(
        f"{COUNT} functions over HTTP, {state}", [Figure("GET /navai/functions", listed, (bare,)), bare]
    )


def _get(http: httpx.Client, path: str, query: dict[str, str]) -> float:
    started = perf_counter()
    http.get(path, params=query).raise_for_status()
    return (perf_counter() - started) * 1000
