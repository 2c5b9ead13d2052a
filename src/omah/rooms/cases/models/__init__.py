"""Cases and what an office says of its services; no rule lives here."""

from omah.rooms.cases.models.case import (
    Case,
    Event,
    Evidence,
    Letter,
    LogEntry,
    Party,
    ReportDetails,
    Task,
    new_salt,
)
from omah.rooms.cases.models.office import (
    CalendarYear,
    DayOff,
    InformationClass,
    InformationItem,
    ServiceStandard,
    Stages,
    SurveyAnswer,
)

__all__ = [
    "CalendarYear",
    "Case",
    "DayOff",
    "Event",
    "Evidence",
    "InformationClass",
    "InformationItem",
    "Letter",
    "LogEntry",
    "Party",
    "ReportDetails",
    "ServiceStandard",
    "Stages",
    "SurveyAnswer",
    "Task",
    "new_salt",
]
