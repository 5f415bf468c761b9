"""Faults of a query that the grammar lets pass: prefixes, escapes, variables, rows of VALUES."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import QuerySyntaxError, Words
from kg.query.iris import read_prologue
from kg.query.tokens import Kind, Token, place_of

_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf\"'\\]|(?P<bad>.?))", re.DOTALL)
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
# What a term of SPARQL's own is made of stands in an engine's complaint; the rest is a sentence.
_SENTENCE = re.compile(r"[A-Za-z][A-Za-z* ]*(?: [A-Za-z*]+){2,}")

_FUNCTION = re.compile(r"custom function <([^>]*)>")

_REASONS = {
    "The SELECT contains a variable that is unbound": Words(
        "SELECT 中的变量既未分组(GROUP BY),也不在聚合函数中",
        "SELECT names a variable that is neither grouped (GROUP BY) nor inside an aggregate",
    ),
    "The SELECT contains an expression with a variable that is unbound": Words(
        "SELECT 表达式中的变量既未分组(GROUP BY),也不在聚合函数中",
        "an expression of SELECT holds a variable that is neither grouped nor inside an aggregate",
    ),
    "SELECT * is not authorized with GROUP BY": Words(
        "SELECT * 不能与 GROUP BY 同用,请列出变量",
        "SELECT * does not go with GROUP BY; name the variables",
    ),
    "Duplicated variable name in SELECT": Words(
        "SELECT 中同一变量出现两次", "SELECT names a variable twice"
    ),
    "The SELECT overrides an existing variable using an expression": Words(
        "SELECT 中 AS 之后的变量在查询体中已使用,请换一个变量名",
        "the variable behind AS in SELECT is used in the query already; take another name",
    ),
    "The query limit should be a non negative integer": Words(
        "LIMIT 的数过大", "the number behind LIMIT is too large"
    ),
    "language tag parsing failed": Words("语言标签不合法", "a language tag is not valid"),
}


def find_problems(words: list[Token], prefixes: Mapping[str, str]) -> Iterator[QuerySyntaxError]:
    """Yield what is wrong with a query that keeps to the grammar, with its exact place.

    Args:
        words: The tokens without comments.
        prefixes: Those that need no declaration.
    """
    yield from _undeclared_prefixes(words, prefixes)
    yield from _bad_escapes(words)
    yield from _capital_booleans(words)
    yield from _relative_iris(words)
    yield from _uneven_rows(words)
    yield from _labels_in_two_groups(words)
    yield from _bound_again(words)


def explain(complaint: str, words: list[Token], prefixes: Mapping[str, str]) -> QuerySyntaxError:
    """Put an engine's complaint in plain words; its place is that of the query's form."""
    function = _FUNCTION.search(complaint)
    prologue, start = read_prologue(words, prefixes)
    for token in words[start:]:
        is_iri = token.kind in {Kind.IRI, Kind.NAME}
        if function and is_iri and prologue.resolve(token) == function[1]:
            reason = Words("没有这个函数", "is no function that the engine has")
            return QuerySyntaxError(token.line, token.column, token.text, reason=reason)
    form = next((token for token in words if token.word == "SELECT"), words[0])
    for sentence, reason in _REASONS.items():
        if sentence in complaint:
            return QuerySyntaxError(form.line, form.column, "", reason=reason)
    found = _SENTENCE.search(complaint.replace("error at", "").replace("expected one of", ""))
    said = found.group() if found else "its wording"
    reason = Words(f"查询引擎不接受({said})", f"the engine does not accept it ({said})")
    return QuerySyntaxError(form.line, form.column, "", reason=reason)


def _undeclared_prefixes(
    words: list[Token], prefixes: Mapping[str, str]
) -> Iterator[QuerySyntaxError]:
    prologue, start = read_prologue(words, prefixes)
    for token in words[start:]:
        prefix, _, local = token.text.partition(":")
        if token.kind is not Kind.NAME or prefix in prologue.prefixes:
            continue
        import difflib

        near = difflib.get_close_matches(prefix.lower()[:40], sorted(prologue.prefixes), 3, 0.5)
        listed = ", ".join(f"{name}:{local[:40]}" for name in near)
        declare = f"PREFIX {prefix[:40]}: <…>"
        yield QuerySyntaxError(
            token.line,
            token.column,
            token.text,
            reason=Words(
                "的前缀未声明;" + (f"是否指 {listed}?" if near else f"请在开头写 {declare}"),
                "has a prefix that is not declared; "
                + (f"did you mean {listed}?" if near else f"declare it: {declare}"),
            ),
        )


def _bad_escapes(words: list[Token]) -> Iterator[QuerySyntaxError]:
    for token in words:
        if token.kind is not Kind.STRING:
            continue
        for escape in _ESCAPE.finditer(token.text):
            if escape["bad"] is None:
                continue
            lines, column = place_of(token.text, escape.start())
            yield QuerySyntaxError(
                token.line + lines - 1,
                column if lines > 1 else token.column + column - 1,
                escape.group(),
                reason=Words(
                    r"不是合法的转义;反斜杠本身写作 \\",
                    r"is no escape; a backslash itself is written \\",
                ),
            )


def _capital_booleans(words: list[Token]) -> Iterator[QuerySyntaxError]:
    for token in words:
        if token.word in {"TRUE", "FALSE"} and not token.text.islower():
            yield QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words("应写成小写", "is written in small letters"),
            )


def _relative_iris(words: list[Token]) -> Iterator[QuerySyntaxError]:
    if words and any(token.word == "BASE" for token in words):
        return
    for token in words:
        if token.kind is Kind.IRI and not _SCHEME.match(token.text):
            yield QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words(
                    "是相对IRI;请写出完整的IRI,或先写 BASE <…>",
                    "is a relative IRI; write it in full, or declare BASE <…> first",
                ),
            )


def _uneven_rows(words: list[Token]) -> Iterator[QuerySyntaxError]:
    """Yield the rows of VALUES that have more or fewer values than there are variables."""
    for place, token in enumerate(words):
        if token.word != "VALUES" or [mark.word for mark in words[place + 1 : place + 2]] != ["("]:
            continue
        closed = _find(words, ")", place + 2)
        wanted = closed - place - 2
        row = closed + 2
        while row < len(words) and words[row].word == "(":
            end = _find(words, ")", row + 1)
            if _count_terms(words[row + 1 : end]) != wanted:
                yield QuerySyntaxError(
                    words[row].line,
                    words[row].column,
                    "",
                    reason=Words(
                        f"VALUES 的这一行应有{wanted}个值,缺少的写 UNDEF",
                        f"this row of VALUES needs {wanted} values; UNDEF stands for none",
                    ),
                )
            row = end + 1


def _find(words: list[Token], mark: str, start: int) -> int:
    return next(
        (place for place in range(start, len(words)) if words[place].word == mark), len(words)
    )


def _count_terms(words: list[Token]) -> int:
    """Count values: ``"1"^^xsd:integer`` and ``"a"@en`` are one each."""
    types = sum(token.word == "^^" for token in words)
    languages = sum(token.kind is Kind.LANGUAGE for token in words)
    return len(words) - 2 * types - languages


def _groups(words: list[Token]) -> Iterator[tuple[int, Token, tuple[int, ...]]]:
    """Yield each token's index, the token, and the groups around it, outermost first."""
    around: list[int] = []
    for place, token in enumerate(words):
        if token.word == "{":
            around.append(place)
        elif token.word == "}" and around:
            around.pop()
        yield place, token, tuple(around)


