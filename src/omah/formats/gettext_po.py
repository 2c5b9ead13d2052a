"""Translations: the text that people write (.po) to the table gettext reads (.mo)."""

import ast
import re
import struct
from collections.abc import Iterator

MAGIC = 0x950412DE
CONTEXT_END = "\x04"
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")\Z')


def parse_po(text: str) -> dict[str, str]:
    r"""Return each message and its translation, as the ``.mo`` table has them.

    A plural's forms are joined by NUL. Entries that are fuzzy or have no translation
    are left out: the reader then sees the source's own words.

    Raises
    ------
    ValueError
        If a line is neither a comment nor part of an entry.

    Examples
    --------
    >>> parse_po('msgid "Simpan"\nmsgstr "Save"\n')
    {'Simpan': 'Save'}
    """
    found = {}
    for block in re.split(r"\n\s*\n", text):
        entry = _entry(block)
        strings = [entry[key] for key in sorted(entry) if key.startswith("msgstr")]
        if "msgid" not in entry or not all(strings) or _is_fuzzy(block, entry):
            continue
        context = entry["msgctxt"] + CONTEXT_END if "msgctxt" in entry else ""
        plural = "\0" + entry["msgid_plural"] if "msgid_plural" in entry else ""
        found[context + entry["msgid"] + plural] = "\0".join(strings)
    return found


def _is_fuzzy(block: str, entry: dict[str, str]) -> bool:
    return bool(entry["msgid"]) and bool(re.search(r"^#,.*\bfuzzy\b", block, re.M))


def _entry(block: str) -> dict[str, str]:
    entry: dict[str, str] = {}
    last = ""
    for keyword, string in _strings(block):
        last = keyword or last
        entry[last] = entry.get(last, "") + string
    return entry


def _strings(block: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, map(str.strip, block.splitlines())):
        if line.startswith("#"):
            continue
        named = _KEYWORD.match(line)
        quoted = named[2] if named else line
        string = _literal(quoted)
        if string is None:
            raise ValueError(f"not a line of a catalogue: {line[:60]!r}")
        yield (named[1] if named else ""), string


def _literal(quoted: str) -> str | None:
    try:
        found = ast.literal_eval(quoted)
    except (ValueError, SyntaxError):
        return None
    return found if isinstance(found, str) else None


def write_mo(messages: dict[str, str]) -> bytes:
    """Return the binary table of messages; same input, same bytes.

    References
    ----------
    The GNU gettext manual, "The Format of GNU MO Files".
    """
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    keys_at = 28
    values_at = keys_at + 8 * len(pairs)
    at = values_at + 8 * len(pairs)
    tables, bodies = [], []
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), at))
            bodies.append(pair[column] + b"\0")
            at += len(bodies[-1])
    head = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, values_at, 0, at)
    return head + b"".join(tables) + b"".join(bodies)
