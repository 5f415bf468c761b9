"""Figures side by side: the bounds of a range, and the values of names that share a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from kg.extract.figure import Figure
from kg.lexicon import compiled, pattern, words
from kg.model import ValueBasis
from kg.numerals import Comparator, read_numeral
from kg.text import Span

_EACH = compiled("(?:{for-each.respectively}|{for-each.own}|{for-each.each})$")
_EACH_OF_THEM = compiled("{for-each.respectively}|{for-each.own}|^{for-each.each}")
_ALL = compiled("{before-all}*{for-each.all}")
_EACH_GAINS = compiled(r"{for-each}(?:{basis.increase}|{lead.verb})+")
_PAIR_GAP = compiled(r"(?:{bound-after})?(?:、|{joint})(?:{bound-before})?")
_BETWEEN_GAP = compiled("、|{joint}|{range-mark}")
_JOINTS = compiled("{parallel.listed}")
_ORDER = compiled(r"第?{digit}+|[ⅠⅡⅢⅣⅤⅥ]+|[A-Z]")
_STEP = compiled(r"、|{joint}")
_SHORTEST = 2
# How much longer the part that differs may be in the last name: 初中, 普通高中.
_NEAR = 3
_WEAKER = {
    ValueBasis.PER_YEAR: (ValueBasis.LEVEL, ValueBasis.INCREASE),
    ValueBasis.INCREASE: (ValueBasis.LEVEL,),
}


def side_by_side(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Read the figures of a sentence with those that they stand beside."""
    read = with_all(folded, with_ranges(folded, figures))
    paired = with_pairs(folded, with_steps(folded, without_contradictions(read)))
    return with_shares(folded, paired)


def with_ranges(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Read two figures with a dash, 至, or 之间 behind them as the bounds of a range.

    The two ends of a range that is upside down are both marked.
    """
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        if last is not None and last.clause is figure.clause and _is_range(folded, last, figure):
            shares = _shares_unit(last, figure)
            is_upside_down = (
                last.value >= figure.value if shares else _ones(last)[0] >= _ones(figure)[0]
            )
            fault = "bounds-contradict" if is_upside_down else ""
            unit_end = last.unit_end if last.unit else last.number.end
            span = Span(last.span.start, figure.span.end)
            change = last.change or figure.change
            result[-1] = replace(
                last,
                comparator=Comparator.AT_LEAST,
                unit=figure.unit if shares else last.unit,
                unit_end=unit_end,
                span=span,
                name=last.name or figure.name,
                change=change,
                change_span=last.change_span or figure.change_span,
                fault=fault,
            )
            figure = replace(
                result[-1],
                number=figure.number,
                value=figure.value,
                unit=figure.unit,
                unit_end=figure.unit_end,
                comparator=Comparator.AT_MOST,
            )
        result.append(figure)
    return result


def _is_range(folded: str, last: Figure, figure: Figure) -> bool:
    between = folded[last.unit_end : figure.number.start]
    if last.from_value or not (_shares_unit(last, figure) or _ones(last)[1] == _ones(figure)[1]):
        return False
    if pattern("range-mark").fullmatch(between):
        return True
    is_between = pattern("between").match(folded, figure.unit_end) is not None
    return is_between and _BETWEEN_GAP().fullmatch(between) is not None


def _shares_unit(last: Figure, figure: Figure) -> bool:
    """Return whether the second end prints the unit of both: 470万至475万人."""
    is_scale = bool(last.unit) and not (last.unit or "").strip("百千万亿")
    return last.unit in (None, figure.unit) or (
        is_scale and (figure.unit or "").startswith(last.unit or "")
    )


def _ones(figure: Figure) -> tuple[Decimal, str]:
    """Return a value in ones of its measure: 8000万元 is 80,000,000 of 元."""
    measure = (figure.unit or "").lstrip("百千万亿")
    scale = (figure.unit or "")[: len(figure.unit or "") - len(measure)]
    value = read_numeral(f"1{scale}") if scale else Decimal(1)
    return figure.value * (value or Decimal(1)), measure


def without_contradictions(figures: Sequence[Figure]) -> list[Figure]:
    """Mark two bounds of one name that cannot both hold: 不低于6%且不高于5%."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        if (
            last is not None
            and figure.name in (None, last.name)
            and last.unit == figure.unit
            and last.time == figure.time
            and last.change == figure.change
            and _contradict(last, figure)
        ):
            result[-1] = replace(last, fault="bounds-contradict")
            figure = replace(figure, fault="bounds-contradict")
        result.append(figure)
    return result


