"""Figures side by side: the bounds of a range, and the values of names that share a verb."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.figure import Figure
from kg.model import ValueBasis
from kg.numerals import Comparator
from kg.text import Span

_RANGE = re.compile(r"\s*(?:[—–~～-]+|至|到)\s*")
_EACH = re.compile(r"(?:分别|各|依次)$")
_ALL = re.compile("均|都|皆|全部")
_PAIR_GAP = re.compile(r"(?:以上|左右|以内)?(?:、|和|及|与)(?:达到?)?")


def with_ranges(folded: str, figures: list[Figure]) -> list[Figure]:
    """Read two figures with a dash or 至 between as the bounds of a range."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        if last is not None and last.clause is figure.clause:
            between = Span(last.unit_end, figure.number.start).quote(folded)
            # The first may print a myriad word alone: 470万至475万人.
            is_scale = bool(last.unit) and not (last.unit or "").strip("万亿")
            has_unit = last.unit in (None, figure.unit) or (
                is_scale and (figure.unit or "").startswith(last.unit or "")
            )
            if _RANGE.fullmatch(between) and has_unit and not last.from_value:
                unit_end = last.unit_end if last.unit else last.number.end
                result[-1] = replace(
                    last,
                    comparator=Comparator.AT_LEAST,
                    unit=figure.unit,
                    unit_end=unit_end,
                    span=Span(last.span.start, figure.span.end),
                )
                figure = replace(
                    last,
                    number=figure.number,
                    span=Span(last.span.start, figure.span.end),
                    value=figure.value,
                    unit=figure.unit,
                    unit_end=figure.unit_end,
                    comparator=Comparator.AT_MOST,
                )
        result.append(figure)
    return result


_WEAKER = {
    ValueBasis.PER_YEAR: (ValueBasis.LEVEL, ValueBasis.INCREASE),
    ValueBasis.INCREASE: (ValueBasis.LEVEL,),
}


def with_steps(folded: str, figures: list[Figure]) -> list[Figure]:
    """Let 每年 or 新增 hold for what ``、`` joins to its figure: 每年实施甲100项、新增乙20万人."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        if (
            last is not None
            and last.basis in (ValueBasis.PER_YEAR, ValueBasis.INCREASE)
            and last.clause is figure.clause
            and folded[last.span.end : last.span.end + 1] == "、"
            and figure.basis in _WEAKER[last.basis]
            and (last.basis is ValueBasis.PER_YEAR or figure.is_beside)
        ):
            figure = replace(figure, basis=last.basis, basis_span=last.basis_span)
        result.append(figure)
    return result


def with_all(folded: str, figures: list[Figure]) -> list[Figure]:
    """Give a value that 均 sets for several names to each of them: 甲、乙均超过1000亿元."""
    result: list[Figure] = []
    for figure in figures:
        name = figure.name
        is_for_all = name is not None and _ALL.match(folded, name.end, figure.number.start)
        if name is None or not is_for_all or "、" not in name.quote(folded):
            result.append(figure)
            continue
        result += [replace(figure, name=one) for one in _listed(folded, name)]
    return result


def with_pairs(folded: str, figures: list[Figure]) -> list[Figure]:
    """Give each value of A和B分别提高3个、4个百分点 its own name, and the last unit to all.

    Without 分别 they belong together only when there are as many names as values.
    """
    result = list(figures)
    for index, figure in enumerate(figures):
        if figure.name is None:
            continue
        each = _EACH.search(figure.name.quote(folded))
        end = figure.name.start + each.start() if each else figure.name.end
        group = [figure]
        for later in figures[index + 1 :]:
            gap = folded[group[-1].unit_end : later.number.start]
            if later.clause is not figure.clause or not _PAIR_GAP.fullmatch(gap):
                break
            group.append(later)
        names = _listed(folded, Span(figure.name.start, end))
        if len(group) != len(names):
            if each is None:
                continue
            names = [Span(figure.name.start, end)] * len(group)
        if len(group) == 1:
            continue
        # A bound before the first value holds for all that have none of their own.
        leads = figure.bound is not None and figure.bound.end <= figure.number.start
        for place, (one, name) in enumerate(zip(group, names, strict=True), index):
            is_bound = one.bound is not None or not leads
            last = group[-1]
            unit = last.unit if last.unit and last.unit.startswith(one.unit or "") else one.unit
            result[place] = replace(
                one,
                name=name,
                unit=unit,
                comparator=one.comparator if is_bound else figure.comparator,
                bound=one.bound if is_bound else figure.bound,
                basis=figure.basis,
                basis_span=figure.basis_span,
                is_marked=True,
            )
    return result


def _listed(folded: str, names: Span) -> list[Span]:
    """Cut a list of names at 、, else at 和."""
    words = names.quote(folded)
    joint = "、" if "、" in words and "和" not in words else "、|和|与"
    pieces = []
    start = 0
    for match in [*re.finditer(joint, words), None]:
        end = match.start() if match else len(words)
        if end > start:
            pieces.append(Span(names.start + start, names.start + end))
        start = match.end() if match else len(words)
    return pieces
