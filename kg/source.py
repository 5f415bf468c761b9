"""Source texts, their manifests, and decisions files: the only door to them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg import resources
from kg.errors import DecisionError, SourceError, Words
from kg.model import Decision

_COLUMNS = ["subject", "field", "kind", "old", "new", "quote", "reason", "author", "date"]
# A document's key also begins the name of its decisions file.
LONGEST_KEY = 100
_KEY = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_KEY - 1}}}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# A text of this kind is mostly Chinese; decoded wrongly, it is not.
_LEAST_CHINESE = 0.3
_SAMPLE = 4000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# The outline of a province has some 150,000 characters, its longest paragraph some 3,000. What is
# far beyond is no such document, and is refused at once.
_MOST_BYTES = 8_000_000
_MOST_CHARACTERS = 1_000_000
_LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text as it was retrieved.

    Attributes:
        key: Names the document in IRIs.
        name: The file as the caller named it.
        text: Decoded; nothing else is changed, line ends included.
        sha256: Digest of the bytes.
        decisions: Rows of the document's decisions file.
        decisions_name: That file; ``None`` where there is none.
    """

    key: str
    name: str
    text: str
    sha256: str
    decisions: tuple[Decision, ...] = ()
    decisions_name: str | None = None


def read_source(path: Path, *, key: str | None = None, decisions: Path | None = None) -> Source:
    """Read a source from the command line: no manifest, taken as it is.

    The decisions are those given, else ``KEY.decisions.csv`` beside the source, else those that
    ship for a document of this key.

    Raises:
        SourceError: The file is missing, empty, binary or in an unknown encoding.
        DecisionError: The decisions file is no such table.
    """
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    chosen = key or key_of(path, digest)
    beside = path.with_name(f"{chosen}.decisions.csv")
    shipped = resources.path("data", "decisions", f"{chosen}.csv")
    found = decisions or next((file for file in (beside, shipped) if file.is_file()), None)
    return Source(
        key=chosen,
        name=str(path),
        text=decode(data, path),
        sha256=digest,
        decisions=() if found is None else read_decisions(found),
        decisions_name=None if found is None else str(found),
    )


def read_bundled(key: str = resources.BUNDLED) -> Source:
    """Read the report that ships with the package; refuse it when its digest has changed.

    Raises:
        SourceError: The bytes are not those that the manifest names.
    """
    manifest = read_manifest(key)
    path = resources.path("data", "sources", manifest["file"])
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if digest != manifest["sha256"]:
        raise SourceError(
            path,
            Words(
                f"文件摘要为{digest[:12]}…,与清单所记{manifest['sha256'][:12]}…不符",
                f"its sha-256 is {digest[:12]}…, the manifest says {manifest['sha256'][:12]}…",
            ),
            Words(
                "请恢复原文件,或用 kg build 文件 --key 名称 另行构建",
                "restore the file as it was, or build it with `kg build FILE --key NAME`",
            ),
        )
    decisions = resources.path("data", "decisions", f"{key}.csv")
    return Source(
        key=key,
        name=manifest["file"],
        text=decode(data, path),
        sha256=digest,
        decisions=read_decisions(decisions) if decisions.is_file() else (),
        decisions_name=decisions.name if decisions.is_file() else None,
    )


def read_manifest(key: str) -> Mapping[str, str]:
    """Read what is known of a bundled source: title, body, dates, address, digest."""
    path = resources.path("data", "sources", f"{key}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        SourceError: It is missing, no file, empty, or far too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(
            path,
            Words("没有这个文件", "there is no such file"),
            Words("请检查文件名和文件夹", "check the name and the folder"),
        ) from None
    except IsADirectoryError:
        raise SourceError(
            path,
            Words("这是文件夹", "this is a folder"),
            Words("请指定其中的文本文件", "name a text file in it"),
        ) from None
    except OSError as error:
        raise SourceError(
            path,
            Words("无法读取", error.strerror or "it cannot be read"),
            Words("请检查文件及权限", "check the file and your rights to it"),
        ) from None
    if len(data) > _MOST_BYTES:
        raise _too_large(path)
    if not data.strip():
        raise SourceError(
            path,
            Words("文件是空的", "the file is empty"),
            Words("请存入文件全文", "save the document's text in it"),
        )
    return data


