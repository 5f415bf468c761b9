"""Concepts of the vocabulary that stand for words of the text: is the word in the quote?"""

from __future__ import annotations

import re

from kg.check.readings import naming
from kg.check.readings.facts import Fact, close

_NATURES = {"binding": "约束性", "anticipatory": "预期性", "guiding": "引导性|指导性"}
_STATUSES = {
    "draft": "草案|征求意见",
    "submitted": "审议|审查|提请|提交",
    "approved": "批准|通过|印发",
}
_COLUMN_KINDS = {"project": "工程", "action": "行动", "reform": "改革", "platform": "平台"}
_LEVEL_WORDS = {
    "cites-chapter": ("章节", "章"),
    "cites-section": ("小节", "节"),
    "cites-column": ("专栏",),
    "cites-part": ("篇章", "篇"),
    "cites-content": ("相关内容", "内容"),
}
_LEVEL_WORD = re.compile("章节|小节|专栏|篇章|相关内容|内容|章|节|篇")
_LEVEL_BEFORE = re.compile(
    r"(?:第[^第]{1,4}(?P<unit>[篇章节])|(?P<column>专栏)\s*[\d一二三四五六七八九十]{1,3})[\s\"'《:]*\Z"
)
# The words of a fault come before those of an end that was to be reached.
_REVIEW = {
    "unassessable": re.compile("无法|缺失|不能评估|难以评估|[不未]具备[^,;]*条件"),
    "lagging": re.compile("滞后|不及|未达|落后|未完成|难以完成|未能|差距"),
    "met": re.compile("完成|达到|实现"),
}
_ITEM_MARK = (
    r"任务.{1,3}[:、.]|\(.{1,3}\)|\d+[.、]"
    r"|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,、:]"
)
_UNIT_KINDS = {
    "unit-part": "第.{1,4}篇",
    "unit-chapter": "第.{1,4}章",
    "unit-section": "第.{1,4}节",
    "unit-column": "专栏",
    "unit-division": r"[一二三四五六七八九十]+、",
    "unit-item": _ITEM_MARK,
    "unit-task": _ITEM_MARK,
    "unit-annex": "附",
}
_LEVEL_CELL = re.compile(r"(?P<whose>[^、,;。]{1,8})指标|(?P<level>国家|省|市)级?")


def local(concept: str) -> str:
    """Return a concept's name without its scheme's address."""
    return concept.rpartition("#")[2]


def has_nature(fact: Fact, concept: str) -> bool:
    """Say whether a cell of the row is the nature's word."""
    pattern = _NATURES.get(local(concept), "(?!)")
    return any(re.fullmatch(f"(?:{pattern})(?:指标)?", cell) for cell in _cells(fact))


def has_level(fact: Fact, concept: str) -> bool:
    """Say whether the last cell of the row says whose indicator it is."""
    cells = _cells(fact)
    match = _LEVEL_CELL.fullmatch(cells[-1]) if cells else None
    if match is None:
        return False
    whose = match["whose"] or match["level"]
    if whose.startswith("国家"):
        return local(concept) == "national"
    is_province = whose.startswith(("省", "自治区"))
    return local(concept) == ("provincial" if is_province else "local")


def has_cell(fact: Fact, words: str) -> bool:
    """Say whether a cell of the row is these words."""
    return close(words) in _cells(fact)


def has_row_unit(fact: Fact, words: str) -> bool:
    """Say whether the row prints a unit: in a cell of its own, or in a cell's closing bracket."""
    unit = close(words)
    return any(cell == unit or cell.endswith(f"({unit})") for cell in _cells(fact))


def has_mark(fact: Fact, mark: str) -> bool:
    """Say whether the mark stands before the name, or in the note that explains it."""
    label = close(fact.value("rdfs:label") or "")
    if "plan:Legend" in fact.classes:
        return any(f"{mark}" in quote.words.partition(label[:2])[0] for quote in fact.quotes)
    # The name behind it may be broken over lines.
    return any(mark + label in close(quote.words) for quote in fact.quotes)


def has_status(fact: Fact, concept: str) -> bool:
    """Say whether a quote has the words of a document's status."""
    pattern = _STATUSES.get(local(concept), "(?!)")
    return any(re.search(pattern, quote.words) for quote in fact.quotes)


def has_review_status(fact: Fact, concept: str) -> bool:
    """Say whether the quotes say how the indicators stand."""
    for status, pattern in _REVIEW.items():
        if any(pattern.search(quote.words) for quote in fact.quotes):
            return local(concept) == status
    return False


def has_column_kind(fact: Fact, concept: str) -> bool:
    """Say whether the word is the last of the four kinds in the name."""
    label = fact.value("rdfs:label") or ""
    last = max(_COLUMN_KINDS, key=lambda kind: label.rfind(_COLUMN_KINDS[kind]))
    return local(concept) == last and _COLUMN_KINDS[last] in label


def has_unit_kind(fact: Fact, concept: str) -> bool:
    """Say whether the heading begins as units of its kind do."""
    pattern = _UNIT_KINDS.get(local(concept), "(?!)")
    return fact.main is not None and bool(re.match(rf"[\s【\[]*(?:{pattern})", fact.main.words))


def has_citation_kind(fact: Fact, concept: str) -> bool:
    """Say whether the level's word goes with the name: directly before it, else next behind it."""
    words, label = fact.main.words if fact.main else "", fact.value("rdfs:label")
    wanted = _LEVEL_WORDS.get(local(concept), ())
    if label is None:
        return any(match.group() in wanted for match in _LEVEL_WORD.finditer(words))
    for start, end in naming.places(words, label):
        before = _LEVEL_BEFORE.search(words[:start])
        if before is not None and (before["unit"] or before["column"]) in wanted:
            return True
        # What stands in quotation marks behind the name is another name.
        rest = re.sub(r'"[^"]*"', "", words[end:].removeprefix('"'))
        behind = _LEVEL_WORD.search(rest)
        if behind is not None and behind.group() in wanted:
            return True
    return False


def _cells(fact: Fact) -> list[str]:
    if fact.main is None:
        return []
    return [close(line) for line in fact.main.words.splitlines() if line.strip()]
