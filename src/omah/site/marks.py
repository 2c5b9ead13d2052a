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
    A number of stations (``stations``, ``stations.STATUS``) or of stations with
    a finding (``findings.CODE``).

In a region's totals FIELD may also be ``sheets`` (sheets that were added),
``unknown.FIELD`` (of those, sheets where the field is unknown) and
``rate.l``, ``rate.p``, ``rate.j``, ``rate.disabled`` (participation in per mille,
rounded down).
"""

COUNT = "count"


def mark(contest: str, code: str, field: str, state: str) -> str:
    return f"{contest}/{code}/{field}/{state}"
