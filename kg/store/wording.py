"""What a query's first keyword says of it, without parsing it."""

from __future__ import annotations

import re

# What may hold words that look like keywords: IRIs, comments, strings.
_ASIDE = re.compile(
    r'<[^<>"{}|^`\\\s]*>|#[^\r\n]*|"""(?:[^"\\]|\\.|"(?!""))*"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'(?:[^'\\\n]|\\.)*'",
    re.DOTALL,
)
_FORM = re.compile(r"(?<![?$:\w])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:])", re.IGNORECASE)


def makes_a_graph(query: str) -> bool:
    """Say whether a query answers with triples.

    >>> makes_a_graph("PREFIX select: <http://ask/> DESCRIBE select:x # ASK")
    True
    """
    form = _FORM.search(_ASIDE.sub(" ", query))
    return form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")
