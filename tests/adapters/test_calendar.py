"""The library's calendar as we take it: holidays and joint leave told apart."""

from datetime import date

from omah.adapters.calendar import SOURCE, national_days_off
from omah.core.service.clocks import Off


def test_holidays_are_told_from_joint_leave():
    days = {d.day: d for d in national_days_off(2026)}
    assert days[date(2026, 8, 17)].kind is Off.HOLIDAY
    assert days[date(2026, 12, 24)].kind is Off.JOINT_LEAVE
    assert days[date(2026, 12, 25)].name == "Hari Raya Natal"
    assert {d.source for d in days.values()} == {SOURCE}


def test_days_come_in_order_and_once():
    days = [d.day for d in national_days_off(2024)]
    assert days == sorted(set(days))
