"""A sentence beside each matplotlib figure that a cell shows, for whoever does not see it."""

from __future__ import annotations

from typing import Any

_FIGURE = ("matplotlib.figure", "Figure")


def install(shell: Any) -> None:
    """From now on the metadata of a figure's output has the sentence under `alt`, which exporters know too."""
    shell.display_formatter.mimebundle_formatter.for_type_by_name(*_FIGURE, _bundle)


def uninstall(shell: Any) -> None:
    formatter = shell.display_formatter.mimebundle_formatter
    deferred = formatter.deferred_printers
    if deferred.get(_FIGURE) is _bundle:
        del deferred[_FIGURE]
    for kind, printer in list(formatter.type_printers.items()):
        if printer is _bundle:
            formatter.pop(kind)


def _bundle(figure: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """No format of its own: the picture is still made by whoever makes it."""
    try:
        from navai_jupyter.notebook.charts import describe  # needs numpy, which whoever has a figure has

        return {}, {"alt": describe(figure)}
    except (
        Exception
    ):  # a chart of a kind that nobody foresaw: better without a sentence than without the picture
        return {}, {}
