"""Does the graph hold: shapes, evidence against the text, nothing without a trace?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from kg.check import ledger, moved, reread
from kg.check.cube import check_cube
from kg.check.evidence import check_evidence
from kg.check.ledger import check_ledger
from kg.check.moved import check_changes
from kg.check.overlays import check_overlays
from kg.check.problems import Problem
from kg.check.reread import check_readings
from kg.check.shapes import check_shapes
from kg.check.untraced import check_traces
from kg.store import Store

__all__ = ["Problem", "Validation", "render_validation", "validate_store"]


@dataclass(frozen=True, slots=True)
class Validation:
    """What the checks found.

    Attributes:
        counts: How much each check looked at, by a name.
        problems: What does not hold.
        remarks: What holds, but elsewhere: facts whose quotes a changed source has moved.
    """

    counts: dict[str, int]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def validate_store(
    store: Store, *, text: str | None = None, document: str | None = None
) -> Validation:
    """Run all checks.

    Args:
        store: The graph.
        text: A source at hand, to compare with instead of the stored text only.
        document: Key of the document that ``text`` is the source of; needed with several.

    Raises:
        UsageError: ``document`` is unknown, or one of several has to be named.
    """
    change_counts, gone, remarks = check_changes(store, text=text, document=document)
    checks = [
        check_evidence(store),
        (change_counts, gone),
        check_readings(store),
        check_ledger(store),
        check_traces(store),
        check_cube(store),
        check_shapes(store),
    ]
    checks.append(({}, check_overlays(store)))
    counts: dict[str, int] = {}
    for found, _ in checks:
        counts |= found
    return Validation(
        counts=counts,
        problems=tuple(problem for _, problems in checks for problem in problems),
        remarks=tuple(remarks),
    )


_NAMES = {
    "documents": ("文件", "documents"),
    "evidence": ("引文逐字比对", "quotes compared"),
    "statements": ("事实语句", "statements"),
    "untraced": ("没有出处的语句", "untraced statements"),
    "observations": ("观测", "observations"),
    "shapes": ("形状", "shapes"),
    **moved.NAMES,
    **reread.NAMES,
    **ledger.NAMES,
}
_MOST_REMARKS = 20


def render_validation(result: Validation, name: str, lang: str) -> str:
    """Write what was found as ``text`` or ``json``."""
    writers: dict[str, Callable[[Validation, str], str]] = {"text": _to_text, "json": _to_json}
    return writers[name](result, lang)


def _to_json(result: Validation, _: str) -> str:
    data = {
        "holds": result.holds,
        "counts": result.counts,
        "problems": [
            {"check": problem.check, "node": problem.node, "message": problem.words.en,
             "message_zh": problem.words.zh}
            for problem in result.problems
        ],
        "remarks": [
            {"check": remark.check, "node": remark.node, "message": remark.words.en,
             "message_zh": remark.words.zh}
            for remark in result.remarks
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _to_text(result: Validation, lang: str) -> str:
    is_english = lang == "en"
    lines = [f"{_NAMES[name][is_english]}: {count}" for name, count in result.counts.items()]
    lines += [
        f"→ {remark.node}: {remark.words.en if is_english else remark.words.zh}"
        for remark in result.remarks[:_MOST_REMARKS]
    ]
    if len(result.remarks) > _MOST_REMARKS:
        rest = len(result.remarks) - _MOST_REMARKS
        lines.append(f"→ and {rest} more" if is_english else f"→ 另有{rest}项")
    for problem in result.problems:
        words = problem.words.en if is_english else problem.words.zh
        lines.append(f"✗ {problem.node}: {words}")
    if result.holds:
        lines.append("all checks hold" if is_english else "全部通过")
    else:
        count = len(result.problems)
        lines.append(f"{count} problems" if is_english else f"共{count}个问题")
    return "\n".join(lines) + "\n"
