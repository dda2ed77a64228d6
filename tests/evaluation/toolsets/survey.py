"""Answers to a questionnaire; hardly documented."""

from __future__ import annotations

from typing import Literal

PLACES = {
    "Questionnaire": (),
    "Questions": (),
    "Response rate": (),
    "Respondents": (),
    "Findings": (),
    "Appendix A": (),
    "Appendix B": (),
}


def load_wave(wave: int, country: Literal["germany", "france", "spain", "poland"] = "germany") -> int:
    return wave


def crosstab(rows: str, columns: str, normalize: bool = False) -> str:
    return rows


def histogram(question: int, bins: int = 10) -> int:
    return question


def recode(question: int, scale: Literal["binary", "three_point", "five_point"]) -> str:
    return scale


def drop_incomplete(min_answers: int = 20) -> int:
    """Throw away people who answered too little."""
    return min_answers


def weight_by(variables: list[Literal["age", "gender", "region", "education"]]) -> int:
    return len(variables)


def compare_groups(question: int, group_a: str, group_b: str) -> str:
    return f"{group_a} {group_b}"


def significance_level(alpha: float) -> float:
    return alpha


def word_cloud(question: int) -> int:
    return question


def show_labels(on: bool) -> bool:
    return on


def translate_comments(language: Literal["english", "german", "french"] = "english") -> str:
    """Turn the free comments into another language."""
    return language


def save_table(name: str, format: Literal["excel", "latex", "csv"] = "excel") -> str:
    return name


FUNCTIONS = (
    *(load_wave, crosstab, histogram, recode, drop_incomplete, weight_by, compare_groups),
    *(significance_level, word_cloud, show_labels, translate_comments, save_table),
)
