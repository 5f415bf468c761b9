"""Measure the reading of numbers on test suites that others wrote, by value: ``make suites``.

    python -m bench.suites FOLDER [--all]

FOLDER holds the Chinese specifications of Recognizers-Text (MIT licence), which are read where they
lie: none of their text is part of this project. Each sentence becomes a paragraph of an invented
report. An entity is right where the query ``numbers`` has it as one number with its value; of a
range, where it has each bound. An entity in Chinese numerals is owed only where a measure word
stands behind it, or where it is a share; one in Arabic digits always.

Exits with 1 where a bar is missed: a number that is not right without a reason, or too few of the
Chinese ones that a plan prints.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.numerals import is_unit, read_numeral
from kg.pipeline import build_document, build_graph
from kg.query import run
from kg.store import Store, value_of
from kg.text import fold
from tests.cases import frame, source_of
from tests.cases.frame import START

LEAST_CHINESE = 0.9

# Before each sentence, so that none is taken for a heading.
_LEAD = "据介绍,"
_TOGETHER = 50
_LONGEST_UNIT = 6
_SAME = Decimal("1e-9")

_DIGIT = re.compile(r"\d")
_MYRIADS = re.compile(r"\s*[余多]?([百千万亿]+)")
_TENTHS = re.compile(r"\s*[成折]")
_SHARE = re.compile(r"分\s*之|半|成|折|[%‰]|个?\s*百\s*分\s*点")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_THOUSANDS = {"Kilo": 1000, "Mega": 10**6, "Giga": 10**9, "Tera": 10**12}
# What a plan does not print; the first that fits is the reason of a miss.
_REASONS = {
    "a discount": re.compile("折"),
    "traditional or banker's characters": re.compile(
        "[壹贰贳貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億點對雙兩個負廿卅圓幾餘]"
    ),
    "a power, an exponent or a suffix of another field": re.compile(
        r"\^|\d\s*[kKMGTB](?![a-zA-Z])|\d[eE][-+]?\d"
    ),
    "no digit before the point": re.compile(r"(?<![\d.])\.\d"),
    "a mixed fraction": re.compile(r"又|\d\s+\d+/\d"),
    "pairs and dozens as a number": re.compile("双|一?打|对"),
    "several units in one amount": re.compile(r"[元块角毛].*[角毛分銭]"),
    "a fraction above one": re.compile(r"^-?\d+/\d+$|3分之"),
    "half a unit behind a whole one": re.compile("[吨米斤]半"),
    "a unit that no plan prints": re.compile("比特|字节|两$|周大"),
    "a sign before a sign": re.compile("[-－]{2}"),
    "a number that is none in a plan": re.compile("^一以上$|半百|半成|^二$|^两$|百分位"),
    "spaces between digits and places": re.compile(
        r"\d\s*[万千百]\s*\d\s*[千百]|\d [万千]|个百分点"
    ),
    "spaces between Chinese characters": re.compile(
        r"[一二三四五六七八九十百千万亿分之成点]\s+[一二三四五六七八九十百千万亿分之成点余多几]"
    ),
}
# Likewise, of the whole sentence.
_SENTENCES = {
    "part of an address": re.compile(r"https?://"),
    "digits with several points": re.compile(r"\d\.\d+\.\d"),
}
# Single cases, each looked at.
_CASES = {
    "CurrencyModel#31": "a comma of full width, which parts thousands and lists alike",
    "NumberModel#182": "a hundred of hundredths, above one",
    "NumberModel#240": "a denominator in words that no plan prints",
    "NumberRangeModel#62": "two myriad words with 余 between them",
    "NumberRangeModel#64": "the suite reads 20万次 as 20,000",
    "NumberRangeModel#65": "the suite drops the per cent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A number that a suite finds in a sentence.

    Attributes:
        place: File and number of the case, such as ``PercentModel#12``.
        start: First code point in the sentence.
        end: One past the last.
        values: Its value; of a range, its finite bounds.
        unit: As the suite calls it; empty where it has none.
    """

    place: str
    sentence: str
    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: str

    @property
    def words(self) -> str:
        """The words, folded."""
        return fold(self.sentence[self.start : self.end])

    @property
    def is_arabic(self) -> bool:
        """Whether Arabic digits stand in it."""
        return bool(_DIGIT.search(self.words))

    @property
    def is_owed(self) -> bool:
        """Whether the ledger has to have it."""
        behind = fold(self.sentence[self.end :]).lstrip()
        has_unit = any(is_unit(behind[:length]) for length in range(1, _LONGEST_UNIT + 1))
        is_share = bool(_SHARE.search(self.words))
        return self.is_arabic or bool(self.unit) or is_share or has_unit


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of the ledger: its place in the sentence, and the sentence folded."""

    start: int
    end: int
    text: str

    @property
    def quote(self) -> str:
        """The numeral."""
        return self.text[self.start : self.end]

    def values(self, unit: str) -> Iterator[Decimal]:
        """Yield what the numeral may say in a unit: myriad words and marks of shares are units."""
        value = read_numeral(self.quote)
        if value is None:
            return
        behind = self.text[self.end :]
        found = [value]
        if scale := _MYRIADS.match(behind):
            for word in scale[1]:
                value *= _SCALES[word]
            found.append(value)
        for one in found:
            yield one
            yield from self._hundredths(one, behind) if unit == "%" else self._ones(one)

    def _ones(self, value: Decimal) -> Iterator[Decimal]:
        """Yield a share in ones, where the numeral's own value is in its parts."""
        parts = {"百分": 100, "千分": 1000, "万分": 10**4}
        if part := parts.get(self.quote[:2]):
            yield value / part
        elif _TENTHS.search(self.quote) or "半" in self.quote:
            yield from (value / 10, value / 100)

    def _hundredths(self, value: Decimal, behind: str) -> Iterator[Decimal]:
        """Yield a share in hundredths, however it is told: in ones, tenths or thousandths."""
        if _TENTHS.match(behind):
            yield value * 10
        elif behind.lstrip().startswith("‰") or self.quote.startswith("千分"):
            yield value / 10
        elif self.quote.startswith("万分"):
            yield value / 100
        elif _TENTHS.search(self.quote):
            yield value * 10
        if _SHARE.search(self.quote):
            yield value * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an entity.

    Attributes:
        said: ``right``, ``missing`` or ``wrong``.
        quotes: The numbers of the ledger that stand in it.
        reason: Why a plan need not be read so; empty where there is none.
    """

    entity: Entity
    said: str
    quotes: tuple[str, ...] = ()
    reason: str = ""


def judge(entity: Entity, mentions: Sequence[Mention]) -> Outcome:
    """Compare an entity with the numbers of its sentence."""
    inside = [one for one in mentions if one.start < entity.end and entity.start < one.end]
    quotes = tuple(mention.quote for mention in inside)
    is_one = len(inside) in (len(entity.values), len(set(entity.values)))
    if is_one and all(_has(inside, value, entity.unit) for value in entity.values):
        return Outcome(entity=entity, said="right", quotes=quotes)
    reasons = [reason for reason, form in _REASONS.items() if form.search(entity.words)]
    reasons += [reason for reason, form in _SENTENCES.items() if form.search(entity.sentence)]
    reasons += [_CASES[entity.place]] if entity.place in _CASES else []
    said = "wrong" if inside else "missing"
    return Outcome(entity=entity, said=said, quotes=quotes, reason=next(iter(reasons), ""))


def _has(mentions: Sequence[Mention], value: Decimal, unit: str) -> bool:
    scale = next((factor for name, factor in _THOUSANDS.items() if unit.startswith(name)), 1)
    wanted = (value, value * scale)
    return any(
        abs(said - one) <= abs(one) * _SAME
        for mention in mentions
        for said in mention.values(unit)
        for one in wanted
    )


def read_suite(path: Path) -> list[Entity]:
    """Read a file of cases; what has no value, or none to rely on, is left out."""
    entities = []
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig")), 1):
        for result in case["Results"]:
            values = tuple(_values(result["Resolution"].get("value")))
            if values and not case.get("IgnoreResolution"):
                start = result["Start"]
                entities.append(
                    Entity(
                        place=f"{path.stem}#{number}",
                        sentence=case["Input"],
                        start=start,
                        end=start + len(result["Text"]),
                        values=values,
                        unit="%"
                        if "Percent" in path.stem
                        else result["Resolution"].get("unit", ""),
                    )
                )
    return entities


def _values(words: Any) -> Iterator[Decimal]:
    """Yield a value, or a range's bounds: ``5``, ``40%``, ``[20,30)``, ``(,100]``."""
    for part in str(words or "").strip("[]()").rstrip("%").split(","):
        try:
            yield Decimal(part)
        except InvalidOperation:
            continue


