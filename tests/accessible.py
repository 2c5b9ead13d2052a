"""What axe finds wrong with a page: one question for every room, the app, the site."""

import functools
from pathlib import Path

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = f"""axe.run({{runOnly: {RULES}, resultTypes: ["violations"]}}).then(
    (found) => found.violations.map((v) => [v.id, v.nodes[0].html.slice(0, 300)]))"""
"""Only what is wrong comes back: to name all that is right takes axe twice as long."""


def faults(page) -> list[list[str]]:
    """Return each broken rule with the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    return page.evaluate(ASK)


def faults_in_light_and_dark(page) -> dict[str, list[list[str]]]:
    """Return the faults of each colour scheme that has any."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = faults(page)
    return {scheme: broken for scheme, broken in found.items() if broken}


@functools.cache
def axe_script() -> str:
    import axe_playwright_python

    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text()