def decode(data: bytes, path: Path) -> str:
    """Decode a text: UTF-8 with or without a mark, UTF-16 with one, else GB18030.

    Raises:
        SourceError: The bytes are no text, no Chinese text in any of these, or far too many.
    """
    encodings = ["utf-16"] if data.startswith(_UTF16) else ["utf-8-sig", "gb18030"]
    if b"\0" in data and encodings != ["utf-16"]:
        raise SourceError(
            path,
            Words(
                f"不是文本文件(第{data.index(0)}字节为空字符)",
                f"the file is binary (a NUL byte at {data.index(0)})",
            ),
            Words("请另存为纯文本(.txt)", "save the document as plain text (.txt)"),
        )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = "".join(text[:_SAMPLE].split())
        is_chinese = len(_CHINESE.findall(sample)) >= _LEAST_CHINESE * len(sample)
        if encoding == "utf-8-sig" or is_chinese:
            _check_size(text, path)
            return text
    raise SourceError(
        path,
        Words(
            "编码不是UTF-8、带标记的UTF-16或GB18030,或者不是中文文本",
            "the text is not Chinese in UTF-8, UTF-16 with a mark, or GB18030",
        ),
        Words("请另存为UTF-8", "save it again as UTF-8"),
    )


def _check_size(text: str, path: Path) -> None:
    if len(text) > _MOST_CHARACTERS:
        raise _too_large(path)
    if len(text) <= _LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            raise SourceError(
                path,
                Words(
                    f"第{number}行有{len(line)}个字,不是一个段落",
                    f"line {number} has {len(line)} characters, which is no paragraph",
                ),
                Words(
                    "请另存为纯文本,一个段落一行",
                    "save the document with a line for each paragraph",
                ),
            )


def _too_large(path: Path) -> SourceError:
    return SourceError(
        path,
        Words(
            f"文件超过{_MOST_CHARACTERS // 10_000}万字,不是一份规划文件",
            f"it has more than {_MOST_CHARACTERS:,} characters, which is no plan document",
        ),
        Words("请只存入一份文件的正文", "save the text of one document in it"),
    )


def key_of(path: Path, digest: str) -> str:
    """Name a document: the file's stem if ASCII, else the first 12 digits of its digest.

    >>> key_of(Path("report 1.txt"), "ab" * 32), key_of(Path("报告.txt"), "ab" * 32)
    ('report-1', 'abababababab')
    """
    stem = path.name.split(".")[0] if path.name.count(".") == 1 else path.stem
    if not stem.isascii():
        return digest[:12]
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.")
    return name if _KEY.fullmatch(name) else digest[:12]


def is_key(key: str) -> bool:
    """Say whether a name may stand in IRIs as it is."""
    return bool(_KEY.fullmatch(key))


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a decisions file: a CSV table as Excel or WPS saves it, in UTF-8 or GB18030.

    Raises:
        DecisionError: A column is missing, a row is short, or a date is none.
        SourceError: The file cannot be read as text.
    """
    text = decode(read_bytes(path), path)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = [name.strip() for name in rows.fieldnames or []]
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise DecisionError(
            path, 1, Words(f"缺少列{missing[0]}", f"the column {missing[0]!r} is missing")
        )
    rows.fieldnames = names
    decisions = []
    for row in rows:
        line = rows.line_num
        values = {name: row.get(name) for name in _COLUMNS}
        if not any(values.values()):
            continue
        if any(value is None for value in values.values()):
            raise DecisionError(path, line, Words("单元格不足", "the row has too few cells"))
        cells = {name: (value or "").strip() for name, value in values.items()}
        try:
            is_whole = date.fromisoformat(cells["date"]).isoformat() == cells["date"]
        except ValueError:
            is_whole = False
        if not is_whole:
            problem = Words(
                f"日期{cells['date']!r}应写作YYYY-MM-DD", f"{cells['date']!r} is not YYYY-MM-DD"
            )
            raise DecisionError(path, line, problem)
        for name in ("reason", "author"):
            if not cells[name]:
                raise DecisionError(
                    path, line, Words(f"没有填写{name}", f"the row gives no {name}")
                )
        decisions.append(
            Decision(
                line=line,
                subject=cells["subject"],
                field=cells["field"],
                kind=cells["kind"],
                old=cells["old"],
                new=cells["new"],
                quote=cells["quote"],
                reason=cells["reason"],
                author=cells["author"],
                date=cells["date"],
            )
        )
    return tuple(decisions)
