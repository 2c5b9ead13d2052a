"""What a report of a violation or hoax must hold before Bawaslu can register it.

The commission's software logs and forwards; whether something is a violation is for
Bawaslu alone to find. A report that lacks its formal conditions (an anonymous one,
say) is handed over as initial information and never thrown away.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Matter(StrEnum):
    """What is reported.

    References
    ----------
    UU 7/2017 Pasal 280 ayat (1) huruf a-j and ayat (2), Pasal 515, 523.
    """

    STATE = "280-1-ab"  # against Pancasila, the constitution, the unitary state
    INSULT = "280-1-c"  # religion, ethnicity, race, group, candidate (SARA)
    INCITING = "280-1-d"
    DISORDER = "280-1-e"
    VIOLENCE = "280-1-f"
    PROPS = "280-1-g"
    PLACES = "280-1-h"
    SYMBOLS = "280-1-i"
    MONEY = "280-1-j"
    EXCLUDED_PERSONS = "280-2"
    HOAX = "hoax"
    OTHER = "other"


class Condition(StrEnum):
    """A condition of a report.

    References
    ----------
    UU 7/2017 Pasal 454; Perbawaslu 7/2022 Pasal 15.
    """

    REPORTER = "reporter"  # name and address
    REPORTED = "reported"  # who is reported
    IN_TIME = "in-time"
    TIME_AND_PLACE = "time-and-place"
    DESCRIPTION = "description"
    EVIDENCE = "evidence"


FORMAL = (Condition.REPORTER, Condition.REPORTED, Condition.IN_TIME)
MATERIAL = (Condition.TIME_AND_PLACE, Condition.DESCRIPTION, Condition.EVIDENCE)


class HandedAs(StrEnum):
    """As what a report goes to Bawaslu."""

    REPORT = "report"
    INITIAL_INFORMATION = "initial-information"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report says; texts are empty where nothing was said.

    Attributes
    ----------
    filed_on, last_day
        The day of filing and the earlier of the two last days.
    """

    reporter: str
    address: str
    reported: str
    happened: str
    place: str
    description: str
    evidence: int
    filed_on: date
    last_day: date


def lacks(report: ReportFacts) -> tuple[Condition, ...]:
    """Return the conditions that are not met, formal ones first."""
    met = {
        Condition.REPORTER: report.reporter and report.address,
        Condition.REPORTED: report.reported,
        Condition.IN_TIME: report.filed_on <= report.last_day,
        Condition.TIME_AND_PLACE: report.happened and report.place,
        Condition.DESCRIPTION: report.description,
        Condition.EVIDENCE: report.evidence,
    }
    return tuple(condition for condition in (*FORMAL, *MATERIAL) if not met[condition])


def handed_as(report: ReportFacts) -> HandedAs:
    """Return as what it goes to Bawaslu: a report only if nothing lacks.

    Examples
    --------
    >>> day = date(2026, 6, 12)
    >>> heard = ReportFacts("", "", "akun contoh", "kemarin", "media sosial",
    ...                     "kabar bohong jadwal", 1, day, day)
    >>> [c.value for c in lacks(heard)], handed_as(heard).value
    (['reporter'], 'initial-information')
    """
    return HandedAs.INITIAL_INFORMATION if lacks(report) else HandedAs.REPORT
