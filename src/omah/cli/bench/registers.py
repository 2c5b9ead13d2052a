"""How long a register of the size of the nation takes to load and to ask.

The tree is generated with the shape of KPU's: it measures speed only.
"""

import random
import time
from typing import Any

from omah.core.places.regions import DIGITS, Level
from omah.core.places.registers import Region, RegionRegister
from omah.formats.regions_tsv import read_regions, write_regions

KELDES, PER_KELDES = 83_859, 10
KELDES_PER_KECAMATAN, KECAMATAN_PER_KABKOTA, KABKOTA_PER_PROVINSI = 11, 12, 16
LOOKUPS = 100_000


def measure() -> dict[str, Any]:
    register = generate()
    content = write_regions(register)
    started = time.perf_counter()
    loaded = read_regions(content)
    took = time.perf_counter() - started
    codes = random.Random(2024).choices(  # noqa: S311 - which codes to ask for
        loaded.within("", Level.STATION), k=LOOKUPS
    )
    started = time.perf_counter()
    for code in codes:
        loaded.find(code)
    asked = time.perf_counter() - started
    return {
        "generated": True,
        "nodes": len(loaded),
        "bytes": len(content),
        "load_seconds": round(took, 2),
        "lookup_microseconds": round(asked / LOOKUPS * 1e6, 2),
    }


def generate() -> RegionRegister:
    codes: set[str] = set()
    for i in range(KELDES):
        kecamatan = i // KELDES_PER_KECAMATAN
        kabkota = kecamatan // KECAMATAN_PER_KABKOTA
        provinsi = kabkota // KABKOTA_PER_PROVINSI
        keldes = (
            f"{11 + provinsi}{1 + kabkota % KABKOTA_PER_PROVINSI:02d}"
            f"{1 + kecamatan % KECAMATAN_PER_KABKOTA:02d}"
            f"{2001 + i % KELDES_PER_KECAMATAN}"
        )
        codes |= {keldes[: DIGITS[level]] for level in list(Level)[1:5]}
        codes |= {f"{keldes}{tps:03d}" for tps in range(1, PER_KELDES + 1)}
    regions = [Region(code, f"Wilayah {len(code)}") for code in codes]
    return RegionRegister.of("2024-02-14", "generated", regions)
