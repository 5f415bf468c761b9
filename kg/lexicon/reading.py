"""Reads the files of the lexicon: ours, and a user's over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import Any

from kg.errors import LexiconError, Words
from kg.lexicon.files import Lines, WordFile

FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{(?P<name>[a-z][a-z0-9.-]*)\}")
_KEYS = ("zh", "en", "reads", "forms", "examples", "counterexamples")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# Classes in which an entry may stand for any word, not only for what an entry of ours stands for.
_OPEN = frozenset({"synonym"})
# What numerals are made of: arithmetic, to which no word can be added.
_CLOSED = frozenset({"digit", "place", "myriad"})


@dataclass(frozen=True, slots=True)
class Example:
    """A text that holds words of an entry.

    Attributes:
        reads: What the words mean in it.
    """

    text: str
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words of one meaning.

    Attributes:
        word_class: Class of words that it belongs to.
        name: Its own name in the class.
        zh: Its meaning in Chinese.
        en: Its meaning in English.
        reads: The value that it stands for; ``""`` where the words themselves are all that counts.
        forms: Regular expressions over folded text; ``{class}`` stands for the words of a class.
        examples: Texts that hold it.
        counterexamples: Texts that do not.
    """

    word_class: str
    name: str
    zh: str
    en: str
    reads: str
    forms: tuple[str, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]


def our_files() -> list[WordFile]:
    """Read the files that ship with the package."""
    return [WordFile.read(path, LexiconError) for path in sorted(FOLDER.glob("*.toml"))]


@cache
def our_entries() -> tuple[Entry, ...]:
    """Read the entries that ship with the package."""
    return tuple(entry for file in our_files() for entry in _Reader(file, {}).entries())


def lay_over(own: Iterable[WordFile]) -> tuple[Entry, ...]:
    """Read a user's files over our entries.

    An entry that we have gets the user's forms before ours; another name in a class of ours is a
    new entry.

    Raises:
        LexiconError: A file has an error.
    """
    known = {(entry.word_class, entry.name): entry for entry in our_entries()}
    for file in own:
        for entry in _Reader(file, known).entries():
            ours = known.get((entry.word_class, entry.name))
            if ours is not None:
                entry = replace(
                    ours,
                    forms=(*entry.forms, *ours.forms),
                    examples=(*ours.examples, *entry.examples),
                    counterexamples=(*ours.counterexamples, *entry.counterexamples),
                )
            known[entry.word_class, entry.name] = entry
    return tuple(known.values())


