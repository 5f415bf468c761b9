"""A user's own files over ours: words over the lexicon, forms over the profiles.

In a profile's file of a user

- a list is added to ours: ``name = ["指标项目"]`` is one more heading of that column;
- one string takes the place of what we have, a list of ours included;
- ``[[headings]]`` and ``[[boxes.titles]]`` stand before ours of the same kind, and are tried first;
- ``key = "report"`` or ``kind = "报告"`` at the top says which kind of document it is for; without
  it, it lies over every kind that has its tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import lexicon
from kg.errors import LexiconError, ProfileError, Words
from kg.lexicon import WordFile
from kg.lexicon.files import Lines
from kg.profiles import FOLDER, Profile, compile_pattern, make_profile, read_data

# A kind that more is asked of stands before one that less is asked of.
KINDS = ("outline", "report", "plan")
# Lists whose place counts, so that one string cannot stand for them.
_ORDERED = {("document", "title"), ("document", "place"), ("document", "plan_ordinal"),
            ("columns", "kinds"), ("boxes", "items")}  # fmt: skip
# Single patterns of which there can be only one.
_SINGLE = {
    ("document", "years"),
    ("columns", "word"),
    ("columns", "refuse"),
    ("adoption", "theme_statement"),
    ("adoption", "part"),
    ("adoption", "part_range"),
}
# Tables from a word or a pattern to the kind of citation that it makes.
_LEVELS = {("adoption", "levels"), ("adoption", "quoted_levels"), ("adoption", "numbered_levels")}
_PLAIN = {("columns", "word"), ("columns", "kinds")}
_HEADING_KEYS = ("kind", "pattern", "named", "nested", "under")


@dataclass(frozen=True, slots=True)
class Overlay:
    """A user's own files.

    Attributes:
        lexicons: Words, the later over the earlier.
        profiles: Forms, the later over the earlier.
    """

    lexicons: tuple[WordFile, ...] = ()
    profiles: tuple[WordFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lexicons or self.profiles)

    @classmethod
    def read(cls, lexicons: Iterable[Path], profiles: Iterable[Path]) -> Overlay:
        """Read a user's files.

        Raises:
            LexiconError: A file of words cannot be read.
            ProfileError: A file of forms cannot be read.
        """
        return cls(
            tuple(WordFile.read(path, LexiconError) for path in lexicons),
            tuple(WordFile.read(path, ProfileError) for path in profiles),
        )


_NOTHING = Overlay()
_IN_USE: ContextVar[Overlay] = ContextVar("overlay", default=_NOTHING)


def overlay_in_use() -> Overlay:
    """Return the user's files that are in force."""
    return _IN_USE.get()


@contextmanager
def laid_over(overlay: Overlay) -> Iterator[None]:
    """Lay a user's files over our words and forms.

    Raises:
        LexiconError: A file of words has an error.
        ProfileError: A file of forms has an error.
    """
    if overlay.profiles:
        _with(overlay.profiles)
    with lexicon.laid_over(overlay.lexicons):
        token = _IN_USE.set(overlay)
        try:
            yield
        finally:
            _IN_USE.reset(token)


def profiles_in_use() -> tuple[Profile, ...]:
    """Return all kinds of documents, a user's forms laid over ours."""
    return _with(_IN_USE.get().profiles)


@lru_cache(maxsize=8)
def _with(own: tuple[WordFile, ...]) -> tuple[Profile, ...]:
    ours = {kind: read_data(FOLDER / f"{kind}.toml") for kind in KINDS}
    for file in own:
        ours = _Reader(file, ours).lay_over()
    return tuple(make_profile(data) for data in ours.values())


