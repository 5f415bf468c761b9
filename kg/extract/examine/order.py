"""The order in which the text and the table of indicators list the same categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.lexicon import pattern
from kg.model import Examination, Facts, Outcome, UnitKind
from kg.parse.structure import ParsedDocument
from kg.text import Span

_NAME = r"[^\s,。;:、“”‘’()《》]{2,16}"
_LIST = re.compile(rf"{_NAME}(?:、{_NAME}){{1,}}")
_FEWEST = 3


def examine_order(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold each list of the table's categories in the text against the table.

    A list that has another name in the place of one is held against it too: two lists of one
    length that share all names but one, or two out of three at least.
    """
    categories: dict[str, Span] = {}
    for indicator in facts.indicators:
        if indicator.category is not None:
            categories.setdefault(indicator.category, indicator.evidence.spans[-1])
    names = list(categories)
    if len(names) < _FEWEST:
        return
    annexes = [unit.extent.start for unit in facts.units if unit.kind is UnitKind.ANNEX]
    for place, listed in _lists(parsed.folded, min(annexes, default=len(parsed.text))):
        chosen = _fitting(listed, names)
        if chosen is None:
            continue
        is_same = set(chosen) == set(names)
        holds = chosen == names
        said, found = "、".join(chosen), "、".join(names)
        matter = Words("次序", "the order") if is_same else Words("名称", "the names")
        yield make_examination(
            "order" if is_same else "naming",
            "",
            Outcome.HOLDS if holds else Outcome.DIFFERS,
            document=parsed.key,
            spans=(place, *categories.values()),
            working=Words(
                f"正文与指标表所列类别的{matter.zh}",
                f"{matter.en} of the categories, in the text and in the table",
            ),
            stated=said,
            reckoned=found,
            matter=f"categories|{said}",
        )


def _lists(folded: str, end: int) -> Iterator[tuple[Span, list[str]]]:
    for match in _LIST.finditer(folded, 0, end):
        yield Span(*match.span()), match.group().split("、")


def _fitting(listed: Sequence[str], names: Sequence[str]) -> list[str] | None:
    """Return a list's items where it is one of these names; its last item may hold two."""
    readings = [list(listed)]
    last = listed[-1]
    readings += [
        [*listed[:-1], last[: joint.start()], last[joint.end() :]]
        for joint in pattern("joint").finditer(last)
    ]
    for reading in readings:
        shared = len(set(reading) & set(names))
        if (
            len(reading) == len(set(reading)) == len(names)
            and shared >= _FEWEST - 1
            and shared * 3 >= len(names) * 2
        ):
            return reading
    return None