def read_mentions(sentences: Sequence[str]) -> list[list[Mention]]:
    """Return the ledger's numbers of each sentence; none of one that alone is refused."""
    text = frame(*(_LEAD + " ".join(sentence.splitlines()) for sentence in sentences))
    try:
        store = Store.of(build_graph([build_document(source_of(text))]), "suite")
    except KgError:
        if len(sentences) == 1:
            return [[]]
        half = len(sentences) // 2
        return read_mentions(sentences[:half]) + read_mentions(sentences[half:])
    rows = [
        (int(value_of(r, "start")), int(value_of(r, "end"))) for r in run(store, "numbers").rows
    ]
    found = []
    begin = START
    for sentence in sentences:
        first, last = begin + len(_LEAD), begin + len(_LEAD) + len(sentence)
        folded = fold(sentence)
        found.append(
            [Mention(a - first, b - first, folded) for a, b in rows if first <= a and b <= last]
        )
        begin = last + 1
    return found


def measure(entities: Sequence[Entity]) -> list[Outcome]:
    """Judge the entities that are owed, many sentences in one document."""
    owed = [entity for entity in entities if entity.is_owed]
    sentences = list(dict.fromkeys(entity.sentence for entity in owed))
    mentions: dict[str, list[Mention]] = {}
    for start in range(0, len(sentences), _TOGETHER):
        group = sentences[start : start + _TOGETHER]
        mentions |= zip(group, read_mentions(group), strict=True)
    return [judge(entity, mentions[entity.sentence]) for entity in owed]


