"""What axe-core finds wrong with a page for people who cannot see it, or cannot use a mouse."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The rules of WCAG 2.2 to level AA, and what axe-core holds to be good practice.
_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # Fetching the style sheets a second time is against the policy of the pages.
    "preload": False,
}


def find_violations(page: Page) -> list[str]:
    """Return one line for each rule that the page breaks, with the elements that break it."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: "
        + ", ".join(" ".join(node["target"]) for node in rule["nodes"][:5])
        for rule in found
    ]
