"""Files that ship with the package: ontology, queries, data, profiles.

In an installed package they lie beside this module; in a checkout one folder up. The installed copy
of an editable install would go stale, so that the package's own folder is asked first.
"""

from __future__ import annotations

from pathlib import Path

# Key of the report that ships with the package.
BUNDLED = "hangzhou-15fyp-report"

_PACKAGE = Path(__file__).parent


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    Args:
        parts: Such as ``"ontology", "plan.ttl"``.
    """
    beside = _PACKAGE.joinpath(*parts)
    return beside if beside.exists() else _PACKAGE.parent.joinpath(*parts)


def bundled_graph() -> Path:
    """Return the path of the bundled graph.

    N-Quads are three times as long as TriG and read in two thirds of the time, which every command
    without ``--store`` pays for.
    """
    return path("data", "graphs", f"{BUNDLED}.nq")
