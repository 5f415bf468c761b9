"""The traceability audit: claim, evidence and verdict, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import __version__
from kg.audit.chains import read_chains
from kg.audit.coverage import count_coverage, find_unreached, follow_suggestions
from kg.audit.earlier import compare_runs, read_earlier
from kg.audit.not_made import read_not_made
from kg.audit.paths import Paths
from kg.audit.rules import Rule, apply_rule, find_rule, read_rules
from kg.audit.verdicts import read_apart, read_outcomes, read_outlines
from kg.audit.waivers import apply_waivers, read_waivers
from kg.errors import Words
from kg.model import AuditReport, Check, Family, Finding, Severity, UnreadAnnex, Waiver
from kg.query import run
from kg.store import Store, value_of
from kg.text import line_starts

if TYPE_CHECKING:
    from kg.check import Problem
    from kg.model import UnsureFact

__all__ = ["Selection", "audit_store", "compare_runs", "read_earlier", "read_rules"]

_ORDER = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rules are asked, and when waivers run out.

    Attributes:
        only: Names of the rules to ask; all where it is empty.
        skip: Names of the rules to leave out.
        today: The day, as ``YYYY-MM-DD``, by which a waiver may have run out; ``None`` where none
            does, so that a stored audit does not depend on the day it was made.
        parameters: What a reader has to know of how the audit was run.
    """

    only: Sequence[str] = ()
    skip: Sequence[str] = ()
    today: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()

    def choose(self, rules: Sequence[Rule]) -> list[Rule]:
        """Choose the rules to ask.

        Raises:
            UnknownNameError: A name is no rule's.
        """
        only = [find_rule(name, rules).name for name in self.only]
        skip = [find_rule(name, rules).name for name in self.skip]
        return [
            rule
            for rule in rules
            if rule.severity is not None
            and (not only or rule.name in only)
            and rule.name not in skip
        ]


def audit_store(
    store: Store,
    rules: Sequence[Rule] | None = None,
    selection: Selection | None = None,
    problems: Iterable[Problem] | None = None,
) -> AuditReport:
    """Audit all documents of a store; nothing is written into it.

    Facts that fail the second reading are left out, and named in the report.

    Args:
        store: The graph.
        rules: The rules; those that ship with the package without it.
        selection: Which of them to ask.
        problems: What the validation of the store found; without it, quotes and readings are
            checked here.

    Raises:
        UsageError: A rule's query is no SPARQL, a waiver is about an unknown rule or subject.
    """
    known = read_rules() if rules is None else rules
    selection = selection or Selection()
    whole = store
    unsure: tuple[UnsureFact, ...] = ()
    others: tuple[Problem, ...] = ()
    if problems is None or (problems := tuple(problems)):
        # An audit without a second reading does not load it.
        from kg.check.unsure import find_unsure, leave_out

        unsure, others = find_unsure(store, problems)
        store = leave_out(store, unsure)
    documents: dict[str, str] = {}
    texts: dict[str, str] = {}
    for row in run(store, "check/texts").rows:
        key, text, words = row["key"], row["text"], row["words"]
        if key is not None and text is not None:
            documents[key.value] = text.value.removesuffix("/text")
            texts[key.value] = words.value if words else ""
    waivers = read_waivers(store, documents, known)
    chains = read_chains(store)
    paths = Paths(store, chains, documents)
    starts = {key: line_starts(text) for key, text in texts.items()}
    findings: list[Finding] = []
    checks: list[Check] = []
    for rule in selection.choose(known):
        # The rules on evidence look at the graph as it is: that is where such facts are faults.
        asked = whole if rule.family is Family.EVIDENCE else store
        found, held = apply_rule(rule, asked, documents, paths, starts)
        findings += found
        checks += held
    findings = apply_waivers(findings, waivers, selection.today)
    findings.sort(
        key=lambda f: (_ORDER.index(f.severity), f.rule, f.document, f.excerpts[0].start, f.subject)
    )
    outlines = read_outlines(store)
    outcomes = read_outcomes(store) if outlines else {}
    against = {outline.document for outline in outlines}
    items = follow_suggestions(
        store, texts, chains, paths, findings, held=against, outcomes=outcomes
    )
    return AuditReport(
        version=__version__,
        sources=tuple(
            (key.value, digest.value)
            for row in run(store, "documents").rows
            if (key := row["document"]) and (digest := row["sha256"])
        ),
        items=items,
        checks=tuple(checks),
        findings=tuple(findings),
        coverage=count_coverage(store, items),
        unreached=find_unreached(store, texts),
        line_starts=starts,
        outlines=outlines,
        apart=read_apart(store) if len(documents) > 1 else (),
        parameters=(*selection.parameters, *_day(waivers, selection.today)),
        unsure=unsure,
        unread=_read_unread(store, documents),
        not_made=read_not_made(store, documents),
        problems=tuple(problem.words for problem in others),
    )


def _read_unread(store: Store, documents: Mapping[str, str]) -> tuple[UnreadAnnex, ...]:
    """Read which annexes hold no table that was read."""
    found = []
    for row in run(store, "check/unread-tables").rows:
        document, number = value_of(row, "document"), value_of(row, "number")
        note = value_of(row, "note")
        found.append(
            UnreadAnnex(
                document=document,
                subject=value_of(row, "subject").removeprefix(documents[document]).strip("/"),
                table=value_of(row, "table"),
                name=Words(f"附件{number}", f"annex {number}".rstrip()),
                reason=Words(note, value_of(row, "note_en") or note),
            )
        )
    return tuple(found)


def _day(waivers: Sequence[Waiver], today: str | None) -> list[tuple[str, str]]:
    """Name the day of a run where its outcome depends on it."""
    return [("as-of", today)] if today and any(waiver.until for waiver in waivers) else []
