"""The index of the one search: a copy of public things, thrown away at will.

Two more tables of words hang on ``Entry``, made by the migration in the database's own
full text (FTS5 or tsvector) and kept in step by the database.
"""

from django.db import models


class Entry(models.Model):
    """A public thing as it is shown, and its stems as they are searched."""

    key = models.CharField(max_length=200, unique=True)
    room = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    url = models.CharField(max_length=500)
    office = models.CharField(max_length=13, blank=True)
    day = models.DateField(null=True)
    title_stems = models.TextField()
    text_stems = models.TextField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key


class KnownWord(models.Model):
    """A word that stands somewhere in the index: what a wrong letter may have meant."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class Gram(models.Model):
    """Three letters of a known word."""

    letters = models.CharField(max_length=3)
    word = models.ForeignKey(KnownWord, on_delete=models.CASCADE, related_name="grams")

    class Meta:
        indexes = [models.Index(fields=["letters", "word"], name="words_with_letters")]

    def __str__(self) -> str:
        return self.letters
