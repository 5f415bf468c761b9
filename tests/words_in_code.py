"""Finds lists of Chinese words that stand in code: alternatives of a pattern, collections."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Numerals, and the marks of a date or a number, are forms and no words.
_FORM = re.compile(
    r"百分之|千分之|分之|[零〇一二两三四五六七八九十百千万亿几数半第年月日时分秒号负点]"
)
_CLASS = re.compile(r"\[\^?(?:\\.|[^\]])*\]")
_PARTS = re.compile(r"\(\?(?:P<\w+>|[:=!]|<[=!])|[|()]")
_PATTERNS = {
    "compile", "compiled", "compile_pattern", "one_of", "search", "match", "fullmatch", "finditer",
    "findall", "sub", "split", "startswith", "endswith",
}  # fmt: skip
# What takes a string apart into characters.
_CHARACTERS = {"set", "frozenset", "tuple", "list", "trim", "strip", "lstrip", "rstrip"}
# Words in two languages are for the reader of a message or a page.
_SAID = {"Words"}
_FEWEST_ALTERNATIVES, _FEWEST_MEMBERS = 2, 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of Chinese words in a module.

    Attributes:
        line: Where it begins.
        words: Its words.
    """

    line: int
    words: tuple[str, ...]


def find_listings(source: str) -> list[Listing]:
    """Find the lists of Chinese words in a module's source, in its order."""
    tree = ast.parse(source)
    inside = {id(child) for node in _said(tree) for child in ast.walk(node)}
    found = [
        Listing(node.lineno, words)
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and id(node) not in inside and (words := _words(node))
    ]
    return sorted(found, key=lambda listing: listing.line)


def listings_of(package: Path) -> Iterator[tuple[str, Listing]]:
    """Yield the lists of a package's modules, with the module."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        for listing in find_listings(path.read_text(encoding="utf-8")):
            yield name, listing


def _said(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is said in both languages: ``Words(zh, en)``, and pairs of Chinese and English."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _SAID:
                yield node
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            zh, en = (_strings(part) for part in node.elts)
            if any(map(_CHINESE.search, zh)) and en and not any(map(_CHINESE.search, en)):
                yield node


def _words(node: ast.expr) -> tuple[str, ...]:
    """Return the words that an expression lists; none where it is no list of words."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(node.func, ast.Name):
            name = node.func.id
        if name == "split" and isinstance(node.func, ast.Attribute):
            members = [word for said in _strings(node.func.value) for word in said.split()]
            return _enough(members, _FEWEST_MEMBERS)
        if name in _CHARACTERS:
            return _enough(list("".join(map("".join, map(_constants, node.args)))), _FEWEST_MEMBERS)
        if name in _PATTERNS:
            written = "".join(said for part in node.args for said in _strings(part))
            if "|" in written:
                return _enough(_PARTS.split(_CLASS.sub("", written)), _FEWEST_ALTERNATIVES)
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        members = [said for part in node.elts for said in _constants(part)]
        return _enough(members, _FEWEST_MEMBERS)
    elif isinstance(node, ast.Dict):
        parts = [part for part in (*node.keys, *node.values) if part is not None]
        return _enough([said for part in parts for said in _constants(part)], _FEWEST_MEMBERS)
    return ()


def _enough(members: list[str], fewest: int) -> tuple[str, ...]:
    found = tuple(word for word in members if _CHINESE.search(_FORM.sub("", word)))
    return found if len(found) >= fewest else ()


def _strings(node: ast.AST) -> list[str]:
    return [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def _constants(node: ast.AST) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
