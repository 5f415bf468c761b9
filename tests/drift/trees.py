"""Check commits out, and let a worker answer for each of them."""

from __future__ import annotations

import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.store import write_whole
from tests.drift.comparing import Answers
from tests.drift.documents import Document

_WORKER = Path(__file__).with_name("worker.py")
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Tree:
    """A checkout.

    Attributes:
        name: How the report of differences calls it.
        path: Where it lies.
        commit: Its full hash; empty for the working tree.
    """

    name: str
    path: Path
    commit: str = ""


def check_out(repository: Path, commit: str, folder: Path) -> Tree:
    """Unpack a commit into a folder.

    Raises:
        ValueError: There is no such commit.
    """
    asked = [
        "git",
        "-C",
        str(repository),
        "rev-parse",
        "--verify",
        "--quiet",
        f"{commit}^{{commit}}",
    ]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    if said.returncode:
        raise ValueError(f"{commit}: the repository has no such commit")
    whole = said.stdout.strip()
    place = folder / whole
    if not place.exists():
        archive = folder / f"{whole}.tar"
        packed = ["git", "-C", str(repository), "archive", "--output", str(archive), whole]
        subprocess.run(packed, check=True)
        with tarfile.open(archive) as tar:
            tar.extractall(place, filter="data")
        archive.unlink()
    return Tree(whole[:12], place, whole)


def answer_all(
    trees: Sequence[Tree], documents: Sequence[Document], kept: Path | None = None
) -> list[Answers]:
    """Return what each tree answers of the documents.

    Two workers run at a time. What a commit answers is kept in a folder, if one is given: the next
    comparison most often has the same base.
    """
    halves = [documents[number::_PROCESSES] for number in range(_PROCESSES)]
    with (
        tempfile.TemporaryDirectory() as folder,
        concurrent.futures.ThreadPoolExecutor(_PROCESSES) as pool,
    ):
        waiting = [
            [
                pool.submit(_answer, tree, half, Path(folder) / f"{number}-{part}", kept)
                for part, half in enumerate(halves)
                if half
            ]
            for number, tree in enumerate(trees)
        ]
        return [
            {name: found for future in futures for name, found in future.result().items()}
            for futures in waiting
        ]


def _answer(tree: Tree, documents: Sequence[Document], place: Path, kept: Path | None) -> Answers:
    known = _kept_at(tree, documents, kept)
    if known is None or not known.exists():
        jobs, out = place.with_suffix(".jobs.json"), place.with_suffix(".json")
        jobs.write_text(json.dumps([document.job() for document in documents]), encoding="utf-8")
        command = [sys.executable, "-P", str(_WORKER), str(tree.path), str(jobs), str(out)]
        environment = {**os.environ, "PYTHONPATH": str(tree.path), "PYTHONHASHSEED": "0"}
        subprocess.run(command, env=environment, cwd=tree.path, check=True)
        data = out.read_bytes()
        if known is not None:
            write_whole(known, data)
    else:
        data = known.read_bytes()
    answers: Answers = json.loads(data)
    return answers


def _kept_at(tree: Tree, documents: Sequence[Document], kept: Path | None) -> Path | None:
    """Return where the answers of a commit lie: a name made of all that they depend on."""
    if kept is None or not tree.commit:
        return None
    parts = [tree.commit, hashlib.sha256(_WORKER.read_bytes()).hexdigest()]
    parts += [document.digest() for document in documents]
    return kept / f"{hashlib.sha256(' '.join(parts).encode()).hexdigest()}.json"
