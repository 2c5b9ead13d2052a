"""The regions of a count without a register: those that its stations' codes name.

Publisher and verifier make them alike from the statements, so that nothing has
to be known beforehand and photographs of further stations may still come in.
"""

from omah.core.count.record import Record
from omah.core.places.regions import DIGITS, Level, ancestor
from omah.core.places.registers import Region, RegionRegister

WORDS = {
    Level.PROVINSI: "Provinsi",
    Level.KABKOTA: "Kabupaten/Kota",
    Level.KECAMATAN: "Kecamatan",
    Level.KELDES: "Kelurahan/Desa",
    Level.STATION: "TPS",
}


def nameless_register(record: Record) -> RegionRegister:
    """Return every region that holds a station on record, named by level and code."""
    stations = {station for _, station in record.sheets}
    regions = [
        Region(code, f"{WORDS[level]} {_shown(code)}")
        for level in WORDS
        for code in sorted({ancestor(station, level) for station in stations})
    ]
    return RegionRegister.of("", "codes of the photographs", regions)


def _shown(code: str) -> str:
    return code[-3:] if len(code) == DIGITS[Level.STATION] else code
