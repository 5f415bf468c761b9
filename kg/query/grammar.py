"""The grammar of SPARQL, asked where a text leaves it; imported only once a query is malformed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lark import Lark, UnexpectedInput
from lark import Token as LarkToken
from lark.lexer import Lexer, LexerState
from lark.parsers.lalr_interactive_parser import InteractiveParser

from kg.query.keywords import KNOWN
from kg.query.tokens import Kind, Token

END = "$END"

_KINDS = {
    Kind.IRI: "IRIREF",
    Kind.BLANK: "BLANK_NODE_LABEL",
    Kind.VARIABLE: "VAR",
    Kind.LANGUAGE: "LANGTAG",
    Kind.STRING: "STRING",
}
_NUMBERS = {Kind.INTEGER: "INTEGER", Kind.DECIMAL: "DECIMAL", Kind.DOUBLE: "DOUBLE"}
_SIGNS = {"+": "_POSITIVE", "-": "_NEGATIVE"}
# As Lark names them, and as sparql.lark names those that Lark has no name for.
_MARKS = {
    "{": "LBRACE", "}": "RBRACE", "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB",
    ";": "SEMICOLON", ",": "COMMA", ".": "DOT", "^": "CIRCUMFLEX", "|": "VBAR", "=": "EQUAL",
    "<": "LESSTHAN", ">": "MORETHAN", "+": "PLUS", "-": "MINUS_SIGN", "*": "STAR", "/": "SLASH",
    "!": "BANG", "?": "QMARK", "^^": "TYPE", "||": "OR", "&&": "AND", "!=": "NOT_EQUAL",
    "<=": "AT_MOST", ">=": "AT_LEAST", "()": "NIL", "[]": "ANON",
}  # fmt: skip
MARKS = {name: mark for mark, name in _MARKS.items()}
_OPENING = {"NIL": "LPAR", "ANON": "LSQB"}
_UNKNOWN = "UNKNOWN"


class _NoLexer(Lexer):
    """Lark asks for a lexer; the tokens are fed one by one instead."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(
        self,
        lexer_state: LexerState,  # noqa: ARG002
        parser_state: object,  # noqa: ARG002
    ) -> Iterator[LarkToken]:
        yield from ()


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("sparql.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_NoLexer, start="query_unit")


def find_misfit(words: list[Token]) -> tuple[Token | None, frozenset[str]] | None:
    """Find the first token that no query has at this place.

    Args:
        words: The tokens without comments.

    Returns:
        The token, or ``None`` for the end of the text, and the terminals that could stand there;
        ``None`` where the tokens are a query.
    """
    named = list(_name(words))
    count = _feed(named)
    if count > len(named):
        return None
    parser = _parser().parse_interactive()
    for name, token in named[:count]:
        parser.feed_token(LarkToken(name, token.text))
    accepted = _accepted(parser)
    if count == len(named):
        return None, accepted
    name, token = named[count]
    opening = _OPENING.get(name)
    if opening is not None and opening in accepted:
        # One bracket fits, both together do not: it is the closing one that is in the way.
        parser.feed_token(LarkToken(opening, token.text))
        return words[words.index(token) + 1], _accepted(parser)
    return token, accepted


def _accepted(parser: InteractiveParser) -> frozenset[str]:
    return frozenset(parser.accepts())  # type: ignore[no-untyped-call]


def _feed(named: list[tuple[str, Token]]) -> int:
    """Count the tokens that fit, the end of the text being the last."""
    parser = _parser().parse_interactive()
    count = 0
    try:
        for name, token in named:
            parser.feed_token(LarkToken(name, token.text))
            count += 1
        parser.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return count
    return count + 1


def _name(words: list[Token]) -> Iterator[tuple[str, Token]]:
    """Yield the name of each token's terminal; two brackets with nothing between them are one."""
    place = 0
    while place < len(words):
        token = words[place]
        pair = token.word + (words[place + 1].word if place + 1 < len(words) else "")
        if pair in {"()", "[]"}:
            yield _MARKS[pair], token
            place += 2
            continue
        yield _terminal(token), token
        place += 1


def _terminal(token: Token) -> str:
    if token.kind is Kind.MARK:
        return _MARKS[token.text]
    if token.kind is Kind.WORD:
        # ``a`` is the one keyword whose case matters.
        is_known = token.word in KNOWN and token.text != "A"
        return token.word if is_known else _UNKNOWN
    if token.kind is Kind.NAME:
        return "PNAME_NS" if token.text.index(":") == len(token.text) - 1 else "PNAME_LN"
    if token.kind in _NUMBERS:
        return _NUMBERS[token.kind] + _SIGNS.get(token.text[0], "")
    return _KINDS.get(token.kind, _UNKNOWN)
