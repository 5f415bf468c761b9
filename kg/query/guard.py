r"""The guard: a query may read the store's own graphs and nothing else.

It works on tokens, before an engine sees the text, and leaves the text as it is. What it lets
through has the same tokens for every engine, the lax ones too:

- An engine that expands ``\uXXXX`` before it reads, one that does so inside a token, and one that
  does not, agree where an escape stands in a string or an IRI and means no character that ends it.
- An engine that needs no space behind a keyword finds ``SERVICE`` in ``SERVICEa:b``, in
  ``trueSERVICE`` or, reading ``<`` as *less than*, in ``<2)SERVICE:x#>``. But ``SERVICE`` needs an
  IRI or a variable and a brace, and in SPARQL proper such a pair follows few words only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import QuerySyntaxError, RefusedQueryError, Words
from kg.namespaces import PREFIXES
from kg.query import keywords
from kg.query.iris import Prologue, decode_escapes, read_prologue
from kg.query.tokens import Kind, Token, end_of, place_of, refuse_ambiguous, tokens
from kg.store import Dataset

# Oxigraph overruns a stack of 1 MB at about 100 brackets and 300 parts; real queries have a tenth.
DEEPEST = 40
MOST_PARTS = 250
# It takes the fourth power of their number to plan how triples and groups are joined: a second
# for 100, more than a minute for 300.
MOST_JOINS = 100

_JOINING = frozenset(".;,")
_PART_MARKS = frozenset("{ + - * / ! ^ | || &&".split())
_ESCAPE = re.compile(r"\\(?:\\|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ENDS_A_STRING = frozenset("\"'\\\r\n\0")
_LAST_CHARACTER = 0x10FFFF
_CLOSING = {")": "(", "]": "[", "}": "{"}
# Schemes under which engines hide functions of their own: SQL, the shell, Java.
_NATIVE = re.compile(r"(?<![A-Za-z])(?:bif|sql|java):", re.IGNORECASE)
_TERMS = frozenset({Kind.IRI, Kind.NAME})
_BEFORE_NAMED_GROUP = frozenset({"GRAPH", "FROM", "NAMED"})
_BEFORE_VARIABLE_GROUP = frozenset({"GRAPH", "VALUES", "SELECT", "DISTINCT", "REDUCED", ")"})

_READ_ONLY = Words(
    "这里只能查询,请用 SELECT、ASK、CONSTRUCT 或 DESCRIBE",
    "here one can only ask: use SELECT, ASK, CONSTRUCT or DESCRIBE",
)


class Form(StrEnum):
    """What a query asks for."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a query that may be asked.

    Attributes:
        dataset: The graphs that it chooses; ``None`` for all.
    """

    form: Form
    dataset: Dataset | None = None


def check_read_only(
    text: str, is_own_graph: Callable[[str], bool], prefixes: Mapping[str, str] = PREFIXES
) -> Checked:
    """Refuse a query that does more than read the store's own graphs.

    Args:
        text: The query, as it will be sent.
        is_own_graph: Whether the store holds a graph of this IRI.
        prefixes: Those that need no declaration.

    Returns:
        The form of the query and the graphs that it chooses. It may still be malformed.

    Raises:
        RefusedQueryError: It changes data, calls ``SERVICE``, reads another graph by ``FROM``, uses
            an engine's own functions or pragmas, or is too deep.
        QuerySyntaxError: Its tokens are not those of SPARQL, or mean one thing to one engine and
            another to the next.

    >>> check_read_only("ASK { ?s ?p ?o }", lambda graph: False).form
    <Form.ASK: 'ASK'>
    """
    words = _read_words(text)
    prologue, start = read_prologue(words, prefixes)
    if start == len(words):
        line, column = end_of(text, words)
        raise QuerySyntaxError(line, column, "", expected=_forms())
    if words[start].word not in keywords.FORMS:
        raise _no_form(words[start])
    form = Form(words[start].word)
    _check_head(words, start, form)
    _check_groups(words, form)
    for token in words[start:]:
        _check_native(token, prologue)
    chosen: dict[bool, list[str]] = {False: [], True: []}
    for place, token in enumerate(words):
        if token.word == "FROM":
            is_named, graph = _read_graph(words, place, prologue, is_own_graph)
            chosen[is_named].append(graph)
    has_chosen = any(chosen.values())
    return Checked(form, Dataset(tuple(chosen[False]), tuple(chosen[True])) if has_chosen else None)


def _read_words(text: str) -> list[Token]:
    """Read the tokens, comments left out; refuse what no query holds at any place."""
    found: list[Token] = []
    opened: list[str] = []
    parts = joins = 0
    for token in tokens(text):
        _check_token(token, text)
        if token.kind is Kind.COMMENT:
            continue
        found.append(token)
        mark = token.word
        if mark in _CLOSING.values():
            opened.append(mark)
        elif mark in _CLOSING and opened and opened[-1] == _CLOSING[mark]:
            opened.pop()
        elif mark == ";" and not opened:
            raise _refused(
                token,
                Words("一次只能执行一个查询", "one query at a time"),
                Words("请去掉 ; 及其后的内容", "leave out the ; and what follows"),
            )
        is_signed = (
            token.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE} and token.text[0] in "+-"
        )
        parts += mark in _PART_MARKS or mark == "BIND" or is_signed
        joins += mark == "{" or (mark in _JOINING and opened[-1:] != ["("])
        if len(opened) > DEEPEST or parts > MOST_PARTS or joins > MOST_JOINS:
            raise _refused(
                token,
                Words("查询嵌套过深或过长", "the query is too deep or too long"),
                Words(
                    f"括号最多{DEEPEST}层,运算符最多{MOST_PARTS}个,三元组和组共最多{MOST_JOINS}个,"
                    "请拆成几个查询",
                    f"at most {DEEPEST} brackets inside one another, {MOST_PARTS} operators and "
                    f"{MOST_JOINS} triples and groups: ask in several queries",
                ),
            )
    return found


def _check_token(token: Token, text: str) -> None:
    """Refuse a token that no query holds."""
    if token.kind is Kind.ERROR:
        raise _no_token(token)
    if token.kind is Kind.WORD:
        _check_word(token)
    elif token.kind in {Kind.STRING, Kind.IRI, Kind.COMMENT}:
        refuse_ambiguous(token)
        _check_escapes(token)
    # Some engines end a comment at a lone CR, others do not.
    if token.kind is Kind.COMMENT and re.match(r"\r(?!\n)", text[token.end : token.end + 2]):
        raise QuerySyntaxError(
            token.line,
            token.column + len(token.text),
            "",
            reason=Words(
                "注释后有单独的回车符,请改用换行符",
                "a lone carriage return ends the comment; write a line feed",
            ),
        )


def _check_escapes(token: Token) -> None:
    """Refuse escapes of characters that end a token, for an engine that expands them first."""
    for escape in _ESCAPE.finditer(token.text):
        if not (escape[1] or escape[2]):
            continue
        number = int(escape[1] or escape[2], 16)
        character = chr(number) if number <= _LAST_CHARACTER else ""
        if token.kind is Kind.COMMENT:
            # rdflib takes up to eight digits behind a small u.
            is_bad = character in {"\r", "\n", "\0"}
        else:
            is_bad = (
                not character or character in _ENDS_A_STRING or "\ud800" <= character <= "\udfff"
            )
            is_bad |= token.kind is Kind.IRI and (character <= " " or character in "<>{}|^`")
        if is_bad:
            raise _bad_escape(token, escape.start())


def _check_word(token: Token) -> None:
    if token.word == "SERVICE":
        raise _refused(
            token,
            Words(
                "不允许使用 SERVICE 访问其他服务器", "SERVICE asks another server, which is refused"
            ),
            Words("请只查询本图谱", "ask this graph alone"),
        )
    if token.word in keywords.UPDATES:
        raise _refused(
            token, Words(f"{token.word} 会修改数据", f"{token.word} changes data"), _READ_ONLY
        )
    if token.word == "DEFINE":
        raise _refused(
            token,
            Words("不允许使用 Virtuoso 的 define", "Virtuoso's define is refused"),
            Words("请去掉它", "leave it out"),
        )
    if token.word not in keywords.KNOWN:
        raise QuerySyntaxError(
            token.line,
            token.column,
            token.text,
            expected=[Words(word, word) for word in keywords.nearest(token.text)],
            reason=Words("不是SPARQL的词", "is no word of SPARQL"),
        )


def _check_groups(words: list[Token], form: Form) -> None:
    """Refuse an IRI or variable before a brace where only a hidden SERVICE would explain it."""
    is_describing = form is Form.DESCRIBE
    for place, token in enumerate(words):
        if token.word != "{" or place < 2:
            continue
        if is_describing:
            # ``DESCRIBE ?a <b> {``: the list before the first brace may hold all of these.
            is_describing = False
            continue
        named, before = words[place - 1], words[place - 2]
        if named.kind in _TERMS and before.word not in _BEFORE_NAMED_GROUP:
            raise QuerySyntaxError(token.line, token.column, token.text)
        is_list = before.kind is Kind.VARIABLE or before.word in _BEFORE_VARIABLE_GROUP
        if named.kind is Kind.VARIABLE and not is_list:
            raise QuerySyntaxError(token.line, token.column, token.text)


def _check_head(words: list[Token], start: int, form: Form) -> None:
    """Refuse what could hide a FROM: it stands outside all brackets, SELECT's before the first."""
    depth = 0
    in_head = True
    for before, token in zip(words[start:], words[start + 1 :], strict=False):
        mark = token.word
        in_head = in_head and mark != "{"
        if mark in _CLOSING.values():
            depth += 1
        elif mark in _CLOSING:
            depth -= 1
        if token.word in {"BASE", "PREFIX"}:
            raise QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words("应写在查询最前面", "belongs to the head of the query"),
            )
        if token.kind is Kind.NAME and depth <= 0 and _holds_from(token):
            raise QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words(
                    "可能被读作 FROM;请在 FROM 后加空格,或用<…>写出完整IRI",
                    "may be read as FROM; put a space behind FROM, or write the IRI in full",
                ),
            )
        is_operand = before.kind not in {Kind.WORD, Kind.MARK} or before.word == ")"
        if token.kind is Kind.IRI and in_head and form is Form.SELECT and is_operand:
            raise QuerySyntaxError(
                token.line,
                token.column,
                token.text,
                reason=Words(
                    "会被读作IRI;若是小于号,请在<后加空格",
                    "is read as an IRI; if < is meant as less than, put a space behind it",
                ),
            )


