"""Every literal of a fact, read again from the fact's own quotes alone.

The graph says a value; its quotes have to say it too. What stands elsewhere in the text, in a
heading or in a clause before, needs a quote of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.check.overlays import read_overlays
from kg.check.problems import Problem
from kg.check.readings import concepts, dates, naming, paired, printed
from kg.check.readings.borders import border_problem, clause_problem
from kg.check.readings.facts import Fact, close, read_facts
from kg.check.readings.figures import FIGURES, unread_figure
from kg.check.scopes import check_scopes
from kg.errors import Words
from kg.profiles.overlay import Overlay, laid_over, profiles_in_use
from kg.query import run
from kg.store import Store, value_of
from kg.text import fold

Reader = Callable[[Fact, str], bool]

NAMES = {
    "facts": ("重读的事实", "facts read again"),
    "literals": ("重读的字面值", "literals read again"),
    "unreadable": ("读不出的字面值", "literals that do not hold"),
}

_SHOWN = 30
_NOTHING = Overlay()


def _holds(fact: Fact, literal: str) -> bool:
    return any(naming.holds(quote.words, literal) for quote in fact.quotes)


def _holds_parts(fact: Fact, literal: str) -> bool:
    return naming.holds_parts([quote.words for quote in fact.quotes], literal)


def _holds_kind(fact: Fact, literal: str) -> bool:
    """Say whether a document calls itself what it is: a report is also called 汇报 or 说明."""
    if _holds(fact, literal):
        return True
    names = [profile.recognise for profile in profiles_in_use() if profile.kind == literal]
    return any(name.search(fold(quote.words)) for quote in fact.quotes for name in names)


def _is_main(fact: Fact, literal: str) -> bool:
    return fact.main is not None and close(fact.main.words) == close(literal)


def _in_row(fact: Fact, literal: str) -> bool:
    return any(naming.is_row_name(quote.words, literal) for quote in fact.quotes)


def _is_part(fact: Fact, literal: str) -> bool:
    part = int(literal)
    return printed.governing_part(fact) == part or printed.is_in_range(fact, part)


# What each class of facts says in its own way; the rest goes by `_EVERYWHERE`.
_BY_CLASS: dict[str, dict[str, Reader]] = {
    "plan:ListedIndicator": {
        "rdfs:label": _in_row,
        "plan:number": printed.has_row_number,
        "plan:subName": _in_row,
        "plan:remark": concepts.has_cell,
        "plan:unitLabel": concepts.has_row_unit,
    },
    "plan:Indicator": {"rdfs:label": _holds_parts},
    "plan:TableCell": {"rdfs:label": _is_main, "plan:year": dates.has_cell_year},
    "plan:WrittenTime": {"rdfs:label": _is_main, "plan:resolvedTime": dates.is_resolved},
    "plan:AnnouncedPart": {"plan:number": printed.has_part},
    "plan:AnnouncedUnit": {"plan:number": printed.has_unit_number},
    "plan:Citation": {"plan:number": printed.has_unit_number},
    "plan:Milestone": {"plan:year": dates.has_time},
    "plan:StatedCount": {"plan:value": printed.has_count},
    "plan:ReviewCount": {"plan:value": printed.has_count},
    "plan:Document": {"dcterms:type": _holds_kind},
    "plan:Link": {"plan:hasMatchKind": paired.has_match, "plan:score": paired.has_score},
}
_EVERYWHERE: dict[str, Reader] = {
    "rdfs:label": _holds,
    "plan:number": printed.has_heading_number,
    "plan:printedPartNumber": _is_part,
    "plan:claimsPart": printed.claims_part,
    "plan:titleOf": printed.is_titled_part,
    "plan:mark": concepts.has_mark,
    "plan:countScope": _holds,
    "plan:hasNature": concepts.has_nature,
    "plan:hasLevel": concepts.has_level,
    "plan:hasStatus": concepts.has_status,
    "plan:hasReviewStatus": concepts.has_review_status,
    "plan:hasColumnKind": concepts.has_column_kind,
    "plan:hasCitationKind": concepts.has_citation_kind,
    "plan:hasUnitKind": concepts.has_unit_kind,
    "plan:firstYear": dates.has_first_year,
    "plan:lastYear": dates.has_last_year,
    "plan:oldValue": _holds,
    "dcterms:issued": dates.has_day,
    "dcterms:dateSubmitted": dates.has_day,
}
# Nodes whose label is the program's own word; classes whose number is their place in a list.
_OWN_LABELS = frozenset({"qb:DataSet", "dcterms:PeriodOfTime", "skos:ConceptScheme"})
_LISTED = "plan:Breakthrough"
_FIGURE_LITERALS = (
    "plan:value plan:unitLabel plan:comparator plan:basis plan:change plan:since plan:hedge "
    "plan:year plan:period plan:refPeriod rdfs:label sdmx-attribute:obsStatus"
).split()
_SAID = {
    "plan:value": ("数值", "value"),
    "plan:unitLabel": ("单位", "unit"),
    "plan:comparator": ("比较词", "comparator"),
    "plan:basis": ("口径", "basis"),
    "plan:change": ("增减", "change"),
    "plan:since": ("对比的时间", "time compared with"),
    "plan:hedge": ("力度词", "hedge"),
    "plan:year": ("年份", "year"),
    "plan:period": ("时期", "period"),
    "plan:refPeriod": ("时期", "reference period"),
    "rdfs:label": ("名称", "label"),
    "plan:number": ("序号", "number"),
    "plan:subName": ("分项名称", "name of the sub-row"),
    "plan:remark": ("备注", "remark"),
    "plan:mark": ("标记", "mark"),
    "plan:printedPartNumber": ("篇序号", "part number"),
    "plan:claimsPart": ("篇序号", "part number"),
    "plan:titleOf": ("篇序号", "part number"),
    "plan:hasNature": ("属性", "nature"),
    "plan:hasLevel": ("层级", "level"),
    "plan:hasStatus": ("状态", "status"),
    "plan:hasReviewStatus": ("完成情况", "review status"),
    "plan:hasColumnKind": ("专栏类别", "kind of column"),
    "plan:hasCitationKind": ("引用类别", "kind of citation"),
    "plan:hasUnitKind": ("层级类别", "kind of unit"),
    "plan:resolvedTime": ("所指时间", "time"),
    "plan:hasMatchKind": ("匹配方式", "match kind"),
    "plan:score": ("相符程度", "score"),
    "plan:countScope": ("计数范围", "scope of the count"),
    "plan:hasEvidence": ("另一处引文", "further quote"),
    "sdmx-attribute:obsStatus": ("预计或实际", "estimate or measured"),
    "dcterms:issued": ("发布日期", "day of publication"),
    "dcterms:dateSubmitted": ("提交日期", "day of submission"),
}


def check_readings(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Read every fact again and look at the borders of its quotes."""
    facts = read_facts(store)
    decisions = _decisions(store)
    counts = {"facts": len(facts), "literals": 0, "unreadable": 0}
    problems: list[Problem] = []
    borders: list[Problem] = []
    for overlay, own in _by_overlay(facts, read_overlays(store)).items():
        with laid_over(overlay):
            for fact in own:
                number, unread = _read_again(fact)
                unread = [pair for pair in unread if not _is_decided(fact, pair[1], decisions)]
                counts["literals"] += number
                counts["unreadable"] += len(unread)
                problems += [_unread(fact, *pair) for pair in unread]
            borders += _borders(own)
    scopes, misplaced = check_scopes(store, facts)
    counts["literals"] += scopes
    listed = _unlisted(fact for fact in facts if _LISTED in fact.classes)
    counts["unreadable"] += len(misplaced) + len(listed)
    return counts, problems + misplaced + listed + borders


