"""Hearing and speaking: voice activity, recogniser, voice — each a small protocol with one implementation."""
