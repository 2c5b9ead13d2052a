"""The mark every published figure carries, so that ``omah verify`` can compare it.

Each figure in a page is ``<data value="1234" data-f="CONTEST/CODE/FIELD/STATE">``
followed by the figure as people write it. ``value`` is a whole number, or empty
when the figure is unknown. The digits of the visible text, read as one number,
equal ``value`` in every language, also for rates: 81.3 % has the value 813.

CODE is the KPU code of a region or station; the nation is empty. FIELD is a field
id of the form, or one of the names below. STATE is one of:

``accepted``, ``unconfirmed``
    A region's total, or a station's standing figure. They are never added.
``reading.N``, ``entry.N``
    What the N-th machine reading or person's entry on record says, from 0.
``correction.N.old``, ``correction.N.new``
    The two sides of the N-th correction.
``finding.N.I``
    The I-th number that the N-th finding of a station compares; FIELD is its code.
``count``
    A number of stations: ``stations``, ``stations.STATUS``, ``stations.done``
    (accepted or corrected), ``stations.attention`` (waiting for a person), or of
    stations with a finding: ``findings`` (any), ``findings.CODE``.

In a region's totals FIELD may also be ``sheets`` (sheets that were added),
``unknown.FIELD`` (of those, sheets where the field is unknown),
``share.FIELD`` (per mille of the valid votes) and, for each group of
``omah.core.count.participation`` such as ``l`` or ``disabled.j``, ``voters:GROUP``,
``users:GROUP`` and ``rate:GROUP`` (per mille). Per mille are rounded to the
nearest, halves up. In a station's readings FIELD may be ``ppm.FIELD``: how sure the
machine is, in parts per thousand (its parts per million, rounded down).
"""

from markupsafe import Markup, escape

from omah.site.i18n import Words

COUNT = "count"
_DASH = '<span aria-hidden="true">–</span><span class="unseen">{}</span>'


def mark(contest: str, code: str, field: str, state: str) -> str:
    return f"{contest}/{code}/{field}/{state}"


def figure(
    words: Words,
    value: int | None,
    marked: str,
    *,
    rate: bool = False,
    brief: bool = False,
) -> Markup:
    """A figure as it stands in a page; ``rate`` writes per mille as per cent.

    ``brief`` shows a dash for an unknown figure, for tables with many of them.
    """
    if value is None:
        unknown = words("site.unknown")
        shown = _DASH.format(unknown) if brief else unknown
    else:
        shown = words.per_mille(value) if rate else words.number(value)
    stated = "" if value is None else str(value)
    # One of these per figure on every page: escaping only what needs it is worth it.
    return Markup(  # noqa: S704  # numbers and our own words
        f'<data value="{stated}" data-f="{escape(marked)}">{shown}</data>'
    )


def per_mille(part: int, whole: int) -> int | None:
    """``part`` in thousandths of ``whole``, rounded to the nearest, halves up."""
    return None if whole <= 0 else (2000 * part + whole) // (2 * whole)
