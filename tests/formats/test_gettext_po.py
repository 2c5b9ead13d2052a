"""What is written in a catalogue is what gettext reads."""

import gettext
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.formats.gettext_po import parse_po, write_mo

HEAD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {}\\n"\n'
)
ENGLISH = HEAD.format("nplurals=2; plural=(n != 1);")


def read(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(write_mo(parse_po(text))))


def test_a_message_in_several_lines_and_its_escapes():
    words = read(
        ENGLISH + '\n#: x.py\nmsgid ""\n"Satu "\n"\\"dua\\""\nmsgstr "One\\n"\n'
    )
    assert words.gettext('Satu "dua"') == "One\n"


def test_plurals_and_contexts():
    words = read(
        ENGLISH
        + '\nmsgid "%d orang"\nmsgid_plural "%d orang"\n'
        + 'msgstr[0] "%d person"\nmsgstr[1] "%d people"\n'
        + '\nmsgctxt "bulan"\nmsgid "Mei"\nmsgstr "May"\n'
    )
    assert words.ngettext("%d orang", "%d orang", 2) == "%d people"
    assert words.pgettext("bulan", "Mei") == "May"


def test_what_is_fuzzy_or_empty_keeps_the_source_words():
    words = read(
        ENGLISH + '\n#, fuzzy\nmsgid "Ya"\nmsgstr "No"\n\nmsgid "Tidak"\nmsgstr ""\n'
    )
    assert (words.gettext("Ya"), words.gettext("Tidak")) == ("Ya", "Tidak")


@pytest.mark.parametrize("line", ["msgid Simpan", "salah", '"tanpa akhir', "3"])
def test_a_line_that_is_no_entry_is_refused(line):
    with pytest.raises(ValueError, match="not a line"):
        parse_po(line)


text = st.text(st.characters(exclude_characters="\0\x04", codec="utf-8"), min_size=1)


@given(st.dictionaries(text, text, max_size=20))
def test_every_table_reads_back(messages):
    table = write_mo({"": "Content-Type: text/plain; charset=UTF-8\n"} | messages)
    words = gettext.GNUTranslations(io.BytesIO(table))
    assert all(words.gettext(key) == value for key, value in messages.items())
