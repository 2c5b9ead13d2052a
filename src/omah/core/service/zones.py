"""The three time zones of Indonesia, by region code."""

from datetime import timedelta, timezone

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

_BALI_NUSA_TENGGARA = {"51", "52", "53"}
_CENTRAL = {"63", "64", "65", "71", "72", "73", "74", "75", "76", *_BALI_NUSA_TENGGARA}
_EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96", "97"}


def zone_of(region: str) -> str:
    """Return the name of the time zone in which a region lives.

    The nation and the missions abroad keep western time, as KPU's own schedules do.

    References
    ----------
    Keputusan Presiden 41/1987.

    Examples
    --------
    >>> zone_of("9171"), zone_of("5171022001"), zone_of("3517")
    ('Asia/Jayapura', 'Asia/Makassar', 'Asia/Jakarta')
    """
    provinsi = region[:2]
    if provinsi in _CENTRAL:
        return WITA
    return WIT if provinsi in _EASTERN else WIB


_HOURS = {WIB: 7, WITA: 8, WIT: 9}


def fixed_zone_of(region: str) -> timezone:
    """Return a region's offset from UTC; none of the three zones has summer time.

    Examples
    --------
    >>> fixed_zone_of("9171").utcoffset(None).seconds // 3600
    9
    """
    name = zone_of(region)
    return timezone(timedelta(hours=_HOURS[name]), name)
