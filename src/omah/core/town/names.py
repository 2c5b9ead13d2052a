"""Invented names of an invented city: none of them is on Indonesia's map.

The province's code 98 is used neither by KPU (99 is "abroad") nor by the
Ministry of Home Affairs (11 to 96). People and places are made up.
"""

from omah.core.count.contests import Candidate

PROVINSI = ("98", "NUSA REKAAN")
KOTA = ("9871", "KOTA TIRTAWENING")
KECAMATAN = {
    "TIRTAWENING LOR": (
        "Kembangmelati",
        "Sumberlintang",
        "Jatiwangsul",
        "Kaliwening",
        "Sawogumelar",
        "Pringsekar",
    ),
    "TIRTAWENING TENGAH": (
        "Wonolintang",
        "Ngudisari",
        "Balongkencana",
        "Gedangasri",
        "Sendanglaras",
        "Tegalweni",
        "Kepuhrengganis",
    ),
    "TIRTAWENING KIDUL": (
        "Karanglintang",
        "Blimbingsekar",
        "Asemgiri",
        "Kenangalaras",
        "Banyulintang",
    ),
}
PAIRS = (
    Candidate(1, "Sekar Wulandari dan Bagas Pranata"),
    Candidate(2, "Damar Wicaksana dan Ratna Anjani"),
    Candidate(3, "Lintang Kusuma dan Jaka Suradira"),
)
