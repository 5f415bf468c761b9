"""Rules: a query each; what it selects is a finding or a check. Severity stands in a profile."""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.audit.chains import part_name
from kg.audit.paths import Paths
from kg.errors import UnknownNameError, UsageError, Words
from kg.model import Check, Excerpt, Family, Finding, Instance, Outcome, Severity, Status
from kg.namespaces import PREFIXES
from kg.query import CannedQuery, bind, read_header
from kg.store import Row, Store, value_of

OFF = "off"
_PART = "part"
_HEAD = ("title", "problem", "principle", "remedy", "message")
_MAIN = f"{PREFIXES['plan']}hasMainEvidence"
PROFILE = ("queries", "audit", "profile.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An audit rule.

    Attributes:
        severity: ``None`` where the profile turns it off.
        message: With ``{expected}``, ``{actual}``, ``{note}`` and ``{line}``, the line of the first
            place; ``{actual:part}`` is the part of that number as texts write it, 第四篇.
        is_check: Whether rows whose two sides agree are checks that hold.
        is_justified: Whether what it selects has its reason already.
    """

    name: str
    family: Family
    severity: Severity | None
    title: Words
    problem: Words
    principle: Words
    remedy: Words
    message: Words
    is_check: bool
    is_justified: bool
    query: CannedQuery


def read_profile(path: Path) -> Mapping[str, Severity | None]:
    """Read how grave each rule is, or that it is off.

    Raises:
        UsageError: The file cannot be read, is no mapping, or names a severity that there is not.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path}:读不了规则级别文件({_line(error)})",
            f"{path}: this profile cannot be read ({_line(error)})",
        ) from error
    words = {name: str(value) for name, value in data.items()}
    known = [*Severity, OFF]
    for name, severity in words.items():
        if severity not in known:
            raise UsageError(
                f"{path}:规则{name}的级别{severity!r}无效,只能是{'、'.join(known)}",
                f"{path}: {name} has the severity {severity!r}; it can be {', '.join(known)}",
            )
    return {
        name: None if severity == OFF else Severity(severity) for name, severity in words.items()
    }


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def read_rule(path: Path, severities: Mapping[str, Severity | None]) -> Rule:
    """Read a rule's file.

    Raises:
        UsageError: A line of its head is missing, or no severity is given for it.
    """
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    needed = [*(n for name in _HEAD for n in (name, f"{name}_zh")), "family"]
    missing = [name for name in needed if name not in header]
    if missing:
        raise UsageError(
            f"{path}:规则的文件头缺少{missing[0]}", f"{path}: its head lacks {missing[0]}"
        )
    if path.stem not in severities:
        raise UsageError(
            f"{path}:规则级别文件没有给出{path.stem}的级别",
            f"{path}: the profile gives no severity for {path.stem}",
        )
    if header["family"] not in list(Family):
        raise UsageError(
            f"{path}:没有{header['family']!r}这一类规则", f"{path}: no family {header['family']!r}"
        )
    words = {name: Words(header[f"{name}_zh"], header[name]) for name in _HEAD}
    for message in (words["message"].zh, words["message"].en):
        try:
            message.format(expected=Said(), actual=Said(), note="", line=1)
        except (ValueError, LookupError) as error:
            raise UsageError(
                f"{path}:文件头中的 message {message!r} 无法填写({error})",
                f"{path}: the message {message!r} in its head cannot be filled in ({error})",
            ) from error
    return Rule(
        name=path.stem,
        family=Family(header["family"]),
        severity=severities[path.stem],
        is_check=bool(header.get("check")),
        is_justified=bool(header.get("justified")),
        query=CannedQuery(name=path.stem, summary="", summary_zh="", text=text),
        **words,
    )


def read_rules(profile: Path | None = None, folders: Iterable[Path] = ()) -> Sequence[Rule]:
    """Read the rules that ship with the package, and those of other folders.

    Args:
        profile: Severities that take the place of the shipped ones, rule by rule.
        folders: Where further rules stand, a ``.rq`` each; their severities are the profile's.

    Raises:
        UsageError: A file cannot be read as what it is, or the profile names an unknown rule.
    """
    own = dict(read_profile(profile)) if profile else {}
    severities = {**read_profile(resources.path(*PROFILE)), **own}
    shipped = resources.path("queries", "audit")
    paths = [path for folder in (shipped, *folders) for path in sorted(folder.glob("*.rq"))]
    rules = [read_rule(path, severities) for path in paths]
    for name in own:
        find_rule(name, rules)
    return rules


def find_rule(name: str, rules: Iterable[Rule]) -> Rule:
    """Return a rule by its name.

    Raises:
        UnknownNameError: There is none of this name; the nearest are named.
    """
    known = {rule.name: rule for rule in rules}
    if name in known:
        return known[name]
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 3, 0.4)
    raise UnknownNameError(Words("审核规则", "audit rule"), name, near)


