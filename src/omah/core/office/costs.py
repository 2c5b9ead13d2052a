"""What a count costs, from measured bytes and seconds and stated prices.

Everything is a whole number: bytes, microseconds, rupiah. A part of a rupiah counts
as a whole one, so a bill is never too small by rounding.
"""

from dataclasses import dataclass
from datetime import date

GIGA = 10**9
MICRO = 10**6
HOUR_US = 3_600 * MICRO


@dataclass(frozen=True, slots=True)
class Measured:
    """Bytes, and microseconds of one core, by measurement (`./omah bench costs`).

    Attributes
    ----------
    dated, machine
        When and on what it was measured.
    photograph_bytes
        One photograph as the phone sends it; kept sealed.
    public_bytes
        Its public copy and thumbnail.
    statement_bytes, receipt_bytes
        One statement and its answer as they travel.
    row_bytes
        One statement in the database, with its part of the screens' tables.
    log_bytes
        One statement in the log: its entry and its hashes.
    page_bytes
        One sheet in the public pages and tables.
    statement_us, photograph_us, page_us
        Time to take one statement, to read one photograph and make its public
        copy, and to publish one sheet.
    """

    dated: date
    machine: str
    photograph_bytes: int
    public_bytes: int
    statement_bytes: int
    receipt_bytes: int
    row_bytes: int
    log_bytes: int
    page_bytes: int
    statement_us: int
    photograph_us: int
    page_us: int


@dataclass(frozen=True, slots=True)
class Habits:
    """How an election is held and looked at; assumptions, for each office to set.

    Attributes
    ----------
    contests
        Sheets of one station.
    photographs, statements
        Of one sheet; statements include the machine's reading and the acceptance.
    sent_statements
        So many of the statements come over the network.
    views
        How often a sheet is looked at, with one photograph each time.
    copies
        How often each stored byte is kept, backups included.
    months
        How long it is kept.
    busiest_hour_pct
        Share of everything that comes in the busiest hour.
    load_pct
        How busy a core may be in that hour, so that nobody waits long.
    reading_hours
        So many hours the machines may read after the first photograph.
    """

    contests: int
    photographs: int
    statements: int
    sent_statements: int
    views: int
    copies: int
    months: int
    busiest_hour_pct: int
    load_pct: int
    reading_hours: int


@dataclass(frozen=True, slots=True)
class Prices:
    """Rupiah, on a date, from a source; ``is_assumed``: nobody has offered them.

    Attributes
    ----------
    storage_gb_month, traffic_gb
        10^9 bytes kept for a month, and sent to the public.
    core_hour
        One core for an hour.
    phone_gb
        10^9 bytes over a poll worker's mobile network.
    """

    dated: date
    source: str
    is_assumed: bool
    storage_gb_month: int
    traffic_gb: int
    core_hour: int
    phone_gb: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a bill rests on."""

    measured: Measured
    habits: Habits
    prices: Prices


@dataclass(frozen=True, slots=True)
class Bill:
    """What so many stations need, and what that costs in rupiah.

    Attributes
    ----------
    stored_bytes
        With every copy.
    sent_bytes, shown_bytes
        From phones to the house with its answers, and from the house to the public.
    core_us
        Processor time in all.
    taking_cores, reading_cores
        Cores that take statements in the busiest hour, and that read photographs.
    storage, traffic, machines, phones
        Rupiah. Machines: the processor time at that load, paid by the hour.
    """

    stations: int
    stored_bytes: int
    sent_bytes: int
    shown_bytes: int
    core_us: int
    taking_cores: int
    reading_cores: int
    storage: int
    traffic: int
    machines: int
    phones: int

    @property
    def total(self) -> int:
        """Return the sum of the four parts, in rupiah."""
        return self.storage + self.traffic + self.machines + self.phones


def bill_of(stations: int, inputs: Inputs) -> Bill:
    """Return what so many polling stations need and cost.

    Parameters
    ----------
    stations
        1 for a station, a regency's number, 823,236 for the nation of 2024.
    inputs
        Measured bytes and times, habits, prices.

    Examples
    --------
    >>> from datetime import date
    >>> measured = Measured(date(2026, 1, 1), "invented", 500_000, 200_000, 900, 400,
    ...                     2_000, 800, 3_000, 2_000, 60_000, 500)
    >>> habits = Habits(5, 3, 6, 4, 10, 2, 12, 20, 50, 24)
    >>> prices = Prices(date(2026, 1, 1), "invented", True, 400, 1_000, 700, 10_000)
    >>> nation = bill_of(823_236, Inputs(measured, habits, prices))
    >>> nation.stored_bytes // 10**12  # terabytes
    17
    >>> nation.taking_cores, nation.reading_cores
    (6, 18)
    """
    measured, habits, prices = inputs.measured, inputs.habits, inputs.prices
    sheets = stations * habits.contests
    taking_us = sheets * habits.statements * measured.statement_us
    reading_us = sheets * habits.photographs * measured.photograph_us
    stored = sheets * habits.copies * stored_by_sheet(measured, habits)
    sent = sheets * sent_by_sheet(measured, habits)
    shown = sheets * habits.views * (measured.page_bytes + measured.public_bytes)
    taking = up(taking_us * habits.busiest_hour_pct, HOUR_US * habits.load_pct)
    reading = up(reading_us * 100, HOUR_US * habits.reading_hours * habits.load_pct)
    core_us = taking_us + reading_us + sheets * measured.page_us
    return Bill(
        stations=stations,
        stored_bytes=stored,
        sent_bytes=sent,
        shown_bytes=shown,
        core_us=core_us,
        taking_cores=taking,
        reading_cores=reading,
        storage=up(stored * habits.months * prices.storage_gb_month, GIGA),
        traffic=up(shown * prices.traffic_gb, GIGA),
        machines=up(core_us * 100 * prices.core_hour, HOUR_US * habits.load_pct),
        phones=up(sent * prices.phone_gb, GIGA),
    )


def stored_by_sheet(measured: Measured, habits: Habits) -> int:
    """Return the bytes of one sheet that are kept, in one copy."""
    photograph = measured.photograph_bytes + measured.public_bytes
    statement = measured.row_bytes + measured.log_bytes
    return (
        habits.photographs * photograph
        + habits.statements * statement
        + measured.page_bytes
    )


def sent_by_sheet(measured: Measured, habits: Habits) -> int:
    """Return the bytes of one sheet between the phones and the house."""
    statement = measured.statement_bytes + measured.receipt_bytes
    return (
        habits.photographs * measured.photograph_bytes
        + habits.sent_statements * statement
    )


def up(part: int, whole: int) -> int:
    """Return the quotient rounded up.

    Examples
    --------
    >>> up(7, 2), up(8, 2)
    (4, 4)
    """
    return -(-part // whole)
