"""``jupyter navai``: doctor, engine, ask, version."""

from navai_jupyter.cli.main import main

__all__ = ["main"]
