"""IRIs as a query writes them: relative to BASE, behind a prefix, with escapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.query.tokens import Kind, Token

_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL
)
_UCHAR = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_LAST = 0x10FFFF


@dataclass(slots=True)
class Prologue:
    """What BASE and PREFIX have said so far.

    Attributes:
        base: ``None`` before the first BASE.
        prefixes: IRIs by prefix, without its colon.
    """

    base: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, prefixes: Mapping[str, str]) -> Prologue:
        """Begin with prefixes that need no declaration."""
        return cls(prefixes=dict(prefixes))

    def resolve(self, token: Token) -> str | None:
        """Return the IRI that a token means; ``None`` for an unknown prefix or without a base."""
        if token.kind is Kind.IRI:
            return self.resolve_reference(decode_escapes(token.text[1:-1]))
        prefix, _, local = token.text.partition(":")
        if prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + _LOCAL_ESCAPE.sub(r"\1", local)

    def resolve_reference(self, reference: str) -> str | None:
        """Resolve a reference against the base; ``None`` where it is relative and there is none.

        Source: RFC 3986, 5.2.

        >>> Prologue("http://a/b/c/d;p?q").resolve_reference("../g")
        'http://a/b/g'
        """
        scheme, authority, path, query, fragment = _split(reference)
        if scheme is not None:
            # As the engine does, leave an IRI that is written in full as it is.
            return reference
        if self.base is None:
            return None
        base_scheme, base_authority, base_path, base_query, _ = _split(self.base)
        if authority is not None:
            path = _remove_dots(path)
        elif path:
            if not path.startswith("/"):
                folder = base_path[: base_path.rfind("/") + 1]
                path = ("/" if base_authority is not None and not base_path else folder) + path
            authority, path = base_authority, _remove_dots(path)
        else:
            authority, path = base_authority, base_path
            query = base_query if query is None else query
        return (
            f"{base_scheme}:"
            + ("" if authority is None else f"//{authority}")
            + path
            + (query or "")
            + (fragment or "")
        )


def decode_escapes(text: str) -> str:
    r"""Replace ``\uXXXX`` and ``\UXXXXXXXX`` by the characters; keep those beyond Unicode.

    >>> decode_escapes(r"\u4e2d")
    '中'
    """

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number <= _LAST else match.group()

    return _UCHAR.sub(character, text)


def read_prologue(words: list[Token], prefixes: Mapping[str, str]) -> tuple[Prologue, int]:
    """Read BASE and PREFIX at the head of a query.

    Args:
        words: The tokens without comments.
        prefixes: Those that need no declaration.

    Returns:
        What they say, and the index of the first token behind them.
    """
    prologue = Prologue.of(prefixes)
    place = 0
    while place < len(words):
        kinds = [token.kind for token in words[place + 1 : place + 3]]
        if words[place].word == "BASE" and kinds[:1] == [Kind.IRI]:
            prologue.base = prologue.resolve(words[place + 1])
            place += 2
        elif words[place].word == "PREFIX" and kinds == [Kind.NAME, Kind.IRI]:
            name, iri = words[place + 1].text, prologue.resolve(words[place + 2])
            if not name.endswith(":") or name.count(":") > 1 or iri is None:
                break
            prologue.prefixes[name[:-1]] = iri
            place += 3
        else:
            break
    return prologue, place


def _split(iri: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    match = _PARTS.fullmatch(iri)
    if match is None:
        raise AssertionError(iri)
    return match[1], match[2], match[3], match[4], match[5]


def _remove_dots(path: str) -> str:
    """Take ``.`` and ``..`` out of a path (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif step != ".":
            kept.append(step)
    if steps[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)
