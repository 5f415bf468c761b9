"""The tables of all rules in the docs, made from the rules' heads.

    python -m tests.audit.rule_table

writes them anew between their marks.
"""

from __future__ import annotations

from pathlib import Path

from kg.audit import read_rules
from kg.audit.rules import OFF
from kg.model import Family

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "audit.md", "zh": DOCS / "audit.zh.md"}
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->\n"
_HEADS = {
    "en": ("Family", "Rule", "Severity", "What it says"),
    "zh": ("类", "规则", "级别", "说明"),
}


def rule_table(lang: str) -> str:
    """Write the rules by family as Markdown."""
    head = _HEADS[lang]
    lines = [f"| {' | '.join(head)} |", "|---|---|---|---|"]
    rules = sorted(read_rules(), key=lambda rule: (list(Family).index(rule.family), rule.name))
    for rule in rules:
        says = rule.problem.zh if lang == "zh" else rule.problem.en
        lines.append(f"| {rule.family} | `{rule.name}` | {rule.severity or OFF} | {says} |")
    return "\n".join(lines) + "\n"


def parts_of(page: str) -> tuple[str, str, str]:
    """Cut a page into what stands before its table, the table, and what stands behind."""
    before, rest = page.split(BEGIN)
    table, behind = rest.split(END)
    return before, table, behind


def main() -> None:
    """Write the tables anew."""
    for lang, path in PAGES.items():
        before, _, behind = parts_of(path.read_text("utf-8"))
        text = f"{before}{BEGIN}{rule_table(lang)}{END}{behind}"
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
