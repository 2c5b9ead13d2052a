"""The house's own styles stay small: what grows there is taken away elsewhere."""

from pathlib import Path

from omah import web

STYLES = Path(web.__file__).parent / "static" / "css"
MOST_LINES = 1500


def test_the_houses_own_styles_stay_small():
    sheets = {path.name: len(path.read_text().splitlines())
              for path in STYLES.glob("*.css")}  # fmt: skip
    assert {"house.css", "shell.css"} <= set(sheets)
    assert sum(sheets.values()) < MOST_LINES, sheets
