"""``python -m tests.evaluation``: how well the local engine understands what people say."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from tests.evaluation.cases import SPLITS, load
from tests.evaluation.scores import Result, Score, table
from tests.evaluation.typed import type_all


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--text", action="store_true", help="the planner alone, on the written sentences")
    parser.add_argument("--split", choices=SPLITS, help="one split of the corpus (default: both)")
    parser.add_argument("--show", action="store_true", help="list the failures also of the held-out split")
    options = parser.parse_args()
    for split in [options.split] if options.split else SPLITS:
        results = list(type_all(load(split)))
        print(f"{split}, as written\n{_by(results, lambda one: one.case.toolset)}\n")
        print(_by(results, lambda one: one.case.category), end="\n\n")
        if split == "dev" or options.show:
            print("\n".join(str(one) for one in results if _failed(one)), end="\n\n")


def _by(results: Sequence[Result], key: Callable[[Result], str]) -> str:
    rows = {
        name: Score.of(one for one in results if key(one) == name) for name in dict.fromkeys(map(key, results))
    }
    return table({**rows, "all": Score.of(results)})


def _failed(result: Result) -> bool:
    return not result.verdict.exact


if __name__ == "__main__":
    main()
