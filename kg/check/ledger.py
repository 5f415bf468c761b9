"""The ledger of numbers: each Arabic number of the text once, and how many were read as what."""

from __future__ import annotations

import re
from collections import Counter

from kg.check.problems import Problem
from kg.check.readings.borders import cuts_number
from kg.check.readings.facts import Quote, plain, quote_of
from kg.errors import Words
from kg.numerals import find_numerals
from kg.query import run
from kg.store import Store, value_of

_READINGS = {
    "target": ("目标值", "targets"),
    "baseline": ("基期值", "baselines"),
    "actual": ("实际值", "actual values"),
    "assumption": ("假设", "assumptions"),
    "conditional": ("条件", "conditions"),
    "count": ("计数", "counts"),
    "ordinal": ("序号", "ordinals"),
    "date": ("时间", "times"),
    "rank": ("位次", "ranks"),
    "name": ("名称所含", "parts of names"),
    "other-subject": ("别处的", "another place's"),
    "other": ("其他", "others"),
    "unread": ("未读出", "unread"),
}
NAMES = {"numbers": ("台账中的数字", "numbers in the ledger")} | {
    f"numbers-{reading}": (f"  {zh}", f"  {en}") for reading, (zh, en) in _READINGS.items()
}

_ARABIC = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SCALE = re.compile("[百千万亿]*")


def check_ledger(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Compare the ledger with the numbers that stand in the stored texts.

    Returns:
        Counts by ``numbers`` and ``numbers-READING``, ``unread`` always among them.
    """
    mentions: dict[str, dict[tuple[int, int], Quote]] = {}
    readings: Counter[str] = Counter({"unread": 0})
    problems: list[Problem] = []
    for row in run(store, "check/numbers").rows:
        quote = quote_of(row)
        reading = value_of(row, "reading").rpartition("#reading-")[2]
        readings[reading if reading in _READINGS else "unread"] += 1
        held = mentions.setdefault(quote.text, {})
        if (quote.start, quote.end) in held:
            problems.append(_problem(quote.place, "数字读作两样", "the number has two readings"))
        held[quote.start, quote.end] = quote
        if not _is_a_number(quote):
            problems.append(_problem(quote.place, "不是一个完整的数字", "is not exactly a number"))
    for row in run(store, "check/texts").rows:
        text = value_of(row, "text")
        # A text of a kind without a ledger owes none.
        if text in mentions:
            problems += _missing(text, plain(value_of(row, "words")), mentions[text])
    counts = {"numbers": sum(readings.values())}
    for reading in _READINGS:
        if readings[reading] or reading == "unread":
            counts[f"numbers-{reading}"] = readings[reading]
    return counts, problems


def _is_a_number(quote: Quote) -> bool:
    is_whole = not cuts_number(quote.before, quote.words) or quote.before[-1:] in ".,"
    # 90.2.3 is broken: it is entered in the pieces that are numbers.
    is_broken = "." in quote.words and quote.after.startswith(".")
    goes_on = re.match(r"\d|\.\d", quote.after) and not is_broken
    ends = not goes_on or not quote.words[-1].isdecimal()
    return _is_one(quote) and is_whole and ends


def _is_one(quote: Quote) -> bool:
    """Return whether the words are one number; one that is broken is entered as it is."""
    said = quote.before + quote.words + quote.after
    start, end = len(quote.before), len(quote.before) + len(quote.words)
    for numeral in find_numerals(said):
        behind = _SCALE.match(said, numeral.end)
        whole = behind.end() if behind else numeral.end
        if numeral.start <= start and end in (numeral.end, whole):
            return start in (numeral.start, numeral.start + 1) or not said[numeral.start].isdigit()
    return _ARABIC.fullmatch(quote.words) is not None


def _missing(text: str, words: str, held: dict[tuple[int, int], Quote]) -> list[Problem]:
    """Find Arabic numbers of a text that have no entry, or more than one."""
    entered: Counter[int] = Counter()
    for start, end in held:
        entered.update(range(start, end))
    problems = []
    for match in _ARABIC.finditer(words):
        times = {entered[position] for position in range(*match.span())}
        if times != {1}:
            shown = f"{words[max(0, match.start() - 6) : match.start()]}[{match.group()}]"
            problems.append(
                _problem(
                    text,
                    f"{match.start()}处的数字{shown}在台账中不是恰好一次",
                    f"the number {shown} at {match.start()} is not in the ledger exactly once",
                )
            )
    return problems


def _problem(node: str, zh: str, en: str) -> Problem:
    return Problem("ledger", node, Words(zh, en))
