"""The printed lines a page is found by: long, thin, outside masked strips."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from omah.core.count.forms import Form, Page, Rect
from omah.reading.fit import UM_PER_MM, Samples, sample_lines

# Thicker than this, a printed line is a solid bar.
BAR_UM = 2_000
# Lines whose middles are this near, and that touch, are one line.
SAME_UM = 250
# Gaps up to this in one printed line are bridged.
GAP_UM = 600
# Points along a line as wide as the page.
SAMPLES_ACROSS = 50
# Shorter than this a line is not seen as one.
SHORTEST_UM = 6_000


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One page of a form, its printed lines, and points along them."""

    form: Form
    page: Page
    lines: tuple[Rect, ...]
    samples: Samples


def skeletons(forms: Iterable[Form]) -> tuple[Skeleton, ...]:
    """Return the skeleton of every page that has printed lines."""
    found = []
    for form in forms:
        for page in form.pages:
            lines = printed_lines(page)
            if lines:
                width = page.width / UM_PER_MM
                samples = sample_lines(
                    lines, page_mm=width, step_mm=width / SAMPLES_ACROSS
                )
                found.append(Skeleton(form, page, lines, samples))
    return tuple(found)


def distinct(pages: Iterable[Skeleton]) -> list[Skeleton]:
    """Return one page of those that are printed alike."""
    return list({page.lines: page for page in pages}.values())


def printed_lines(page: Page) -> tuple[Rect, ...]:
    """Return the page's lines as middles without width, joined where they touch.

    Strips of names and signatures are masked in public copies; lines in them
    can't be relied upon.
    """
    level: dict[int, list[tuple[int, int]]] = defaultdict(list)
    upright: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for line in page.lines:
        if min(line.w, line.h) >= BAR_UM or is_masked(line, page):
            continue
        if line.w >= line.h:
            level[line.y + line.h // 2].append((line.x, line.x + line.w))
        else:
            upright[line.x + line.w // 2].append((line.y, line.y + line.h))
    flat = (Rect(a, y, b - a, 0) for y, a, b in join(level))
    tall = (Rect(x, a, 0, b - a) for x, a, b in join(upright))
    return (*flat, *tall)


def join(lines: dict[int, list[tuple[int, int]]]) -> Iterator[tuple[int, int, int]]:
    """Yield (place, from, to) of lines joined with their neighbours.

    Examples
    --------
    >>> list(join({1000: [(0, 5000), (4000, 9000)], 1100: [(9000, 12000)]}))
    [(1000, 0, 12000)]
    """
    merged: dict[int, list[tuple[int, int]]] = {}
    for place in sorted(lines):
        near = next((p for p in merged if place - p <= SAME_UM), place)
        merged.setdefault(near, []).extend(lines[place])
    for place, runs in merged.items():
        start, end = min(runs)
        for a, b in sorted(runs):
            if a > end + GAP_UM:
                yield from long_enough(place, start, end)
                start, end = a, b
            end = max(end, b)
        yield from long_enough(place, start, end)


def long_enough(place: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the line unless it is too short to be seen as one."""
    if end - start >= SHORTEST_UM:
        yield place, start, end


def is_masked(line: Rect, page: Page) -> bool:
    """Return whether the middle of a line lies in a strip that is masked."""
    x, y = line.x + line.w // 2, line.y + line.h // 2
    return any(s.x <= x <= s.x + s.w and s.y <= y <= s.y + s.h for s in page.strips)
