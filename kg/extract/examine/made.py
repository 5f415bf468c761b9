"""How an examination is made: its name, its evidence, in one place."""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import Words
from kg.model import Evidence, Examination, Outcome
from kg.text import Span, name_digest


def make_examination(
    kind: str,
    subject: str,
    outcome: Outcome,
    *,
    document: str,
    spans: Iterable[Span],
    working: Words,
    stated: str | None = None,
    reckoned: str | None = None,
    matter: str = "",
    rule: str = "",
) -> Examination:
    """Make the record of one examination.

    Args:
        kind: A concept of the scheme of examination kinds; also the name of the rule.
        subject: ``id`` of the fact that it concerns.
        outcome: What came of it.
        document: Key of the document.
        spans: The passages, the one that a reader is led to first; one at least.
        working: How it was reckoned, or why it differs.
        stated: What the text says.
        reckoned: What it is held against.
        matter: Tells several examinations of one kind and subject apart, such as the other side's
            ``id``; so that an inserted sentence renames nothing, no running number.
        rule: Tells kinds of one kind apart, where several rules select them; by default the kind's.
    """
    return Examination(
        id=f"examination/{kind}/{name_digest(subject + '|' + matter)}",
        kind=kind,
        subject=subject,
        outcome=outcome,
        stated=stated,
        reckoned=reckoned,
        working=working,
        evidence=Evidence(document, tuple(dict.fromkeys(spans)), rule or f"examine-{kind}"),
    )
