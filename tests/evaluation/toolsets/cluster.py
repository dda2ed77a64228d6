"""Runs on a computing cluster; nobody wrote a word about any of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

PLACES = {
    "Intro": (),
    "Runs": (),
    "Running jobs": (),
    "Run config": (),
    "Loss curves": (),
    "Lost runs": (),
    "Ablation one": (),
    "Ablation two": (),
    "Cost report": (),
    "To do": (),
}


def launch_run(
    name: str,
    gpus: int = 1,
    queue: Literal["short", "long", "preemptible"] = "short",
    resume: bool = False,
) -> str:
    return name


def kill_run(run_id: int) -> int:
    return run_id


def pause_run(run_id: int) -> int:
    return run_id


def resume_run(run_id: int) -> int:
    return run_id


def list_runs(status: Literal["running", "failed", "finished", "queued"] | None = None, limit: int = 20) -> int:
    return limit


def tail_log(run_id: int, lines: int = 50) -> int:
    return lines


def compare_runs(run_ids: list[int], metric: Literal["loss", "accuracy", "f1"] = "loss") -> int:
    return len(run_ids)


def tag_run(run_id: int, tags: list[str]) -> int:
    return len(tags)


def set_priority(run_id: int, priority: Literal["low", "normal", "high"]) -> str:
    return priority


def clone_run(run_id: int, new_name: str) -> str:
    return new_name


def archive_runs(before: date) -> str:
    return str(before)


def download_weights(run_id: int, directory: str = "weights") -> str:
    return directory


def plot_metric(
    metric: Literal["loss", "accuracy", "f1"], smoothing: float = 0.0, log_scale: bool = False
) -> str:
    return metric


def email_on_finish(enabled: bool) -> bool:
    return enabled


def resize_disk(gigabytes: int) -> int:
    return gigabytes


def gpu_usage() -> float:
    return 0.5


def notify_team(message: str) -> str:
    return message


def set_seed(seed: int) -> int:
    return seed


FUNCTIONS = (
    *(launch_run, kill_run, pause_run, resume_run, list_runs, tail_log, compare_runs, tag_run, set_priority),
    *(clone_run, archive_runs, download_weights, plot_metric, email_on_finish, resize_disk, gpu_usage),
    *(notify_team, set_seed),
)
