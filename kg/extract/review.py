"""The review of the previous plan: how many indicators were met, and each that was not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.extract.basis import find_basis
from kg.extract.changes import is_rate, split_change
from kg.extract.clauses import Clause, sentences, split_clauses
from kg.extract.figure import Figure
from kg.extract.figure_readings import ReadFigure
from kg.extract.targets import PassageFigures, indicator_id
from kg.extract.times import Calendar, is_plan
from kg.lexicon import compiled, pattern
from kg.model import (
    Evidence,
    Observation,
    ObservationStatus,
    ReviewCount,
    ReviewItem,
    ReviewStatus,
    Scope,
    Target,
    ValueBasis,
)
from kg.numerals import read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import FigureWords
from kg.text import Span, depths, name_digest, trim, unique_name

_STATUSES = {
    "review_lagging": ReviewStatus.LAGGING,
    "review_unassessable": ReviewStatus.UNASSESSABLE,
    "review_met": ReviewStatus.MET,
}
_CN = "[一二三四五六七八九十]+"
_LIST_NUMBER = re.compile(rf"\s*(?:\(?\d{{1,2}}[.、)](?!\d)|{_CN}是)\s*")
_GOES_ON = (":", ";")  # How a paragraph ends whose items go on in the next.
# What stands before an item that is told off in a paragraph of its own.
_MARKS = " —–-"
_ITEM = re.compile(rf"[—–]{{1,2}}|\(?\d{{1,2}}[.、)]|\({_CN}\)|{_CN}是")
_JOINTS = compiled("、|{joint.and}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Status:
    """How some indicators stand.

    Attributes:
        clause: Counts them.
        before: The clause's words before the count.
        said: The clause, up to where their status is said.
    """

    status: ReviewStatus
    clause: Span
    before: Span
    said: Span


@dataclass(frozen=True, slots=True)
class Review:
    """What a review says."""

    items: tuple[ReviewItem, ...]
    counts: tuple[ReviewCount, ...]
    targets: tuple[Target, ...]
    actuals: tuple[Observation, ...]


class ReviewReader:
    """Reads the passages of the review, carrying the status from a count to its items."""

    def __init__(self, parsed: ParsedDocument, calendar: Calendar, words: FigureWords) -> None:
        self._parsed = parsed
        self._words = words
        self._calendar = calendar
        self._patterns = parsed.profile.sections
        self._items: list[ReviewItem] = []
        self._counts: list[ReviewCount] = []
        self._targets: list[Target] = []
        self._actuals: list[Observation] = []
        self._ids: set[str] = set()
        self._said: tuple[Span, ...] = ()  # where the status of the items is said
        self._carried: ReviewStatus | None = None  # from a paragraph that goes on in the next

    def read(self, passages: Iterable[PassageFigures]) -> Review:
        """Read all passages of the review; nothing where the profile has no words for it."""
        if "review_count" in self._patterns:
            for figures in passages:
                if figures.passage.scope is Scope.REVIEW:
                    self._read_passage(figures)
        return Review(
            tuple(self._items), tuple(self._counts), tuple(self._targets), tuple(self._actuals)
        )

    def _read_passage(self, figures: PassageFigures) -> None:
        folded = self._parsed.folded
        status = begun = self._carried
        for sentence, read in figures.sentences:
            previous = self._calendar.previous_plan(sentence)
            for part in sentences(folded, sentence):
                clauses = [clause for clause in split_clauses(folded, part) if clause.level == 0]
                for found, behind in self._groups(clauses):
                    if found is not None:
                        status = found.status
                        self._said = (found.said,)
                        end = behind[-1].span.end if behind else found.clause.end
                        self._named_in(found, Span(part.start, end))
                        self._in_bracket(figures.passage.carrier, found, part, read, previous)
                    if status is ReviewStatus.LAGGING and behind:
                        self._item(figures.passage.carrier, status, behind, read, previous)
                    elif found is None:
                        status = None
        words = figures.passage.span.quote(folded).strip()
        # A list goes on from item to item, whatever its items end with.
        is_item = begun is not None and _ITEM.match(words) is not None
        self._carried = (status or begun) if words.endswith(_GOES_ON) or is_item else None

    def _groups(self, clauses: Sequence[Clause]) -> list[tuple[_Status | None, list[Clause]]]:
        """Part clauses at those that say how many indicators stand how.

        Returns:
            What such a clause says, with the clauses behind it; those before the first are of
            nothing that was counted, and only where no clause counts do they belong together.
        """
        groups: list[tuple[_Status | None, list[Clause]]] = [(None, [])]
        for index, clause in enumerate(clauses):
            # 其中8项已提前完成 counts some of those that were counted.
            is_part = clause.span.quote(self._parsed.folded).lstrip().startswith("其中")
            found = (
                None if is_part and len(groups) > 1 else self._status(clause, clauses[index + 1 :])
            )
            if found is not None:
                groups.append((found, []))
            else:
                groups[-1][1].append(clause)
        return groups[1:] or groups

    def _status(self, clause: Clause, behind: Sequence[Clause]) -> _Status | None:
        """Read a clause that says how many indicators stand how; keep the count.

        A count that ends its clause may have its status behind a reason: 3项,因…,无法评估.
        """
        folded, words = self._parsed.folded, clause.span
        counted = self._patterns["review_count"]
        for match in counted.finditer(folded, words.start, words.end):
            end = words.end
            status = self._status_in(Span(match.end(), end))
            has_reason = match.end() == words.end or pattern("reason").match(folded, match.end())
            if status is None and has_reason:
                reasons = takewhile(
                    lambda later: not counted.search(folded, later.span.start, later.span.end),
                    behind,
                )
                end = max((reason.span.end for reason in reasons), default=end)
                status = self._status_in(Span(match.end(), end))
            value = read_counting(match["count"])
            if status is None or value is None:
                continue
            said = Span(words.start, end)
            self._counts.append(
                ReviewCount(
                    id=self._unique(f"review/count/{status.value}"),
                    status=status,
                    value=value,
                    evidence=Evidence(self._parsed.key, (said,), "review-count"),
                )
            )
            before = Span(words.start, match.start())
            return _Status(status=status, clause=words, before=before, said=said)
        return None

    def _status_in(self, place: Span) -> ReviewStatus | None:
        """Return how a place says that indicators stand; ``None`` where it does not."""
        for name, status in _STATUSES.items():
            if self._patterns[name].search(self._parsed.folded, place.start, place.end):
                return status
        return None

    def _named_in(self, found: _Status, part: Span) -> None:
        """Read the names that a count sums up: before it, or behind 分别是 in a later clause."""
        folded, status, before = self._parsed.folded, found.status, found.before
        words = before.quote(folded)
        more = self._patterns["review_list"].search(words)
        if more is not None or (status is not ReviewStatus.MET and "、" in words):
            end = before.start + more.start() if more is not None else before.end
            self._names(status, Span(before.start, end))
            return
        if status is ReviewStatus.LAGGING:
            return
        opener = self._patterns["review_opener"].search(folded, found.clause.end, part.end)
        if opener is not None and opener.start() <= found.clause.end + 1:
            self._names(status, Span(opener.end(), part.end))

    def _in_bracket(
        self,
        carrier: str,
        found: _Status,
        part: Span,
        read: Sequence[ReadFigure],
        previous: tuple[int, int, Span] | None,
    ) -> None:
        """Read the indicators in the bracket of a clause that counts them: 3项未达到(甲…;乙…)."""
        folded = self._parsed.folded
        opening = folded.find("(", found.before.end, found.clause.end)
        closing = folded.rfind(")", found.before.end, found.clause.end)
        if opening < 0 or closing < opening:
            return
        inside = Span(opening + 1, closing)
        if found.status is not ReviewStatus.LAGGING:
            if not self._patterns["review_goal"].search(inside.quote(folded)):
                self._names(found.status, inside)
            return
        clauses = [c for c in split_clauses(folded, part) if c.level == 1]
        for item in sentences(folded, inside):
            own = [clause for clause in clauses if item.holds(clause.span)]
            if own:
                self._item(carrier, found.status, own, read, previous)

    def _names(self, status: ReviewStatus, listing: Span) -> None:
        outside = depths(listing.quote(self._parsed.folded))
        start = listing.start
        joints = [
            match
            for match in _JOINTS().finditer(self._parsed.folded, listing.start, listing.end)
            if outside[match.start() - listing.start] == 0
        ]
        for begin, end in [*((m.start(), m.end()) for m in joints), (listing.end, listing.end)]:
            name = trim(self._parsed.folded, Span(start, begin), ",;:。")
            start = end
            if name.start < name.end:
                self._add_item(status, name, name, None, ())

    def _item(
        self,
        carrier: str,
        status: ReviewStatus,
        clauses: Sequence[Clause],
        read: Sequence[ReadFigure],
        previous: tuple[int, int, Span] | None,
    ) -> None:
        """Read an indicator with its goal and what became of it."""
        folded, text = self._parsed.folded, self._parsed.text
        if len(clauses) > 1 and pattern("review-list").search(clauses[0].span.quote(folded)):
            clauses = clauses[1:]
        first = clauses[0].span
        number = _LIST_NUMBER.match(folded, first.start, first.end)
        opener = self._patterns["review_opener"].match(folded, first.start, first.end)
        lead = number or opener
        name = trim(folded, Span(lead.end() if lead else first.start, first.end), _MARKS)
        # A word that opens the clause is shown with it; a list's mark need not be.
        is_word = number is not None and number.group().endswith("是")
        begin = first.start if is_word or (opener and not number) else name.start
        figures = [
            r.figure for r in read if any(clause.span.holds(r.figure.number) for clause in clauses)
        ]
        if not figures or name.start >= name.end:
            return
        if name.holds(figures[0].number):
            # Name and goal in one clause: the figure knows its name.
            name = figures[0].name or name
        label = name.quote(text)
        goal, actuals = None, []
        end = max(self._end(figure) for figure in figures)
        item = Span(name.start, end)
        for figure in figures:
            clause = Span(max(figure.clause.span.start, name.start), self._end(figure))
            is_goal = goal is None and self._patterns["review_goal"].search(
                folded, clause.start, figure.number.start
            )
            if is_goal:
                goal = self._goal(carrier, label, name, begin, figure, previous)
            elif self._is_reached(clause, figure):
                actuals.append(self._actual(label, name, figure))
        self._targets += [goal] if goal is not None else []
        self._actuals += actuals
        self._add_item(status, name, item, goal, actuals)

    def _end(self, figure: Figure) -> int:
        """Return where a figure ends with its unit and the word that bounds it."""
        rest = self._parsed.folded[figure.unit_end : figure.unit_end + 4]
        if rest.startswith("/年"):
            return figure.unit_end + len("/年")
        after = rest[: bound.end()] if (bound := pattern("bound-after").match(rest)) else ""
        return figure.unit_end + len(after)

    def _is_reached(self, clause: Span, figure: Figure) -> bool:
        """Say whether a figure is what was reached: its clause has a time, or says so."""
        if figure.time is not None and figure.clause.span.holds(figure.time.span):
            return True
        reached = self._patterns["review_reached"]
        return bool(reached.search(self._parsed.folded, clause.start, figure.number.start))

    def _goal(
        self,
        carrier: str,
        label: str,
        name: Span,
        begin: int,
        figure: Figure,
        previous: tuple[int, int, Span] | None,
    ) -> Target:
        spans = [Span(begin, self._end(figure))]
        basis = self._basis_of(figure, name)
        time = figure.time
        own = time if time is not None and figure.clause.span.holds(time.span) else None
        year, period = own.year if own is not None else None, None
        time_span = own.span if own is not None else None
        is_of_the_plan = basis is ValueBasis.ANNUAL_AVERAGE or (
            basis is ValueBasis.CUMULATIVE and own is not None and is_plan(own.value)
        )
        if is_of_the_plan and previous is not None:
            year, period, time_span = None, f"{previous[0]}/{previous[1]}", previous[2]
            spans.append(time_span)
        measured, change = split_change(label)
        return Target(
            id=self._unique(f"review/target/{name_digest(measured)}"),
            scope=Scope.REVIEW,
            carrier=carrier,
            task=None,
            suggestion=None,
            indicator=measured,
            subject=indicator_id(measured),
            comparator=figure.comparator,
            value=figure.value,
            unit=figure.unit,
            year=year,
            period=period,
            basis=basis,
            change=None if is_rate(label) else figure.change or change,
            since=figure.since.value if figure.since is not None else None,
            hedges=tuple(span.quote(self._parsed.text) for span in figure.hedges),
            value_span=figure.number,
            time_span=time_span,
            name_span=Span(name.start, name.start + len(measured)),
            repeated=(),
            evidence=Evidence(self._parsed.key, tuple(dict.fromkeys(spans)), "review-goal"),
        )

    def _basis_of(self, figure: Figure, name: Span) -> ValueBasis:
        """Return the basis that a figure's own words say, else its name: 累计下降率."""
        if figure.basis is not ValueBasis.LEVEL:
            return figure.basis
        return find_basis(self._parsed.folded, name)[0]

    def _actual(self, label: str, name: Span, figure: Figure) -> Observation:
        folded = self._parsed.folded
        clause = figure.clause.span
        time = figure.time if figure.time and clause.holds(figure.time.span) else None
        spans = [Span(clause.start, max(clause.start, self._end(figure))), name]
        if time is not None and time.anchor is not None:
            spans.append(time.anchor)
        expected = pattern("expected").search(folded, clause.start, figure.number.start)
        return Observation(
            id=self._unique(f"review/actual/{name_digest(label)}"),
            place="review",
            indicator=label,
            subject=indicator_id(split_change(label)[0]),
            comparator=figure.comparator,
            value=figure.value,
            unit=figure.unit,
            period=time.value if time is not None else None,
            status=ObservationStatus.ESTIMATE if expected else ObservationStatus.MEASURED,
            basis=self._basis_of(figure, name),
            hedges=tuple(span.quote(self._parsed.text) for span in figure.hedges),
            is_baseline=False,
            value_span=figure.number,
            time_span=time.span if time is not None else None,
            evidence=Evidence(self._parsed.key, tuple(dict.fromkeys(spans)), "review-actual"),
        )

    def _add_item(
        self,
        status: ReviewStatus,
        name: Span,
        place: Span,
        goal: Target | None,
        actuals: Sequence[Observation],
    ) -> None:
        label = name.quote(self._parsed.text)
        self._items.append(
            ReviewItem(
                id=self._unique(f"review/{name_digest(label)}"),
                label=label,
                subject=indicator_id(split_change(label)[0]),
                status=status,
                target=goal.id if goal is not None else None,
                actuals=tuple(actual.id for actual in actuals),
                evidence=Evidence(self._parsed.key, (place, *self._said), "review-item"),
            )
        )

    def _unique(self, local: str) -> str:
        unique = unique_name(local, self._ids)
        self._ids.add(unique)
        return unique
