"""What is asked of every page at every width: nothing runs out of it, and everybody can use it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page


def sound(page: Page, *widths: int) -> None:
    """The page fits each width (its present one when none is given), and no rule of accessibility is broken at any.

    Waits until the styles are there as well: a page that a click brought is seen before it has them.
    """
    for width in widths or (_width(page),):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def follow(link: Locator) -> None:
    """Press what leads to another page, and wait until that is there, styles, scripts and all."""
    with link.page.expect_navigation(wait_until="load"):
        link.click()


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways, once it has loaded whole."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") <= _width(page), page.url


def _width(page: Page) -> int:
    assert page.viewport_size is not None
    return page.viewport_size["width"]
