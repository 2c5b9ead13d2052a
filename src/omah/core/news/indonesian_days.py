"""Days, hours and numbers as Indonesian documents write them."""

from datetime import date, datetime

from omah.core.news.dates import MONTHS, WEEKDAYS

_ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan",
    "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
SPELLED_UP_TO = 999_999


def day_words(day: date) -> str:
    """Return a day with its weekday and month in words.

    Examples
    --------
    >>> day_words(date(2021, 10, 11))
    'Senin, 11 Oktober 2021'
    """
    weekday = WEEKDAYS[day.weekday()].capitalize()
    return f"{weekday}, {date_words(day)}"


def date_words(day: date) -> str:
    """Return a day with its month in words.

    Examples
    --------
    >>> date_words(date(2022, 1, 3))
    '3 Januari 2022'
    """
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def news_day(day: date) -> str:
    """Return a day as offices print it in their news.

    Examples
    --------
    >>> news_day(date(2021, 10, 11))
    'Senin (11/10/2021)'
    """
    return f"{WEEKDAYS[day.weekday()].capitalize()} ({day:%d/%m/%Y})"


def hours_words(begins: datetime, ends: datetime | None) -> str:
    """Return from when to when, in the zone of the beginning if it names one.

    Examples
    --------
    >>> hours_words(datetime(2021, 10, 11, 9), datetime(2021, 10, 11, 11, 45))
    'pukul 09.00–11.45'
    >>> from datetime import timezone
    >>> hours_words(datetime(2021, 10, 11, 9, tzinfo=timezone.utc), None)
    'pukul 09.00 UTC sampai selesai'
    """
    zone = f" {begins.tzname()}" if begins.tzname() else ""
    if ends is None:
        return f"pukul {begins:%H.%M}{zone} sampai selesai"
    if ends.date() != begins.date():
        return f"pukul {begins:%H.%M}{zone} sampai {day_words(ends)} {ends:%H.%M}"
    return f"pukul {begins:%H.%M}–{ends:%H.%M}{zone}"


def spelled(number: int) -> str:
    """Return a number in words ("terbilang").

    Parameters
    ----------
    number
        From 0 to 999,999.

    Raises
    ------
    ValueError
        If it lies beyond.

    Examples
    --------
    >>> spelled(2021), spelled(1100), spelled(38)
    ('dua ribu dua puluh satu', 'seribu seratus', 'tiga puluh delapan')
    """
    if not 0 <= number <= SPELLED_UP_TO:
        raise ValueError("only numbers from 0 to 999,999 are spelled")
    return " ".join(_spelled(number)) or _ONES[0]


def _spelled(number: int) -> list[str]:
    for step, unit, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus")):
        if number >= step:
            many, rest = divmod(number, step)
            return [*([one] if many == 1 else [*_spelled(many), unit]), *_spelled(rest)]
    if number >= 20:
        tens, rest = divmod(number, 10)
        return [_ONES[tens], "puluh", *_spelled(rest)]
    if number >= len(_ONES):
        return [_ONES[number - 10], "belas"]
    return [_ONES[number]] if number else []


def day_spelled(day: date) -> str:
    """Return a day as minutes of a plenary write it, every number in words.

    Examples
    --------
    >>> day_spelled(date(2021, 10, 11))
    'Senin tanggal sebelas bulan Oktober tahun dua ribu dua puluh satu'
    """
    return (
        f"{WEEKDAYS[day.weekday()].capitalize()} tanggal {spelled(day.day)} bulan "
        f"{MONTHS[day.month - 1].capitalize()} tahun {spelled(day.year)}"
    )


def joined(words: tuple[str, ...]) -> str:
    """Return a list as one phrase.

    Examples
    --------
    >>> joined(("PPK", "PPS", "KPPS")), joined(("PPK", "PPS"))
    ('PPK, PPS, dan KPPS', 'PPK dan PPS')
    """
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
