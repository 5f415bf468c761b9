"""Where a query stops being SPARQL, what stands there, and what could.

The engine decides whether a text is a query; the place that it gives is unreliable, since it has
looked ahead by then. The exact one is found by the grammar, which takes half a second to load and
is asked only then. What the grammar accepts and the engine does not is a matter of meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.errors import QuerySyntaxError, Words
from kg.namespaces import PREFIXES
from kg.query import keywords, meaning
from kg.query.guard import Checked, check_read_only
from kg.query.tokens import Kind, Token, end_of, tokens

# Tells what an engine has against a query's wording, without evaluating it; ``None``: nothing.
Complain = Callable[[str, Mapping[str, str]], str | None]

_MOST_EXPECTED = 5

_LITERALS = {"STRING", "TRUE", "FALSE"} | {
    f"{number}{sign}"
    for number in ("INTEGER", "DECIMAL", "DOUBLE")
    for sign in ("", "_POSITIVE", "_NEGATIVE")
}
_IRIS = {"IRIREF", "PNAME_LN", "PNAME_NS"}
_CALLS = (keywords.FUNCTIONS | keywords.AGGREGATES | {"EXISTS"}) - {"SEPARATOR"}

# What can stand at a place, in the order in which it is said: where all of the first set can, the
# words stand for all of the second.
_GROUPS = (
    ({"$END"}, {"$END"}, Words("查询结束", "the end of the query")),
    (
        {"BANG", "STRLEN", "LPAR"},
        _CALLS | _LITERALS | _IRIS | {"BANG", "PLUS", "MINUS_SIGN", "LPAR", "VAR", "NOT"},
        Words("表达式", "an expression"),
    ),
    ({"STRLEN", "COUNT"}, _CALLS | {"NOT"}, Words("函数", "a function")),
    ({"VAR"}, {"VAR"}, Words("变量", "a variable")),
    (_IRIS, _IRIS, Words("IRI或带前缀的名称", "an IRI or a prefixed name")),
    ({"IRIREF"}, {"IRIREF"}, Words("<IRI>", "<an IRI>")),
    ({"PNAME_NS"}, {"PNAME_NS"}, Words("前缀(如 plan:)", "a prefix (such as plan:)")),
    ({"STRING", "INTEGER"}, _LITERALS, Words("字面值", "a literal")),
    ({"INTEGER"}, {"INTEGER"}, Words("整数", "a whole number")),
    ({"STRING"}, {"STRING"}, Words("字符串", "a string")),
    ({"ANON"}, {"ANON", "BLANK_NODE_LABEL", "LSQB"}, Words("空白节点", "a blank node")),
)
# What a person would rather be told of first.
_FIRST = (
    "RBRACE", "RPAR", "RSQB", "DOT", "SEMICOLON", "COMMA", "LBRACE", "LPAR", "NIL", "WHERE", "AS",
)  # fmt: skip
_LAST = {"BASE", "PREFIX"}
_NEVER = keywords.UPDATES | {"SERVICE", "SILENT", "FROM"}


def check_query(
    text: str,
    is_own_graph: Callable[[str], bool],
    complain: Complain,
    prefixes: Mapping[str, str] = PREFIXES,
) -> Checked:
    """Check a query of someone's own: that it reads, and reads only; then that it is SPARQL.

    Args:
        text: The query, as it will be sent.
        is_own_graph: Whether the store holds a graph of this IRI.
        complain: Parses the query; it is called only for what the guard has let through.
        prefixes: Those that need no declaration.

    Raises:
        RefusedQueryError: The query does more than read the store's own graphs.
        QuerySyntaxError: It is no SPARQL.
    """
    try:
        checked = check_read_only(text, is_own_graph, prefixes)
    except QuerySyntaxError as doubt:
        raise _sharpen(doubt, find_misfit(text)) from None
    check_syntax(text, complain, prefixes)
    return checked


def check_syntax(text: str, complain: Complain, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Say exactly where and why a text is no query.

    Args:
        text: What the guard has let through.
        complain: Parses the query and tells what it has against it.
        prefixes: Those that need no declaration.

    Raises:
        QuerySyntaxError: It is none.
    """
    complaint = complain(text, prefixes)
    if complaint is None:
        return
    misfit = find_misfit(text)
    if misfit is not None:
        raise misfit
    words = _words(text)
    for problem in meaning.find_problems(words, prefixes):
        raise problem
    for token in words:
        if token.kind is Kind.IRI and complain(f"BASE <a:/> ASK {{ {token.text} ?p ?o }}", {}):
            raise QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words("不是合法的IRI", "is no valid IRI"),
            )
    raise meaning.explain(complaint, words, prefixes)


def _sharpen(doubt: QuerySyntaxError, misfit: QuerySyntaxError | None) -> QuerySyntaxError:
    """Choose between what the guard and what the grammar say of a text: the first, the fuller."""
    if misfit is None:
        return doubt
    first, second = (misfit.line, misfit.column), (doubt.line, doubt.column)
    if doubt.reason is None or first < second:
        return misfit
    if first > second or not doubt.token.isidentifier():
        return doubt
    return QuerySyntaxError(
        doubt.line, doubt.column, doubt.token, expected=misfit.expected, reason=doubt.reason
    )


def find_misfit(text: str) -> QuerySyntaxError | None:
    """Find the first place at which a text leaves the grammar; ``None`` where it never does."""
    from kg.query import grammar

    words = _words(text)
    found = grammar.find_misfit(words)
    if found is None:
        return None
    token, accepted = found
    expected = _say(accepted, grammar.MARKS)
    if token is not None and token.kind is Kind.WORD:
        near = keywords.nearest(token.text, accepted & keywords.KNOWN - _NEVER)
        expected = [_same(word) for word in near] or expected
    if token is None:
        line, column = end_of(text, words)
        return QuerySyntaxError(line, column, "", expected=expected)
    return QuerySyntaxError(token.line, token.column, token.text, expected=expected)


def _words(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind is not Kind.COMMENT]


def _say(accepted: frozenset[str], marks: Mapping[str, str]) -> list[Words]:
    """Say in a few words what could stand at a place."""
    left = set(accepted - _NEVER)
    if "LPAR" in left:
        left.discard("NIL")
    said: list[Words] = []
    for needed, covered, words in _GROUPS:
        if needed <= left:
            said.append(words)
            left -= covered
    singles = [name for name in _FIRST if name in left] + sorted(
        left - set(_FIRST), key=lambda name: (name in _LAST, name != "SELECT", name)
    )
    named = [_same(f"`{marks[name]}`" if name in marks else name) for name in singles]
    closing = sum(name in _FIRST for name in singles)
    return [*named[:closing][:3], *said, *named[min(closing, 3) :]][:_MOST_EXPECTED]


def _same(word: str) -> Words:
    # ``a`` is the one word that is written small.
    shown = word.lower() if word == "A" else word
    return Words(shown, shown)
