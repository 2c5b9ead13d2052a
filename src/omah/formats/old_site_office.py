"""Tell from a page's texts whose site it was."""

import re
from collections import Counter
from collections.abc import Iterable

from omah.core.news.articles import OfficeName
from omah.core.news.doubts import Doubt, DoubtKind

_HOST = re.compile(r"\b(?P<kind>kab|kota)-(?P<name>[a-z0-9-]+)\.kpu\.go\.id\b")
_NAMED = re.compile(r"\bKPU (?P<kind>Kota|Kabupaten) (?P<name>[A-Z][a-z]+)\b")


def office_of(texts: Iterable[str]) -> tuple[OfficeName | None, tuple[Doubt, ...]]:
    """Return the office whose address, else whose name, the texts give most often.

    Examples
    --------
    >>> office_of(["kota-contoh.kpu.go.id – KPU rapat."])[0].legal_name
    'KPU Kota Contoh'
    """
    whole = "\n".join(texts)
    hosts = Counter(match.groups() for match in _HOST.finditer(whole))
    if hosts:
        kind, name = hosts.most_common(1)[0][0]
        host = f"{kind}-{name}.kpu.go.id"
        return OfficeName(kind, name.replace("-", " ").title(), host), ()
    named = Counter(match.groups() for match in _NAMED.finditer(whole))
    if not named:
        return None, (Doubt(DoubtKind.OFFICE_UNKNOWN),)
    long_kind, name = named.most_common(1)[0][0]
    office = OfficeName("kota" if long_kind == "Kota" else "kab", name)
    return office, (Doubt(DoubtKind.OFFICE_FROM_TEXT, office.legal_name),)
