"""Whatever bytes a stranger sends, parsing answers with its own errors only."""

from hypothesis import given
from hypothesis import strategies as st
from tests.elections import FIELDS, Election

from omah.core.log.canonical_json import NotCanonicalError, encode
from omah.core.log.statement_kinds import KINDS, BadStatementError, fields_of
from omah.core.log.statements import entry_bytes, parse_entry
from omah.core.log.whole_fold import fold
from omah.formats.keys_spki import statement_holds
from omah.formats.note import BadNoteError, NoteKey, open_note, parse_checkpoint

ENTRY = entry_bytes(Election().captures())
json_values = st.recursive(
    st.text(max_size=20) | st.integers(-5, 2**53 - 1),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc.1", max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
kinds = st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.type))


@st.composite
def odd_bodies(draw):
    """Bodies with the fields of a kind and values that may be anything."""
    kind = draw(kinds)
    body = {name: draw(json_values) for name in fields_of(kind)}
    return body | {"type": kind.type, "v": 1}


@given(st.binary(max_size=300))
def test_any_bytes(data):
    for read, errors in (
        (parse_entry, (NotCanonicalError, BadStatementError)),
        (lambda d: open_note(d, [NoteKey("a", bytes(32))]), BadNoteError),
        (lambda d: parse_checkpoint(d.decode(errors="replace")), BadNoteError),
    ):
        try:
            read(data)
        except errors:
            continue


@given(odd_bodies(), st.text(max_size=90))
def test_no_invented_body_is_believed(body, sig):
    try:
        statement = parse_entry(encode({"body": body, "sig": sig}))
    except (NotCanonicalError, BadStatementError):
        return
    folded = fold([*Election().said, statement], statement_holds)
    assert len(folded.refusals) == 1


@given(st.integers(0, len(ENTRY) - 1), st.integers(0, 7))
def test_no_flipped_bit_of_an_entry_goes_unnoticed(place, bit):
    flipped = bytearray(ENTRY)
    flipped[place] ^= 1 << bit
    try:
        statement = parse_entry(bytes(flipped))
    except (NotCanonicalError, BadStatementError):
        return
    folded = fold([*Election().said, statement], statement_holds)
    assert len(folded.refusals) == 1


figures = st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 3) | st.just("?"))
told = st.lists(
    st.tuples(
        st.sampled_from(["reads", "kpps-1", "kpps-2", "kpps-3"]),
        figures,
        st.integers(0, 1),
    ),
    max_size=6,
)


@given(told)
def test_a_longer_log_only_adds_to_the_record(parts):
    election = Election()
    for who, said, flag in parts:
        if who == "reads":
            election.reads(said, legible=flag)
        else:
            election.enters(who, said, blind=flag)
    whole = fold(election.said, lambda _statement, _key: True)
    assert whole.refusals == []
    for size in range(len(election.said)):
        earlier = fold(election.said[:size], lambda _statement, _key: True).record()
        for key, sheet in earlier.sheets.items():
            later = whole.record().sheets[key]
            for name in ("captures", "readings", "entries", "corrections"):
                before = getattr(sheet, name)
                assert getattr(later, name)[: len(before)] == before
