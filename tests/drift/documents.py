"""The documents over which two commits are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.cases import read_cases

BUNDLED = "the bundled report"
_ENDINGS = {".txt", ".md", ".docx", ".html", ".htm", ".pdf", ".xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document under the name that the report of differences gives it.

    Attributes:
        text: Its text; ``None`` where the file is read by each tree's own reader.
        path: The file; ``None`` for a text and for the bundled report.
        is_changed_copy: Whether it is the bundled report with a change in it.
    """

    name: str
    text: str | None = None
    path: Path | None = None
    is_changed_copy: bool = False

    def job(self) -> dict[str, object]:
        """Return what the worker needs to know."""
        if self.text is not None:
            return {"name": self.name, "text": self.text}
        if self.path is not None:
            return {"name": self.name, "path": str(self.path.resolve())}
        return {"name": self.name, "bundled": True}

    def digest(self) -> str:
        """Return a digest of the name and of all that is read."""
        data = (self.text or "").encode() if self.path is None else self.path.read_bytes()
        return hashlib.sha256(f"{self.name}\0".encode() + data).hexdigest()


def find_documents(tree: Path, texts: Iterable[str] = ()) -> list[Document]:
    """Return the bundled report, a tree's invented reports, and what is named.

    Args:
        tree: A checkout, whose ``tests/reports`` are read.
        texts: Files of cases (``.jsonl``), other files, and folders with files of any kind that
            ``kg build`` reads or may come to read; a folder's ``README`` is left out.

    Raises:
        FileNotFoundError: A named file or folder is missing.
    """
    reports = sorted((tree / "tests" / "reports").rglob("*.txt"))
    found = [Document(name=BUNDLED)]
    found += [Document(name=path.relative_to(tree).as_posix(), path=path) for path in reports]
    for name in texts:
        found += _named(Path(name))
    known: dict[str, Document] = {}
    for document in found:
        known.setdefault(document.name, document)
    return list(known.values())


def _named(path: Path) -> Iterator[Document]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix == ".jsonl" or (file.suffix in _ENDINGS and file.stem != "README"):
                yield from _named(file)
    elif not path.is_file():
        raise FileNotFoundError(f"{path}: there is no such file or folder")
    elif path.suffix == ".jsonl":
        for case in read_cases(path):
            yield Document(
                name=f"{path.as_posix()}#{case.id}",
                text=case.document,
                is_changed_copy=case.targets is None,
            )
    else:
        yield Document(name=path.as_posix(), path=path)
