"""Names in quotes: whether a quote holds one, and whether it is a number's own."""

from __future__ import annotations

import re

from kg.check.readings.facts import close, plain
from kg.check.readings.mentions import Mention, read_mentions

_NEGATIONS = "不未无非没"
# Of these a clause has none; 无 and 非 begin many a name.
_OF_CLAUSES = "不未没"
# Words with a negation in them that negates nothing of what a clause says.
_HARMLESS = re.compile(
    "不(?:断|仅|同|但|低于|少于|超过|高于|大于|小于|多于|良|变|动产|等)|未(?:来|成年)|无(?:人机|障碍)|非(?:化石|物质)"
)
_UNIT_BRACKET = re.compile(r"\([^()]*\)$")
_BEHIND = re.compile(r"(?:以上|以下|以内|左右|余|多)?的?\"?")
_JOINTS = re.compile("[、和与及]")
_PAIRED = re.compile("(?:、|和|与|及)(?:达到?)?")
# How long something takes is no other figure: 排放五年累计降低18%.
_YEARS = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})年(?:累计|共|内|间)")
# Two values of one name: 翻一番、突破2000亿元; 5.5%以上、力争达到6%.
_JOINED = re.compile(
    "(?:以上|以下|左右|以内)?[、,]?(?:力争|努力|争取|冲刺|确保)?"
    "(?:突破|达到?|超过?|实现|增长|提高到|增加到|不低于)*"
)
_MOST_LINES = 4
_MARKS = "▲★△☆*"


def is_negated(words: str) -> bool:
    """Say whether a negation is left in words that lead to a number.

    >>> is_negated("占比未达到"), is_negated("占比不低于")
    (True, False)
    """
    return any(mark in _HARMLESS.sub("", words) for mark in _OF_CLAUSES)


def places(words: str, name: str) -> list[tuple[int, int]]:
    """Find a name in words, white space aside; not inside a number, nor behind its negation."""
    pattern = r"\s*".join(re.escape(character) for character in close(name))
    if not pattern:
        return []
    found = []
    for match in re.finditer(pattern, plain(words)):
        before, behind = words[: match.start()][-1:], words[match.end() :][:1]
        cuts = (before + words[match.start()]).isdecimal() or (
            (words[match.end() - 1] + behind).isdecimal() and bool(behind)
        )
        if not (cuts and before) and before not in tuple(_NEGATIONS):
            found.append(match.span())
    return found


def holds(words: str, name: str) -> bool:
    """Say whether words hold a name.

    >>> holds("推进5G网络建设", "5G网络"), holds("推进15G网络", "5G网络")
    (True, False)
    >>> holds("非化石能源", "化石能源")
    False
    """
    return bool(places(words, name))


def names(words: str, mention: Mention, name: str) -> bool:
    """Say whether a name in a clause is that of a number: no other figure stands between."""
    for start, end in places(words, name):
        if end <= mention.start and _leads_to(words, end, mention):
            return True
        behind = _BEHIND.match(words, mention.end)
        if mention.end <= start and behind is not None and behind.end() >= start:
            return True
    return False


def is_row_name(row: str, name: str) -> bool:
    r"""Say whether a row has a cell that is the name, its mark and its unit aside.

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


def is_joined(between: str) -> bool:
    """Say whether words between two values leave them to one name.

    >>> is_joined("以上、力争达到"), is_joined("、高新技术企业")
    (True, False)
    """
    return bool(_JOINED.fullmatch(between))


def _leads_to(words: str, end: int, mention: Mention) -> bool:
    # What stands in brackets belongs to the figure before them.
    host = mention.bracket
    if _is_paired(words, end, mention):
        return True
    for figure in read_mentions(words):
        if not end <= figure.start < mention.start or not figure.is_figure:
            continue
        if figure.bracket != mention.bracket and figure.bracket is not None:
            continue
        if _YEARS.match(words, figure.start):
            continue
        is_host = host is not None and not re.search(r"\w", words[figure.end : host])
        is_range = figure.end >= mention.end
        is_start = bool(re.search("[由从][^、,。;]*$", words[end : figure.start]))
        beside = is_joined(words[figure.end : mention.start])
        if not (is_host or is_range or is_start or beside):
            return False
    return True


def _is_paired(words: str, end: int, mention: Mention) -> bool:
    """Say whether name and number have the same place in two lists: 甲和乙分别达到2个、3个.

    As many names follow this one as numbers follow this number.
    """
    first = mention
    for figure in reversed(read_mentions(words)):
        if figure.start < first.start and _PAIRED.fullmatch(words[figure.end : first.start]):
            first = figure
    names_after = len(_JOINTS.findall(words[end : first.start]))
    return first is not mention and names_after == len(listed_after(words, mention))


def listed_after(words: str, mention: Mention) -> list[Mention]:
    """Return the numbers that stand in one list behind a number: 3个和4个百分点."""
    last, found = mention, []
    for figure in read_mentions(words):
        if figure.start > last.start and _PAIRED.fullmatch(words[last.end : figure.start]):
            found.append(figure)
            last = figure
    return found