def _by_overlay(
    facts: Iterable[Fact], overlays: Mapping[str, Overlay]
) -> Mapping[Overlay, list[Fact]]:
    """Sort facts by what their documents were read with."""
    found: defaultdict[Overlay, list[Fact]] = defaultdict(list)
    for fact in facts:
        owners = (own for key, own in overlays.items() if f"{fact.node}/".startswith(f"{key}/"))
        found[next(owners, _NOTHING)].append(fact)
    return found


def _read_again(fact: Fact) -> tuple[int, list[tuple[str, str]]]:
    """Count a fact's literals and name those that its quotes do not say."""
    if fact.classes & FIGURES:
        number = sum(name in _FIGURE_LITERALS for name, _ in fact.literals)
        return number, unread_figure(fact)
    number, unread = 0, []
    for name, term in fact.literals:
        reader = _reader(fact, name)
        if reader is None:
            continue
        number += 1
        if not reader(fact, term.value):
            unread.append((name, term.value))
    return number, unread


def _reader(fact: Fact, name: str) -> Reader | None:
    for known, readers in _BY_CLASS.items():
        if known in fact.classes and name in readers:
            return readers[name]
    if name == "rdfs:label" and fact.classes & _OWN_LABELS:
        return None
    if name == "plan:number" and _LISTED in fact.classes:
        return None
    return _EVERYWHERE.get(name)


def _unlisted(facts: Iterable[Fact]) -> list[Problem]:
    """Find numbers of a list's items that are not their places in the list."""
    lists: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.main is not None:
            lists[fact.main.text].append(fact)
    problems = []
    for items in lists.values():
        items.sort(key=lambda item: item.main.start if item.main else 0)
        for place, item in enumerate(items, 1):
            if item.value("plan:number") != str(place):
                problems.append(_unread(item, "plan:number", item.value("plan:number") or ""))
    return problems


def _borders(facts: Iterable[Fact]) -> list[Problem]:
    problems = []
    seen = set()
    for fact in facts:
        # A finding reads nothing: it may show a bare number just because nothing has read it.
        if "plan:Finding" in fact.classes:
            continue
        for quote in fact.quotes:
            if quote.place not in seen:
                seen.add(quote.place)
                words = border_problem(quote)
                if words is not None:
                    problems.append(Problem("border", quote.place, words))
            words = clause_problem(fact, quote)
            if words is not None:
                problems.append(Problem("border", fact.node, words))
    return problems


def _decisions(store: Store) -> list[tuple[str, str, str]]:
    rows = run(store, "check/decisions").rows
    return [(value_of(row, "node"), value_of(row, "old"), value_of(row, "new")) for row in rows]


def _is_decided(fact: Fact, literal: str, decisions: Iterable[tuple[str, str, str]]) -> bool:
    """Say whether a person put this value in the place of one that the quotes do say."""
    return any(
        literal == new
        and (fact.node == node or fact.node.startswith(f"{node}/"))
        and any(close(old) in close(quote.words) for quote in fact.quotes)
        for node, old, new in decisions
    )


def _unread(fact: Fact, name: str, literal: str) -> Problem:
    zh, en = _SAID.get(name, (name, name))
    if literal.startswith("http"):
        literal = re.split("[#/]", literal)[-1]
    line = " ".join(literal.split())
    shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
    if not literal:
        words = Words(f"引文另有{zh},事实没有", f"its quote says a {en} that it does not keep")
    else:
        words = Words(f"{zh}“{shown}”从引文中读不出", f"its quotes do not say its {en} {shown!r}")
    return Problem("reading", fact.node, words, name)
