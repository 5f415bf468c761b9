"""What citations most likely refer to: columns, parts, and the tasks that answer to them.

A printed part number stands until other passages outvote it: the same section or column cited or
listed under another part elsewhere, and the part of the task that announces the column. One number
governs all the names behind it, so the votes of all of them are counted together; a tie changes
nothing and is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.cited import CitedParts
from kg.extract.correspondence import Correspondence, by_columns, by_title, infer
from kg.extract.regions import Regions
from kg.extract.similarity import Likeness
from kg.model import (
    Citation,
    CitationKind,
    CitationReading,
    Evidence,
    Irregularity,
    KeyTask,
    SpecialColumn,
    ThemeStatement,
    TitleForm,
)
from kg.numerals import COUNTING, chinese_integer
from kg.parse.structure import ParsedDocument
from kg.text import Span, name_digest, normalise_name

_SHORTEST = 5
_CHAPTER = re.compile(rf"第{COUNTING}章")
# 第二十二章第一节、第二节: the chapter stands before the run.
_CHAPTER_REACH = len("第一百二十三章第一节、第二节、第三节")
_HUNDRED = 100
_ALIKE = 0.5


def part_name(number: int) -> str:
    """Write a part's number as the text does.

    >>> part_name(4)
    '第四篇'
    """
    return f"第{chinese_integer(number)}篇" if number < _HUNDRED else f"第{number}篇"


@dataclass(frozen=True, slots=True)
class Vote:
    """A passage that places a name under a part."""

    part: int
    weight: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What the citations were read as."""

    readings: tuple[CitationReading, ...]
    correspondences: Mapping[int, Correspondence]
    titles: Mapping[int, str]
    irregularities: tuple[Irregularity, ...]