class _Reader:
    """Lays one file over the profiles."""

    def __init__(self, file: WordFile, ours: Mapping[str, Mapping[str, Any]]) -> None:
        self._file = file
        self._ours = ours
        self._lines = Lines(file.text)
        self._known = _union(ours.values())

    def lay_over(self) -> dict[str, Mapping[str, Any]]:
        """Return all profiles with the file over those that it is for.

        Raises:
            ProfileError: The file has an error.
        """
        data = self._file.parse(ProfileError)
        chosen = self._chosen(data)
        own = {name: value for name, value in data.items() if name not in ("key", "kind")}
        known = self._known if len(chosen) > 1 else self._ours[chosen[0]]
        self._check_names(own, known, ())
        result = dict(self._ours)
        for kind in chosen:
            laid = self._table(self._ours[kind], own, ())
            try:
                make_profile(laid)
            except re.error as error:
                raise self._error(
                    (), f"模式不能合用（{error}）", f"its patterns cannot be joined: {error}"
                ) from error
            result[kind] = laid
        return result

    def _chosen(self, data: Mapping[str, Any]) -> list[str]:
        chosen = list(self._ours)
        for name in ("key", "kind"):
            if name in data:
                chosen = [key for key in chosen if self._ours[key][name] == data[name]]
        if not chosen:
            name = "key" if "key" in data else "kind"
            names = [str(data[name]) for data in self._ours.values()]
            raise self._error(
                (name,), *_unknown("文件种类", "kind of document", str(data[name]), names)
            )
        return chosen

    def _check_names(
        self, own: Mapping[str, Any], known: Mapping[str, Any], path: tuple[str, ...]
    ) -> None:
        """Check that each table and key is one that we have."""
        if path in _LEVELS:
            return
        for name, value in own.items():
            here = (*path, name)
            if name not in known:
                raise self._error(here, *_unknown("表或键", "table or key", here[-1], list(known)))
            if isinstance(known[name], dict):
                if not isinstance(value, dict):
                    raise self._error(here, f"{name}应为表", f"{name} is no table")
                self._check_names(value, known[name], here)
            elif isinstance(value, dict):
                raise self._error(here, f"{name}应为模式，不是表", f"{name} is a pattern, no table")

    def _table(
        self, ours: Mapping[str, Any], own: Mapping[str, Any], path: tuple[str, ...]
    ) -> dict[str, Any]:
        result = dict(ours)
        for name, value in own.items():
            here = (*path, name)
            if isinstance(value, dict):
                # A file for every kind lies over those that have its tables.
                if name in ours:
                    laid = self._levels if here in _LEVELS else self._table
                    result[name] = laid(ours[name], value, here)
            elif here in {("headings",), ("boxes", "titles")}:
                result[name] = self._headings(ours.get(name, []), value, here)
            elif path or name in ours:
                result[name] = self._value(ours.get(name), value, here)
        return result

    def _value(self, ours: object, value: object, path: tuple[str, ...]) -> str | list[str]:
        own = [value] if isinstance(value, str) else value
        if not isinstance(own, list) or not all(isinstance(item, str) for item in own):
            raise self._error(
                path,
                "应为引号中的模式，或方括号中的列表",
                "is neither a pattern nor a list of patterns",
            )
        before = [ours] if isinstance(ours, str) else list(ours) if isinstance(ours, list) else []
        for item in own:
            if path not in _PLAIN:
                self._check_pattern(path, item, before)
        if isinstance(value, str):
            if path in _ORDERED:
                raise self._error(
                    path,
                    "应为方括号中的列表，加在原有的之前",
                    "is no list in brackets, which goes before ours",
                )
            return value
        if path in _SINGLE:
            raise self._error(
                path,
                "应为引号中的一个模式，代替原有的",
                "is no single pattern in quotes, which replaces ours",
            )
        joined = [*own, *before]
        if path not in _ORDERED and _shares_group(joined):
            raise self._error(
                path,
                "含有命名组，不能加在原有模式之后；请写成引号中的一个模式，代替原有的",
                "holds a named group, so that it cannot be added to ours; "
                "write one pattern in quotes, which replaces ours",
                value=own[0],
            )
        return joined

    def _check_pattern(self, path: tuple[str, ...], item: str, ours: Iterable[str]) -> None:
        try:
            compiled = compile_pattern(item)
        except re.error as error:
            zh = f"{item!r}不是正确的正则表达式（{error}）"
            en = f"{item!r} is no regular expression: {error}"
            raise self._error(path, zh, en, value=item) from error
        groups = [set(compile_pattern(pattern).groupindex) for pattern in ours]
        missing = sorted(set.intersection(*groups) - set(compiled.groupindex)) if groups else []
        if missing:
            zh = f"{item!r}缺少命名组(?P<{missing[0]}>…)"
            en = f"{item!r} lacks the named group (?P<{missing[0]}>…)"
            raise self._error(path, zh, en, value=item)

    def _headings(
        self, ours: Sequence[Mapping[str, Any]], own: object, path: tuple[str, ...]
    ) -> list[Mapping[str, Any]]:
        if not isinstance(own, list) or not all(isinstance(item, dict) for item in own):
            raise self._error(
                path, f"应写作[[{'.'.join(path)}]]", f"is not written [[{'.'.join(path)}]]"
            )
        result = list(ours)
        kinds = {form["kind"] for data in self._ours.values() for form in _all_headings(data)}
        for place, item in reversed(list(enumerate(own))):
            here = (*path, str(place))
            for key in item:
                if key not in _HEADING_KEYS:
                    raise self._error((*here, key), *_unknown("键", "key", key, _HEADING_KEYS))
            for key in ("kind", "pattern"):
                if not isinstance(item.get(key), str):
                    raise self._error(here, f"没有写{key}", f"has no {key}")
            if item["kind"] not in kinds:
                raise self._error(
                    (*here, "kind"), *_unknown("标题种类", "kind of heading", item["kind"], kinds)
                )
            self._check_pattern(
                (*here, "pattern"), item["pattern"], [form["pattern"] for form in ours]
            )
            same = [at for at, form in enumerate(result) if form["kind"] == item["kind"]]
            result.insert(same[0] if same else len(result), item)
        return result

    def _levels(
        self, ours: Mapping[str, str], own: Mapping[str, Any], path: tuple[str, ...]
    ) -> dict[str, str]:
        kinds = {
            kind
            for data in self._ours.values()
            for name in ("levels", "quoted_levels", "numbered_levels")
            for kind in data.get("adoption", {}).get(name, {}).values()
        }
        for pattern, kind in own.items():
            if kind not in kinds:
                raise self._error(
                    (*path, pattern), *_unknown("引用种类", "kind of citation", str(kind), kinds)
                )
            self._check_pattern(
                (*path, pattern), pattern, ours if path[-1] == "numbered_levels" else ()
            )
        return {**own, **ours}

    def _error(
        self, path: Sequence[str], zh: str, en: str, *, value: str | None = None
    ) -> ProfileError:
        names = [name for name in path if not name.isdigit()]
        name = f"{'.'.join(names)}: " if names else ""
        return ProfileError(
            self._file.name,
            self._lines.of(path, value),
            Words(name.replace(": ", "：") + zh, name + en),
        )


def _union(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return all tables and keys that some profile has."""
    result: dict[str, Any] = {}
    for table in tables:
        for name, value in table.items():
            known = result.get(name)
            both = isinstance(value, dict) and isinstance(known, dict)
            result[name] = _union([known, value]) if both and isinstance(known, dict) else value
    return result


def _all_headings(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from data["headings"]
    yield from data.get("boxes", {}).get("titles", ())


def _shares_group(patterns: Iterable[str]) -> bool:
    groups = [name for pattern in patterns for name in compile_pattern(pattern).groupindex]
    return len(groups) != len(set(groups))


def _unknown(zh: str, en: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    near = get_close_matches(name, sorted(known), n=3)
    return (
        f"没有{zh}{name!r}" + (f"，是否指{'、'.join(near)}" if near else ""),
        f"unknown {en} {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""),
    )
