"""Files of words and forms, ours or a user's, and the lines in which something stands in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import OwnFileError, Words

_HEADER = re.compile(r"\s*\[\[?(?P<path>[^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?P<path>(?:[\w.-]+|'[^']*'|"[^"]*")+)\s*=""")
_PIECE = re.compile(r"""'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[\w-]+)""")


@dataclass(frozen=True, slots=True)
class WordFile:
    """A TOML file of words or forms, as text: from a folder, or kept in a graph.

    Attributes:
        name: What messages call it.
        text: Its content.
    """

    name: str
    text: str

    @classmethod
    def read(cls, path: Path, error: type[OwnFileError]) -> WordFile:
        """Read a file.

        Raises:
            OwnFileError: It cannot be read; it is of the class ``error``.
        """
        try:
            return cls(str(path), path.read_text(encoding="utf-8-sig"))
        except OSError as reason:
            raise error(
                str(path),
                None,
                Words("文件无法读取", f"the file cannot be read ({reason.strerror})"),
            ) from reason
        except UnicodeDecodeError as reason:
            line = path.read_bytes()[: reason.start].count(b"\n") + 1
            raise error(
                str(path), line, Words("不是UTF-8编码", "is not encoded in UTF-8")
            ) from reason

    def parse(self, error: type[OwnFileError]) -> dict[str, Any]:
        """Parse the TOML.

        Raises:
            OwnFileError: It is no TOML; it is of the class ``error``.
        """
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as reason:
            place = re.search(r" \(at (?:line (\d+).*|end of document)\)$", str(reason))
            said = str(reason)[: place.start()] if place else str(reason)
            line = int(place[1]) if place and place[1] else self.text.count("\n") + 1
            words = Words(f"TOML 语法有误（{said}）", f"not TOML: {said}")
            raise error(self.name, line, words) from reason


class Lines:
    """Says in which line of a TOML file a table, a key or a value stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def of(self, path: Sequence[str], value: str | None = None) -> int | None:
        """Return the 1-based line of a table or key, or of a string that stands under it.

        Args:
            path: Names of tables and at last of a key; tables of an array by their place from 0.
            value: The string.
        """
        line = next(
            (
                self._places[tuple(path[:length])]
                for length in range(len(path), 0, -1)
                if tuple(path[:length]) in self._places
            ),
            None,
        )
        if value is None or line is None:
            return line
        spellings = (value, value.replace("\\", "\\\\").replace('"', '\\"'))
        for number in range(line, len(self._lines) + 1):
            words = self._lines[number - 1]
            if number > line and _HEADER.match(words):
                break
            if any(f"{mark}{said}{mark}" in words for said in spellings for mark in "\"'"):
                return number
        return line

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        places: dict[tuple[str, ...], int] = {}
        counts: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, words in enumerate(self._lines, 1):
            if header := _HEADER.match(words):
                table = _pieces(header["path"])
                for length in range(1, len(table) + 1):
                    places.setdefault(table[:length], number)
                if words.lstrip().startswith("[["):
                    place = counts.get(table, 0)
                    counts[table] = place + 1
                    table = (*table, str(place))
                    places[table] = number
            elif key := _KEY.match(words):
                places.setdefault((*table, *_pieces(key["path"])), number)
        return places


def _pieces(path: str) -> tuple[str, ...]:
    return tuple(
        next(group for group in match.groups() if group is not None)
        for match in _PIECE.finditer(path)
    )
