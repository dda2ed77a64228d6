"""Errors of this package's own code in a page."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Error, Page

OURS = ("/extensions/navai-jupyter/", "blob:")
"""Where our code comes from: the extension's folder, or what a widget's kernel has sent."""

NETWORK = "Failed to load resource"
"""What the browser itself writes of each request that fails; tests cut the network."""


def own_errors(page: Page) -> list[str]:
    """A list that grows by whatever our code throws, rejects or logs as an error while the page is open."""
    errors: list[str] = []

    def add(text: str, origin: str) -> None:
        if any(place in origin for place in OURS):
            errors.append(f"{text}\n{origin}")

    def thrown(error: Error) -> None:
        add(f"{error}", error.stack or "")

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NETWORK):
            add(message.text, message.location["url"])

    page.on("pageerror", thrown)
    page.on("console", logged)
    return errors
