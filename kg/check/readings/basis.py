"""What a value measures, by the words round it: a level, or a change over some time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.check.readings import naming
from kg.check.readings.mentions import Mention, read_mentions

_LEVEL = "level"
# Where two apply, the first does.
_WORDS = (
    ("annual-average", re.compile("年均(?!浓度|气温|降水|值)|年递增|年平均")),
    ("per-year", re.compile("每年|逐年|/年")),
    ("cumulative", re.compile("累计")),
    (
        "increase",
        re.compile("新(?:增|招引|引进|建|改建|开通|开工|培育|设|签|落户|投产|辟|添|认定)|净增"),
    ),
)
# What is to reach a value is not added: 新增养殖工船4艘、海水养殖产量达到46万吨.
_VERB = re.compile("达|突破|超|提高|提升|增长|增加|降|控制|保持|稳定")
_BRACKETED = re.compile(r"\([^()]*\)")


_LONGEST_HEADING = 30


def of_words(words: str) -> str:
    """Return the basis that words name; ``level`` where they name none.

    >>> of_words("累计新增保障性住房"), of_words("森林覆盖率")
    ('cumulative', 'level')
    """
    return next((name for name, pattern in _WORDS if pattern.search(words)), _LEVEL)


def of_clause(words: str, mention: Mention, beside: Iterable[str]) -> set[str]:
    """Return the bases that a clause leaves open for a number in it.

    Args:
        words: The clause.
        mention: The number.
        beside: The fact's other quotes.
    """
    own = _own(words, mention)
    if own in (_LEVEL, "increase") and _goes_on(words, mention, "per-year"):
        return {"per-year"}
    has_verb = _VERB.search(words, mention.scope, mention.start)
    if own == _LEVEL and not has_verb and _goes_on(words, mention, "increase"):
        return {"increase"}
    if own != _LEVEL:
        return {own}
    elsewhere = set()
    for other in beside:
        mentions = [known for known in read_mentions(other) if known.is_figure]
        if not mentions:
            elsewhere.add(of_words(other))
        elsewhere |= {_own(other, again) for again in mentions if again.value == mention.value}
    joined = {
        _own(words, known)
        for known in read_mentions(words)
        if known.end <= mention.start and naming.is_joined(words[known.end : mention.start])
    }
    return elsewhere - {_LEVEL} or {_LEVEL, of_words(_opening(words)), *joined}


def _goes_on(words: str, mention: Mention, kind: str) -> bool:
    """Say whether 、 joins a number to one of a basis: 每年实施甲100项以上、新增乙20万人."""
    before = [known for known in read_mentions(words) if known.end <= mention.start]
    if not before or not words.startswith("、", before[-1].end):
        return False
    return _own(words, before[-1]) == kind or _goes_on(words, before[-1], kind)


def of_cell(mention: Mention, label: str, beside: Iterable[str]) -> str:
    """Return the basis of a cell: by its ``[ ]``, by its column's heading, by its row's name."""
    if mention.is_cumulative:
        return "cumulative"
    headings = (words for words in beside if len(words) <= _LONGEST_HEADING)
    heading = next((kind for words in headings if (kind := of_words(words)) != _LEVEL), _LEVEL)
    return heading if heading != _LEVEL else of_words(label)


def _own(words: str, mention: Mention) -> str:
    if mention.is_per_year:
        return "per-year"
    if mention.is_cumulative:
        return "cumulative"
    own = of_words(_BRACKETED.sub("", words[mention.scope : mention.start]))
    if own == _LEVEL and mention.bracket is not None:
        return of_words(_BRACKETED.sub("", words[: mention.bracket]))
    return own


def _opening(words: str) -> str:
    """Return the words with which a clause begins, before any name: they govern all of it."""
    first = next(iter(read_mentions(words)), None)
    return words[: min(4, first.start)] if first else ""
