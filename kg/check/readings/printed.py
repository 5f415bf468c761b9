"""Numbers that headings, rows and citations print, and what they count."""

from __future__ import annotations

import re

from kg.check.readings import naming
from kg.check.readings.facts import Fact, close
from kg.lexicon import compiled, current
from kg.numerals import COUNTING, read_counting

_HEADING = compiled(
    rf"[\s【\[]*(?:{{annex-word}}|{{numbered-word.column}}|任务|\()?\s*第?\s*(?P<number>{COUNTING})\s*(?:{{numbered-part}}|[).、,:】\]]|\s|$)"
)
_PART = re.compile(rf"第\s*(?P<number>{COUNTING})\s*篇")
_RUN = re.compile(rf"第(?P<first>{COUNTING})篇?[至到—~-]+第?(?P<last>{COUNTING})篇")
_UNIT = re.compile(rf"第\s*(?P<number>{COUNTING})\s*[章节]|专栏\s*(?P<column>{COUNTING})")
_NUMBER = re.compile(COUNTING)
_SETS_UP = compiled("^{sets-up}")
# What is counted → its words, which stand behind the number or before it.
_COUNTED = {
    "count-category": "counted-kind.category",
    "count-indicator": "counted-kind.indicator",
    "count-task": "task-word",
    "count-special-column": "counted-kind.column",
    "count-suggestion": "suggestion-word",
    "count-indicator-in-category": "counted-kind.row",
    "count-indicator-marked": "counted-kind.row",
}


def number(words: str) -> int | None:
    """Read a counting number; ``None`` where the words are none."""
    return read_counting(words.strip())


def has_heading_number(fact: Fact, literal: str) -> bool:
    """Say whether a heading or a row prints a number: in a cell of its own, else as its mark."""
    own = [found for quote in fact.quotes if (found := number(quote.words)) is not None]
    if own:
        return own == [int(literal)]
    match = _HEADING().match(fact.main.words) if fact.main else None
    return match is not None and number(match["number"]) == int(literal)


def has_row_number(fact: Fact, literal: str) -> bool:
    """Say whether a row of a table begins with a number, or has one in a cell elsewhere."""
    for quote in fact.quotes:
        found = number((quote.words.splitlines() or [""])[0])
        if found is not None:
            return found == int(literal)
    return False


def has_part(fact: Fact, literal: str) -> bool:
    """Say whether a quote names the part of this number, or of the node with this number."""
    wanted = int(re.findall(r"\d+", literal)[-1]) if re.search(r"\d", literal) else None
    return any(wanted in parts_of(quote.words) for quote in fact.quotes)


def claims_part(fact: Fact, literal: str) -> bool:
    """Say whether a statement names the part, and no part that it is not said to claim."""
    claimed = {int(re.findall(r"\d+", iri)[-1]) for iri in fact.values("plan:claimsPart")}
    named = {part for quote in fact.quotes for part in parts_of(quote.words)}
    return has_part(fact, literal) and named <= claimed


def is_titled_part(fact: Fact, literal: str) -> bool:
    """Say whether a title stands with the number of its part, or with none at all."""
    return not any(parts_of(quote.words) for quote in fact.quotes) or has_part(fact, literal)


def has_unit_number(fact: Fact, literal: str) -> bool:
    """Say whether a quote names a chapter, section or column by this number."""
    return any(
        number(match["number"] or match["column"]) == int(literal)
        for quote in fact.quotes
        for match in _UNIT.finditer(quote.words)
    )


def parts_of(words: str) -> list[int | None]:
    """Return the numbers of the parts that words name.

    >>> parts_of("第二篇和第3篇")
    [2, 3]
    """
    return [number(match["number"]) for match in _PART.finditer(words)]


def is_in_range(fact: Fact, literal: int) -> bool:
    """Say whether a quote names a run of parts that holds this one: 第三篇至第五篇."""
    words = fact.main.words if fact.main else ""
    runs = ((number(match["first"]), number(match["last"])) for match in _RUN.finditer(words))
    return any(first and last and first <= literal <= last for first, last in runs)


def governing_part(fact: Fact) -> int | None:
    """Return the number of the part that governs a citation: the last named before its name.

    With 分别 the names go with the parts in turn. A part that is carried over has its own quote.
    """
    main = fact.main
    if main is None:
        return None
    words, label = main.words, fact.value("rdfs:label") or ""
    found = list(_PART.finditer(words))
    if not found:
        before = [quote for quote in fact.others if quote.end <= main.start]
        carried = [part for quote in before for part in parts_of(quote.words)]
        return carried[-1] if carried else None
    numbers = [number(match["number"]) for match in found]
    is_each = "分别" in words or main.before.rstrip(" 在于").endswith("分别")
    if is_each and len(found) > 1:
        names = words.partition("分别")[2] or words[found[-1].end() :]
        behind = _SETS_UP().sub("", names).strip('"')
        return numbers[0] if close(behind).startswith(close(label).strip('"')) else numbers[-1]
    at = next(iter(naming.places(words, label)), (len(words), 0))[0] if label else len(words)
    earlier = [number(match["number"]) for match in found if match.start() < at]
    return earlier[-1] if earlier else numbers[0]


def has_count(fact: Fact, literal: str) -> bool:
    """Say whether the text states this number of the things that are counted."""
    kind = (fact.value("plan:countOf") or "").rpartition("#")[2]
    pattern = current().source(_COUNTED[kind]) if kind in _COUNTED else ""
    words = fact.main.words if fact.main else ""
    matches = list(_NUMBER.finditer(words))
    for index, match in enumerate(matches):
        limit = matches[index + 1].start() if index + 1 < len(matches) else len(words)
        # 三个专栏; or, with the number behind what it counts, 专栏3个.
        is_before = re.search(pattern, words[match.end() : limit])
        is_behind = re.search(f"(?:{pattern})$", words[: match.start()])
        if number(match.group()) == int(literal) and (is_before or is_behind):
            return True
    return False
