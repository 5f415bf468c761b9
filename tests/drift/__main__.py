"""Say which facts two commits read differently: ``make drift BASE=commit``.

    python -m tests.drift BASE [HEAD] [--texts PATH...] [-o FILE]

HEAD is the working tree where none is named. All differences go to FILE, the counts to stdout.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.drift.comparing import compare
from tests.drift.documents import find_documents
from tests.drift.trees import Tree, answer_all, check_out
from tests.drift.writing import report, summary

_ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two commits; exit with 2 where a commit or a text is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.drift")
    parser.add_argument("base")
    parser.add_argument("head", nargs="?", help="the working tree where none is named")
    parser.add_argument("--texts", nargs="*", default=[], metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, default=Path("build/drift.md"))
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            base = check_out(_ROOT, asked.base, Path(folder))
            head = Tree("the working tree", _ROOT)
            if asked.head:
                head = check_out(_ROOT, asked.head, Path(folder))
            documents = find_documents(head.path, asked.texts)
        except (ValueError, FileNotFoundError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
        kept = asked.output.parent / "drift"
        old, new = answer_all([base, head], documents, kept)
    drift = compare(old, new, documents)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    text = report(drift, base.name, head.name)
    asked.output.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(summary(drift, base.name, head.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
