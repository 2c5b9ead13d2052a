"""The browser's modules say, sign and pack exactly what Python does."""

import base64
import contextlib
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.elections import FIELDS, FIGURES, FORM

from omah.core.log import canonical_json
from omah.core.log.statements import entry_bytes, key_id, parse_entry, signed
from omah.formats.keys_spki import from_base64, statement_holds
from omah.formats.short_text import (
    ShortTextError,
    body_of,
    check_letters,
    read_short_texts,
)

pytestmark = pytest.mark.node

HERE = Path(__file__).parent
CORE = HERE.parents[2] / "src/omah/web/static/capture/core"
SIGN = """
import { base64, sha256 } from "CORE/bytes.js";
import { entryOf, idOf, signed } from "CORE/statement.js";
import { codesOf, textsOf } from "CORE/carry.js";
const P256 = { name: "ECDSA", namedCurve: "P-256" };
const { body, fields } = given;
const pair = await crypto.subtle.generateKey(P256, false, ["sign", "verify"]);
const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
body.key = await sha256(spki);
const statement = await signed(pair.privateKey, body);
give({
  spki: base64(spki), id: await idOf(body), entry: entryOf(statement),
  codes: await codesOf(statement), texts: await textsOf(statement, [...fields].sort()),
});
"""
BODY = {
    "type": "entry.made",
    "v": 1,
    "key": "",
    "election": "ab" * 32,
    "at": 1_800_000_000,
    "station": "3517092003001",
    "contest": "wali-kota",
    "form": FORM,
    "post": "kpps-3517092003001-1",
    "figures": {**FIGURES, "invalid": "?"},
    "blind": 1,
}


def run(script: str, given: object = None):
    """Run a module in Node; ``give`` answers in JSON."""
    head = (
        f"const given = {json.dumps(given)};"
        "const give = (value) => console.log(JSON.stringify(value));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-"],
        input=head + script.replace("CORE", CORE.as_uri()),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def said():
    return run(SIGN, {"body": BODY, "fields": FIELDS})


def test_the_modules_own_tests_pass():
    done = subprocess.run(
        ["node", "--test", str(HERE / "core.test.mjs")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_python_takes_what_the_browser_has_signed(said):
    statement = parse_entry(said["entry"].encode())
    assert statement.id == said["id"]
    assert statement.key == key_id(from_base64(said["spki"]))
    assert statement_holds(statement, said["spki"])
    assert entry_bytes(statement) == said["entry"].encode()


def test_a_changed_figure_breaks_the_signature(said):
    statement = parse_entry(said["entry"].encode())
    bent = {**statement.body, "figures": {**statement.body["figures"], "votes.1": 42}}
    assert not statement_holds(signed(bent, statement.sig), said["spki"])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    TEXTS | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(KEYS, part, max_size=4),
    max_leaves=12,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(VALUES, min_size=20, max_size=60))
def test_both_write_every_value_the_same_way(values):
    written = run(
        'import { canonical } from "CORE/canonical.js"; give(given.map(canonical));',
        values,
    )
    assert [text.encode() for text in written] == [
        canonical_json.encode(value) for value in values
    ]


@pytest.mark.parametrize("length", [1, 14, 15, 62, 106, 152, 213, 412, 660, 997])
def test_every_size_of_code_is_read_by_an_ordinary_reader(length):
    text = ("kaAB19/{}" * 120)[:length]
    modules = run(
        'import { qr } from "CORE/qr.js"; import { utf8 } from "CORE/bytes.js";'
        "give(qr(utf8(given)).map((row) => row.map(Number)));",
        text,
    )
    assert read_code(modules) == text


def test_a_code_is_still_read_with_a_tenth_of_it_smudged():
    text = "OMAH1/" + "0123456789abcdef" * 20
    modules = run(
        'import { qr } from "CORE/qr.js"; import { utf8 } from "CORE/bytes.js";'
        "give(qr(utf8(given)).map((row) => row.map(Number)));",
        text,
    )
    size = len(modules)
    smudge = size // 4
    for y in range(size - smudge, size):
        for x in range(size - smudge, size):
            modules[y][x] = 1
    assert read_code(modules) == text


def read_code(modules: list[list[int]]) -> str:
    light = 1 - np.pad(np.array(modules, np.uint8), 4)
    image = np.kron(light, np.ones((4, 4), np.uint8)) * 255
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


def test_the_codes_of_a_statement_hold_its_entry(said):
    pieces = [code.split("/", 4) for code in said["codes"]]
    assert [int(piece[2]) for piece in pieces] == list(range(1, len(pieces) + 1))
    assert "".join(piece[4] for piece in pieces) == said["entry"]


def test_text_messages_become_the_very_statement(said):
    messages = "Dari Pak Contoh:\n" + "\n".join(reversed(said["texts"])).lower()
    (short,) = read_short_texts(messages)
    original = parse_entry(said["entry"].encode())
    body = body_of(
        short,
        election=BODY["election"],
        key=original.key,
        post=BODY["post"],
        form=FORM,
        fields=FIELDS,
    )
    assert signed(body, short.sig) == original
    assert short.key_prefix.hex() == original.key[:16]


def test_a_missing_or_mistyped_message_is_named(said):
    first, second = said["texts"]
    with pytest.raises(ShortTextError, match=r"part 2 of .* is missing"):
        read_short_texts(first)
    slip = second[:20] + ("B" if second[20] == "A" else "A") + second[21:]
    with pytest.raises(ShortTextError, match=r"part 2 of .* is mistyped"):
        read_short_texts(f"{first}\n{slip}")


@given(st.text(max_size=300))
def test_strange_messages_are_refused_with_words(text):
    with pytest.raises(ShortTextError):
        read_short_texts(text)


@given(st.binary(max_size=200))
def test_strange_bytes_in_good_messages_are_refused_or_read(data):
    letters = base64.b32encode(data).decode().rstrip("=") or "A"
    head = f"OMAH 0000 1/1 {letters}"
    with contextlib.suppress(ShortTextError):
        (short,) = read_short_texts(f"{head} {check_letters(head)}")
        assert len(short.station) >= 13
