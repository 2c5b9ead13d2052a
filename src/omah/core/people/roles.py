"""The roles of an election: what a post lets its holder do, and say on record."""

from enum import StrEnum


class Role(StrEnum):
    """What a post is for; the root grants posts."""

    ROOT = "root"  # the holder of the election's root key
    KPPS = "kpps"
    PPS = "pps"
    PPK = "ppk"
    OPERATOR = "operator"  # places photographs, keys in figures at an office
    KPU_KABKOTA = "kpu-kabkota"
    KPU_PROVINSI = "kpu-provinsi"
    KPU_RI = "kpu-ri"
    WITNESS = "witness"
    SUPERVISOR = "supervisor"
    OBSERVER = "observer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"  # reads photographs, notes that readings agree
    PUBLISHER = "publisher"


OF_THE_HOUSE = frozenset({Role.ROOT, Role.MACHINE, Role.PUBLISHER})
"""Roles of keys that the house itself keeps; no person holds such a post."""

OF_PEOPLE = tuple(role for role in Role if role not in OF_THE_HOUSE)

SILENT = frozenset({Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that look and arrange, but say nothing on record."""

OFFICES = frozenset({Role.PPK, Role.KPU_KABKOTA, Role.KPU_PROVINSI, Role.KPU_RI})
COUNTERS = OFFICES | {Role.KPPS, Role.PPS, Role.OPERATOR}
WATCHERS = frozenset({Role.WITNESS, Role.SUPERVISOR})
