"""A client event that cannot be carried out; it is answered, and the session goes on."""

from __future__ import annotations


class BadEvent(Exception):
    def __init__(self, message: str, *, code: str = "invalid_event", param: str | None = None):
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
