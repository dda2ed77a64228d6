"""Talk to a notebook: it moves, and it runs your Python functions."""

from navai_jupyter._version import __version__

__all__ = ["__version__"]
