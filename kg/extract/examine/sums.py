"""A stated whole, against the sum of its stated parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.errors import NumeralError, Words
from kg.extract.clauses import full_sentences
from kg.extract.examine.amounts import Amount, Paragraph, plain
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import is_relative
from kg.model import Examination, Facts, Outcome, ReviewStatus, Scope
from kg.numerals import Comparator, parse_counting, read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span

_ADDENDS = 2
_QUOTED = 8
# Parts that miss the whole by more than this share of it were not meant to make it up.
_YEAR = re.compile(r"\d{4}年")
_FAR = Decimal("0.5")
_FAR_AMONG = Decimal("0.25")
_SHARES = ("", "%", "‰")


def examine_sums(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Add up parts: the review's states, the categories, and what sentences call 共 and 其中."""
    yield from _review(parsed, facts, paragraphs, words)
    yield from _categories(parsed, facts)
    yield from _columns(parsed, facts, paragraphs, words)
    for paragraph in paragraphs:
        yield from _totals(parsed, paragraph, words)
        yield from _among(parsed, paragraph, words)
        yield from _wholes(parsed, paragraph, words)


def _review(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold 38项指标中 against how many are met, lag behind, cannot be assessed."""
    counts = facts.review_counts
    if len(counts) < _ADDENDS or len({count.status for count in counts}) < len(counts):
        return
    first = counts[0].evidence.span
    for paragraph in paragraphs:
        if paragraph.scope is not Scope.REVIEW:
            continue
        for match in words.sums["review_total"].finditer(
            parsed.folded, paragraph.span.start, paragraph.span.end
        ):
            if not 0 <= first.end - match.start() <= first.end - paragraph.span.start:
                continue
            stated = read_counting(match["count"])
            if stated is None:
                continue
            values = [count.value for count in counts]
            is_whole = {count.status for count in counts} == set(ReviewStatus)
            outcome = _outcome(Decimal(stated), Decimal(sum(values)), is_whole=is_whole)
            yield _sum(
                parsed,
                counts[0].id,
                outcome,
                [Decimal(value) for value in values],
                Decimal(stated),
                "",
                (Span(match.start(), match.end("count") + len("项指标")),
                 *(count.evidence.span for count in counts)),
                rule="examine-sum-of-the-review",
            )  # fmt: skip
            return


def _categories(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold the number of all indicators against the numbers that the categories print."""
    held = [count for count in facts.counts if count.counted == "indicator-in-category"]
    named = {indicator.category for indicator in facts.indicators}
    if len(held) < _ADDENDS or {count.scope for count in held} != named:
        return
    for total in facts.counts:
        if total.counted == "indicator":
            values = [Decimal(count.value) for count in held]
            stated = Decimal(total.value)
            yield _sum(
                parsed,
                total.id,
                _outcome(stated, sum(values, Decimal(0)), is_whole=True),
                values,
                stated,
                "",
                (total.evidence.span, *(count.evidence.span for count in held)),
                rule="examine-sum-of-the-categories",
            )


def _columns(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold a number of special columns in the opening of the tasks against those of each task."""
    held = Counter(column.task for column in facts.columns)
    opening = [p for p in paragraphs if p.subject == parsed.task_section and held]
    for paragraph in opening:
        for match in words.sums["columns"].finditer(
            parsed.folded, paragraph.span.start, paragraph.span.end
        ):
            count = read_counting(match["count"])
            if count is None:
                continue
            stated = Decimal(count)
            yield _sum(
                parsed,
                paragraph.subject,
                _outcome(stated, Decimal(len(facts.columns)), is_whole=True),
                [Decimal(number) for number in held.values()],
                stated,
                "",
                (Span(*match.span()), *(column.evidence.span for column in facts.columns)),
                rule="examine-sum-of-the-columns",
            )


def _totals(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords
) -> Iterator[Examination]:
    """Hold 共28个 against the numbers of the same unit before it in the sentence."""
    folded = parsed.folded
    for sentence in dict.fromkeys(amount.sentence for amount in paragraph.amounts):
        for measure in dict.fromkeys(a.measure for a in paragraph.amounts):
            inside = [
                a
                for a in paragraph.amounts
                if a.sentence == sentence and a.measure == measure and _has_parts(measure)
            ]
            parts: list[Amount] = []
            for amount in inside:
                if parts and words.sums["total"].search(_opening(folded, amount)):
                    if len(parts) >= _ADDENDS and _alike(folded, [*parts, amount]):
                        yield from _parts(parsed, paragraph.subject, amount, parts, is_whole=True)
                    parts = [amount]
                else:
                    parts.append(amount)


def _opening(folded: str, amount: Amount) -> str:
    """Return the words of the clause up to the number; the mark before the clause too."""
    start = max(amount.clause.span.start, amount.lead.start)
    return folded[max(start - 1, 0) : amount.number.start]


def _alike(folded: str, amounts: Sequence[Amount]) -> bool:
    """Say whether the amounts count one kind of thing, where they say of what."""
    nouns = set()
    for amount in amounts:
        noun = re.match(r"[^\W\d_]*", folded[amount.span.end : amount.clause.span.end])
        if noun and len(noun.group()) >= len("指标"):
            nouns.add(noun.group()[-2:])
    return len(nouns) <= 1


def _among(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords
) -> Iterator[Examination]:
    """Hold a number against the parts that 其中 names behind it."""
    folded = parsed.folded
    for match in words.sums["among"].finditer(folded, paragraph.span.start, paragraph.span.end):
        place = Span(*match.span())
        before = [
            a
            for a in paragraph.amounts
            if a.span.end <= place.start and a.sentence.holds(place) and _has_parts(a.measure)
        ]
        if not before:
            continue
        whole = before[-1]
        end = _end_of_parts(folded, whole, place)
        parts = [
            a
            for a in paragraph.amounts
            if place.end <= a.span.start < end and a.measure == whole.measure
        ]
        dated = [bool(_YEAR.search(part.lead.quote(folded))) for part in parts]
        # A year's part beside the part of a matter: they overlap.
        if len(parts) >= _ADDENDS and len(set(dated)) == 1:
            yield from _parts(parsed, paragraph.subject, whole, parts, is_whole=False)


def _has_parts(measure: str) -> bool:
    """Say whether amounts of a measure add up: shares and changes are of wholes of their own."""
    return measure not in _SHARES and not is_relative(measure)


def _end_of_parts(folded: str, whole: Amount, place: Span) -> int:
    """Return where the sentence, or the bracket that holds 其中, ends."""
    depth = 0
    for index in range(place.end, whole.sentence.end):
        if folded[index] == "(":
            depth += 1
        elif folded[index] == ")":
            depth -= 1
            if depth < 0:
                return index
        elif folded[index] == ";" and depth == 0:
            return index
    return whole.sentence.end


def _parts(
    parsed: ParsedDocument,
    subject: str,
    whole: Amount,
    parts: Sequence[Amount],
    *,
    is_whole: bool,
) -> Iterator[Examination]:
    total = sum((part.ones for part in parts), Decimal(0))
    bounds = {whole.comparator, *(part.comparator for part in parts)}
    loose = bounds & {Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS}
    if loose and total != whole.ones:
        return
    rough = [a.half for a in (whole, *parts) if a.comparator is Comparator.ABOUT]
    off = abs(total - whole.ones)
    if off > whole.ones * (_FAR if is_whole else _FAR_AMONG):
        # So far off that the numbers are of different things.
        return
    holds = off <= sum(rough, Decimal(0))
    outcome = Outcome.HOLDS if holds else _outcome(whole.ones, total, is_whole=is_whole)
    scale = whole.ones / whole.value if whole.value else Decimal(1)
    yield _sum(
        parsed,
        subject,
        outcome,
        [part.ones / scale for part in parts],
        whole.value,
        whole.unit or "",
        (whole.whole, *(part.whole for part in parts)),
    )


def _wholes(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords
) -> Iterator[Examination]:
    """Hold 共七篇 against 前两篇, 中间四篇, 末篇."""
    folded = parsed.folded
    for sentence in full_sentences(folded, paragraph.span):
        for match in words.sums["whole"].finditer(folded, sentence.start, sentence.end):
            pattern = words.sums["part"].pattern.replace("{measure}", match["measure"])
            found = list(re.compile(pattern).finditer(folded, match.end(), sentence.end))
            try:
                stated = Decimal(parse_counting(match["count"]))
                values = [Decimal(parse_counting(p["count"]) if p["count"] else 1) for p in found]
            except NumeralError:
                continue
            if len(values) < _ADDENDS:
                continue
            yield _sum(
                parsed,
                paragraph.subject,
                _outcome(stated, sum(values, Decimal(0)), is_whole=True),
                values,
                stated,
                match["measure"],
                (Span(*match.span()), *(Span(*part.span()) for part in found)),
            )


def _outcome(stated: Decimal, total: Decimal, *, is_whole: bool) -> Outcome:
    """Judge a sum: parts of which some may be unsaid can only be too many."""
    if stated == total:
        return Outcome.HOLDS
    return Outcome.DIFFERS if is_whole or total > stated else Outcome.OPEN


def _sum(
    parsed: ParsedDocument,
    subject: str,
    outcome: Outcome,
    parts: Sequence[Decimal],
    stated: Decimal,
    unit: str,
    spans: tuple[Span, ...],
    *,
    rule: str = "",
) -> Examination:
    total = sum(parts, Decimal(0))
    shown = f"{' + '.join(map(plain, parts))} = {plain(total)}{unit}"
    quotes = "|".join(span.quote(parsed.text) for span in spans[:_QUOTED])
    return make_examination(
        "sum",
        subject,
        outcome,
        document=parsed.key,
        spans=spans,
        working=Words(shown, shown),
        stated=f"{plain(stated)}{unit}",
        reckoned=f"{plain(total)}{unit}",
        matter=quotes,
        rule=rule,
    )
