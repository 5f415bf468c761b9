"""The lexicon: the words of plan language, as data, each with its meaning and examples.

A file ``kg/lexicon/*.toml`` holds entries, one a table ``[class.entry]``::

    [bound-before.at-most]
    zh = "至多"
    en = "at most"
    reads = "<="
    forms = ["{denial}{more}", "至多"]
    examples = ["不得超过5%", { text = "至多5家", reads = "<=" }]
    counterexamples = ["至少5家"]

``forms`` are regular expressions over folded text (`kg.text.fold`). ``{class}`` or
``{class.entry}`` stands for any form of a class or an entry. What is longer is tried first. An
example holds when the class finds this entry in its text; a counterexample when it does not.
Everything that reads, compares or judges plan language takes its words from here.

A user's own files lie over ours while `laid_over` is in force: an entry of the same name gets
further forms, a new one is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, wraps
from typing import TypeVar

from kg.errors import LexiconError, Words
from kg.lexicon.files import Lines, WordFile
from kg.lexicon.reading import PLACEHOLDER, Entry, Example, lay_over, our_entries
from kg.lexicon.shape import first_characters, reach
from kg.text import fold

__all__ = [
    "Entry",
    "Example",
    "Found",
    "Lexicon",
    "WordClass",
    "WordFile",
    "current",
    "laid_over",
    "of_lexicon",
    "pattern",
    "why_not",
    "words",
]

# Longest words that are looked for backwards from a place.
_LONGEST = 16

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a class at a place of a text.

    Attributes:
        start: First code point.
        end: One past the last.
        word_class: Class of the entry.
        entry: Name of the entry, without its class.
        reads: What the words mean, as the entry says; ``""`` where it says nothing.
    """

    start: int
    end: int
    word_class: str
    entry: str
    reads: str


class WordClass:
    """All entries of a class, or of several, compiled.

    Attributes:
        entries: In the order of the files.
    """

    def __init__(self, entries: Sequence[Entry], forms: Mapping[str, str]) -> None:
        self.entries = tuple(entries)
        pairs = sorted(
            (
                (form, place)
                for place, entry in enumerate(self.entries)
                for form in _expanded(entry, forms)
            ),
            key=lambda pair: reach(pair[0]),
        )
        self._expanded = tuple(form for form, _ in pairs)
        self._places = tuple(place for _, place in pairs)
        firsts = [first_characters(form) for form, _ in pairs]
        self._firsts = (
            None if None in firsts else frozenset().union(*(f for f in firsts if f is not None))
        )

    @property
    def characters(self) -> str:
        """The words as one string, of a class in which each is a single character."""
        return "".join(form for entry in self.entries for form in entry.forms)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as a compiled pattern."""
        return re.compile("|".join(self._expanded) or "(?!)", re.MULTILINE)

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        forms = (f"(?P<f{index}>{form})" for index, form in enumerate(self._expanded))
        return re.compile("|".join(forms) or "(?!)", re.MULTILINE)

    def at(self, folded: str, position: int, end: int | None = None) -> Found | None:
        """Find the words of the class that begin at a place; they may not pass ``end``."""
        if self._firsts is not None and folded[position : position + 1] not in self._firsts:
            return None
        match = self._marked.match(folded, position)
        if match is None or match.start() == match.end():
            return None
        return None if end is not None and match.end() > end else self._found(match)

    def ending(self, folded: str, start: int, end: int) -> Found | None:
        """Find the longest words of the class that end at a place, not before ``start``."""
        for position in range(max(start, end - _LONGEST), end):
            if self._firsts is not None and folded[position] not in self._firsts:
                continue
            match = self._marked.match(folded, position)
            if match is not None and match.end() > end:
                # 下降至 reaches past 下降 in 下降至少5%.
                match = self._marked.match(folded, position, end)
            if match is not None and match.end() == end:
                return self._found(match)
        return None

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Find all words of the class in a stretch of text, from left to right."""
        for match in self._marked.finditer(folded, start, len(folded) if end is None else end):
            if match.end() > match.start():
                yield self._found(match)

    def whole(self, folded: str) -> Found | None:
        """Return what the class makes of words that are nothing else."""
        match = self._marked.fullmatch(folded)
        return None if match is None else self._found(match)

    def _found(self, match: re.Match[str]) -> Found:
        entry = self.entries[self._places[int((match.lastgroup or "f0")[1:])]]
        return Found(match.start(), match.end(), entry.word_class, entry.name, entry.reads)


class Lexicon:
    """All classes of words; each is compiled when it is first asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.word_class, []).append(entry)
        self._forms = _Forms(self._entries)
        self._classes: dict[tuple[str, ...], WordClass] = {}

    @property
    def names(self) -> list[str]:
        """The names of all classes, sorted."""
        return sorted(self._entries)

    def source(self, name: str) -> str:
        """Return the words of a class or of ``class.entry`` as a regular expression."""
        return f"(?:{self._forms[name]})"

    def filled(self, source: str) -> str:
        """Return a regular expression with words in the place of its ``{class}``."""
        return PLACEHOLDER.sub(lambda match: self.source(match["name"]), source)

    def words(self, *names: str) -> WordClass:
        """Return a class of words, an entry of one (``class.entry``), or several as one.

        Raises:
            KeyError: There is no class of this name.
        """
        if names not in self._classes:
            entries = [entry for name in names for entry in self._chosen(name)]
            self._classes[names] = WordClass(entries, self._forms)
        return self._classes[names]

    def _chosen(self, name: str) -> list[Entry]:
        word_class, _, entry_name = name.partition(".")
        return [e for e in self._entries[word_class] if entry_name in ("", e.name)]


class _Forms(Mapping[str, str]):
    """Class or entry → its forms as one alternation, with all placeholders filled in."""

    def __init__(self, entries: Mapping[str, Sequence[Entry]]) -> None:
        self._entries = entries
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            word_class, _, entry_name = name.partition(".")
            entries = self._entries[word_class]
            chosen = [entry for entry in entries if entry_name in ("", entry.name)]
            if not chosen:
                raise KeyError(name)
            self._known[name] = ""  # A form that needs itself finds nothing and does not loop.
            forms = [form for entry in chosen for form in _expanded(entry, self)]
            self._known[name] = "|".join(sorted(forms, key=reach))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _expanded(entry: Entry, forms: Mapping[str, str]) -> list[str]:
    """Return an entry's forms with all placeholders filled in."""
    return [
        PLACEHOLDER.sub(lambda match: f"(?:{forms[match['name']]})", form) for form in entry.forms
    ]


