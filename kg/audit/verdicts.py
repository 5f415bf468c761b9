"""What each adoption is worth against the outline: every citation's unit, where it is said to be.

Nothing is judged here but places and titles. That a unit stands where the report says does not say
that it holds what the suggestion asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.model import HeldOutline, Outcome, Verdict
from kg.query import run
from kg.store import Store, value_of

_UNIT = "outline-unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict with its reasons.

    Attributes:
        reasons: None where no outline was at hand.
    """

    verdict: Verdict
    reasons: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationOutcome:
    """What came of one question to one citation.

    Attributes:
        is_unit: Whether the question was if the unit is there at all.
        words: What the report says, and what the outline has.
    """

    is_unit: bool
    outcome: Outcome
    words: Words


Outcomes = Mapping[tuple[str, int], Sequence[CitationOutcome]]


def read_outlines(store: Store) -> tuple[HeldOutline, ...]:
    """Read which outline each report was held against."""
    return tuple(
        HeldOutline(
            document=value_of(row, "document"),
            outline=value_of(row, "outline"),
            title=value_of(row, "title"),
            sha256=value_of(row, "sha256"),
        )
        for row in run(store, "check/outlines").rows
    )


def read_apart(store: Store) -> tuple[tuple[str, str], ...]:
    """Read which reports lie in a store with an outline of theirs that they were built without."""
    rows = run(store, "check/outlines-apart").rows
    return tuple((value_of(row, "document"), value_of(row, "outline")) for row in rows)


def read_outcomes(store: Store) -> Outcomes:
    """Read what came of each citation; by document and the suggestion's number."""
    found: dict[tuple[str, int], list[CitationOutcome]] = {}
    for row in run(store, "check/outline-claims").rows:
        stated = value_of(row, "stated")
        found.setdefault((value_of(row, "document"), int(value_of(row, "suggestion"))), []).append(
            CitationOutcome(
                is_unit=value_of(row, "kind").endswith(_UNIT),
                outcome=Outcome(value_of(row, "outcome")),
                words=Words(
                    f"{stated}:{value_of(row, 'note')}", f"{stated}: {value_of(row, 'note_en')}"
                ),
            )
        )
    return found


def judge(outcomes: Sequence[CitationOutcome], *, has_outline: bool) -> Judged:
    """Judge one adoption by what came of its citations.

    Args:
        outcomes: Of all its citations; none where it cites nothing.
        has_outline: Whether there was an outline to hold it against.

    Returns:
        Refuted where the outline, which is whole, has one of the units under no name like it;
        passed where each is found under its title in its part; else there is no telling.

    >>> judge([], has_outline=False).verdict.value, judge([], has_outline=True).verdict.value
    ('cantTell', 'inapplicable')
    """
    if not has_outline:
        return Judged(verdict=Verdict.CANNOT_TELL)
    if not outcomes:
        words = Words("没有引用,无可对照", "it cites nothing that could be looked for")
        return Judged(verdict=Verdict.INAPPLICABLE, reasons=(words,))
    missing = [o for o in outcomes if o.is_unit and o.outcome is Outcome.DIFFERS]
    others = [o for o in outcomes if o.outcome is not Outcome.HOLDS]
    if missing:
        return Judged(verdict=Verdict.FAILED, reasons=tuple(o.words for o in missing))
    if others:
        return Judged(verdict=Verdict.CANNOT_TELL, reasons=tuple(o.words for o in others))
    words = Words(
        "所引单元均在纲要所写之处找到", "each unit cited stands in the outline where it is said to"
    )
    return Judged(verdict=Verdict.PASSED, reasons=(words,))
