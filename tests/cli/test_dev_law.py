"""The page of legal bases is made from the packaged rules and never stale."""

from pathlib import Path

from omah.cli.dev_law import page
from omah.core.service.legal_basis import Area, unread
from omah.formats.clocks_toml import clock_rules
from omah.formats.legal_bases import legal_bases

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_legal_bases_is_up_to_date():
    written = (ROOT / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    assert written == page(), "run ./omah dev docs"


def test_no_rule_is_left_out():
    bases = legal_bases()
    assert {basis.area for basis in bases} == set(Area)
    clocks = [basis for basis in bases if basis.area is Area.CLOCKS]
    assert len(clocks) == len(clock_rules())
    assert all(b.law and b.says_id and b.says_en for b in bases)


def test_what_nobody_read_is_told_apart():
    laws = {basis.law for basis in unread(legal_bases())}
    assert "UU 25/2009 Pasal 44 ayat (1)" in laws
    assert "UU 7/2017 Pasal 348 ayat (4)" in laws
    assert "UU 7/2017 Pasal 454 ayat (6)" not in laws
