"""An audit in each form that people and programs read. No writer computes what another does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.export.audit.books import to_docx, to_xlsx
from kg.export.audit.data import to_json
from kg.export.audit.markdown import to_markdown
from kg.export.audit.sarif import to_sarif
from kg.export.audit.text import to_text
from kg.model import AuditReport

__all__ = ["BINARY", "FORMATS", "render_audit"]

# Name of a format to its writer, which is told whether it writes English (1) or Chinese (0).
FORMATS: Mapping[str, Callable[[AuditReport, int], bytes]] = {
    "text": to_text,
    "json": to_json,
    "md": to_markdown,
    "xlsx": to_xlsx,
    "docx": to_docx,
    "sarif": to_sarif,
}
BINARY = frozenset({"xlsx", "docx"})


def render_audit(report: AuditReport, name: str, lang: str) -> bytes:
    """Write an audit in one of `FORMATS`; Chinese unless ``lang`` is ``en``."""
    return FORMATS[name](report, int(lang == "en"))
