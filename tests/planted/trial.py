"""Audit a text with a planted fault, and see what is said of it that was not said before.

What is newly said away from the edit is a consequence of it or an alarm. It is a consequence where
it speaks of the words of the edit: where its quotes, or what it expected and found, share a run of
four characters with what was taken out or put in, and the report has that run only a few times, so
that it tells of what it is. A special column whose only citation was taken out is no longer cited:
that is true, and not a false alarm. All else that is new counts as an alarm, though some of it is a
true consequence too, of an edit too small to have such a run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.audit import Selection, audit_store, read_rules
from kg.errors import KgError
from kg.model import AuditReport, Finding
from kg.namespaces import PREFIXES
from kg.pipeline import Build, build_document, build_graph
from kg.source import Source
from kg.store import Store
from tests.conftest import built
from tests.planted.faults import PLANTERS, Fault, choose
from tests.planted.outlines import outline_of

_RUN = 4
_OFTEN = 4
_TEXT = NamedNode(f"{PREFIXES['nif']}isString")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one planted fault.

    Attributes:
        found: What the rule newly says at the edit or at what it contradicts.
        follows: What any rule newly says elsewhere of the words of the edit.
        alarms: What else any rule newly says.
        refused: Why no graph could be built; empty when it could.
    """

    rule: str
    report: str
    fault: Fault
    found: tuple[Finding, ...] = ()
    follows: tuple[Finding, ...] = ()
    alarms: tuple[Finding, ...] = ()
    refused: str = ""


RULES = read_rules()


@cache
def untouched(name: str, *, is_held: bool = False) -> AuditReport:
    """Audit a report as it is, alone or held against the outline that it speaks of."""
    report = built(name)
    outlines = (outline_of(report.text),) if is_held else ()
    return audit_store(graph_of(report.build, outlines) if outlines else report.store, RULES)


def graph_of(report: Build, outlines: Iterable[str]) -> Store:
    """Build the graph of a report and of the outlines beside it."""
    beside = [
        build_document(Source(key=f"outline-{order}", name="outline.txt", text=text, sha256=""))
        for order, text in enumerate(outlines, 1)
    ]
    return Store.of(build_graph([report, *beside]), "planted")


def try_fault(rule: str, name: str, fault: Fault, *, alone: bool = False) -> Trial:
    """Plant a fault in a report and audit it.

    Args:
        rule: The rule that ought to find it.
        name: The report.
        fault: The fault.
        alone: Whether no other rule is asked: quick, and without alarms of others.
    """
    report = built(name)
    asked = Selection(only=(rule,)) if alone else Selection()
    held = bool(fault.outlines)
    before = {finding.fingerprint for finding in untouched(name, is_held=held).findings}
    if fault.is_beneath:
        store = Store.of(beneath(report.store.quads(), fault.text), "beneath")
    else:
        try:
            changed = build_document(replace(report.build.source, text=fault.text))
        except KgError as error:
            return Trial(rule, name, fault, refused=str(error))
        store = graph_of(changed, fault.outlines)
    findings = audit_store(store, RULES, asked).findings
    # Of the outline itself nothing is said here: its places are none of the report's.
    own = [f for f in findings if f.document == report.build.source.key]
    fresh = [finding for finding in own if finding.fingerprint not in before]
    at = [f for f in fresh if any(fault.touches(e.start, e.end) for e in f.excerpts)]
    elsewhere = [finding for finding in fresh if finding not in at]
    runs = telling_runs(fault, report.text)
    follows = [finding for finding in elsewhere if speaks_of(finding, runs)]
    return Trial(
        rule,
        name,
        fault,
        found=tuple(finding for finding in at if finding.rule == rule),
        follows=tuple(follows),
        alarms=tuple(finding for finding in elsewhere if finding not in follows),
    )


def telling_runs(fault: Fault, text: str) -> frozenset[str]:
    """Cut the words of an edit into runs, those that the report has often left out."""
    runs = {
        words[index : index + _RUN]
        for words in fault.words
        for index in range(len(words) - _RUN + 1)
    }
    return frozenset(run for run in runs if text.count(run) <= _OFTEN and not run.isspace())


def speaks_of(finding: Finding, runs: frozenset[str]) -> bool:
    """Say whether a finding holds one of some runs of words."""
    quotes = (excerpt.quote for excerpt in finding.excerpts)
    said = "\n".join((*quotes, finding.expected or "", finding.actual or "", finding.message.zh))
    return any(run in said for run in runs)


def beneath(quads: Iterable[Quad], text: str) -> Iterator[Quad]:
    """Put another text beneath a graph."""
    for quad in quads:
        is_text = quad.predicate == _TEXT
        words = Literal(text) if is_text else quad.object
        yield Quad(quad.subject, quad.predicate, words, quad.graph_name)


@dataclass(slots=True)
class Score:
    """How a rule does on the faults planted for it, and how often it speaks out of place."""

    planted: int = 0
    found: int = 0
    follows: int = 0
    alarms: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the planted faults that were found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Share of what the rule newly says that belongs to a planted fault."""
        said = self.found + self.alarms
        return self.found / said if said else 1.0


def try_all(most: int, seed: int = 0, rules: Iterable[str] = ()) -> Iterator[Trial]:
    """Plant some faults for each rule in each report."""
    for rule in sorted(rules or PLANTERS):
        for name in ("hangzhou", "qinghe"):
            for fault in choose(rule, built(name).text, most, seed):
                yield try_fault(rule, name, fault)


def score(trials: Iterable[Trial]) -> dict[str, Score]:
    """Count what was found, by rule; an alarm counts against the rule that gave it."""
    scores = {rule: Score() for rule in sorted(PLANTERS)}
    follows: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for trial in trials:
        known = scores[trial.rule]
        known.planted += 1
        known.found += bool(trial.found)
        if not trial.found:
            known.missed.append(f"{trial.report} {trial.fault.said} {trial.refused}".strip())
        follows.update(finding.rule for finding in trial.follows)
        alarms.update(finding.rule for finding in trial.alarms)
    for rule, count in follows.items():
        scores.setdefault(rule, Score()).follows += count
    for rule, count in alarms.items():
        scores.setdefault(rule, Score()).alarms += count
    return scores
