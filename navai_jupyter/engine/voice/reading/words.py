"""Words of data work that are not said as they are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAID = {
    "abbreviations": {
        "e.g.": "for example",
        "i.e.": "that is",
        "etc.": "et cetera",
        "cf.": "compare",
        "w.r.t.": "with respect to",
        "resp.": "respectively",
        "incl.": "including",
        "approx.": "approximately",
        "no.": "number",
        "max.": "maximum",
        "avg.": "average",
    },
    "names": {
        "numpy": "numb pie",
        "scipy": "sigh pie",
        "sklearn": "sigh kit learn",
        "scikit": "sigh kit",
        "pytorch": "pie torch",
        "pypi": "pie P.I",
        "pyarrow": "pie arrow",
        "pytest": "pie test",
        "xgboost": "X.G boost",
        "lightgbm": "light G.B.M",
        "sqlite": "sequel light",
        "mysql": "my sequel",
        "postgresql": "post gress",
        "fastapi": "fast A.P.I",
        "openai": "open A.I",
        "duckdb": "duck D.B",
        "latex": "lay tech",
        "ipython": "I python",
        "jupyterlab": "jupiter lab",
        "jupyter": "jupiter",
        "keras": "care us",
        "linux": "linnucks",
        "json": "jason",
        "yaml": "yammel",
        "c++": "C plus plus",
        "c#": "C sharp",
        "f#": "F sharp",
    },
    "short names": {
        "avg": "average",
        "std": "standard deviation",
        "stddev": "standard deviation",
        "idx": "index",
        "num": "number",
        "cols": "columns",
        "col": "column",
        "str": "string",
        "func": "function",
        "args": "arguments",
        "kwargs": "keyword arguments",
        "params": "parameters",
        "dtype": "D type",
        "dtypes": "D types",
        "ndarray": "N.D array",
        "stdin": "standard in",
        "stdout": "standard out",
        "stderr": "standard error",
        "groupby": "group by",
        "iloc": "I loc",
        "dropna": "drop N.A",
        "fillna": "fill N.A",
        "isna": "is N.A",
        "isnull": "is null",
        "argmax": "arg max",
        "argmin": "arg min",
        "linspace": "lin space",
        "venv": "V env",
        "async": "a sync",
        "vs": "versus",
    },
}
"""By the written word in lower case."""

PRODUCTS, SHORT_NAMES = SAID["names"], SAID["short names"]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


ABBREVIATION = re.compile(rf"(?<![\w.])({_any_of(SAID['abbreviations'])})(?=\W|$)", re.I)
PRODUCT = re.compile(rf"(?<![^\W_])({_any_of(PRODUCTS)})(?![^\W_])", re.I)
SHORT_NAME = re.compile(rf"(?<![\w'])({_any_of(SHORT_NAMES)})(?![\w'])", re.I)


def with_abbreviations(text: str) -> str:
    """Written out while their full stops are still there; one that ends the text still ends it."""

    def said(word: re.Match[str]) -> str:
        ends = word.end() == len(word.string.rstrip())
        return SAID["abbreviations"][word[1].lower()] + ("." if ends else "")

    return ABBREVIATION.sub(said, text)


def with_products(text: str) -> str:
    """Before their capitals are taken for those of an identifier: "NumPy" as "numb pie"."""
    return PRODUCT.sub(lambda word: PRODUCTS[word[1].lower()], text)


def with_short_names(text: str) -> str:
    """ "idx" as "index"."""
    return SHORT_NAME.sub(lambda word: SHORT_NAMES[word[1].lower()], text)
