"""The two databases' full text: how it is made, and how it is asked.

Only stems (letters and digits) reach a query; they are quoted all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SHORTEST_BEGINNING = 3
SQLITE = (
    "CREATE VIRTUAL TABLE home_words USING fts5("
    "title_stems, text_stems, content='home_entry', content_rowid='id', prefix='3 4')",
    "CREATE TRIGGER home_words_added AFTER INSERT ON home_entry BEGIN "
    "INSERT INTO home_words(rowid, title_stems, text_stems) "
    "VALUES (new.id, new.title_stems, new.text_stems); END",
    "CREATE TRIGGER home_words_gone AFTER DELETE ON home_entry BEGIN "
    "INSERT INTO home_words(home_words, rowid, title_stems, text_stems) "
    "VALUES ('delete', old.id, old.title_stems, old.text_stems); END",
    "CREATE TRIGGER home_words_changed AFTER UPDATE ON home_entry BEGIN "
    "INSERT INTO home_words(home_words, rowid, title_stems, text_stems) "
    "VALUES ('delete', old.id, old.title_stems, old.text_stems); "
    "INSERT INTO home_words(rowid, title_stems, text_stems) "
    "VALUES (new.id, new.title_stems, new.text_stems); END",
)
POSTGRESQL = (
    "ALTER TABLE home_entry ADD COLUMN document tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title_stems), 'A') || "
    "setweight(to_tsvector('simple', text_stems), 'D')) STORED",
    "CREATE INDEX home_entry_document ON home_entry USING gin (document)",
)


def make(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full text of this database; called by the migration."""
    is_embedded = editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_embedded else POSTGRESQL:
        editor.execute(statement)


@dataclass(frozen=True, slots=True)
class Asked:
    """Stems of a question; the last may be the beginning of a longer word."""

    stems: Sequence[str]
    is_any: bool = False

    def for_sqlite(self) -> str:
        quoted = [f'"{stem}"' for stem in self.stems]
        return (" OR " if self.is_any else " AND ").join(self.opened(quoted, "*"))

    def for_postgresql(self) -> str:
        quoted = [f"'{stem}'" for stem in self.stems]
        return (" | " if self.is_any else " & ").join(self.opened(quoted, ":*"))

    def opened(self, quoted: list[str], sign: str) -> list[str]:
        """Let the last stem be the beginning of a word, if it is long enough."""
        is_long = len(self.stems[-1]) >= SHORTEST_BEGINNING
        return [*quoted[:-1], quoted[-1] + sign] if is_long else quoted


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one database: what is read, what fits, what comes first."""

    source: str
    fits: str
    order: str


DIALECTS = {
    "sqlite": Dialect(
        "home_words JOIN home_entry e ON e.id = home_words.rowid",
        "home_words MATCH %s",
        "round(bm25(home_words, 8.0, 1.0)), length(e.office), e.day DESC, e.id",
    ),
    "postgresql": Dialect(
        "home_entry e CROSS JOIN to_tsquery('simple', %s) asked",
        "e.document @@ asked",
        "round(ts_rank(e.document, asked)::numeric * -10), length(e.office), "
        "e.day DESC NULLS LAST, e.id",
    ),
}


def question_for(asked: Asked) -> str:
    is_embedded = connection.vendor == "sqlite"
    return asked.for_sqlite() if is_embedded else asked.for_postgresql()


def counts_by_kind(asked: Asked) -> dict[str, int]:
    """Return how many entries of each kind fit."""
    say = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.kind, count(*) FROM {say.source} "  # noqa: S608  # constants
            f"WHERE {say.fits} GROUP BY e.kind",
            [question_for(asked)],
        )
        return dict(cursor.fetchall())


def best(asked: Asked, kind: str, *, first: int, most: int) -> list[int]:
    """Return the entries of a kind that fit, the best first."""
    say = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.id FROM {say.source} WHERE {say.fits} AND e.kind = %s "  # noqa: S608  # constants
            f"ORDER BY {say.order} LIMIT %s OFFSET %s",
            [question_for(asked), kind, most, first],
        )
        return [row[0] for row in cursor.fetchall()]