def table(outcomes: dict[str, list[Outcome]], counts: dict[str, int]) -> Iterator[str]:
    """Yield the counts by file, for Arabic and for Chinese numerals."""
    yield "| file | entities | numerals | owed | right | missing | wrong | with a reason |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    everything = [outcome for found in outcomes.values() for outcome in found]
    for name, found in [*outcomes.items(), ("all", everything)]:
        for is_arabic, kind in ((True, "Arabic"), (False, "Chinese")):
            chosen = [outcome for outcome in found if outcome.entity.is_arabic == is_arabic]
            cells = [str(sum(o.said == word for o in chosen)) for word in _SAID]
            cells.append(str(sum(bool(outcome.reason) for outcome in chosen)))
            count = counts[name] if name in counts else sum(counts.values())
            yield f"| {name} | {count} | {kind} | {len(chosen)} | {' | '.join(cells)} |"


_SAID = ("right", "missing", "wrong")


def missed(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the bars that are missed."""
    arabic = [o for o in outcomes if o.entity.is_arabic and o.said != "right" and not o.reason]
    if arabic:
        yield f"{len(arabic)} Arabic numbers are not right, and no reason is known"
    chinese = [o for o in outcomes if not o.entity.is_arabic]
    right = sum(outcome.said == "right" for outcome in chinese)
    printed = right + sum(o.said != "right" and not o.reason for o in chinese)
    if right < LEAST_CHINESE * printed:
        yield f"only {right} of {printed} amounts in Chinese numerals that a plan prints are right"
    unknown = sum(o.said != "right" and not o.reason for o in chinese)
    if unknown:
        yield f"{unknown} amounts in Chinese numerals are not right, and no reason is known"


def _line(outcome: Outcome) -> str:
    entity = outcome.entity
    values = ", ".join(map(str, entity.values))
    read = " | ".join(outcome.quotes) or "–"
    reason = f" ({outcome.reason})" if outcome.reason else ""
    return f"{entity.place}: {entity.words} = {values}, read {read}{reason}: {entity.sentence}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all files of a folder; exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.suites")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="list the misses with a reason too")
    asked = parser.parse_args(arguments)
    files = sorted(asked.folder.rglob("*Model.json"))
    if not files:
        sys.stderr.write(f"{asked.folder}: no specification lies there\n")
        return 2
    entities = {path.stem: read_suite(path) for path in files}
    outcomes = {name: measure(found) for name, found in entities.items()}
    counts = {name: len(found) for name, found in entities.items()}
    everything = [outcome for found in outcomes.values() for outcome in found]
    lines = list(table(outcomes, counts))
    lines += [
        _line(outcome)
        for outcome in everything
        if outcome.said != "right" and (asked.all or not outcome.reason)
    ]
    bars = [f"MISSED {words}" for words in missed(everything)]
    sys.stdout.write("\n".join([*lines, *bars]) + "\n")
    return 1 if bars else 0


if __name__ == "__main__":
    sys.exit(main())
