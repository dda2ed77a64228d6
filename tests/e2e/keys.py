"""A page for whoever has only a keyboard: what has the focus, and how to get there."""

from __future__ import annotations

from playwright.sync_api import Page

MOST = 30
"""Presses after which nobody would look any further."""

FOCUSED = """() => {
    const at = document.activeElement;
    const role = at.getAttribute('role') ?? at.tagName.toLowerCase();
    const label = at.getAttribute('aria-label') ?? at.labels?.[0]?.firstChild.textContent;
    return `${role} ${label ?? at.textContent}`;
}"""
ID = "() => document.activeElement.id"


def focused(page: Page, name: str = FOCUSED) -> str:
    """The role and the name of what has the focus, as a screen reader says them."""
    return str(page.evaluate(name))


def tab_to(page: Page, wanted: str, key: str = "Tab", name: str = FOCUSED) -> list[str]:
    """Press ``key`` until this has the focus; what had it on the way. ``name`` says how things are called."""
    passed: list[str] = []
    while len(passed) < MOST:
        page.keyboard.press(key)
        if focused(page, name) == wanted:
            return passed
        passed.append(focused(page, name))
    raise AssertionError(f"{wanted} was not reached: {passed}")
