"""Audit a text with a planted fault, and see what is said of it that was not said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.audit import audit_store
from kg.errors import KgError
from kg.model import AuditReport, Finding
from kg.namespaces import PREFIXES
from kg.pipeline import build_document, build_graph
from kg.store import Store
from tests.conftest import built
from tests.planted.faults import PLANTERS, Fault, choose

_TEXT = NamedNode(f"{PREFIXES['nif']}isString")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one planted fault.

    Attributes:
        found: What the rule newly says at the edit or at what it contradicts.
        alarms: What any rule newly says elsewhere.
        refused: Why no graph could be built; empty when it could.
    """

    rule: str
    report: str
    fault: Fault
    found: tuple[Finding, ...] = ()
    alarms: tuple[Finding, ...] = ()
    refused: str = ""


@cache
def untouched(name: str) -> AuditReport:
    """Audit a report as it is."""
    return audit_store(built(name).store)


def try_fault(rule: str, name: str, fault: Fault) -> Trial:
    """Plant a fault in a report and audit it."""
    report = built(name)
    before = {finding.fingerprint for finding in untouched(name).findings}
    if fault.is_beneath:
        store = Store.of(beneath(report.store.quads(), fault.text), "beneath")
    else:
        try:
            changed = build_document(replace(report.build.source, text=fault.text))
        except KgError as error:
            return Trial(rule, name, fault, refused=str(error))
        store = Store.of(build_graph([changed]), "planted")
    fresh = [f for f in audit_store(store).findings if f.fingerprint not in before]
    at = [f for f in fresh if any(fault.touches(e.start, e.end) for e in f.excerpts)]
    return Trial(
        rule,
        name,
        fault,
        found=tuple(finding for finding in at if finding.rule == rule),
        alarms=tuple(finding for finding in fresh if finding not in at),
    )


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
    alarms: Counter[str] = Counter()
    for trial in trials:
        known = scores[trial.rule]
        known.planted += 1
        known.found += bool(trial.found)
        if not trial.found:
            known.missed.append(f"{trial.report} {trial.fault.said} {trial.refused}".strip())
        alarms.update(finding.rule for finding in trial.alarms)
    for rule, count in alarms.items():
        scores.setdefault(rule, Score()).alarms += count
    return scores
