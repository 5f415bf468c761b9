"""Names in quotes: whether a quote holds one, and what a name may not be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.check.readings.facts import close, plain
from kg.check.readings.tokens import clause_of
from kg.lexicon import pattern, words

_UNIT_BRACKET = re.compile(r"\([^()]*\)$")
_MOST_LINES = 4
_MARKS = "▲★△☆*"
SHORTEST_SHARED = 2
# How much longer than the first name what takes its place before a shared noun may be.
_LONGER = 2


def places(said: str, name: str) -> list[tuple[int, int]]:
    """Find a name in words, white space aside; not inside a number, nor behind its negation."""
    said, wanted = plain(said), close(name)
    kept, found = _without_space(said), []
    bare = "".join(said[place] for place in kept)
    position = bare.find(wanted) if wanted else -1
    while position >= 0:
        start, end = kept[position], kept[position + len(wanted) - 1] + 1
        before, behind = said[:start][-1:], said[end:][:1]
        cuts = (before + said[start]).isdecimal() or (
            (said[end - 1] + behind).isdecimal() and bool(behind)
        )
        is_denied = bool(before) and pattern("not-before").fullmatch(before) is not None
        if not (cuts and before) and not is_denied:
            found.append((start, end))
        position = bare.find(wanted, position + len(wanted))
    return found


@lru_cache(maxsize=1 << 12)
def _without_space(said: str) -> tuple[int, ...]:
    """Return the places of all characters that are no white space."""
    return tuple(place for place, character in enumerate(said) if not character.isspace())


def holds(said: str, name: str) -> bool:
    """Return whether words hold a name.

    >>> holds("推进5G网络建设", "5G网络"), holds("推进15G网络", "5G网络")
    (True, False)
    >>> holds("非化石能源", "化石能源")
    False
    """
    return bool(places(said, name))


def holds_parts(quotes: Sequence[str], name: str) -> bool:
    """Return whether quotes hold a name, whole or as a name and the noun it shares.

    >>> holds_parts(["东区", "公共停车泊位"], "东区公共停车泊位")
    True
    """
    if any(holds(said, name) for said in quotes):
        return True
    whole, share = split_share(name)
    if share and all(any(holds(said, part) for said in quotes) for part in (whole, share)):
        return True
    wanted = close(name)
    for said in map(plain, quotes):
        if _owns_each(said, plain(name)):
            return True
    for said in map(close, quotes):
        if wanted.startswith(said) and any(close(other) == wanted[len(said) :] for other in quotes):
            return True
        for joint in words("parallel").find(said):
            for size in range(1, len(wanted) - SHORTEST_SHARED + 1):
                shared = said.find(wanted[size:], joint.end)
                is_first = said.endswith(wanted[:size], 0, joint.start)
                if is_first and is_shared(said, joint.end, shared, size):
                    return True
    return False


def _owns_each(said: str, name: str) -> bool:
    """Return whether words give each owner of a list a thing: 甲区和乙区各新增公园8个."""
    for each in words("for-each").find(said):
        for joint in words("parallel").find(said, 0, each.start):
            for size in range(1, len(name) - SHORTEST_SHARED + 1):
                is_owner = said.endswith(name[:size], 0, joint.start) or said.endswith(
                    name[:size], 0, each.start
                )
                if is_owner and said.find(name[size:], each.end) >= 0:
                    return True
    return False


def split_share(name: str) -> tuple[str, str]:
    """Part the name of a share from the name of what it is a share of, which stands before.

    >>> split_share("数字产业增加值占GDP比重")
    ('数字产业增加值', '占GDP比重')
    >>> split_share("占地面积")
    ('占地面积', '')
    """
    share = next(words("share-of").find(name, 1), None)
    return (name, "") if share is None else (name[: share.start], name[share.start :])


def is_row_name(row: str, name: str) -> bool:
    r"""Return whether a row has a cell that is the name, its mark and its unit aside.

    >>> is_row_name("7\n★数字贸易额(亿元)\n3350", "数字贸易额")
    True
    """
    wanted = close(name)
    lines = [close(line) for line in plain(row).splitlines() if line.strip()]
    for first in range(len(lines)):
        # A name may be broken over lines.
        for last in range(first + 1, min(first + _MOST_LINES, len(lines)) + 1):
            cell = "".join(lines[first:last]).strip(_MARKS)
            if wanted in (cell, _UNIT_BRACKET.sub("", cell)):
                return True
    return False


def is_named_before(before: str, name: str) -> bool:
    """Return whether the clause before a nameless value names something else than this name.

    >>> is_named_before("面积翻三番,新型储能规模稳步提高,", "面积")
    True
    >>> is_named_before("新型储能规模稳步提高,", "新型储能规模")
    False
    """
    bare = before.rstrip(" ,")
    clause = re.split("[,;。:]", bare)[-1] if bare != before.rstrip() else ""
    trend = pattern("trend").search(clause)
    if trend is None or trend.start() < _SHORTEST_WORD:
        return False
    tail = clause[: trend.start()][-_SHORTEST_WORD * 2 :]
    return tail not in close(name)


def is_shared(said: str, behind: int, shared: int, size: int) -> bool:
    """Return whether a noun can be shared: what stands before it is as long as the first name."""
    if shared < 0:
        return False
    joints = [joint.end for joint in words("parallel").find(said, behind, shared)]
    return shared - max([behind, *joints]) <= _LONGER * size + _LONGER


# --- What a name may not be ---------------------------------------------------------------------

_FORBIDDEN = (
    "bound-before.more", "bound-before.less", "bound-before.kept", "modal.must", "denial",
    "denied-value", "hedge", "expected", "compared-with",
)  # fmt: skip
_NOT_AT_ITS_END = (
    "bound-before", "change", "denial", "modal", "denied-value", "hedge", "expected", "for-each",
    "basis.annual-average", "basis.per-year", "basis.cumulative", "compared-before", "at-time",
)  # fmt: skip
_NOT_AT_ITS_START = (
    "of-plan", "compared-after", "range-mark", "between", "bound-after", "basis.annual-average",
    "basis.per-year", "basis.cumulative",
)  # fmt: skip
_SHORTEST_WORD = 2


def is_name(name: str, *, keeps_change: bool = False) -> bool:
    """Return whether words are a name, without words of bound, denial, setting, change or basis.

    Args:
        name: The words.
        keeps_change: Whether a word of change may end it, as in a table or a review.

    >>> is_name("城镇调查失业率"), is_name("城镇调查失业率不得"), is_name("森林覆盖率提高到")
    (True, False, False)
    """
    said = plain(name)
    if not re.search(r"[^\W\d_]", said) or _begins_before(said):
        return False
    if any(word.end - word.start >= _SHORTEST_WORD for word in words(*_FORBIDDEN).find(said)):
        return False
    if not keeps_change and words("change-lead").at(said, 0) is not None:
        return False
    return not any(_ends_in(said, kind, keeps_change=keeps_change) for kind in _NOT_AT_ITS_END)


def _begins_before(said: str) -> bool:
    """Return whether words begin with what leads to a name, or with what a time compares with."""
    for kind in _NOT_AT_ITS_START:
        word = words(kind).at(said, 0)
        if word is not None and word.end >= _SHORTEST_WORD:
            return True
    clause = clause_of(said)
    if any(clause.compared(time) for time in clause.times):
        return True
    whose = words("whose").at(said, 0)
    if whose is None or words("basis").at(said, whose.end):
        return False
    # 全市建设管廊: the verb is no part of a name.
    return words("lead.verb").at(said, whose.end) is not None


def _ends_in(said: str, kind: str, *, keeps_change: bool) -> bool:
    word = words(kind).ending(said, 0, len(said))
    if word is None or (word.end - word.start < _SHORTEST_WORD and kind != "for-each"):
        return False
    return not (kind == "change" and keeps_change and word.reads != "level")
