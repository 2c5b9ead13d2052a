"""The generated page of legal bases: docs/reference/law.md."""

from pathlib import Path

from omah.core.service.legal_basis import Area, LegalBasis, unread
from omah.formats.legal_bases import legal_bases

INTRODUCTION = """\
# What the rules rest on

<!-- Made by `./omah dev docs` from the packaged rules. -->

**No lawyer has approved any of these rules.** *Seen* means that the wording stood in a
source, mostly one that quotes the article, when the rule was written down. *Not read*
means that the rule is known, but nobody has looked at the article for it: read it at
jdih.kpu.go.id or peraturan.go.id before it decides anything. The house says so beside
each such rule and lists them at `/layanan/aturan/`.

To settle one: read the article, correct the table under `src/omah/data/` (days, dates,
sentence), set `read = true` (`confidence = "seen"` in `rules/register.toml`), and run
`./omah dev docs`.
"""
TITLES = {
    Area.CLOCKS: "Legal clocks (`clocks.toml`)",
    Area.TRANSFER: "Voting elsewhere (`transfer.toml`)",
    Area.SEATS: "Votes to seats (`seat_rules.toml`)",
    Area.FIGURES: "Figures of a sheet (`rules/register.toml`)",
}


def page() -> str:
    bases = legal_bases()
    lines = [INTRODUCTION, f"Not read: {len(unread(bases))} of {len(bases)}.", ""]
    for area, title in TITLES.items():
        own = [basis for basis in bases if basis.area is area]
        lines += [f"## {title}", "", "| article | rule | wording |", "|---|---|---|"]
        lines += [row(basis) for basis in own]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def row(basis: LegalBasis) -> str:
    says = basis.says_en.replace("|", "\\|")
    return f"| {basis.law} | {says} | {'seen' if basis.is_read else '**not read**'} |"


def write(docs: Path) -> None:
    target = docs / "reference" / "law.md"
    target.write_text(page(), encoding="utf-8")
