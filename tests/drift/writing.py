"""Write the differences between two commits as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.drift.comparing import Difference, Drift, Kind
from tests.drift.pairing import ORDER

_SIGNS = {Kind.GAINED: "+", Kind.LOST: "−", Kind.CHANGED: "~"}
# What a changed row is called by, the first that it has.
_NAMES = ("quote", "indicator", "label", "name", "title", "message", "rule", "iri")


def summary(drift: Drift, base: str, head: str) -> str:
    """Write the head, and the counts by query and document where they are not counts themselves."""
    told = [item for item in drift.differences if item.query not in drift.counting]
    lines = [*_head(drift, base, head), *_counts(told)]
    if len(told) < len(drift.differences):
        rest = len(drift.differences) - len(told)
        lines += ["", f"{rest} more in queries that only count these."]
    return "\n".join(lines) + "\n"


def report(drift: Drift, base: str, head: str) -> str:
    """Write the head, the counts, and each difference."""
    lines = [*_head(drift, base, head), *_counts(drift.differences)]
    place = ("", "")
    for item in drift.differences:
        if item.query != place[0]:
            lines += ["", f"## {item.query}"]
        if (item.query, item.document) != place:
            lines += ["", f"### {item.document}", ""]
        place = (item.query, item.document)
        lines.append(_line(item))
    return "\n".join(lines) + "\n"


def _head(drift: Drift, base: str, head: str) -> Iterator[str]:
    yield f"# Facts gained, lost and changed from {base} to {head}"
    yield ""
    counts = Counter(item.kind for item in drift.differences)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in Kind)
    yield f"{len(drift.documents)} documents, {drift.rows} rows: {kinds}."
    listed = (
        ("New variables", drift.new_variables, "bound in"),
        ("Variables that are gone", drift.gone_variables, "were bound in"),
        ("New queries", drift.new_queries, "rows"),
        ("Queries that are gone", drift.gone_queries, "rows"),
    )
    for title, found, words in listed:
        if found:
            yield f"{title}: " + ", ".join(f"{k} ({words} {n})" for k, n in found.items()) + "."
    if drift.renamed:
        nodes = ", ".join(f"{name} {count}" for name, count in drift.renamed.items())
        yield f"Nodes with another IRI: {nodes}."
    if drift.shared:
        yield f"{drift.shared} differences of the changed copies are those of the report itself."


def _counts(differences: Sequence[Difference]) -> Iterator[str]:
    if not differences:
        yield "No differences."
        return
    counts: dict[tuple[str, str], Counter[Kind]] = {}
    for item in differences:
        counts.setdefault((item.query, item.document), Counter())[item.kind] += 1
    yield ""
    yield "| query | document | " + " | ".join(Kind) + " |"
    yield "|---|---|" + "--:|" * len(Kind)
    for (query, document), found in counts.items():
        cells = " | ".join(str(found[kind]) for kind in Kind)
        yield f"| {query} | {document} | {cells} |"


def _line(item: Difference) -> str:
    quoted = item.row.get("quoted", "")
    place = f" “{quoted}”" if quoted else ""
    if item.kind is not Kind.CHANGED:
        said = ", ".join(f"{name} {_code(value)}" for name, value in _said(item.row).items())
        return f"- {_SIGNS[item.kind]} {said}{place}"
    changes = "; ".join(f"{name} {_code(old)} → {_code(new)}" for name, old, new in item.fields)
    changed = {name for name, *_ in item.fields}
    name = next((item.row[k] for k in _NAMES if k in item.row and k not in changed), "")
    return f"- {_SIGNS[item.kind]} {name + ': ' if name else ''}{changes}{place}"


def _said(row: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in row.items() if name not in ORDER and name != "iri"}


def _code(value: str) -> str:
    """Write a value as code, or a dash where it is unbound."""
    return f"`{' '.join(value.replace('`', chr(39)).split())}`" if value else "–"