def _labels_in_two_groups(words: list[Token]) -> Iterator[QuerySyntaxError]:
    first: dict[str, tuple[int, ...]] = {}
    for _, token, around in _groups(words):
        if token.kind is Kind.BLANK and first.setdefault(token.text, around) != around:
            yield QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words(
                    "已在另一组花括号中使用,请改用变量",
                    "is used in another group already; use a variable",
                ),
            )


def _bound_again(words: list[Token]) -> Iterator[QuerySyntaxError]:
    """Yield the variables behind ``BIND(… AS`` that their group has used before."""
    used: dict[tuple[int, ...], set[str]] = {}
    for place, token, around in _groups(words):
        if token.kind is not Kind.VARIABLE:
            continue
        is_bound = place > 0 and words[place - 1].word == "AS" and _is_bind(words, place)
        if is_bound and token.text[1:] in used.get(around, set()):
            yield QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words(
                    "在 BIND 之前已使用,请换一个变量名",
                    "is used before BIND already; take another name",
                ),
            )
        for depth in range(len(around) + 1):
            used.setdefault(around[:depth], set()).add(token.text[1:])


def _is_bind(words: list[Token], place: int) -> bool:
    """Say whether ``AS`` before a variable stands in the brackets of a BIND."""
    depth = 0
    for before in range(place - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(words[before].word, 0)
        if depth < 0:
            return before > 0 and words[before - 1].word == "BIND"
    return False
