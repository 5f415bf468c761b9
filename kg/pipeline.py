"""The one way of data through the house: source → structure → facts → quads → audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg import __version__, resources
from kg.errors import UsageError, Words, shorten
from kg.extract import extract_facts
from kg.extract.pairing import find_outlines, hold_against, mark_several
from kg.graph import (
    build_audit_quads,
    build_mark_quads,
    build_pairing_quads,
    build_quads,
    is_base,
    quad_key,
)
from kg.model import Facts, UnsureFact
from kg.namespaces import DEFAULT_BASE, PREFIXES
from kg.parse import parse_document
from kg.profiles.overlay import overlay_in_use
from kg.profiles.recognise import find_profile, profile_of
from kg.source import LONGEST_KEY, Source, is_key, read_bundled, read_source
from kg.store import Store, read_terms
from kg.text import fold

_UNIT = NamedNode(PREFIXES["qudt"] + "Unit")
_SCALING = NamedNode(PREFIXES["qudt"] + "scalingOf")


@dataclass(frozen=True, slots=True)
class Build:
    """What was built from one source."""

    source: Source
    facts: Facts
    quads: tuple[Quad, ...]


def check_base(base: str) -> None:
    """Refuse what no IRI can begin with.

    Raises:
        UsageError: It is no absolute IRI.
    """
    if not is_base(base):
        given = shorten(repr(base), 80)
        raise UsageError(
            f"--base {given}不能作IRI的开头，请写成 https://example.org/id/ 这样的网址，"
            "不含空格、括号和 #",
            f"--base {given} cannot begin an IRI; give an address such as "
            "https://example.org/id/, without spaces, brackets and #",
        )


def read_sources(
    paths: Sequence[Path], keys: Sequence[str] = (), decisions: Path | None = None
) -> list[Source]:
    """Read the sources of a call; the bundled report when it names none.

    Args:
        paths: The files.
        keys: Names for them, in their order; the rest are named by their files.
        decisions: A decisions file, for a single source.

    Raises:
        UsageError: There are more names than sources, a name cannot stand in an IRI, or one
            decisions file is given for several sources.
        SourceError: A file cannot be read.
    """
    for key in keys:
        if not is_key(key):
            given = shorten(repr(key), 80)
            raise UsageError(
                f"--key {given}不能作文件标识：以英文字母或数字开头，其后只用这些和 . _ -，"
                f"最多{LONGEST_KEY}个字符，如 hangzhou-15fyp-report",
                f"--key {given} cannot name a document: begin with an ASCII letter or digit, go on "
                f"with these and . _ -, {LONGEST_KEY} characters at most, "
                "such as hangzhou-15fyp-report",
            )
    if len(keys) > max(1, len(paths)):
        raise UsageError("--key 多于原文数", "there are more --key than sources")
    if decisions is not None and len(paths) > 1:
        raise UsageError("--decisions 只能配一个原文", "--decisions goes with one source")
    if not paths:
        bundled = read_bundled()
        if keys or decisions:
            path = resources.path("data", "sources", bundled.name)
            key = keys[0] if keys else bundled.key
            return [read_source(path, key=key, decisions=decisions)]
        return [bundled]
    named = [*keys, *[None] * (len(paths) - len(keys))]
    return [
        read_source(path, key=key, decisions=decisions)
        for path, key in zip(paths, named, strict=True)
    ]


def build_document(source: Source, *, base: str = DEFAULT_BASE, kind: str | None = None) -> Build:
    """Read one source and say its facts as quads.

    A user's own words and forms are laid over ours with `kg.profiles.overlay.laid_over`.

    Args:
        source: The text.
        base: What instance IRIs begin with.
        kind: The kind of document, where a person names it; else the text says which.

    Raises:
        KindError: The text does not say which kind of document it is.
        DocumentError: The text cannot be read as that kind.
        UnknownNameError: There is no such kind.
    """
    overlay = overlay_in_use()
    profile = profile_of(kind) if kind else find_profile(fold(source.text), source.name)
    parsed = parse_document(source.text, key=source.key, name=source.name, profile=profile)
    facts = extract_facts(parsed, source_sha256=source.sha256, decisions=source.decisions)
    quads = build_quads(facts, source.text, tool_version=__version__, base=base, overlay=overlay)
    return Build(source, facts, tuple(quads))


def build_graph(builds: Iterable[Build], *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Join the quads of several documents, what one is of another, and the terms used.

    Args:
        builds: The documents; a report among them is held against its outline.
        base: What instance IRIs begin with.

    Raises:
        UsageError: Two documents have one key.
    """
    seen: dict[str, str] = {}
    quads: list[Quad] = []
    known = list(builds)
    for build in known:
        key, name = build.source.key, build.source.name
        if key in seen:
            raise UsageError(
                f"{name}:文件标识{key!r}与{seen[key]}相同,请用 --key 分别命名",
                f"{name}: its key {key!r} is that of {seen[key]}; give each a name with --key",
            )
        seen[key] = name
        quads += build.quads
    if paired := _pair(known, base):
        quads += sorted(paired.difference(quads), key=quad_key)
    return quads + _terms_used(read_terms(ontology_files()), quads)