def apply_rule(
    rule: Rule,
    store: Store,
    documents: Mapping[str, str],
    paths: Paths,
    line_starts: Mapping[str, Sequence[int]],
) -> tuple[list[Finding], list[Check]]:
    """Ask a rule's query; rows of one cause are one finding.

    A row binds ``document``, ``subject`` and ``place``; ``expected``, ``actual``, ``note`` and
    ``note_en`` where there is something to say, ``outcome`` where it selects an examination, and
    ``cause`` where one fault shows in several subjects.

    Args:
        rule: The rule, which is not off.
        store: The graph.
        documents: IRI of each document by its key.
        paths: Leads from a suggestion or the document to a subject.
        line_starts: Where each line of a document's text begins, by its key.

    Raises:
        UsageError: The query is no SPARQL.
    """
    try:
        rows = store.select(bind(rule.query, {})).rows
    except UsageError as error:
        raise UsageError(
            f"规则{rule.name}:{error.words.zh}", f"rule {rule.name}: {error.words.en}"
        ) from error
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        cause = value_of(row, "cause") or value_of(row, "subject")
        said = (value_of(row, name) for name in ("expected", "actual", "note", "outcome"))
        groups.setdefault((value_of(row, "document"), cause, *said), []).append(row)
    findings: list[Finding] = []
    checks: list[Check] = []
    for (document, cause, expected, actual, note, outcome), group in groups.items():
        root = documents[document]
        instances = tuple(_instances(group, store, root, document))
        excerpts = tuple(dict.fromkeys(e for instance in instances for e in instance.excerpts))
        notes = Words(note, value_of(group[0], "note_en") or note)
        is_holding = outcome == Outcome.HOLDS or (not outcome and expected == actual)
        subject = instances[0].subject
        if rule.is_check and is_holding:
            checks.append(
                Check(
                    rule=rule.name,
                    family=rule.family,
                    document=document,
                    subject=subject,
                    title=rule.title,
                    note=notes,
                    expected=expected,
                    actual=actual,
                    excerpts=excerpts,
                )
            )
            continue
        local = cause.removeprefix(root).strip("/") or document
        identity = "\n".join((rule.name, document, local, expected, actual, note))
        findings.append(
            Finding(
                rule=rule.name,
                family=rule.family,
                severity=rule.severity or Severity.INFO,
                document=document,
                subject=subject,
                title=rule.title,
                message=_message(
                    rule,
                    expected,
                    actual,
                    notes,
                    line=bisect_right(line_starts[document], excerpts[0].start),
                ),
                expected=expected or None,
                actual=actual or None,
                path=paths.to(document, subject),
                excerpts=excerpts,
                remedy=rule.remedy,
                fingerprint=hashlib.sha256(identity.encode()).hexdigest()[:16],
                status=Status.JUSTIFIED if rule.is_justified else Status.OPEN,
                instances=instances,
            )
        )
    return findings, checks


class Said(str):
    """A word of a finding as messages hold it; ``{actual:part}`` writes a number as 第四篇."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Write the words, or the part of this number.

        Raises:
            ValueError: There is no such form.
        """
        if form == _PART:
            return part_name(self) if self.isdecimal() else str(self)
        return super().__format__(form)


def _message(rule: Rule, expected: str, actual: str, notes: Words, *, line: int) -> Words:
    said = {"expected": Said(expected or "—"), "actual": Said(actual or "—")}
    return Words(
        rule.message.zh.format(note=notes.zh, line=line, **said),
        rule.message.en.format(note=notes.en, line=line, **said),
    )


def _instances(rows: Iterable[Row], store: Store, root: str, document: str) -> Iterable[Instance]:
    """Yield what each subject of a cause shows, by its first place."""
    by_subject: dict[str, list[Row]] = {}
    for row in rows:
        by_subject.setdefault(value_of(row, "subject"), []).append(row)
    found = [
        Instance(
            subject=subject.removeprefix(root).strip("/") or document,
            actual=value_of(held[0], "actual") or None,
            excerpts=_led_by(
                _in_order(read_excerpt(store, place) for place in _places(held)),
                [read_excerpt(store, place.value) for place in store.values(subject, _MAIN)],
            ),
        )
        for subject, held in by_subject.items()
    ]
    return sorted(found, key=lambda instance: (instance.excerpts[0].start, instance.subject))


def _places(rows: Iterable[Row]) -> dict[str, None]:
    return dict.fromkeys(value_of(row, "place") for row in rows)


def _led_by(excerpts: Sequence[Excerpt], main: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Put what stands at a subject's own place first: a reader is led there."""

    def is_elsewhere(excerpt: Excerpt) -> bool:
        return not any(e.start < excerpt.end and excerpt.start < e.end for e in main)

    return tuple(sorted(excerpts, key=is_elsewhere))


def _in_order(excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    return tuple(sorted(dict.fromkeys(excerpts), key=lambda e: (e.start, e.end)))


def read_excerpt(store: Store, place: str) -> Excerpt:
    """Read the words and offsets of a place."""
    oa = PREFIXES["oa"]
    position = dict(store.statements(f"{place}#position"))
    quote = dict(store.statements(f"{place}#quote"))
    return Excerpt(
        start=int(position[f"{oa}start"].value),
        end=int(position[f"{oa}end"].value),
        quote=quote[f"{oa}exact"].value,
    )