class _Reader:
    """Reads one file.

    Attributes:
        known: The entries that the file lies over; none where it is ours.
    """

    def __init__(self, file: WordFile, known: Mapping[tuple[str, str], Entry]) -> None:
        self._file = file
        self._known = known
        self._lines = Lines(file.text)

    def entries(self) -> Iterator[Entry]:
        classes = {word_class for word_class, _ in self._known}
        for word_class, entries in self._file.parse(LexiconError).items():
            if classes and word_class not in classes:
                raise self._error((word_class,), *_unknown("词类", "class", word_class, classes))
            if classes and word_class in _CLOSED:
                raise self._error(
                    (word_class,),
                    f"词类{word_class!r}是数字的写法，不能增补，请删去",
                    f"the class {word_class!r} makes numerals, and takes no additions: remove it",
                )
            for name, table in _table(entries, partial(self._no_table, word_class)).items():
                yield self._entry(word_class, name, table)

    def _entry(self, word_class: str, name: str, table: object) -> Entry:
        path = (word_class, name)
        table = _table(table, partial(self._no_table, *path))
        for key in table:
            if key not in _KEYS:
                raise self._error((*path, key), *_unknown("键", "key", key, _KEYS))
        if not _NAME.fullmatch(name):
            raise self._error(
                path,
                f"词条名{name!r}只能用小写英文字母、数字和连字符",
                f"the name {name!r} may hold only lower-case letters, digits and hyphens",
            )
        ours = self._known.get(path)
        forms = self._strings((*path, "forms"), table.get("forms"))
        if not forms:
            raise self._error(path, "没有写forms", "has no forms")
        for form in forms:
            self._check_form((*path, "forms"), form)
        reads = self._reads(path, table, ours)
        return Entry(
            word_class=word_class,
            name=name,
            zh=str(table.get("zh", "")),
            en=str(table.get("en", "")),
            reads=reads,
            forms=forms,
            examples=self._examples((*path, "examples"), table.get("examples", []), reads),
            counterexamples=self._strings(
                (*path, "counterexamples"), table.get("counterexamples", [])
            ),
        )

    def _reads(self, path: tuple[str, str], table: Mapping[str, Any], ours: Entry | None) -> str:
        reads = table.get("reads", "" if ours is None else ours.reads)
        if not isinstance(reads, str):
            raise self._error((*path, "reads"), "reads应为引号中的字符串", "reads is not a string")
        if ours is not None and reads != ours.reads:
            raise self._error(
                (*path, "reads"),
                f"reads写作{reads!r}，而词库中此词条为{ours.reads!r}；意思不同的词请另立词条",
                f"reads is {reads!r}, but our entry reads {ours.reads!r}: "
                "words of another meaning need an entry of another name",
            )
        siblings = [entry for key, entry in self._known.items() if key[0] == path[0]]
        allowed = {entry.reads for entry in siblings}
        if siblings and path[0] not in _OPEN and reads not in allowed:
            listed = "、".join(sorted(map(repr, allowed)))
            raise self._error(
                (*path, "reads"),
                f"reads写作{reads!r}，此类词只能是{listed}",
                f"reads is {reads!r}; in this class it is one of {', '.join(sorted(allowed))}",
            )
        return reads

    def _check_form(self, path: tuple[str, ...], form: str) -> None:
        if not self._known:
            # A test compiles each form of ours; at run time that would cost a quarter of a second.
            return
        try:
            compiled = re.compile(PLACEHOLDER.sub("x", form))
        except re.error as error:
            raise self._error(
                path, f"形式{form!r}不是正确的正则表达式（{error}）",
                f"the form {form!r} is no regular expression: {error}", value=form,
            ) from error  # fmt: skip
        if compiled.fullmatch(""):
            raise self._error(
                path, f"形式{form!r}能匹配空串", f"the form {form!r} matches nothing at all",
                value=form,
            )  # fmt: skip
        names = {*self._known_names(), *(word_class for word_class, _ in self._known)}
        for match in PLACEHOLDER.finditer(form):
            if match["name"] not in names:
                raise self._error(
                    path, *_unknown("词类", "class", match["name"], names), value=form
                )

    def _known_names(self) -> Iterator[str]:
        return (f"{word_class}.{name}" for word_class, name in self._known)

    def _examples(self, path: tuple[str, ...], items: object, reads: str) -> tuple[Example, ...]:
        if not isinstance(items, list):
            raise self._error(path, "应为方括号中的列表", "is not a list")
        found = []
        for item in items:
            if isinstance(item, str):
                found.append(Example(item, reads))
            elif isinstance(item, dict) and set(item) == {"text", "reads"}:
                found.append(Example(str(item["text"]), str(item["reads"])))
            else:
                raise self._error(
                    path,
                    "例句应为引号中的字符串，或写作{ text = …, reads = … }",
                    "an example is a string, or { text = …, reads = … }",
                )
        return tuple(found)

    def _strings(self, path: tuple[str, ...], value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error(
                path, "应为方括号中的字符串列表", "is not a list of strings in brackets"
            )
        return tuple(value)

    def _no_table(self, *path: str) -> LexiconError:
        name = ".".join(path)
        return self._error(
            path, f"{name}不是表；词条写作[词类.词条]", f"{name} is no table [class.entry]"
        )

    def _error(
        self, path: Sequence[str], zh: str, en: str, *, value: str | None = None
    ) -> LexiconError:
        entry = f"[{'.'.join(path[:2])}] " if len(path) > 1 else ""
        line = self._lines.of(path, value)
        return LexiconError(self._file.name, line, Words(entry + zh, entry + en))


def _table(value: object, error: Callable[[], LexiconError]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise error()
    return value


def _unknown(zh: str, en: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    near = get_close_matches(name, list(known), n=3)
    return (
        f"没有{zh}{name!r}" + (f"，是否指{'、'.join(near)}" if near else ""),
        f"unknown {en} {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""),
    )
