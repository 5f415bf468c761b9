"""Write the concepts and the pages of all rules: ``python -m tests.rules``."""

from __future__ import annotations

from pathlib import Path

from tests.rules.pages import write_pages
from tests.rules.terms import write_terms

ROOT = Path(__file__).parents[2]
TERMS = ROOT / "ontology" / "rules.ttl"
PAGES = ROOT / "docs" / "rules"


def main() -> None:
    """Write them into the checkout; a page whose rule is gone goes too."""
    TERMS.write_text(write_terms(), encoding="utf-8")
    PAGES.mkdir(exist_ok=True)
    pages = write_pages()
    for path in PAGES.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