@cache
def _ours() -> Lexicon:
    return Lexicon(our_entries())


@lru_cache(maxsize=8)
def _with(own: tuple[WordFile, ...]) -> Lexicon:
    """Compile our lexicon with a user's files over it, and check their examples."""
    lexicon = Lexicon(lay_over(own))
    for file in own:
        _check_examples(lexicon, file)
    return lexicon


def _check_examples(lexicon: Lexicon, file: WordFile) -> None:
    lines = Lines(file.text)
    for word_class, entries in file.parse(LexiconError).items():
        for name, table in entries.items():
            try:
                lexicon.words(word_class)
            except re.error as error:
                said = Words(
                    f"[{word_class}.{name}] 形式不能合用（{error}）",
                    f"[{word_class}.{name}] its forms cannot be joined: {error}",
                )
                raise LexiconError(file.name, lines.of((word_class, name)), said) from error
            [entry] = lexicon.words(f"{word_class}.{name}").entries
            for key, text, reads in _own_examples(table, entry):
                problem = why_not(lexicon, entry, text, reads)
                if problem is not None:
                    line = lines.of((word_class, name, key), text)
                    said = Words(*(f"[{word_class}.{name}] {words}" for words in problem))
                    raise LexiconError(file.name, line, said)


def _own_examples(
    table: Mapping[str, list[str | dict[str, str]]], entry: Entry
) -> Iterator[tuple[str, str, str | None]]:
    """Yield the examples that a file gives for an entry, and what each reads."""
    for item in table.get("examples", ()):
        text, reads = (
            (item, entry.reads) if isinstance(item, str) else (item["text"], item["reads"])
        )
        yield "examples", text, reads
    for item in table.get("counterexamples", ()):
        yield "counterexamples", str(item), None


def why_not(lexicon: Lexicon, entry: Entry, text: str, reads: str | None) -> Words | None:
    """Say why an example does not hold; ``None`` where it does.

    Args:
        lexicon: Where the class of the entry stands.
        entry: Whose example it is.
        text: The example.
        reads: What the class should read in it by this entry; ``None`` in a counterexample.
    """
    found = list(lexicon.words(entry.word_class).find(fold(text)))
    own = [words for words in found if words.entry == entry.name]
    if reads is None:
        if not own:
            return None
        said = fold(text)[own[0].start : own[0].end]
        return Words(f"反例{text!r}中却读出“{said}”",
                     f"the counterexample {text!r} holds it all the same: {said!r}")  # fmt: skip
    if not own:
        others = "、".join(
            f"{words.entry}“{fold(text)[words.start : words.end]}”" for words in found
        )
        return Words(
            f"例句{text!r}中读不出此词条" + (f"，读出的是{others}" if others else ""),
            f"the example {text!r} does not hold it" + (f", but {others}" if others else ""),
        )
    if any(words.reads != reads for words in own):
        return Words(f"例句{text!r}读作{own[0].reads!r}，不是{reads!r}",
                     f"the example {text!r} reads {own[0].reads!r}, not {reads!r}")  # fmt: skip
    return None


_IN_USE: ContextVar[Lexicon | None] = ContextVar("lexicon", default=None)


def current() -> Lexicon:
    """Return the lexicon in use: ours, with a user's files over it inside `laid_over`."""
    return _IN_USE.get() or _ours()


@contextmanager
def laid_over(files: Iterable[WordFile]) -> Iterator[Lexicon]:
    """Lay a user's files over our lexicon; with none, ours alone is in use.

    Raises:
        LexiconError: A file has an error, or an example in it does not hold.
    """
    own = tuple(files)
    lexicon = _with(own) if own else _ours()
    token = _IN_USE.set(lexicon)
    try:
        yield lexicon
    finally:
        _IN_USE.reset(token)


def words(*names: str) -> WordClass:
    """Return a class of words of the lexicon in use, or several as one."""
    return current().words(*names)


def pattern(name: str) -> re.Pattern[str]:
    """Return a class of words of the lexicon in use as a compiled pattern."""
    return current().words(name).pattern


def of_lexicon(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function makes of the lexicon in use, once a lexicon."""
    made: dict[int, tuple[Lexicon, Made]] = {}

    @wraps(make)
    def kept() -> Made:
        lexicon = current()
        if id(lexicon) not in made:
            made[id(lexicon)] = (lexicon, make())
        return made[id(lexicon)][1]

    return kept


def compiled(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Prepare a pattern of form in which ``{class}`` stands for words of the lexicon.

    Braces of a repetition such as ``{2,8}`` stay as they are.

    Returns:
        A function that gives the pattern, compiled once a lexicon.
    """

    @of_lexicon
    def made() -> re.Pattern[str]:
        return re.compile(current().filled(source), flags)

    return made
