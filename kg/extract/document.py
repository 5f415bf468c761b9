"""What a document says of itself: title, place, period, status, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kg.model import DocumentFacts, Evidence, Irregularity
from kg.numerals import plan_years, read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.recognise import MOST_LINES
from kg.text import Span, bare_name

_DATE_PARTS = re.compile(r"\d+")
_PRINTED_DATE = re.compile(
    r"(?<!\d)(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}|\d{6,8}日"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日"
    # A mark is lost, or there is no such month: 2025年1229日, 202512月29日, 去年15月.
    r"|\d{4}\s*年\s*\d{3,4}\s*日|\d{5,6}\s*月\s*\d{1,2}\s*日"
    r"|(?<=年)\s*(?:1[3-9]|[2-9]\d|00?)\s*月(?!龄|\s*\d))(?!\d)"
)
_COMPACT = 8
# A day without its year (今年1月21日) may be of any; a leap year has them all.
_ANY_YEAR = 2000


def extract_document(parsed: ParsedDocument, source_sha256: str) -> DocumentFacts:
    """Read what the document says of itself."""
    profile, folded = parsed.profile, parsed.folded
    front = parsed.front() or (parsed.leaves[0].words,)
    named = [line for line in front if profile.recognise.search(line.quote(folded))]
    title = bare_name(folded, find_title(parsed, front) or (named or front)[0])
    spans = [title]
    place = _first(profile.places, folded, "place", (title, *front))
    period, period_span = _period(parsed, title)
    issued = _dated(parsed, "issued", front)
    met = _dated(parsed, "met", front)
    status, status_span = _status(parsed)
    spans += [span for span in (place, period_span, issued, met, status_span) if span is not None]
    return DocumentFacts(
        key=parsed.key,
        title="".join(title.quote(parsed.text).splitlines()),
        kind=profile.kind,
        place=place.quote(parsed.text) if place else None,
        period=period,
        status=status,
        issued=read_date(issued.quote(folded)) if issued else None,
        met=read_date(met.quote(folded)) if met else None,
        place_span=place,
        period_span=period_span,
        issued_span=issued,
        met_span=met,
        source_sha256=source_sha256,
        evidence=Evidence(parsed.key, tuple(dict.fromkeys(spans)), "document-front"),
    )


def find_title(parsed: ParsedDocument, front: Sequence[Span]) -> Span | None:
    """Find the title among the lines before the text; it may be broken over several."""
    runs = [
        front[index : index + size]
        for size in range(1, MOST_LINES + 1)
        for index in range(len(front) - size + 1)
    ]
    for title in parsed.profile.titles:
        for lines in runs:
            if title.search("".join(line.quote(parsed.folded) for line in lines)):
                return Span(lines[0].start, lines[-1].end)
    return None


def read_date(words: str) -> str | None:
    """Read a printed date as ``YYYY-MM-DD``; ``None`` when there is no such day.

    >>> read_date("2026年1月6日"), read_date("2025-9-31"), read_date("20251229日")
    ('2026-01-06', None, None)
    """
    parts = [int(part) for part in _DATE_PARTS.findall(words)]
    return _iso(*parts) if len(parts) == len("ymd") else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_a_day(words: str) -> bool:
    """Say whether a printed date is a day, with its year or, of two numbers, of any."""
    parts = [int(part) for part in _DATE_PARTS.findall(words)]
    if len(parts) == len("md"):
        return _iso(_ANY_YEAR, *parts) is not None
    return read_date(words) is not None


def extract_date_irregularities(
    parsed: ParsedDocument, document: DocumentFacts
) -> tuple[Irregularity, ...]:
    """Mark dates that are no dates, and a publication before the meeting that it reports."""
    found = []
    for match in _PRINTED_DATE.finditer(parsed.folded):
        words = match.group()
        if _is_a_day(words):
            continue
        digits = "".join(_DATE_PARTS.findall(words))
        likely = None
        is_lacking = len(digits) == _COMPACT and not words.count("-")
        if is_lacking and len(_DATE_PARTS.findall(words)) < len("ymd"):
            likely = read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
        is_run_together = len(_DATE_PARTS.findall(words)) == 1 and words.endswith("日")
        kind = "malformed-date" if likely or is_run_together else "impossible-date"
        found.append((Span(*match.span()), kind, likely))
    marks = [
        Irregularity(
            id=f"irregularity/{kind}/{order}",
            kind=kind,
            subject="",
            written=span.quote(parsed.text),
            likely=likely,
            reason="日期缺少“年”“月”字样" if kind == "malformed-date" else "历法上没有这个日期",
            evidence=Evidence(parsed.key, (span,), "date"),
        )
        for order, (span, kind, likely) in enumerate(found, 1)
    ]
    return tuple(marks + _published_early(parsed, document, marks))


def _published_early(
    parsed: ParsedDocument, document: DocumentFacts, marks: Iterable[Irregularity]
) -> list[Irregularity]:
    front = parsed.front()
    met_span = _dated(parsed, "met", front)
    issued_span = _dated(parsed, "issued", front)
    if met_span is None or issued_span is None or document.issued is None:
        return []
    likely = [mark.likely for mark in marks if met_span.holds(mark.evidence.span)]
    met = document.met or (likely[0] if likely else None)
    if met is None or document.issued >= met:
        return []
    return [
        Irregularity(
            id="irregularity/published-before-meeting",
            kind="published-before-meeting",
            subject="",
            written=issued_span.quote(parsed.text),
            likely=None,
            reason=f"发布日期{document.issued}早于所报告会议的日期{met}",
            evidence=Evidence(parsed.key, (issued_span, met_span), "date"),
        )
    ]


def _first(
    patterns: Iterable[re.Pattern[str]], folded: str, group: str, front: Iterable[Span]
) -> Span | None:
    for pattern in patterns:
        for line in front:
            match = pattern.search(line.quote(folded))
            if match:
                return Span(line.start + match.start(group), line.start + match.end(group))
    return None


def _dated(parsed: ParsedDocument, name: str, front: Iterable[Span]) -> Span | None:
    return _first([parsed.profile.dates[name]], parsed.folded, "date", front)


def _period(parsed: ParsedDocument, title: Span) -> tuple[tuple[int, int] | None, Span | None]:
    printed = parsed.profile.years.search(parsed.folded, title.start, title.end)
    if printed:
        return (int(printed["first"]), int(printed["last"])), Span(*printed.span())
    for pattern in parsed.profile.plan_ordinals:
        in_title = pattern.finditer(parsed.folded, title.start, title.end)
        for match in (*in_title, *pattern.finditer(parsed.folded)):
            ordinal = read_counting(match["ordinal"])
            years = plan_years(ordinal) if ordinal is not None else None
            if years is not None:
                return years, Span(*match.span())
    return None, None


def _status(parsed: ParsedDocument) -> tuple[str | None, Span | None]:
    for status, pattern in parsed.profile.status.items():
        match = pattern.search(parsed.folded)
        if match:
            return status, Span(*match.span())
    return None, None
