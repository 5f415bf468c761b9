"""The name of a figure: before its cues, behind its number, or shared with names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.clauses import Clause
from kg.extract.numbers import NumberMention
from kg.extract.times import Time
from kg.lexicon import Found, compiled, pattern, words
from kg.numerals import ARABIC, CHINESE, is_unit
from kg.text import Span

_OPENING = "“‘"
_LIST_MARK = re.compile(r"\s*\(?\d{1,2}[)、.](?!\d)\s*|[①-⑳]")
_WORD = re.compile(r"[^\W\d_]")
_NO_NAME = " \n\t,;:。、“”‘’()"
_TRAILING = " \n\t,;:。、“‘(的"
_LEADS = (
    "lead", "hedge", "expected", "modal", "span", "basis.per-year", "basis.cumulative",
    "basis.annual-average",
)  # fmt: skip
_SHORTEST = 2
_YEAR = re.compile(r"\d{4}年")
# 365天24小时: an amount alone names nothing.
_AMOUNT = re.compile(rf"{ARABIC}|{CHINESE}")
_POINT_BEFORE = compiled("(?:{at-time.until}|{at-time.since}|{at-time.in})$")
# A noun with what it does, and its share: the verb before it is part of the name.
_CLAUSE_OF_RATIO = compiled(r"[^的,;。]{2,}的[^的,;。]{2,}{share-word}")
_JOINT = re.compile(r"、|以及")
_RATIO = compiled("{share-word}$")
_SHARE = re.compile(r"%|‰|成")


@dataclass(frozen=True, slots=True)
class Named:
    """A name before the cues, with what leads to it.

    Attributes:
        span: The name; ``None`` where no name is left.
        denial: A word of forbidding that leads to it: 严禁能耗高于.
        bound: A verb of reaching that leads to it: 迈上总量3万亿元.
        change: A verb of change that leads to it: 增加就业12万人.
        is_more: Whether words stand there that hold more than a name: a year, an open list.
    """

    span: Span | None
    denial: Found | None
    bound: Found | None
    change: Found | None = None
    is_more: bool = False


class NameReader:
    """Reads the names of the figures of a sentence."""

    def __init__(
        self, folded: str, times: Sequence[Time], mentions: Iterable[NumberMention]
    ) -> None:
        self._folded = folded
        self._times = [time.span for time in times]
        self._mentions = mentions
        self._leads = words(*_LEADS)

    def before(self, start: int, end: int) -> Named:
        """Take the name before the cues, without the words that lead to it."""
        folded = self._folded
        if folded[start:end].endswith("、"):
            # 甲建设教室、为38所小学配备设备: a mark of a list parts a name from the next number.
            return Named(None, None, None, is_more=True)
        said = [match.end() for match in pattern("says").finditer(folded, start, end)]
        position = said[-1] if said else start
        mark = _LIST_MARK.match(folded, position, end)
        position = mark.end() if mark else position
        position = max([position, *self._behind_times(position, end)])
        denial = bound = change = None
        while position < end:
            if folded[position] in _NO_NAME and not self._opens_name(position, end):
                position += 1
                continue
            time = next((span for span in self._times if span.start == position), None)
            if time is not None and time.end <= end:
                position = time.end
                continue
            forbids = words("denial").at(folded, position, end)
            if forbids is not None and forbids.end - forbids.start > 1:
                denial, position = forbids, forbids.end
                continue
            reaching = words("bound-lead").at(folded, position, end)
            if reaching is not None:
                bound, position = reaching, reaching.end
                continue
            changing = words("change-lead").at(folded, position, end)
            if changing is not None and not self._is_of_name(changing.end, end):
                change, position = changing, changing.end
                continue
            lead = self._lead(position, end)
            if lead is None:
                break
            position = lead
        while end > position and folded[end - 1] in _TRAILING:
            end -= 1
        name = folded[position:end]
        if pattern("dangling").search(name) or self._holds_year(position, end):
            return Named(None, denial, bound, change, is_more=True)
        if pattern("empty").fullmatch(name) or _is_amount(name) or not _WORD.search(name):
            return Named(None, denial, bound, change)
        return Named(Span(position, end), denial, bound, change)

    def _holds_year(self, start: int, end: int) -> bool:
        """Return whether a point of time stands in a name, which then is more than a name."""
        return any(
            start < span.start
            and span.end <= end
            and _YEAR.search(self._folded, span.start, span.end) is not None
            for span in self._times
        )

    def _lead(self, position: int, end: int) -> int | None:
        """Return where words that lead to a name end; 全市 is one of them before a verb only."""
        lead = self._leads.at(self._folded, position, end)
        if lead is not None and lead.word_class == "lead" and self._is_of_name(lead.end, end):
            return None
        if lead is not None:
            return lead.end
        own = words("own-place").at(self._folded, position, end)
        if own is not None and words("lead.verb").at(self._folded, own.end, end) is not None:
            return own.end
        return None

    def _is_of_name(self, position: int, end: int) -> bool:
        """Return whether a verb belongs to a name: 开展垃圾分类的行政村占比."""
        if _CLAUSE_OF_RATIO().fullmatch(self._folded, position, end) is not None:
            return True
        is_ratio = _RATIO().search(self._folded, position, end) is not None
        return is_ratio and words("attributive").ending(self._folded, 0, position) is not None

    def _behind_times(self, start: int, end: int) -> list[int]:
        """Return where the points of time end that a name cannot hold: 服务于到2030年绿道达到."""
        return [
            span.end
            for span in self._times
            if start < span.start
            and _POINT_BEFORE().search(self._folded, start, span.start)
            and end - span.end >= _SHORTEST
        ]

    def _opens_name(self, position: int, end: int) -> bool:
        """Return whether a quotation mark opens a part of a name and not the figure."""
        if self._folded[position] not in _OPENING:
            return False
        closing = "”" if self._folded[position] == "“" else "’"
        return self._folded.find(closing, position, end) >= 0

    def behind(self, start: int, clause: Clause, unit: str | None) -> Span | None:
        """Take the name behind a number: up to the clause's end or the next number."""
        folded = self._folded
        end = clause.span.end
        for mention in self._mentions:
            if start <= mention.span.start < end and mention.value is not None:
                end = mention.span.start
        next_number = end < clause.span.end and folded[end - 1] not in "、和及与,"
        joint = _JOINT.search(folded, start, end)
        if next_number and joint is None:
            # What stands between two numbers is named by the second.
            return None
        end = joint.start() if next_number and joint is not None else end
        opens = folded[start : start + 1]
        if opens in ("”", "’", ")", "、", "") or pattern("no-name").match(folded, start):
            return None
        if opens == "的" and not _SHARE.match(unit or ""):
            # 300万以上的城市 narrows a noun; 80%以上的街道 is how many of them.
            return None
        piece = folded[start:end]
        cut = re.search(r"[、“”()]", piece)
        if cut:
            piece = piece[: cut.start()]
        trimmed = True
        while trimmed:
            trimmed = False
            for match in pattern("tail").finditer(piece):
                if match.end() == len(piece):
                    piece, trimmed = piece[: match.start()], True
                    break
        piece = piece.rstrip()
        if pattern("empty").fullmatch(piece):
            return None
        lead = len(piece) - len(piece.lstrip("的以"))
        if len(piece) - lead < _SHORTEST:
            return None
        return Span(start + lead, start + len(piece))


def _is_amount(name: str) -> bool:
    number = _AMOUNT.match(name)
    return number is not None and is_unit(name[number.end() :])