def _holds_from(token: Token) -> bool:
    prefix, _, local = token.text.upper().partition(":")
    return prefix.startswith(("FROM", "NAMED")) or local.startswith("FROM")


def _check_native(token: Token, prologue: Prologue) -> None:
    """Refuse functions of an engine's own, whichever way their IRI is written."""
    if token.kind is Kind.IRI:
        written = decode_escapes(token.text)
    elif token.kind is Kind.NAME:
        written = prologue.resolve(token) or token.text
        # An engine may have its own idea of a prefix that the query declares.
        written = f"{token.text} {written}"
    else:
        return
    if _NATIVE.search(written):
        raise _refused(
            token,
            Words("不允许使用数据库自带的函数", "functions of an engine's own are refused"),
            Words("请只用SPARQL 1.1的函数", "use the functions of SPARQL 1.1"),
        )


def _read_graph(
    words: list[Token], place: int, prologue: Prologue, is_own_graph: Callable[[str], bool]
) -> tuple[bool, str]:
    """Read ``FROM`` or ``FROM NAMED``; refuse a graph that is not the store's own."""
    following = words[place + 1 : place + 3]
    is_named = bool(following) and following[0].word == "NAMED"
    if is_named:
        following = following[1:]
    if not following or following[0].kind not in _TERMS:
        at = following[0] if following else words[place]
        raise QuerySyntaxError(
            at.line, at.column, at.text, expected=[Words("图的IRI", "a graph's IRI")]
        )
    graph = prologue.resolve(following[0])
    if graph is None or not is_own_graph(graph):
        raise _refused(
            following[0],
            Words("FROM 只能用本图谱中的图", "FROM may only name graphs of this store"),
            Words(
                "用 SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } 可查看有哪些图",
                "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists them",
            ),
        )
    return is_named, graph


