"""Errors that a person reads.

NavaiError
├── ConfigurationError   the settings cannot work; says what would be accepted
├── ProviderError        the realtime provider refused or did not answer; carries its HTTP status
├── EngineError          the local engine is missing, broken or still loading
├── FunctionError        a function cannot be registered, found or called as asked
└── KernelError          the kernel cannot be reached
"""

from __future__ import annotations

from navai_jupyter.core.wire import Problem


class NavaiError(Exception):
    """What happened, why, and what to do; ``status`` is the HTTP status when it crosses a route."""

    code = "error"
    status = 500

    def __init__(self, error: str, why: str = "", fix: str = "", *, code: str = "", status: int = 0):
        super().__init__(error)
        self.error = error
        self.why = why
        self.fix = fix
        self.code = code or self.code
        self.status = status or self.status

    def __str__(self) -> str:
        return " ".join(part for part in (self.error, self.why, self.fix) if part)

    def problem(self) -> Problem:
        return Problem(code=self.code, error=self.error, why=self.why, fix=self.fix)


class ConfigurationError(NavaiError):
    code = "configuration"
    status = 500


class ProviderError(NavaiError):
    code = "provider"
    status = 502


class EngineError(NavaiError):
    code = "engine"
    status = 503


class FunctionError(NavaiError):
    code = "function"
    status = 400


class KernelError(NavaiError):
    code = "kernel"
    status = 503
