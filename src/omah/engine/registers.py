"""Registers made from the tables that KPU and the ministry published."""

from pathlib import Path

from omah.core.places.registers import RegionRegister
from omah.engine.sheet_table import connect


def import_kpu_tree(
    tree: Path, wilayah: Path | None, *, version: str, source: str
) -> RegionRegister:
    """Make a register from KPU's tree of regions and stations.

    ``tree`` has ``kode, nama, id``; ``wilayah`` is the ministry's list of
    ``kode, nama``. Since 2022 KPU writes the ministry's codes without dots, so
    a region has a ministry code where the ministry lists the same digits.
    """
    with connect() as con:
        con.execute("create table ministry (kode varchar)")
        if wilayah is not None:
            con.execute(
                "insert into ministry select kode from read_csv(?, all_varchar = true)",
                [str(wilayah)],
            )
        rows = con.execute(
            "select tree.kode, trim(nama), id, coalesce(ministry.kode, '') "
            "from read_parquet(?) as tree left join ministry "
            "on replace(ministry.kode, '.', '') = tree.kode order by tree.kode",
            [str(tree)],
        ).fetchall()
    codes, names, kpu_ids, kemendagri = zip(*rows, strict=True)
    return RegionRegister(
        version,
        source,
        codes=codes,
        names=names,
        kpu_ids=kpu_ids,
        kemendagri=kemendagri,
    )
