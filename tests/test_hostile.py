"""A parameter's value is bound as it is or refused; whatever it holds, the query stays the same."""

from __future__ import annotations

import pytest
import rdflib

from kg.errors import UsageError
from kg.query import CannedQuery, Parameter, bind
from kg.query.guard import Form, check_read_only
from kg.query.tokens import Kind, tokens
from kg.store import Rows, Store

PIECES = [
    '"', "'", '"""', "'''", "\\", '\\"', "\\\\", "\\n", "\n", "\r", "\r\n", "\t", "\n\n\n",
    "<", ">", "<a:b>", "{", "}", "(", ")", "[", "#", "# \n", ";", ",", ".", "^^", "@en", "|", "^",
    "`", "%22", "&quot;", "?y", "$x", "$other", "${x}", "UNDEF", "*", "_:b",
    "\\u0022", "\\U00000022", "\\u005C", "\\u000A", "\\u", "\\x22", "\\ud800",
    "\u200f", "\u202e", "\u2066", "\ufeff", "\u00a0", "\u2028", "\x7f", "\x85", "\ufffe", "\ufffd",
    "\U0010ffff", "𠮷", "e\u0301", "规划", "（", "“", "” SERVICE", "\ud800", "\udfff", "\udc80",
    "\x00", "\x07", "\x0b", "\x0c", "\x1b[31m",
    '" AS ?y) {} #', "' AS ?y) {} #", "> AS ?y) {} #", '") SERVICE <http://127.0.0.1:9/> { } #',
    "\\\") AS ?z) {} #", "} ; DROP ALL ; SELECT * {", "' OR 1=1 --", "FROM <file:///etc/passwd>",
]  # fmt: skip
FRAMES = ["{}", "a{}", "{}a", "{}{}", "\\{}", '"{}', "{}\\"]
VALUES = ["", " ", *(frame.replace("{}", piece) for piece in PIECES for frame in FRAMES)]
QUERY = "SELECT ($x AS ?y) ('$x' AS ?z) { } # $x"
SHAPES = {
    "string": [Kind.STRING],
    "iri": [Kind.IRI],
    "integer": [Kind.STRING, Kind.MARK, Kind.IRI],
}
ASIDE = [Kind.WORD, Kind.MARK, None, Kind.WORD, Kind.VARIABLE, *[Kind.MARK] * 2, Kind.STRING]
ASIDE += [Kind.WORD, Kind.VARIABLE, *[Kind.MARK] * 3, Kind.COMMENT]


def canned(kind: str, text: str = QUERY) -> CannedQuery:
    parameters = {"x": Parameter(name="x", type=kind), "other": Parameter(name="other")}
    return CannedQuery(name="q", summary="", summary_zh="", text=text, parameters=parameters)


def answer(kind: str, value: str) -> str | None:
    """Return the value that comes back; ``None`` where it is refused."""
    try:
        text = bind(canned(kind), {"x": value, "other": "other"})
        rows = Store.of([]).select(text)
    except UsageError as error:
        refusal = error
    else:
        return _check(kind, text, rows)
    assert "\n" not in refusal.words.zh + refusal.words.en
    assert len(refusal.words.zh) < 400
    return None


def _check(kind: str, text: str, rows: Rows) -> str:
    """Return the value in an answer, after a look at the query that it is the answer to."""
    shape = [part for place in ASIDE for part in ([place] if place else SHAPES[kind])]
    assert [token.kind for token in tokens(text)] == shape
    assert check_read_only(text, lambda graph: False).form is Form.SELECT
    (row,) = rows.rows
    assert rows.variables == ("y", "z")
    term, aside = row["y"], row["z"]
    assert term is not None
    assert aside is not None
    assert aside.value == "$x"
    return term.value


def is_text(value: str) -> bool:
    """Whether a value is what a document could hold, by the W3C's rule for characters of XML."""
    return all(ord(character) >= 0x20 or character in "\t\n\r" for character in value) and not any(
        "\ud800" <= character <= "\udfff" for character in value
    )


def test_there_are_a_few_hundred() -> None:
    assert len(VALUES) > 500
    assert sum(map(is_text, VALUES)) > 400
    assert sum(not is_text(value) for value in VALUES) > 40


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_a_text_comes_back_as_it_is(value: str) -> None:
    assert answer("string", value) == (value if is_text(value) else None)


@pytest.mark.parametrize("value", VALUES, ids=ascii)
@pytest.mark.parametrize("frame", ["http://a/{}", "{}"])
def test_an_iri_comes_back_as_it_is_or_is_refused(value: str, frame: str) -> None:
    iri = frame.replace("{}", value)
    assert answer("iri", iri) in {None, iri}


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_a_text_is_no_number(value: str) -> None:
    assert answer("integer", value) is None
    assert answer("integer", f"1{value}") in ({"1"} if value == "" else {None})


@pytest.mark.parametrize(
    "value", [v for v in VALUES if is_text(v) and "\\u" not in v.lower()], ids=ascii
)
def test_another_engine_reads_the_same_text(value: str) -> None:
    """Values with ``\\u`` aside, which rdflib expands even behind an escaped backslash."""
    text = bind(canned("string"), {"x": value})
    (row,) = rdflib.Graph().query(text)
    assert str(row[0]) == value  # type: ignore[index]


NUMBERS = {
    "7": "7",
    "-7": "-7",
    "+007": "7",
    "0": "0",
    "-0": "0",
    "9" * 18: "9" * 18,
    "0" * 5000 + "1": "1",
}
NO_NUMBERS = [
    "",
    "1.0",
    "1e3",
    "0x1",
    " 1",
    "1\n",
    "1_000",
    "１",
    "١",
    "--1",
    "9" * 19,
    "1" * 5000,
    "∞",
]


@pytest.mark.parametrize(("value", "expected"), NUMBERS.items(), ids=lambda value: value[:9])
def test_a_number_is_bound(value: str, expected: str) -> None:
    assert answer("integer", value) == expected


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: ascii(value[:9]))
def test_what_is_no_number_is_refused(value: str) -> None:
    assert answer("integer", value) is None


@pytest.mark.parametrize("piece", ["a", '"', "\\", "\n", "𠮷", "$other ", "}"], ids=ascii)
def test_a_million_characters_are_bound(piece: str) -> None:
    value = (piece * 1_000_000)[:1_000_000]
    assert answer("string", value) == value


def test_a_value_is_not_read_again() -> None:
    text = bind(canned("string", "$x $other $x"), {"x": "$other", "other": "$x"})
    assert text == '"$other" "$x" "$other"'


@pytest.mark.parametrize("name", ["y", "x ", "", "$x", "x}", "x\n", "документ"])
def test_an_unknown_parameter_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        bind(canned("string"), {name: "1"})
