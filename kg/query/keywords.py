"""The closed list of SPARQL 1.1's words: those that ask, those that change data, functions."""

from __future__ import annotations

from collections.abc import Iterable

FORMS = frozenset({"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"})

# What an update begins with, or what only stands in one.
UPDATES = frozenset(
    "ADD ALL CLEAR COPY CREATE DATA DEFAULT DELETE DROP INSERT INTO LOAD MOVE TO USING WITH".split()
)

CLAUSES = FORMS | frozenset(
    "A AS ASC BASE BIND BY DESC DISTINCT EXISTS FALSE FILTER FROM GRAPH GROUP HAVING IN LIMIT "
    "MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SERVICE SILENT TRUE UNDEF UNION VALUES "
    "WHERE".split()
)

AGGREGATES = frozenset("AVG COUNT GROUP_CONCAT MAX MIN SAMPLE SEPARATOR SUM".split())

FUNCTIONS = frozenset(
    "ABS BNODE BOUND CEIL COALESCE CONCAT CONTAINS DATATYPE DAY ENCODE_FOR_URI FLOOR HOURS IF IRI "
    "ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MD5 MINUTES MONTH NOW RAND "
    "REGEX REPLACE ROUND SAMETERM SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT "
    "STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR TIMEZONE TZ UCASE URI UUID YEAR".split()
)

# An engine that reads words without their ends would find others in a word that is none of these.
KNOWN = CLAUSES | AGGREGATES | FUNCTIONS | UPDATES


def nearest(word: str, among: Iterable[str] = KNOWN - UPDATES) -> list[str]:
    """Return the words of SPARQL that a misspelt one may stand for, best first.

    >>> nearest("SELCT")
    ['SELECT']
    """
    import difflib

    return difflib.get_close_matches(word.upper()[:40], sorted(among), 3, 0.7)
