"""Numbers spelled out in Indonesian, as forms ask for."""

UNITS = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"),
    *("delapan", "sembilan", "sepuluh", "sebelas"),
)


def spell(value: int) -> str:
    """Return a number below one thousand in words.

    Examples
    --------
    >>> spell(119), spell(20), spell(0)
    ('seratus sembilan belas', 'dua puluh', 'nol')
    """
    if not 0 <= value < 1000:
        raise ValueError(f"only numbers from 0 to 999 are spelled, not {value}")
    hundreds, rest = divmod(value, 100)
    words = _hundreds(hundreds) + (_below_hundred(rest) if rest or not hundreds else [])
    return " ".join(words)


def _hundreds(count: int) -> list[str]:
    if count < 2:
        return ["seratus"] * count
    return [UNITS[count], "ratus"]


def _below_hundred(value: int) -> list[str]:
    if value < len(UNITS):
        return [UNITS[value]]
    tens, unit = divmod(value, 10)
    if tens == 1:
        return [UNITS[unit], "belas"]
    return [UNITS[tens], "puluh", *([UNITS[unit]] if unit else [])]
