"""What a person could not read or hit in a part of a page, as the browser has laid it out."""

from __future__ import annotations

from playwright.sync_api import Page

TOUCH = 44
"""Pixels that a finger needs each way (WCAG 2.2, 2.5.5)."""

CLIPPED = """(selector) => [...document.querySelectorAll(selector)].flatMap((region) => {
    const frame = region.getBoundingClientRect();
    const problems = [];
    for (const element of [region, ...region.querySelectorAll('*')]) {
        const style = getComputedStyle(element);
        const {left, right, width} = element.getBoundingClientRect();
        if (width <= 1 || style.visibility === 'hidden' || element.closest('svg')) {
            continue; // not drawn, or for screen readers only
        }
        const named = `${element.tagName}.${element.className} “${element.textContent.slice(0, 40)}”`;
        if (right > frame.right + 1 || left < frame.left - 1) {
            problems.push(`${named} reaches out of the panel, from ${left} to ${right}`);
        }
        if (style.display === 'inline' || ['INPUT', 'SELECT', 'OPTION', 'PROGRESS'].includes(element.tagName)) {
            continue; // laid out by the line or by the browser
        }
        if (element.scrollWidth > element.clientWidth + 1) {
            problems.push(`${named} is ${element.scrollWidth} wide in ${element.clientWidth}`);
        }
        if (element.scrollHeight > element.clientHeight + 1 && !['auto', 'scroll'].includes(style.overflowY)) {
            problems.push(`${named} is ${element.scrollHeight} high in ${element.clientHeight}`);
        }
    }
    return problems;
})"""

SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
    .flatMap((region) => [...region.querySelectorAll('button, a[href], input, select, summary')])
    .filter((each) => each.checkVisibility())
    .map((each) => ({each, box: (each.closest('label') ?? each).getBoundingClientRect()}))
    .filter(({box}) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(({each, box}) => `${each.tagName} “${each.getAttribute('aria-label') ?? each.textContent}”:`
        + ` ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`)
"""

MOVING = """(selector) => [...document.querySelectorAll(`${selector}, ${selector} *`)]
    .filter((each) => {
        const {animationName, transitionDuration} = getComputedStyle(each);
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
    })
    .map((each) => each.outerHTML.slice(0, 120))
"""


def clipped(page: Page, selector: str) -> list[str]:
    """What is cut off, sticks out, or can only be read by scrolling sideways."""
    return page.evaluate(CLIPPED, selector)


def too_small(page: Page, selector: str) -> list[str]:
    """What can be pressed and is smaller than a finger needs."""
    return page.evaluate(SMALL, [selector, TOUCH])


def moving(page: Page, selector: str) -> list[str]:
    """What would fade, slide or spin."""
    return page.evaluate(MOVING, selector)