def _contradict(one: Figure, other: Figure) -> bool:
    if one.comparator.is_lower and other.comparator.is_upper:
        return one.value > other.value
    if one.comparator.is_upper and other.comparator.is_lower:
        return one.value < other.value
    return False


def with_steps(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Let 每年 or 新增 hold for what ``、`` joins to its figure: 每年实施甲100项、新增乙20万人."""
    result: list[Figure] = []
    for figure in figures:
        told = [known for known in result if not known.qualifies]
        last = told[-1] if told else None
        if (
            last is not None
            and last.basis in (ValueBasis.PER_YEAR, ValueBasis.INCREASE)
            and last.clause is figure.clause
            and _STEP().match(folded, last.span.end) is not None
            and figure.basis in _WEAKER[last.basis]
            and (last.basis is ValueBasis.PER_YEAR or figure.is_beside)
        ):
            figure = replace(figure, basis=last.basis, basis_span=last.basis_span)
        result.append(figure)
    return result


def with_all(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Give a value that 均 sets for several names to each of them: 甲、乙均超过1000亿元.

    So does 分别 before one value alone: 甲、乙排放量分别下降7%以上.
    """
    result: list[Figure] = []
    for index, figure in enumerate(figures):
        name = figure.name
        if name is None or name.end > figure.number.start:
            result.append(figure)
            continue
        shared = _each_of(folded, name)
        if shared is not None and len(owners := _listed(folded, shared[0])) >= _SHORTEST:
            result += [replace(figure, name=one, head=shared[1], is_marked=True) for one in owners]
            continue
        cues = folded[name.end : figure.number.start]
        is_alone = not any(
            later.clause is figure.clause and later.name in (None, name)
            for later in figures[index + 1 : index + 2]
        )
        is_for_all = _ALL().match(cues) or (is_alone and cues.startswith(("分别", "各")))
        names = _listed(folded, name) if is_for_all else []
        if len(names) < _SHORTEST:
            result.append(figure)
            continue
        result += [
            replace(figure, name=one, head=_head(folded, one, names), is_marked=True)
            for one in names
        ]
    return result


def _each_of(folded: str, name: Span) -> tuple[Span, Span] | None:
    """Part 甲区和乙区各新增公园 into the list of owners and the noun of each."""
    found = _EACH_GAINS().search(folded, name.start, name.end)
    if found is None or name.end - found.end() < _SHORTEST:
        return None
    return Span(name.start, found.start()), Span(found.end(), name.end)


def with_pairs(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Give each value of A和B分别提高3个、4个百分点 its own name, and the last unit to all.

    Without 分别 they belong together only when there are as many names as values. Where one name
    has as many times before it as values, each value is of its own time.
    """
    result = list(figures)
    for index, figure in enumerate(figures):
        if figure.name is None or figure.name.end > figure.number.start:
            continue
        cues = folded[figure.name.end : figure.number.start]
        each = _EACH_OF_THEM().search(cues) is not None
        trailing = _EACH().search(figure.name.quote(folded))
        end = figure.name.start + trailing.start() if trailing else figure.name.end
        group = [figure]
        for later in figures[index + 1 :]:
            gap = folded[group[-1].unit_end : later.number.start]
            if later.clause is not figure.clause or not _PAIR_GAP().fullmatch(gap):
                break
            group.append(later)
        if len(group) == 1:
            continue
        whole = Span(figure.name.start, end)
        names = _listed(folded, whole, len(group))
        if len(group) != len(names):
            if not each and trailing is None:
                continue
            names = [whole] * len(group)
        _pair(folded, result, index, group, names)
    return result


def with_shares(folded: str, figures: Sequence[Figure]) -> list[Figure]:
    """Name a share by what was named before: 增加值达到500亿元,占GDP比重达到30%.

    A share of something that no figure before it names is no goal that can be read.
    """
    result: list[Figure] = []
    for figure in figures:
        if figure.name is None or not words("share-of").at(folded, figure.name.start):
            result.append(figure)
            continue
        whole = next(
            (
                other
                for other in reversed(result)
                if other.name is not None
                and other.head is None
                and other.clause.level == figure.clause.level
                and other.span.end <= figure.name.start
            ),
            None,
        )
        if whole is None:
            result.append(replace(figure, fault=figure.fault or "share-of-nothing"))
        else:
            before = Span(whole.before.start, whole.number.start)
            result.append(replace(figure, name=whole.name, head=figure.name, whole=before))
    return result


def _pair(
    folded: str,
    result: list[Figure],
    index: int,
    group: Sequence[Figure],
    names: Sequence[Span],
) -> None:
    """Write the names of a group of figures side by side, with what the first says for all."""
    figure, last = group[0], group[-1]
    # A bound before the first value holds for all that have none of their own.
    leads = figure.bound is not None and figure.bound.end <= figure.number.start
    is_one_name = len(set(names)) == 1
    times = figure.times_before if is_one_name else ()
    for place, (one, name) in enumerate(zip(group, names, strict=True), index):
        is_bound = one.bound is not None or not leads
        # 千分之二点五 has its unit before it, and shares it with nobody.
        shared = last.unit if last.unit_end > last.number.end else None
        unit = shared if shared and shared.startswith(one.unit or "") else one.unit
        own = times[place - index] if len(times) == len(group) else one.time or figure.time
        result[place] = replace(
            one,
            name=name,
            head=_head(folded, name, names),
            unit=unit,
            comparator=one.comparator if is_bound else figure.comparator,
            bound=one.bound if is_bound else figure.bound,
            basis=figure.basis,
            basis_span=figure.basis_span,
            change=one.change or figure.change,
            change_span=one.change_span or figure.change_span,
            since=one.since or figure.since,
            is_level=figure.is_level,
            time=own,
            is_marked=True,
        )


def _head(folded: str, name: Span, names: Sequence[Span]) -> Span | None:
    """Find the head noun that a name shares with the last of its list.

    It stands behind what the names differ in: 东区、西区公共停车泊位, 化学需氧量、氨氮排放量.
    """
    last = names[-1]
    whole = last.quote(folded)
    others = [one.quote(folded) for one in names if one != last]
    if name == last or _ends_in_head(name.quote(folded)):
        return None
    # 一、二级水源保护区: all behind the last ordinal is shared.
    order = _ORDER().match(whole)
    if order is not None and _ORDER().fullmatch(name.quote(folded)):
        return Span(last.start + order.end(), last.end)
    # 小学、初中、普通高中校均规模: 初中 and 高中 end alike, and the head begins behind.
    alike = [
        whole.find(other[-1], 1, min(len(other) + _NEAR, len(whole) - _SHORTEST))
        for other in others
    ]
    places = [place for place in alike if place > 0]
    if places and not whole.endswith(tuple(other[-1] for other in others)):
        return Span(last.start + min(places) + 1, last.end)
    is_short = all(len(other) == _SHORTEST for other in others)
    if is_short and len(whole) >= _SHORTEST * 2 and whole[_SHORTEST] != name.quote(folded)[-1]:
        is_longer = pattern("end-of-kind").match(whole, _SHORTEST) is not None
        return Span(last.start + _SHORTEST + is_longer, last.end)
    heads = [match for match in pattern("head").finditer(whole) if match.end() == len(whole)]
    if not heads or heads[0].start() == 0:
        return None
    return Span(last.start + heads[0].start(), last.end)


def _ends_in_head(name: str) -> bool:
    return any(match.end() == len(name) for match in pattern("head").finditer(name))


def _listed(folded: str, names: Span, count: int | None = None) -> list[Span]:
    """Cut a list of names at 、 and 和; with a count, into that many where that can be told."""
    words = names.quote(folded)
    joints = [
        match
        for match in _JOINTS().finditer(words)
        if match.start() > 0 and match.end() < len(words)
    ]
    marks = [match for match in joints if match.group() == "、"]
    if count is None:
        chosen = marks + [match for match in joints if match.group() != "、"][-1:]
        if len(joints) > len(marks) + 1 and marks:
            chosen = marks
        return _cut(names, sorted(chosen, key=lambda match: match.start()))
    if len(joints) + 1 == count or not joints:
        return _cut(names, joints)
    if len(marks) + 1 == count:
        return _cut(names, marks)
    if len(joints) + 1 < count:
        return _cut(names, joints)
    options = [
        _cut(names, chosen)
        for chosen in combinations(joints, count - 1)
        if set(marks) <= set(chosen)
    ] or [_cut(names, joints)]
    return max(options, key=lambda pieces: _alike(folded, pieces))


def _cut(names: Span, joints: Sequence[re.Match[str]]) -> list[Span]:
    starts = [names.start, *(names.start + joint.end() for joint in joints)]
    ends = [*(names.start + joint.start() for joint in joints), names.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _alike(folded: str, pieces: Sequence[Span]) -> tuple[int, int]:
    """Weigh a way to cut a list: how many pieces measure something, how alike in length."""
    sizes = [piece.end - piece.start for piece in pieces]
    heads = sum(_ends_in_head(piece.quote(folded)) for piece in pieces)
    return heads, min(sizes) - max(sizes)
