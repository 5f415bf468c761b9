"""One tree of errors; each keeps its data and makes its own sentence, in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Words(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str


class KgError(Exception):
    """Anything that a reader of the command line can mend.

    Attributes:
        exit_status: What ``kg`` ends with, by the contract: 2 usage, 3 input that cannot be read.
        words: The sentence in both languages.
    """

    exit_status = 3

    def __init__(self, zh: str, en: str) -> None:
        self.words = Words(zh, en)
        super().__init__(en)


class UsageError(KgError):
    """A word of the call is not known or does not fit: a query, node, rule, format, parameter."""

    exit_status = 2


class SpanError(KgError):
    """A span does not lie inside its text."""

    def __init__(self, start: int, end: int, length: int) -> None:
        self.start = start
        self.end = end
        self.length = length
        super().__init__(
            f"位置[{start}, {end})超出原文的{length}个字符",
            f"span [{start}, {end}) is outside a text of {length} code points",
        )


class NumeralError(KgError):
    """Words are not a number of the closed grammar."""

    def __init__(self, numeral: str) -> None:
        self.numeral = numeral
        super().__init__(f"不是数字:{numeral!r}", f"not a number: {numeral!r}")


class SourceError(KgError):
    """A source file is missing, empty, binary, wrongly encoded or not what its manifest says."""

    def __init__(self, path: Path, problem: Words, remedy: Words) -> None:
        self.path = path
        super().__init__(f"{path}:{problem.zh};{remedy.zh}", f"{path}: {problem.en}; {remedy.en}")


class DocumentError(KgError):
    """A text cannot be read as the kind of document that it should be.

    Args:
        name: The file as the caller named it.
        line: 1-based line in which the fault lies.
        problem: What is wrong, with the words that show it.
        remedy: What the reader can do.
    """

    def __init__(self, name: str, line: int, problem: Words, remedy: Words) -> None:
        self.name = name
        self.line = line
        super().__init__(
            f"{name},第{line}行:{problem.zh};{remedy.zh}",
            f"{name}, line {line}: {problem.en}; {remedy.en}",
        )


class KindError(KgError):
    """Nothing in a text says which kind of document it is.

    Args:
        name: The file as the caller named it.
        kinds: The kinds that are known: Chinese name and key.
    """

    def __init__(self, name: str, kinds: Iterable[Words]) -> None:
        self.name = name
        self.kinds = tuple(kinds)
        titles = "、".join(kind.zh for kind in self.kinds)
        keys = ", ".join(kind.en for kind in self.kinds)
        super().__init__(
            f"{name}:认不出是哪种文件:开头没有写明{titles}的标题,也没有可辨认的部分;"
            f"请确认文件含标题和全文,或用 --kind 指明({titles})",
            f"{name}: the kind of document is not recognised: no title at its head says that it is "
            f"one of {keys}, nor are its parts known; check that the file holds its title and all "
            f"of its text, or name the kind with --kind ({keys})",
        )


class OwnFileError(UsageError):
    """A file of words or forms cannot be read or used.

    Attributes:
        name: The file.
        line: 1-based line of what is at fault; ``None`` where it is the file as a whole.
    """

    remedy = Words("请改正", "correct it")

    def __init__(self, name: str, line: int | None, problem: Words) -> None:
        self.name = name
        self.line = line
        zh, en = ("", "") if line is None else (f"，第{line}行", f", line {line}")
        super().__init__(
            f"{name}{zh}：{problem.zh}；{self.remedy.zh}",
            f"{name}{en}: {problem.en}; {self.remedy.en}",
        )


class ProfileError(OwnFileError):
    """A profile file has an error: its TOML, a table, a key or a pattern."""

    remedy = Words(
        "请对照 docs/lexicon.zh.md 中表头的示例改正",
        "see docs/lexicon.md for what a profile may say",
    )


class LexiconError(OwnFileError):
    """A file of words has an error: its TOML, an entry, a form or an example."""

    remedy = Words(
        "请对照 docs/lexicon.zh.md 中词条的示例改正",
        "see docs/lexicon.md for what an entry may say",
    )


class DecisionError(KgError):
    """A decisions file cannot be read as a table."""

    def __init__(self, path: Path, line: int, problem: Words) -> None:
        self.path = path
        self.line = line
        columns = "subject, field, kind, old, new, quote, reason, author, date"
        super().__init__(
            f"{path},第{line}行:{problem.zh};应有的列为{columns}",
            f"{path}, line {line}: {problem.en}; the columns are {columns}",
        )


class StoreError(KgError):
    """A graph cannot be opened, read or written."""

    def __init__(self, place: str, problem: Words, remedy: Words) -> None:
        self.place = place
        super().__init__(f"{place}:{problem.zh};{remedy.zh}", f"{place}: {problem.en}; {remedy.en}")


class MissingExtraError(KgError):
    """A command needs a library that comes with an extra of the package.

    Attributes:
        library: As it is imported.
        extra: Such as ``graph``.
    """

    def __init__(self, library: str, extra: str) -> None:
        self.library = library
        self.extra = extra
        remedy = f'pip install "planning-kg[{extra}]"'
        super().__init__(
            f"此命令需要{library},尚未安装;请运行 {remedy}",
            f"this command needs {library}, which is not installed; run {remedy}",
        )


class UnknownNameError(UsageError):
    """A name is none of the known ones; the sentence lists the nearest."""

    def __init__(self, what: Words, name: str, near: Iterable[str]) -> None:
        self.name = name
        self.near = tuple(near)
        listed = ", ".join(self.near)
        super().__init__(
            f"没有{what.zh}{name!r}" + (f";是否指 {listed}?" if self.near else ""),
            f"unknown {what.en} {name!r}" + (f"; did you mean {listed}?" if self.near else ""),
        )


class EndpointError(StoreError):
    """A SPARQL endpoint is down, refuses, or answers something else than asked.

    Attributes:
        status: The HTTP status; ``None`` where there was no answer.
    """

    def __init__(
        self, place: str, problem: Words, remedy: Words, *, status: int | None = None
    ) -> None:
        self.status = status
        super().__init__(place, problem, remedy)


class QueryTimeoutError(KgError):
    """A query ran out of time and was ended.

    Attributes:
        seconds: How long it was given.
    """

    exit_status = 4

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"查询超过{seconds:g}秒,已中止;请缩小范围(如指定 document、加 LIMIT),"
            "或用 --timeout 放宽时限",
            f"the query was ended after {seconds:g} s; narrow it (name a document, add a LIMIT) "
            "or give it more time with --timeout",
        )


class QuerySyntaxError(UsageError):
    """A query is not SPARQL.

    Attributes:
        line: 1-based.
        column: 1-based, in code points.
        token: The first piece that does not fit; empty at the end of the text.
        expected: What could stand there, in both languages; not all of it.
        reason: What is wrong with the piece, where more is known than that it does not fit.
    """

    def __init__(
        self,
        line: int,
        column: int,
        token: str,
        *,
        expected: Iterable[Words] = (),
        reason: Words | None = None,
    ) -> None:
        self.line = line
        self.column = column
        self.token = token
        self.expected = tuple(expected)
        self.reason = reason
        shown = f"`{shorten(token)}`" if token else ""
        if reason is not None:
            said = Words(f"{shown} {reason.zh}".lstrip(), f"{shown} {reason.en}".lstrip())
        elif token:
            said = Words(f"此处不应有 {shown}", f"{shown} does not fit here")
        else:
            said = Words("查询不完整,到此中断", "the query ends too early")
        listed = Words(
            "、".join(words.zh for words in self.expected),
            ", ".join(words.en for words in self.expected),
        )
        super().__init__(
            f"查询第{line}行第{column}列:{said.zh}" + (f",应为 {listed.zh}" if listed.zh else ""),
            f"query, line {line}, column {column}: {said.en}"
            + (f"; expected {listed.en}" if listed.en else ""),
        )


class RefusedQueryError(UsageError):
    """A query may do more than read the store's own graphs, or more than its engine can bear.

    Attributes:
        line: 1-based.
        column: 1-based, in code points.
    """

    def __init__(self, line: int, column: int, problem: Words, remedy: Words) -> None:
        self.line = line
        self.column = column
        super().__init__(
            f"查询第{line}行第{column}列:{problem.zh};{remedy.zh}",
            f"query, line {line}, column {column}: {problem.en}; {remedy.en}",
        )


def shorten(words: str, longest: int = 60) -> str:
    r"""Show words of the caller in one line, whatever is in them.

    >>> shorten("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    cut = words if len(words) <= longest else words[:longest] + "…"
    return "".join(
        character if character.isprintable() else repr(character)[1:-1] for character in cut
    )
