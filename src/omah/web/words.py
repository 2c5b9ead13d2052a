"""The house's words in other languages, compiled where they are first needed."""

from pathlib import Path

from omah.formats.gettext_po import parse_po, write_mo


def compiled_words(source: Path, target: Path) -> Path:
    """Compile each catalogue that is not compiled yet; return where they lie.

    No tool and no build step: whoever changes a sentence restarts the house.
    """
    for written in sorted(source.glob("*/LC_MESSAGES/*.po")):
        table = write_mo(parse_po(written.read_text("utf-8")))
        path = target / written.relative_to(source).with_suffix(".mo")
        if not path.is_file() or path.read_bytes() != table:
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting = path.with_suffix(".new")
            waiting.write_bytes(table)
            waiting.replace(path)
    return target
