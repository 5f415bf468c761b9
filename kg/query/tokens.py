r"""The words of SPARQL 1.1: any text in, tokens with their place out, in linear time.

A token is the longest piece that one of the grammar's terminals matches, so that ``<b&&?c>`` is
an IRI even where its author meant *less than*: a space behind ``<`` says which.
Nothing is decoded: ``\uXXXX`` stands in strings and IRIs as it was written.

Source: SPARQL 1.1 Query Language, 19.8, terminals 139 to 173.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import QuerySyntaxError, Words


class Kind(StrEnum):
    """What a token is.

    A prefixed name may lack its local part; a word is a keyword, a function or unknown; what
    begins no token, or never ends, is an error.
    """

    IRI = "iri"
    NAME = "name"
    BLANK = "blank"
    VARIABLE = "variable"
    LANGUAGE = "language"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DOUBLE = "double"
    STRING = "string"
    WORD = "word"
    MARK = "mark"
    COMMENT = "comment"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        text: As it stands in the query.
        start: 0-based, in code points.
        line: 1-based; lines end as editors end them: LF, CR LF or CR.
        column: 1-based, in code points.
    """

    kind: Kind
    text: str
    start: int
    line: int
    column: int

    @property
    def end(self) -> int:
        """Return the offset behind the token."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """Return a word in capitals and a mark as it is; nothing for other tokens."""
        if self.kind is Kind.WORD:
            return self.text.upper() if self.text.isascii() else self.text
        return self.text if self.kind is Kind.MARK else ""


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LETTERS = f"{_BASE}_"
_CHARS = f"{_LETTERS}0-9\u00b7\u0300-\u036f\u203f-\u2040\\-"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_LETTERS}:0-9]|{_PLX})(?:[{_CHARS}:]|{_PLX}|\.++(?=[{_CHARS}:%\\]))*+"
_EXPONENT = "[eE][+-]?[0-9]++"

# A prefix may hold dots, a word may not: the prefix is looked for by itself.
_PREFIX = re.compile(rf"[{_BASE}](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+")
_NAME = re.compile(rf":(?:{_LOCAL})?")
_MASTER = re.compile(
    rf"""
    (?P<comment>\#[^\r\n]*+)
    |(?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*+>)
    |(?P<variable>[?$][{_LETTERS}0-9][{_LETTERS}0-9\u00b7\u0300-\u036f\u203f-\u2040]*+)
    |(?P<string>
        \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
        |"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*+" | '(?!'')(?:[^'\\\r\n]|\\[^\r\n])*+'
    )
    |(?P<name>:(?:{_LOCAL})?)
    |(?P<blank>_:[{_LETTERS}0-9](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)
    |(?P<word>[^\W\d]\w*+)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<double>[+-]?(?:[0-9]++\.[0-9]*+|\.?[0-9]++){_EXPONENT})
    |(?P<decimal>[+-]?[0-9]*+\.[0-9]++)
    |(?P<integer>[+-]?[0-9]++)
    |(?P<mark>\^\^|\|\||&&|!=|<=|>=|[{{}}()\[\];,.^|=<>+\-*/!?])
    |(?P<error>\"\"\".* | '''.* | "[^\r\n]*+ | '[^\r\n]*+ | .)
    """,
    re.DOTALL | re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\r\n]*+")
_LINE_END = re.compile(r"\r\n?|\n")

# Behind these a bound value needs no space of its own, nor before them.
_APART = frozenset(" \t\r\n{}(),;")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query with its comments; white space is left out.

    >>> [token.text for token in tokens("ASK{?s$p 1.}")]
    ['ASK', '{', '?s', '$p', '1', '.', '}']
    """
    lines = [0, *(match.end() for match in _LINE_END.finditer(text))]
    no_colon_before = 0
    position = _after_space(text, 0)
    while position < len(text):
        match = _MASTER.match(text, position)
        if match is None or match.lastgroup is None:
            raise AssertionError(f"no token at {position}")
        kind, end = Kind(match.lastgroup), match.end()
        if kind in (Kind.WORD, Kind.ERROR) and position >= no_colon_before:
            prefix = _PREFIX.match(text, position)
            name = prefix and _NAME.match(text, prefix.end())
            if name:
                kind, end = Kind.NAME, name.end()
            elif prefix:
                # No later piece of this run ends in a colon either: it is not searched again.
                no_colon_before = prefix.end()
        line = bisect_right(lines, position)
        yield Token(kind, text[position:end], position, line, position - lines[line - 1] + 1)
        position = _after_space(text, end)


def place_of(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and column of an offset, both 1-based.

    >>> place_of("ASK\n{", 5)
    (2, 2)
    """
    starts = [0, *(match.end() for match in _LINE_END.finditer(text, 0, offset))]
    return len(starts), offset - starts[-1] + 1


def end_of(text: str, words: list[Token]) -> tuple[int, int]:
    """Return the place behind the last token, where a text that is too short ends."""
    return place_of(text, words[-1].end) if words else (1, 1)


def replace_parameters(text: str, replace: Callable[[str], str | None]) -> str:
    """Put other text in the place of ``$name``, outside strings, IRIs and comments.

    What is put in stays a token of its own: a space parts it from a name or number beside it.

    Args:
        text: The query.
        replace: Gives what stands for a name; ``None`` leaves the variable as it is.

    Raises:
        QuerySyntaxError: ``<`` is followed by a variable and, without a space, by ``>``, which
            SPARQL reads as an IRI.

    >>> replace_parameters("SELECT ?x$y { ?x ?p $y FILTER(?x < $z) } # $y", {"y": "UNDEF"}.get)
    'SELECT ?x UNDEF { ?x ?p UNDEF FILTER(?x < $z) } # $y'
    """
    pieces: list[str] = []
    done = 0
    for token in tokens(text):
        refuse_ambiguous(token)
        if token.kind is not Kind.VARIABLE or not token.text.startswith("$"):
            continue
        value = replace(token.text[1:])
        if value is None:
            continue
        pieces += [text[done : token.start], _gap(text, token.start - 1)]
        pieces += [value, _gap(text, token.end)]
        done = token.end
    return "".join([*pieces, text[done:]])


def refuse_ambiguous(token: Token) -> None:
    """Refuse an IRI that begins like a variable: its author meant *less than*.

    Raises:
        QuerySyntaxError: It is one.
    """
    if token.kind is Kind.IRI and token.text[1] in "?$":
        raise QuerySyntaxError(
            token.line,
            token.column,
            token.text,
            reason=Words(
                "会被读作IRI;若是小于号,请在<后加空格",
                "is read as an IRI; if < is meant as less than, put a space behind it",
            ),
        )


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _gap(text: str, position: int) -> str:
    inside = 0 <= position < len(text)
    return " " if inside and text[position] not in _APART else ""
