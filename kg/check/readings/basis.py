"""What a value measures, by the words round it: a level, or a change over some time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.check.readings.linking import Link
from kg.check.readings.mentions import Mention, read_mentions
from kg.check.readings.tokens import Clause, Token, clause_of, kinds
from kg.lexicon import pattern, words

_LEVEL = "level"
# Where two apply, the first does.
_ORDER = ("annual-average", "per-year", "cumulative", "increase")
_SHARES = ("%", "‰", "倍", "番", "百分点")
_LONGEST_HEADING = 30


def strongest(found: Iterable[str]) -> str:
    """Return the basis that holds where several apply; ``level`` where none does.

    >>> strongest(["increase", "cumulative"]), strongest([])
    ('cumulative', 'level')
    """
    known = set(found)
    return next((name for name in _ORDER if name in known), _LEVEL)


def of_words(said: str) -> str:
    """Return the basis that words name; ``level`` where they name none.

    >>> of_words("累计新增保障性住房"), of_words("森林覆盖率")
    ('cumulative', 'level')
    """
    tokens = clause_of(said).read(0, len(said), leads=True)
    return strongest(token.reads for token in kinds(tokens, "basis"))


def of_clause(
    clause: Clause, mention: Mention, link: Link | None, name: str, beside: Iterable[str]
) -> set[str]:
    """Return the bases that a clause leaves open for a number in it.

    Args:
        clause: The clause.
        mention: The number.
        link: How its name stands to it; ``None`` where the clause does not have the name.
        name: The fact's name: what is new in a ratio belongs to it.
        beside: The fact's other quotes.
    """
    own = _own(clause, mention, link)
    if own == "increase" and pattern("ratio-name").search(name) is not None:
        own = _LEVEL
    if own == _LEVEL and mention.bracket is not None and not clause.has_own_name(mention):
        own = of_words(clause.words[: mention.bracket])
    if own in (_LEVEL, "increase"):
        steps = _steps(clause, mention)
        if "per-year" in steps:
            return {"per-year"}
        if own == _LEVEL and "increase" in steps and _stands_bare(link):
            return {"increase"}
    if own != _LEVEL:
        return {own}
    elsewhere = {kind for said in beside for kind in _elsewhere(said, mention)} - {_LEVEL}
    if elsewhere <= {"increase"}:
        # 城镇新增就业,比上年多增83万人: what the name says need not hold for each value.
        return {_LEVEL} if _is_share(mention) else {_LEVEL, *elsewhere}
    return elsewhere


def of_cell(mention: Mention, name: str, beside: Iterable[str]) -> str:
    """Return the basis of a cell: by its ``[ ]``, by its column's heading, by its row's name."""
    if mention.is_cumulative:
        return "cumulative"
    headings = (said for said in beside if len(said) <= _LONGEST_HEADING)
    heading = next((kind for said in headings if (kind := of_words(said)) != _LEVEL), _LEVEL)
    return heading if heading != _LEVEL else of_words(name)


def _own(clause: Clause, mention: Mention, link: Link | None) -> str:
    if mention.is_per_year:
        return "per-year"
    if mention.is_cumulative:
        return "cumulative"
    kind = strongest(token.reads for token in _governing(clause, mention, link))
    if kind == "increase" and _is_share(mention):
        # 新建住宅全装修比例: what is new belongs to the name.
        return _LEVEL
    return kind


def _begin(mention: Mention, link: Link | None) -> int:
    """Return where the words begin that can be of a number: behind the figure before it."""
    if link is None or link.is_behind or link.start >= mention.start or link.first is not None:
        return mention.scope
    return min(mention.scope, link.start)


def _governing(clause: Clause, mention: Mention, link: Link | None) -> Sequence[Token]:
    stretch = clause.read(_begin(mention, link), mention.start, leads=True)
    found = list(kinds(stretch, "basis"))
    if link is not None:
        found += kinds((*link.lead, *link.own), "basis")
        is_bare = _stands_bare(link)
        found += [t for t in kinds(link.shared, "basis") if is_bare or t.reads != "increase"]
    return tuple(found)


def _is_share(mention: Mention) -> bool:
    return mention.unit is None or mention.unit.endswith(_SHARES)


def _stands_bare(link: Link | None) -> bool:
    """Return whether nothing says what becomes of a number: what is to reach it is not added."""
    if link is None:
        return False
    return not any(kinds(link.own, "bound-before", "change", "link"))


def _steps(clause: Clause, mention: Mention) -> set[str]:
    """Return the bases of numbers that 、 joins to one: 每年实施甲100项以上、新增乙20万人."""
    found: set[str] = set()
    next_start = mention.start
    for earlier in reversed([m for m in clause.mentions if m.end <= mention.start]):
        between = clause.words[earlier.end : next_start]
        # What no mark stands behind is part of a name: 220千伏变电站16座.
        if not clause.is_attribute(earlier):
            if not between.startswith("、") and words("joint").at(between, 0) is None:
                break
            tokens = clause.read(_opening(clause, earlier), earlier.start, leads=True)
            found |= {token.reads for token in kinds(tokens, "basis")}
            found |= {"per-year"} if earlier.is_per_year else {""}
        next_start = earlier.start
    return found - {""}


def _opening(clause: Clause, mention: Mention) -> int:
    """Return where the words of a number begin, those round numbers in its name included."""
    before = [m.end for m in clause.mentions if m.end <= mention.start and m.is_figure]
    values = [m.end for m in clause.mentions if m.end in before and not clause.is_attribute(m)]
    return max([0 if mention.bracket is None else mention.bracket + 1, *values])


def _elsewhere(said: str, mention: Mention) -> set[str]:
    """Return the bases that another quote names: one without a figure, or with the same one."""
    mentions = [known for known in read_mentions(said) if known.is_figure]
    if not mentions:
        return {of_words(said)}
    return {
        of_words(said[again.scope : again.start])
        for again in mentions
        if again.value == mention.value
    }
