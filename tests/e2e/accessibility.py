"""What axe-core finds wrong with a part of a page, with all of its rules."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page, selector: str) -> list[str]:
    """Each as its rule, what it asks for, and the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    found = page.evaluate("(selector) => axe.run(selector).then(({violations}) => violations)", selector)
    return [
        f"{each['id']} ({each['impact']}): {each['help']}\n"
        + "\n".join(f"  {node['html'][:200]}\n  {node['failureSummary']}" for node in each["nodes"])
        for each in found
    ]
