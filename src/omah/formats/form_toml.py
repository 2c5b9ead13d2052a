"""Form specifications: TOML in millimetres to exact micrometres.

A page lists its numbers as grids, so that a specification stays short:
``field`` with ``{row}`` and ``{column}``, the ``rows`` and ``columns`` as
name-to-millimetre tables for the upper left corner of the first digit box,
and ``box`` for its size. ``words``, ``tally``, ``sums`` and ``bubbles`` are
placed relative to that corner.

A page that is printed once for each party says so with ``each``; its party's
number replaces ``{party}`` in field ids and words, the page's own ``{page}`` in
its code.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import product

from omah.core.count.contests import ContestKind
from omah.core.count.forms import (
    CodeKind,
    Form,
    Guide,
    Number,
    Page,
    PageCode,
    Rect,
    Text,
)
from omah.formats.toml_table import SpecError, Table

FOLDER = resources.files("omah") / "data" / "forms"
LINE = 400
"""Width of a printed line when the specification gives none."""


def form_ids() -> tuple[str, ...]:
    """Return the ids of the packaged forms, in alphabetical order.

    Examples
    --------
    >>> "c1-ppwp-2019" in form_ids()
    True
    """
    names = (path.name for path in FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def load_form(form_id: str) -> Form:
    """Return the packaged form with this id.

    Raises
    ------
    KeyError
        If no such form is packaged.
    SpecError
        If its specification is faulty; the message says where.

    Examples
    --------
    >>> load_form("c1-ppwp-2019").pages[1].number_of("votes.1").cells[0].w
    8500
    """
    if form_id not in form_ids():
        raise KeyError(form_id)
    place = f"data/forms/{form_id}.toml"
    try:
        form = parse_form((FOLDER / f"{form_id}.toml").read_bytes())
    except SpecError as problem:
        raise SpecError(f"{place}: {problem}") from None
    if form.id != form_id:
        raise SpecError(f"{place}: id is {form.id!r}, not the name of the file")
    return form


def parse_form(source: bytes) -> Form:
    """Return the form that a TOML specification describes.

    Parameters
    ----------
    source
        UTF-8 TOML; lengths in millimetres with at most three decimals.

    Raises
    ------
    SpecError
        If the TOML is broken, a key is missing, unknown or of the wrong type,
        a box leaves its page, or two numbers of a page share field or place.
    """
    try:
        content = tomllib.loads(source.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SpecError(f"not a TOML file: {problem}") from None
    table = Table(content, where="form")
    form = Form(
        id=table.text("id"),
        title_id=table.text("title_id"),
        title_en=table.text("title_en"),
        law=table.text("law"),
        valid_from=table.day("valid_from"),
        contest_kind=table.choice("contest_kind", ContestKind),
        pages=tuple(_pages(table.tables("page"))),
    )
    table.finish()
    _check_pages(form)
    return form


def _pages(tables: Iterable[Table]) -> Iterator[Page]:
    for table in tables:
        number = table.whole("number")
        parties = tuple(table.texts("each")) if "each" in table.keys else ("",)
        for i, party in enumerate(parties):
            yield _page(table.copy(), number + i, party)


def _page(table: Table, number: int, party: str) -> Page:
    width, height = table.lengths("size", 2)
    grids = tuple(_grid(grid, party) for grid in table.tables("grid"))
    page = Page(
        number=number,
        width=width,
        height=height,
        codes=tuple(_code(t, number) for t in table.tables("code", optional=True)),
        marks=_marks(table),
        numbers=tuple(number for grid in grids for number in grid.numbers),
        strips=tuple(Rect(*strip) for strip in table.rows("strips", 4)),
        lines=(*_lines(table), *(line for grid in grids for line in grid.lines())),
        texts=tuple(_texts(table, party)),
    )
    table.finish()
    return page


def _code(table: Table, page: int) -> PageCode:
    code = PageCode(
        kind=table.choice("kind", CodeKind),
        value=_filled(table.text("value"), page=page),
        box=Rect(*table.lengths("box", 4)),
    )
    table.finish()
    return code


def _filled(text: str, **parts: object) -> str:
    try:
        return text.format(**parts)
    except (KeyError, IndexError, ValueError, AttributeError):
        known = ", ".join(f"{{{name}}}" for name in parts)
        raise SpecError(f"in {text!r} braces may hold only {known}") from None


def _marks(table: Table) -> tuple[tuple[str, Rect], ...]:
    corners = table.table("marks", optional=True)
    if not corners.keys:
        return ()
    side = table.length("mark_side")
    places = {name: corners.lengths(name, 2) for name in corners.keys}
    return tuple((name, Rect(x, y, side, side)) for name, (x, y) in places.items())


def _lines(table: Table) -> Iterator[Rect]:
    for y, x0, x1, *width in table.rows("horizontal", 3, 4):
        w = width[0] if width else LINE
        yield Rect(x0, y - w // 2, x1 - x0, w)
    for x, y0, y1, *width in table.rows("vertical", 3, 4):
        w = width[0] if width else LINE
        yield Rect(x - w // 2, y0, w, y1 - y0)
    for x, y, w, h, *width in table.rows("frames", 4, 5):
        yield from _frame(Rect(x, y, w, h), width[0] if width else LINE)


def _frame(box: Rect, width: int) -> Iterator[Rect]:
    """Yield the four lines around a box, their middles on its edges."""
    half = width // 2
    for y in (box.y, box.y + box.h):
        yield Rect(box.x - half, y - half, box.w + width, width)
    for x in (box.x, box.x + box.w):
        yield Rect(x - half, box.y - half, width, box.h + width)


def _texts(table: Table, party: str) -> Iterator[Text]:
    for entry in table.tables("text", optional=True):
        height = entry.length("height")
        for x, y, words in entry.placed_words("lines"):
            yield Text(x, y, height, words.replace("{party}", party))
        entry.finish()


@dataclass(frozen=True, slots=True)
class _Grid:
    """Numbers that look alike; ``border`` is the line around their boxes."""

    numbers: tuple[Number, ...]
    border: int

    def lines(self) -> Iterator[Rect]:
        for number in self.numbers if self.border else ():
            for cell in number.cells:
                yield from _frame(cell, self.border)


def _grid(table: Table, party: str) -> _Grid:
    field = table.text("field")
    rows, columns = table.places("rows"), table.places("columns")
    border = table.length("border", 0)
    make = _number_maker(table)
    table.finish()
    numbers = tuple(
        make(_filled(field, row=row, column=column, party=party), x, y)
        for (row, y), (column, x) in product(rows.items(), columns.items())
    )
    return _Grid(numbers, border)


def _number_maker(table: Table) -> Callable[[str, int, int], Number]:
    width, height = table.lengths("box", 2)
    pitch = table.length("pitch", width)
    digits = table.whole("digits", 3)
    guide = table.choice("guide", Guide, Guide.PLAIN)
    words = table.lengths("words", 4, optional=True)
    letters = tuple(table.wholes("letters"))
    tally = table.lengths("tally", 4, optional=True)
    sums = table.lengths("sums", 4, optional=True)
    bubbles = tuple(_bubble_offsets(table))

    def make(field: str, x: int, y: int) -> Number:
        lefts = [x + i * pitch for i in range(digits)]
        return Number(
            field=field,
            cells=tuple(Rect(left, y, width, height) for left in lefts),
            guide=guide,
            bubbles=tuple(tuple(_moved(b, left, y) for b in bubbles) for left in lefts)
            if bubbles
            else (),
            words=_moved(Rect(*words), x, y) if words else None,
            letters=letters,
            tally=_moved(Rect(*tally), x, y) if tally else None,
            sums=_moved(Rect(*sums), x, y) if sums else None,
        )

    return make


def _bubble_offsets(table: Table) -> Iterator[Rect]:
    """Yield bubbles 0 to 9 relative to the upper left corner of their box."""
    if not (column := table.table("bubbles", optional=True)).keys:
        return
    dx, dy = column.lengths("first", 2)
    width, height = column.lengths("size", 2)
    pitch = column.length("pitch")
    column.finish()
    for i in range(10):
        yield Rect(dx, dy + i * pitch, width, height)


def _moved(box: Rect, x: int, y: int) -> Rect:
    return Rect(box.x + x, box.y + y, box.w, box.h)


def _check_pages(form: Form) -> None:
    numbers = [page.number for page in form.pages]
    if numbers != list(range(1, len(numbers) + 1)):
        raise SpecError(f"{form.id}: pages are numbered {numbers}")
    for page in form.pages:
        try:
            _check_page(page)
        except SpecError as problem:
            raise SpecError(f"page {page.number}: {problem}") from None


def _check_page(page: Page) -> None:
    fields: set[str] = set()
    places: dict[tuple[int, int], str] = {}
    for number in page.numbers:
        if number.field in fields:
            raise SpecError(f"{number.field} stands twice")
        fields.add(number.field)
        first = number.cells[0]
        other = places.setdefault((first.x, first.y), number.field)
        if other != number.field:
            raise SpecError(f"{number.field} has the boxes of {other}")
    for name, box in _named_boxes(page):
        if not _inside(box, page):
            x, y, w, h = (f"{side / 1000:g}" for side in (box.x, box.y, box.w, box.h))
            raise SpecError(f"{name}, {w} by {h} mm at {x}, {y}, leaves the page")


def boxes(page: Page) -> Iterator[Rect]:
    """Yield every rectangle of a page: codes, marks, numbers, strips, lines."""
    return (box for _, box in _named_boxes(page))


def _named_boxes(page: Page) -> Iterator[tuple[str, Rect]]:
    yield from (("a code", code.box) for code in page.codes)
    yield from ((f"mark {name}", mark) for name, mark in page.marks)
    for number in page.numbers:
        yield from ((f"a box of {number.field}", b) for b in _number_boxes(number))
    yield from (("a strip", strip) for strip in page.strips)
    yield from (("a line", line) for line in page.lines)


def _number_boxes(number: Number) -> Iterable[Rect]:
    bubbles = (bubble for column in number.bubbles for bubble in column)
    extra = filter(None, (number.words, number.tally, number.sums))
    return (*number.cells, *bubbles, *extra)


def _inside(box: Rect, page: Page) -> bool:
    right, bottom = box.x + box.w, box.y + box.h
    return (
        min(box.x, box.y) >= 0
        and min(box.w, box.h) > 0
        and right <= page.width
        and bottom <= page.height
    )
