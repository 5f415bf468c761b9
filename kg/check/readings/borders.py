"""Where quotes begin and end: not inside a number, not before its unit, not behind its negation."""

from __future__ import annotations

import re

from kg.check.readings.facts import Fact, Quote
from kg.check.readings.tokens import clause_of
from kg.errors import Words
from kg.lexicon import compiled, words
from kg.numerals import CHINESE, unit_pattern

# Facts whose evidence is a clause or a cell.
CLAUSES = frozenset({"plan:Target", "plan:StatedValue", "plan:Milestone", "plan:ReviewCount"})

_LIST_MARK = re.compile(rf"(?:^|[。;:,\s])\(?(?:\d{{1,3}}|{CHINESE})[).、]\s*\Z")
_NUMBER_END = compiled(r"\d[万亿]*(?:{some-more})?\Z")
# A dash opens an item as a mark does: ——固定资产投资.
_MARKS = "—–,。;:!?\r\n()[]{}\"'《》<>|\t"


def border_problem(quote: Quote) -> Words | None:
    """Say what a quote cuts through at its borders; ``None`` where it cuts nothing."""
    if cuts_number(quote.before, quote.words) and not _LIST_MARK.search(quote.before):
        return Words("引文从数字中间开始", "the quote begins inside a number")
    # 90.2.3 is no number: it is quoted in its pieces.
    is_broken = re.fullmatch(r"\d+\.\d+", quote.words) and re.match(r"\.\d", quote.after)
    if cuts_number(quote.words, quote.after) and not is_broken:
        return Words("引文在数字中间结束", "the quote ends inside a number")
    if cuts_unit(quote.before, quote.words):
        return Words("引文从数字与单位之间开始", "the quote begins between a number and its unit")
    if cuts_unit(quote.words, quote.after):
        return Words("引文在数字与单位之间结束", "the quote ends between a number and its unit")
    before = quote.before.rstrip('" ')
    found = words("denial", "denied-value", "not-before").ending(before, 0, len(before))
    if found is not None:
        negation = before[found.start :]
        return Words(
            f"引文从管着它的“{negation}”字之后开始",
            f"the quote begins behind the {negation} that governs it",
        )
    return None


def cuts_number(before: str, behind: str) -> bool:
    """Say whether a border lies inside a number of Arabic digits with its myriad word.

    >>> cuts_number("增长5", ".5%"), cuts_number("1", "300万人"), cuts_number("3万", "亿元")
    (True, True, True)
    >>> cuts_number("1.", "全市")
    False
    """
    if not before or not behind:
        return False
    if re.search(r"\d\Z", before) and re.match(r"\d|[.,]\d|[万亿]", behind):
        return True
    if re.search(r"\d[万亿]+\Z", before) and behind[0] in "万亿":
        return True
    return bool(re.search(r"\d[.,]\Z", before) and behind[0].isdecimal())


def cuts_unit(before: str, behind: str) -> bool:
    """Say whether a border lies between a number and its unit.

    >>> cuts_unit("到2030", "年"), cuts_unit("增长5", "%以上"), cuts_unit("附件1", "主要指标")
    (True, True, False)
    """
    return bool(_NUMBER_END().search(before) and unit_pattern().match(behind))


def clause_problem(fact: Fact, quote: Quote) -> Words | None:
    """Say that a figure's evidence is no whole clause; ``None`` where it is, or need not be."""
    if not fact.classes & CLAUSES:
        return None
    clause = clause_of(quote.words)
    is_figure = any(m.is_figure and not clause.is_attribute(m) for m in clause.mentions)
    if not quote.is_main and not is_figure:
        return None
    before, after = quote.before.rstrip(" "), quote.after.lstrip(" ")
    opens = before[-1:] in _MARKS if before else quote.start == len(quote.before)
    closes = not after or after[0] in _MARKS
    if (opens or _LIST_MARK.search(quote.before)) and closes:
        return None
    return Words("引文不是完整的分句或单元格", "the quote is no whole clause or cell")
