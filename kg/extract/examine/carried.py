"""Goals that only one of text and table carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.goals import Goals, row_name
from kg.extract.examine.made import make_examination
from kg.model import Examination, Indicator, Outcome, Scope, Target

_BODY = (Scope.HEADLINE, Scope.TASK)


def examine_carried(goals: Sequence[Goals]) -> Iterator[Examination]:
    """Say which goals of headline and tasks no row has, and which rows no sentence sets a goal for.

    The former for each passage, with their names as what is stated; the latter for each category,
    with theirs as what is reckoned with. Nothing where the document has no table that was read.
    """
    if not any(held.row is not None for held in goals):
        return
    unlisted: dict[str, list[Target]] = {}
    unsaid: dict[str, list[Indicator]] = {}
    for held in goals:
        if held.row is None:
            for target in held.stated:
                if target.scope in _BODY:
                    unlisted.setdefault(target.carrier, []).append(target)
        elif not held.stated:
            unsaid.setdefault(held.row.category or "", []).append(held.row)
    for carrier, targets in unlisted.items():
        targets.sort(key=lambda target: target.value_span)
        names = "、".join(dict.fromkeys(target.indicator for target in targets))
        yield make_examination(
            "name-agreement",
            carrier,
            Outcome.OPEN,
            document=targets[0].evidence.document,
            spans=[target.evidence.span for target in targets],
            working=Words(f"指标表中没有：{names}", f"not in the table: {names}"),
            stated=names,
            matter="table",
        )
    for category, rows in unsaid.items():
        names = "、".join(dict.fromkeys(map(row_name, rows)))
        yield make_examination(
            "name-agreement",
            rows[0].id,
            Outcome.OPEN,
            document=rows[0].evidence.document,
            spans=[row.name_span for row in rows],
            working=Words(f"正文没有写数值：{names}", f"no value in the text: {names}"),
            reckoned=names,
            matter=f"text|{category}",
        )