def find_unread(facts: Facts) -> list[Words]:
    """Say in which annexes of a document no table was read, and why."""
    return [
        Words(mark.reason, mark.reason_en or mark.reason)
        for mark in facts.irregularities
        if mark.kind == "table-unread"
    ]


def read_again(quads: Iterable[Quad]) -> tuple[UnsureFact, ...]:
    """Find the facts of a graph that was just built which their own quotes do not say."""
    from kg.check.unsure import find_unsure

    return find_unsure(Store.of(quads, "build"))[0]


def pair_builds(builds: Iterable[Build]) -> Mapping[str, tuple[str, ...]]:
    """Find for each report the outlines of its own place and period; it takes one, or none."""
    return find_outlines(build.facts.document for build in builds)


def _pair(builds: Sequence[Build], base: str) -> set[Quad]:
    """Hold each report against its outline; mark those that have several."""
    by_key = {build.source.key: build for build in builds}
    quads: set[Quad] = set()
    for key, outlines in pair_builds(builds).items():
        report, text = by_key[key].facts, by_key[key].source.text
        if len(outlines) > 1:
            mark = mark_several(report.document, outlines)
            quads |= build_mark_quads(mark, key, text, base=base)
            continue
        other = by_key[outlines[0]]
        pairing = hold_against(report, other.facts, other.source.text)
        quads |= build_pairing_quads(pairing, (text, other.source.text), base=base)
    return quads


def audit_quads(
    quads: Sequence[Quad], keys: Iterable[str], *, base: str = DEFAULT_BASE
) -> list[Quad]:
    """Audit plans that were just built, under the default profile, and say what it found as quads.

    Args:
        quads: The plans with their terms.
        keys: Their keys.
        base: What instance IRIs begin with.
    """
    # A graph without its audit is built without loading it.
    from kg.audit import audit_store

    # The second reading is for those who read the graph: it takes as long as half a build.
    report = audit_store(Store.of(quads, "build"), problems=())
    return [quad for key in keys for quad in build_audit_quads(report, key, base=base)]


def _terms_used(terms: Sequence[Quad], quads: Iterable[Quad]) -> list[Quad]:
    """Keep all terms but the units that no figure is in and no such unit is scaled from."""
    units = {quad.subject for quad in terms if quad.object == _UNIT}
    used = {quad.object for quad in quads} & units
    used |= {q.object for q in terms if q.predicate == _SCALING and q.subject in used}
    return [quad for quad in terms if quad.subject not in units - used]


def ontology_files() -> list[Path]:
    """Return the files of our own terms."""
    names = ("plan.ttl", "vocabulary.ttl", "rules.ttl", "units.ttl")
    return [resources.path("ontology", name) for name in names]
