"""Answers to queries of any form, in the formats that fit them."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from kg.errors import UnknownNameError, UsageError, Words
from kg.export.rows import BINARY, FORMATS, render_rows
from kg.store import Answer, Graph, Rows, encode_triples, write_results

GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
}
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def check_format(name: str | None) -> None:
    """Check that a format is known, before the query runs.

    Raises:
        UnknownNameError: It is not.
    """
    if name is not None and name not in FORMATS and name not in GRAPH_FORMATS:
        raise UnknownNameError(Words("格式", "format"), name, [*FORMATS, *GRAPH_FORMATS])


def render_answer(answer: Answer, name: str | None, *, is_shown: bool) -> tuple[bytes, bool]:
    """Write an answer.

    Args:
        answer: Rows, yes or no, or a graph.
        name: The format; ``None`` for the one that fits.
        is_shown: Whether a person sees it in a terminal.

    Returns:
        The bytes, and whether they are unfit for a terminal.

    Raises:
        UsageError: The format cannot say such an answer.
    """
    if isinstance(answer, Graph):
        chosen = name or "ttl"
        if chosen not in GRAPH_FORMATS:
            raise _unfit(chosen, Words("图(CONSTRUCT、DESCRIBE)", "a graph"), [*GRAPH_FORMATS])
        return encode_triples(answer.triples, GRAPH_FORMATS[chosen]), False
    chosen = name or ("table" if is_shown else "csv")
    if chosen not in FORMATS:
        raise _unfit(chosen, Words("行(SELECT、ASK)", "rows"), [*FORMATS])
    if isinstance(answer, Rows):
        return render_rows(answer, chosen), chosen in BINARY
    if chosen == "json":
        return write_results(answer), False
    said = "true" if answer else "false"
    if chosen == "xml":
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}">\n<head/>\n'
            f"<boolean>{said}</boolean>\n</sparql>\n"
        ).encode(), False
    if chosen in BINARY:
        raise _unfit(chosen, Words("是或否(ASK)", "yes or no"), ["json", "xml", "csv"])
    return f"{said}\n".encode(), False


def _unfit(name: str, what: Words, fitting: list[str]) -> UsageError:
    listed = " ".join(fitting)
    return UsageError(
        f"格式{name}不能表示{what.zh};可用:{listed}",
        f"the format {name} cannot say {what.en}; use one of {listed}",
    )
