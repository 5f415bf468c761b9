"""Amounts: the numbers of a passage with their units, made comparable, and the words round them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.clauses import Clause, full_sentences, split_clauses
from kg.extract.examine.prose import Prose
from kg.extract.examine.units import scale_of
from kg.extract.numbers import find_numbers
from kg.extract.times import Calendar
from kg.extract.values import Value, read_values
from kg.lexicon import words as lexicon_words
from kg.model import Facts, NumberReading, Scope
from kg.numerals import Comparator, join_words
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span

_NO_AMOUNTS = (NumberReading.DATE, NumberReading.ORDINAL, NumberReading.NAME, NumberReading.RANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit, as a passage prints it.

    Attributes:
        span: From the number to the word behind it that bounds it.
        number: The number alone.
        lead: The words of its clause before it, from the amount before.
        clause: The clause, or the bracket's part, that it stands in.
        sentence: What stands between two full stops.
        value: As printed, in ``unit``.
        unit: ``None`` where none is printed.
        ones: The value in ones of ``measure``: 3万亿元 is 3,000,000,000,000 of 元.
        measure: The unit without its myriad words; empty where there is none.
        half: Half of its last printed place, in ones: how far rounding may have moved it.
        reading: How the ledger reads the number, and by which rule.
        time: The time that governs it, in ISO 8601; ``None`` where none does.
        fact: ``id`` of the node that it became part of.
    """

    span: Span
    number: Span
    lead: Span
    clause: Clause
    sentence: Span
    value: Decimal
    unit: str | None
    ones: Decimal
    measure: str
    half: Decimal
    comparator: Comparator
    reading: NumberReading
    rule: str
    time: str | None
    fact: str | None

    @property
    def whole(self) -> Span:
        """From the words before the amount to its end."""
        return Span(self.lead.start, self.span.end)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage with its amounts, in its order."""

    subject: str
    scope: Scope | None
    span: Span
    amounts: tuple[Amount, ...]


def read_paragraphs(
    parsed: ParsedDocument, facts: Facts, prose: Iterable[Prose], words: ReckoningWords
) -> tuple[Paragraph, ...]:
    """Read the amounts of all passages; dates, ordinals, ranks and numbers in names are none."""
    calendar = Calendar(parsed, facts.document)
    entries = {entry.evidence.span: entry for entry in facts.ledger}
    mentions = [
        mention
        for mention in find_numbers(parsed.folded)
        if (entry := entries.get(mention.span)) is not None
        and mention.is_arabic
        and entry.reading not in _NO_AMOUNTS
    ]
    mentions.sort(key=lambda mention: mention.span)
    starts = [mention.span.start for mention in mentions]
    found = []
    for passage in prose:
        amounts: list[Amount] = []
        first = bisect_left(starts, passage.span.start)
        inside = mentions[first : bisect_left(starts, passage.span.end)]
        for sentence in full_sentences(parsed.folded, passage.span) if inside else ():
            clauses = split_clauses(parsed.folded, sentence)
            for value in read_values(parsed.folded, sentence, inside, ()):
                entry = entries.get(value.number)
                clause = _clause_of(clauses, value)
                if entry is None or clause is None:
                    continue
                times = calendar.governing(
                    value.number, clause.span if clause.level else sentence
                ) or calendar.governing(value.number, sentence)
                amounts.append(
                    _amount(
                        parsed.folded,
                        value,
                        clause,
                        sentence,
                        amounts,
                        words,
                        reading=entry.reading,
                        rule=entry.evidence.rule,
                        time=times[-1].value if times else None,
                        fact=entry.fact,
                    )
                )
        found.append(Paragraph(passage.subject, passage.scope, passage.span, tuple(amounts)))
    return tuple(found)


def _clause_of(clauses: Iterable[Clause], value: Value) -> Clause | None:
    holding = [clause for clause in clauses if clause.span.holds(value.number)]
    return min(holding, key=lambda clause: clause.span.end - clause.span.start, default=None)


def _amount(
    folded: str,
    value: Value,
    clause: Clause,
    sentence: Span,
    before: Sequence[Amount],
    words: ReckoningWords,
    *,
    reading: NumberReading,
    rule: str,
    time: str | None,
    fact: str | None,
) -> Amount:
    same = [amount.span.end for amount in before if clause.span.holds(amount.span)]
    lead = Span(min(max([clause.span.start, *same]), value.number.start), value.number.start)
    scale, measure = scale_of(value.unit)
    said = lead.quote(folded)
    bound = lexicon_words("bound-before").ending(folded, lead.start, lead.end)
    comparator = join_words(bound.reads if bound else "", value.behind)
    if comparator is Comparator.EQUAL and words.amounts["about"].search(said):
        comparator = Comparator.ABOUT
    _, _, decimals = value.number.quote(folded).partition(".")
    half = Decimal(5).scaleb(-len(decimals) - 1) * scale
    return Amount(
        span=Span(value.number.start, value.end),
        number=value.number,
        lead=lead,
        clause=clause,
        sentence=sentence,
        value=value.value,
        unit=value.unit,
        ones=value.value * scale,
        measure=measure,
        half=half,
        comparator=comparator or Comparator.EQUAL,
        reading=reading,
        rule=rule,
        time=time,
        fact=fact,
    )


def plain(value: Decimal) -> str:
    """Write a number without an exponent and without trailing zeros.

    >>> plain(Decimal("3E+2")), plain(Decimal("5.40"))
    ('300', '5.4')
    """
    return format(value.normalize(), "f")


def rounded(value: Decimal, places: int) -> str:
    """Write a number with so many decimals at most.

    >>> rounded(Decimal("13.9137"), 2), rounded(Decimal(25), 2)
    ('13.91', '25')
    """
    return plain(round(value, places))
