"""Papers that offices sign, written as TOML: title, opening, pledges, closing."""

import re
import tomllib

from omah.core.office.agreements import PLACEHOLDERS, Paper
from omah.formats.toml_table import SpecError, Table

_PLACE = re.compile(r"\{([^}]*)\}")


def load_paper(id_: str, text: str) -> tuple[int, Paper]:
    r"""Return a paper and its place among the papers.

    Raises
    ------
    SpecError
        If a key is missing or unknown, or a placeholder is none that we fill.

    Examples
    --------
    >>> order, paper = load_paper("pakta", '''
    ... order = 2
    ... title = "Pakta"
    ... opening = "Saya, {name}:"
    ... pledges = ["Jujur."]
    ... closing = ""
    ... law = "PermenPANRB 49/2011"
    ... ''')
    >>> order, paper.pledges
    (2, ('Jujur.',))
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SpecError(f"{id_} is not TOML: {problem}") from None
    unknown = set(_PLACE.findall(text)) - set(PLACEHOLDERS)
    if unknown:
        raise SpecError(f"{id_} names {min(unknown)}, which nobody fills in")
    closing = content.pop("closing", None)
    targets = content.pop("targets", "none")
    if not isinstance(closing, str) or targets not in {"none", "table"}:
        raise SpecError(f"{id_} needs a closing, and targets none or table")
    table = Table(content, id_)
    order = table.whole("order")
    paper = Paper(
        id=id_,
        title=table.text("title"),
        opening=table.text("opening"),
        pledges=tuple(table.texts("pledges")),
        closing=closing,
        law=table.text("law"),
        has_targets=targets == "table",
    )
    table.finish()
    return order, paper
