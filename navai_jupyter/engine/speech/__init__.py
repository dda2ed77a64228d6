"""Hearing: voice activity, turns, recogniser. Each model has a small protocol with two implementations."""
