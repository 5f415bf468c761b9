"""Whether a value is what is gained, what is lost or what is reached, and compared with when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.check.readings.facts import Quote
from kg.check.readings.linking import Link
from kg.check.readings.mentions import Mention, read_mentions
from kg.check.readings.times import Time, read_times
from kg.check.readings.tokens import Clause, Token, clause_of, kinds
from kg.lexicon import words

_LEVEL = "level"
_DOUBLINGS = ("番",)
_MULTIPLES = ("倍", "番")
_SHARES = ("%", "‰", "")
_WORKED_ON = (
    "classifier", "measure.people", "measure.area", "measure.distance", "measure.length"
)  # fmt: skip


def of_number(
    clause: Clause, mention: Mention, link: Link, name: str, beside: Iterable[str]
) -> set[str]:
    """Return what the words leave open: ``"rise"``, ``"fall"``, ``""`` for what is reached.

    Args:
        clause: The clause.
        mention: The number.
        link: How its name stands to it.
        name: Its name.
        beside: The fact's other quotes.
    """
    own = _last(clause, link.own)
    if _is_rate(name) and (mention.unit or "") in _SHARES:
        # GDP增速设置为“增长5%”: the value is the rate itself.
        return {"", own}
    if own == "" and (after := words("change-after").at(clause.words, mention.end)) is not None:
        own = after.reads
    if own == "" and (mention.unit or "").endswith(_DOUBLINGS):
        own = "rise"
    if own == "" and link.first is not None and _is_same(link.first, mention):
        own = _last(clause, link.shared)
        if any(token.reads == "=" for token in kinds(link.own, "bound-before")):
            # 提高1.2岁、达到81岁, but 年均增长5.5%、力争达到6%: a level, or the same rate.
            return {"", own} - {_LEVEL}
    if own == "" and not link.is_behind:
        own = _leading(clause, link, mention)
    if own:
        return {"" if own == _LEVEL else own}
    return {"", *_elsewhere(clause, mention, link, beside)}


def of_cell(name: str, kind: str, headings: Iterable[str]) -> set[str]:
    """Return the change that a row's name says, else its column's: 单位GDP二氧化碳排放降低.

    Args:
        name: Of the row.
        kind: Basis of the value; a column of averages is one of growth.
        headings: What stands above the cell.
    """
    word = words("change").ending(name, 0, len(name))
    if word is not None and word.reads != _LEVEL:
        return {word.reads}
    if _is_rate(name) or kind != "annual-average":
        return {""}
    return {word.reads for said in headings for word in words("change").find(said)} or {""}


def compared_with(
    clause: Clause, mention: Mention, link: Link, beside: Sequence[Quote], year_now: int | None
) -> tuple[set[str], bool]:
    """Return the times with which a number may be compared, and whether the clause names one."""
    own = [
        token.time
        for token in (*link.lead, *link.shared, *link.own)
        if token.kind == "time" and token.is_compared and token.time is not None
    ]
    if not own:
        own = [
            time
            for time in clause.times
            if time.end <= mention.start
            and clause.compared(time)
            and _bracket(clause, time) == mention.bracket
        ]
    if own:
        return {time.value for time in own if time.value is not None}, True
    found: set[str | None] = set()
    for quote in beside:
        found |= _compared_in(quote, year_now)
    return {value for value in found if value is not None}, False


def is_comparable(change: str | None, unit: str | None) -> bool:
    """Return whether a value says how much, so that it can be compared with an earlier one."""
    return change is not None or (unit or "").endswith(_MULTIPLES)


def _compared_in(quote: Quote, year_now: int | None) -> set[str | None]:
    """Return the times that a quote, with what stands round it, compares with."""
    said = quote.before + quote.words + quote.after
    start, end = len(quote.before), len(quote.before) + len(quote.words)
    around = clause_of(said, year_now)
    return {
        time.value
        for time in read_times(said, year_now)
        if start <= time.start and time.end <= end and around.compared(time)
    }


def _is_rate(name: str) -> bool:
    """Return whether a name is that of a rate of growth itself: GDP增速."""
    return words("rate-name").ending(name, 0, len(name)) is not None


def _is_same(first: Mention, mention: Mention) -> bool:
    """Return whether two values are in one unit, which the last of a list may print for all."""
    return (mention.unit or "").startswith(first.unit or "")


def _last(clause: Clause, tokens: Sequence[Token]) -> str:
    """Return what the last word of change says, or the rate that a nameless value is of."""
    found = [token.reads for token in kinds(tokens, "change")]
    if found:
        return found[-1]
    rates = [
        rate.reads
        for token in kinds(tokens, "rest")
        if (rate := words("rate-name").whole(clause.words[token.start : token.end])) is not None
    ]
    return rates[-1] if rates else ""


def _leading(clause: Clause, link: Link, mention: Mention) -> str:
    """Return the change before a name: 降低能耗5%, but not 提升园区10个 nor 降低能耗至5."""
    last = link.lead[-1] if link.lead else None
    if last is None or last.kind != "change":
        return ""
    own = (clause.words[token.start : token.end] for token in link.own)
    if any(next(words("to-level", "link").find(said), None) for said in own):
        return _LEVEL
    is_work = words("change-lead.better").at(clause.words, last.start) is not None
    unit = (mention.unit or "").lstrip("百千万亿")
    return "" if is_work and words(*_WORKED_ON).whole(unit) is not None else last.reads


def _elsewhere(clause: Clause, mention: Mention, link: Link, beside: Iterable[str]) -> set[str]:
    """Return the changes that other quotes say of the number: its aim said before, its word."""
    del clause, link
    found = set()
    for said in beside:
        figures = [known for known in read_mentions(said) if known.is_figure]
        if not figures or any(known.unit == mention.unit for known in figures):
            found |= {word.reads for word in words("change").find(said)}
    return found - {_LEVEL}


def _bracket(clause: Clause, time: Time) -> int | None:
    return next((a for a, b in reversed(clause.brackets) if a < time.start < b), None)