class CitationResolver:
    """Holds what is known of columns, parts and tasks while citations are read."""

    def __init__(
        self,
        parsed: ParsedDocument,
        tasks: Sequence[KeyTask],
        columns: Sequence[SpecialColumn],
        cited: CitedParts,
        statements: Sequence[ThemeStatement],
        forms: Sequence[TitleForm],
    ) -> None:
        self._parsed = parsed
        self._tasks = {task.id: task for task in tasks}
        self._columns = columns
        self._cited = cited
        self._forms: dict[int, list[str]] = {}
        for form in sorted(forms, key=lambda form: not form.by_theme):
            if form.part is not None:
                self._forms.setdefault(form.part, []).append(form.title)
        self._titles = {form.part: form.title for form in reversed(forms) if form.by_theme}
        self._numbers = {part for statement in statements for part, _ in statement.parts}
        self._numbers |= {mention.number for mention in cited.mentions}
        self._numbers |= {form.part for form in forms if form.part is not None}
        self._irregularities: list[Irregularity] = []
        self._regions = Regions(parsed.folded, cited.regions)
        self._column_of = {
            citation.id: column
            for citation in cited.citations
            if (column := self._match_column(citation)) is not None
        }
        # Places in the list of citations: those that say one name, those that name one column.
        self._same_name: dict[str, list[int]] = {}
        self._same_column: dict[str, list[int]] = {}
        for place, citation in enumerate(cited.citations):
            if citation.name is not None:
                self._same_name.setdefault(normalise_name(citation.name), []).append(place)
            if (column := self._column_of.get(citation.id)) is not None:
                self._same_column.setdefault(column.id, []).append(place)

    def resolve(self) -> Readings:
        """Read all citations."""
        tasks = list(self._tasks.values())
        stated = by_title(self._forms, tasks, self._parsed.text)
        prior = infer(self._numbers, self._forms, tasks, stated)
        resolved = self._resolve_mentions(stated, prior)
        known = stated | by_columns(self._columns_cited(resolved), stated)
        correspondences = infer(self._numbers, self._forms, tasks, known)
        readings = tuple(
            self._read(citation, resolved, correspondences) for citation in self._cited.citations
        )
        return Readings(
            readings=readings,
            correspondences=correspondences,
            titles={part: title for part, title in self._titles.items() if part is not None},
            irregularities=tuple(self._irregularities),
        )

    @property
    def numbers(self) -> list[int]:
        """The parts that the report names by number."""
        return sorted(self._numbers)

    def _match_column(self, citation: Citation) -> SpecialColumn | None:
        """Find the announced column of a name, quotation marks and a verb before it aside.

        One that is cited by its number alone is that announced with the number.
        """
        name = citation.name
        if name is None:
            is_column = citation.kind is CitationKind.COLUMN and citation.unit_number is not None
            same = [c for c in self._columns if is_column and c.number == citation.unit_number]
            return same[0] if len(same) == 1 else None
        openers = self._parsed.profile.adoption.words["carrying_out"]

        def forms(words: str) -> set[str]:
            plain = normalise_name(words)
            verb = openers.match(plain)
            return {plain, plain[verb.end() :]} if verb else {plain}

        plain = normalise_name(name)
        equal = [column for column in self._columns if normalise_name(column.label) == plain]
        alike = equal or [column for column in self._columns if forms(column.label) & forms(name)]
        return alike[0] if len(alike) == 1 else None

    # Parts

    def _resolve_mentions(
        self, stated: Mapping[int, Correspondence], prior: Mapping[int, Correspondence]
    ) -> list[int]:
        resolved = []
        under: list[list[Citation]] = [[] for _ in self._cited.mentions]
        for citation in self._cited.citations:
            is_unit = citation.kind not in (CitationKind.PART, CitationKind.CONTENT)
            if citation.mention is not None and citation.name is not None and is_unit:
                under[citation.mention].append(citation)
        for index, (mention, governed) in enumerate(zip(self._cited.mentions, under, strict=True)):
            votes = [
                vote
                for citation in governed
                for vote in self._votes(citation, index, stated, prior)
            ]
            count: Counter[int] = Counter({mention.number: len(governed)})
            for vote in votes:
                count[vote.part] += vote.weight
            best, most = max(count.items(), key=lambda item: (item[1], item[0] == mention.number))
            rivals = [vote for vote in votes if vote.part != mention.number]
            if best != mention.number:
                resolved.append(best)
                self._mark_part(governed, mention.number, best, votes)
            else:
                resolved.append(mention.number)
                if rivals and most == max(count[vote.part] for vote in rivals):
                    self._mark_part(governed, mention.number, None, votes)
                else:
                    self._mark_strays(governed, index, stated, prior)
        return resolved

    def _mark_strays(
        self,
        governed: Sequence[Citation],
        index: int,
        stated: Mapping[int, Correspondence],
        prior: Mapping[int, Correspondence],
    ) -> None:
        """Mark a column that a task of another part announces, where the part holds for others."""
        for citation in governed:
            column = self._column_of.get(citation.id)
            votes = self._votes(citation, index, stated, prior) if column is not None else []
            number = self._cited.mentions[index].number
            if column is not None and votes and all(vote.part != number for vote in votes):
                self._mark_part([citation], number, None, votes)

    def _votes(
        self,
        citation: Citation,
        index: int,
        stated: Mapping[int, Correspondence],
        prior: Mapping[int, Correspondence],
    ) -> list[Vote]:
        """Collect what other passages say of the part in which a cited unit stands."""
        name = normalise_name(citation.name or "")
        column = self._column_of.get(citation.id)
        alike = set(self._same_name.get(name, ()))
        alike |= set(self._same_column.get(column.id, ()) if column is not None else ())
        votes = [
            Vote(other.part, 1, other.evidence.span)
            for other in (self._cited.citations[place] for place in sorted(alike))
            if other.mention not in (None, index) and other.part is not None
        ]
        cited_elsewhere = {vote.span for vote in votes}
        if len(name) >= _SHORTEST:
            for place, found in self._regions.holding(name):
                if place != index and not any(span.holds(found) for span in cited_elsewhere):
                    votes.append(Vote(self._cited.mentions[place].number, 1, found))
        if column is not None:
            for source, weight in ((stated, 2), (prior, 1)):
                parts = [part for part, known in source.items() if known.task.id == column.task]
                if parts:
                    votes.append(Vote(parts[0], weight, column.evidence.span))
                    break
        return votes

    def _columns_cited(self, resolved: Sequence[int]) -> list[tuple[int, KeyTask, Span]]:
        return [
            (resolved[citation.mention], self._tasks[column.task], citation.evidence.span)
            for citation in self._cited.citations
            if citation.mention is not None
            and (column := self._column_of.get(citation.id)) is not None
        ]

    # Citations

    def _read(
        self,
        citation: Citation,
        resolved: Sequence[int],
        correspondences: Mapping[int, Correspondence],
    ) -> CitationReading:
        column = self._column_of.get(citation.id)
        part = resolved[citation.mention] if citation.mention is not None else None
        if part is None:
            part = self._part_without_number(citation, column, resolved, correspondences)
        task = correspondences.get(part) if part is not None else None
        return CitationReading(
            citation=citation.id,
            part=part,
            column=column.id if column else None,
            unit=self._unit(citation, column, part),
            task=task.task.id if task else None,
        )

    def _part_without_number(
        self,
        citation: Citation,
        column: SpecialColumn | None,
        resolved: Sequence[int],
        correspondences: Mapping[int, Correspondence],
    ) -> int | None:
        """Find the part of a citation that names none."""
        part = None
        reason = ""
        if column is not None:
            part = next(
                (p for p, known in correspondences.items() if known.task.id == column.task), None
            )
            reason = "未写篇序号;该专栏由与该篇对应的任务设置"
        elif citation.kind is CitationKind.PART and citation.name:
            candidates = {
                number: [
                    *self._forms.get(number, []),
                    *([correspondences[number].task.label] if number in correspondences else []),
                ]
                for number in self._numbers
            }
            names = [name for forms in candidates.values() for name in forms]
            part = Likeness(names).best(citation.name, candidates, _ALIKE)
            reason = "未写篇序号;所写名称与该篇篇名或对应任务名称相近"
        elif citation.name:
            plain = normalise_name(citation.name)
            same = (self._cited.citations[place] for place in self._same_name[plain])
            places = Counter(
                resolved[other.mention] for other in same if other.mention is not None
            ).most_common(2)
            if len(places) == 1 or (places and places[0][1] > places[1][1]):
                part = places[0][0]
            reason = "未写篇序号;同名章节在别处写明属于该篇"
        start, end = citation.evidence.span.start, citation.evidence.span.end
        chapter = _CHAPTER.search(self._parsed.folded, max(0, start - _CHAPTER_REACH), end)
        if not self._numbers or (part is None and chapter is not None):
            # The outline has no parts, or a chapter's number tells the place: nothing is left out.
            return part
        self._irregularities.append(
            self._irregularity(
                "unnumbered-part",
                citation,
                citation.evidence.span.quote(self._parsed.text),
                None if part is None else part_name(part),
                reason if part is not None else "未写篇序号,且无从推断",
                citation.evidence.spans,
            )
        )
        return part

    def _unit(self, citation: Citation, column: SpecialColumn | None, part: int | None) -> str:
        """Name the announced unit that a citation cites."""
        if column is not None:
            return column.id
        if citation.kind in (CitationKind.PART, CitationKind.CONTENT):
            return f"part/{part}" if part else f"announced-part/{name_digest(citation.name or '')}"
        level = {
            CitationKind.CHAPTER: "chapter",
            CitationKind.SECTION: "section",
            CitationKind.COLUMN: "column",
        }[citation.kind]
        if citation.name is not None:
            return f"announced-{level}/{name_digest(citation.name)}"
        carrier = f"part/{part}" if part else "announced"
        return f"{carrier}/{level}/{citation.unit_number}"

    def _mark_part(
        self,
        governed: Sequence[Citation],
        printed: int,
        likely: int | None,
        votes: Sequence[Vote],
    ) -> None:
        rivals = tuple(
            dict.fromkeys(
                vote.span
                for vote in votes
                if vote.part != printed and (likely is None or vote.part == likely)
            )
        )
        elsewhere = ",".join(
            part_name(part) for part in sorted({v.part for v in votes} - {printed})
        )
        for citation in governed:
            place = citation.part_span or citation.evidence.span
            if likely is None:
                kind, reason = "conflicting-part", f"别处写作{elsewhere},两种写法次数相当,无从判定"
            else:
                kind = "wrong-part"
                reason = f"原文写{part_name(printed)};同名章节、专栏在别处属于{part_name(likely)}"
            self._irregularities.append(
                self._irregularity(
                    kind,
                    citation,
                    place.quote(self._parsed.text),
                    None if likely is None else part_name(likely),
                    reason,
                    (citation.evidence.span, place, *rivals),
                )
            )

    def _irregularity(
        self,
        kind: str,
        citation: Citation,
        written: str,
        likely: str | None,
        reason: str,
        spans: tuple[Span, ...],
    ) -> Irregularity:
        return Irregularity(
            id=f"irregularity/{kind}/{citation.id.replace('/', '-')}",
            kind=kind,
            subject=citation.id,
            written=written,
            likely=likely,
            reason=reason,
            evidence=Evidence(self._parsed.key, tuple(dict.fromkeys(spans)), "part-resolution"),
        )