def _refused(token: Token, problem: Words, remedy: Words) -> RefusedQueryError:
    return RefusedQueryError(token.line, token.column, problem, remedy)


def _forms() -> list[Words]:
    return [Words(form.value, form.value) for form in Form]


def _no_form(token: Token) -> QuerySyntaxError:
    return QuerySyntaxError(token.line, token.column, token.text, expected=_forms())


def _no_token(token: Token) -> QuerySyntaxError:
    """Say why a piece is no token."""
    first = token.text[0]
    if first in "\"'":
        reason = Words("引号没有闭合", "is a string that does not end")
    elif first == "\\":
        reason = Words(
            "不应在字符串和IRI之外,请直接写出该字符",
            "does not stand outside strings and IRIs; write the character itself",
        )
    elif "\uff01" <= first <= "\uff5e":
        half = chr(ord(first) - 0xFEE0)
        reason = Words(f"是全角字符,请改用半角 {half}", f"is a full-width character; write {half}")
    else:
        reason = Words("不是SPARQL的字符", "is no character of SPARQL")
    return QuerySyntaxError(token.line, token.column, token.text, reason=reason)


def _bad_escape(token: Token, offset: int) -> QuerySyntaxError:
    lines, column = place_of(token.text, offset)
    return QuerySyntaxError(
        token.line + lines - 1,
        column if lines > 1 else token.column + column - 1,
        token.text[offset : offset + 6],
        reason=Words(
            r"转义了不能这样写的字符,请用 \n \" 等写法",
            r"escapes a character that is not to be written so; use \n, \" and the like",
        ),
    )
