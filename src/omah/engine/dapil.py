"""Registers of dapil made from the tables that KPU published."""

from pathlib import Path

from omah.core.count.contests import ContestKind
from omah.core.count.dapil import Dapil, DapilRegister
from omah.engine.sheet_table import connect

_KINDS_2024 = {
    "DPR RI": ContestKind.DPR,
    "DPRD PROVINSI": ContestKind.DPRD_PROVINSI,
    "DPRD KABUPATEN/KOTA": ContestKind.DPRD_KABKOTA,
}
_KINDS_2019 = {
    "dpr": ContestKind.DPR,
    "provinsi": ContestKind.DPRD_PROVINSI,
    "kabupaten": ContestKind.DPRD_KABKOTA,
}
# The seats of DPRD kab/kota in the list of 2024 were worked out from published
# results; they sum to 17,628 where the law gives 17,510, so they are not used.
_SEATS_KNOWN_2024 = {ContestKind.DPR, ContestKind.DPRD_PROVINSI}


def import_dapil_2024(
    members: Path, seats: Path, *, version: str, source: str
) -> DapilRegister:
    """Make a register from KPU's list of 2024: members, and seats beside them."""
    with connect() as con:
        rows = con.execute(
            "select jenis_dapil, m.kode_dapil, m.nama_dapil, any_value(seats_est), "
            "coalesce(list(distinct kode_wilayah order by kode_wilayah) "
            "  filter (is_pecah = 'false'), []), "
            "coalesce(list(distinct kode_wilayah order by kode_wilayah) "
            "  filter (is_pecah = 'true'), []) "
            "from read_csv(?, all_varchar = true) as m "
            "left join read_csv(?, all_varchar = true) as s "
            "using (jenis_dapil, kode_dapil) group by all",
            [str(members), str(seats)],
        ).fetchall()
    dapil = []
    for chamber, code, name, estimate, whole, split in rows:
        kind = _KINDS_2024[chamber]
        known = int(estimate) if kind in _SEATS_KNOWN_2024 and estimate else None
        dapil.append(Dapil(kind, code, name, known, tuple(whole), tuple(split)))
    return DapilRegister(version, source, dapil)


def import_dapil_2019(
    dapil: Path, members: Path, codes: Path, *, version: str, source: str
) -> tuple[DapilRegister, tuple[str, ...]]:
    """Make a register from KPU's list of 2019, and name what it can't place.

    KPU knew regions by number then; ``codes`` joins the numbers to the
    ministry's codes. A region without a usable code, or whose code stands in
    two dapil, is returned by name and is in none.
    """
    with connect() as con:
        con.execute(
            "create table members as "
            "select level, dapil_id, nama_wilayah, "
            "  nullif(replace(kode, '.', ''), '0') as code "
            "from read_csv(?, all_varchar = true) as m "
            "left join read_parquet(?) as k on k.id = m.id_wilayah::bigint "
            "where include = 'true'",
            [str(members), str(codes)],
        )
        con.execute(
            "create table placed as select level, code, min(dapil_id) as dapil_id "
            "from members where code is not null "
            "group by all having count(distinct dapil_id) = 1"
        )
        rows = con.execute(
            "select d.level, d.dapil_id, nama, kursi, "
            "coalesce(list(code order by code) filter (code is not null), []) "
            "from read_csv(?, all_varchar = true) as d "
            "left join placed using (level, dapil_id) group by all",
            [str(dapil)],
        ).fetchall()
        unplaced = con.execute(
            "select level || ' ' || nama_wilayah from members as m "
            "anti join placed as p on (p.level, p.code) = (m.level, m.code) order by 1"
        ).fetchall()
    register = DapilRegister(
        version,
        source,
        [
            Dapil(
                _KINDS_2019[level], code, " ".join(name.split()), int(seats), tuple(m)
            )
            for level, code, name, seats, m in rows
        ],
    )
    return register, tuple(name for (name,) in unplaced)
