"""Build documents with the ``kg`` of one tree and write down all that its queries answer.

    python worker.py TREE JOBS OUT

Runs on its own, in another commit's tree, so that it imports nothing of the tests and only those
names of ``kg`` that have long been there. JOBS is a JSON list of documents, each with a ``name``
and one of ``text``, ``path`` and ``bundled``. OUT becomes a JSON object by name.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kg
from kg.check import validate_store
from kg.errors import KgError
from kg.pipeline import build_document, build_graph, read_sources
from kg.query import canned_queries, run
from kg.source import Source, read_bundled
from kg.store import Store

KEY = "doc"
_BASE = "https://w3id.org/planning-kg/id/"
_COMPUTED = re.compile(r"\bAS \?(\w+)\)")
_LONGEST_QUOTE = 60
_AROUND = 15


def read_document(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's rows by query; ``refused`` or ``defect`` where there are none."""
    try:
        source = _source(job)
        store = Store.of(build_graph([build_document(source)]), KEY)
        found = dict(_answers(store, source))
    except KgError as error:
        message = str(error).replace(str(job.get("path", "\0")), job["name"])
        return {"refused": message}
    except Exception as error:  # noqa: BLE001 - a defect is one of the things to report
        return {"defect": repr(error)}
    return {"queries": found}


def _source(job: Mapping[str, Any]) -> Source:
    if job.get("bundled"):
        return read_bundled()
    if "path" in job:
        [source] = read_sources([Path(job["path"])], [KEY])
        return dataclasses.replace(source, name=job["name"])
    text = job["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(key=KEY, name=job["name"], text=text, sha256=digest)


def _answers(store: Store, source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, query in sorted(canned_queries().items()):
        if not query.required:
            rows = run(store, name)
            variables = [variable for variable in rows.variables if variable != "document"]
            yield (
                name,
                {
                    "variables": variables,
                    "computed": sorted(set(_COMPUTED.findall(query.text)) & set(variables)),
                    "rows": [_row(row, variables, source) for row in rows.rows],
                },
            )
    problems = [
        {
            "check": problem.check,
            "iri": _short(problem.node, source.key),
            "message": problem.words.zh,
        }
        for problem in validate_store(store).problems
    ]
    yield "validate", {"variables": ["check", "iri", "message"], "computed": [], "rows": problems}


def _row(row: Mapping[str, Any], variables: list[str], source: Source) -> dict[str, str]:
    """Return what is bound in a row; IRIs of the document's own nodes without their beginning."""
    values = {
        name: _short(term.value, source.key)
        for name in variables
        if (term := row[name]) is not None
    }
    if "start" in values and "end" in values:
        # A number alone tells nothing: the words round it do.
        around = _AROUND if "quote" in variables else 0
        start, end = int(values["start"]), int(values["end"])
        words = source.text[max(0, start - around) : end + around]
        values["quoted"] = " ".join(words.split())[:_LONGEST_QUOTE]
    return values


def _short(value: str, key: str) -> str:
    own = _BASE + key
    if value == own:
        return "document"
    return value.replace(f"{own}/", "")


def main(tree: str, jobs: str, out: str) -> None:
    """Read the jobs, and write what came of them."""
    if Path(tree).resolve() not in Path(kg.__file__).resolve().parents:
        raise SystemExit(f"kg comes from {kg.__file__}, not from {tree}")
    documents = json.loads(Path(jobs).read_text(encoding="utf-8"))
    found = {job["name"]: read_document(job) for job in documents}
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
