"""What the tests share: the two reports and the outline, built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.pipeline import Build, build_document, build_graph, read_sources
from kg.source import read_bundled
from kg.store import Store

HERE = Path(__file__).parent
REPORTS = HERE / "reports"
INVENTED = REPORTS / "qinghe-report.txt"
OUTLINE = REPORTS / "yunxi-outline.txt"
HELD_OUTLINE = REPORTS / "qinghe-outline.txt"


@dataclass(frozen=True)
class Report:
    """A report with all that was made of it."""

    name: str
    build: Build
    store: Store

    @property
    def text(self) -> str:
        return self.build.source.text


@cache
def built(name: str) -> Report:
    if name == "hangzhou":
        source = read_bundled()
    elif name == "yunxi":
        [source] = read_sources([OUTLINE], [name])
    else:
        [source] = read_sources([INVENTED], ["qinghe"], REPORTS / "qinghe-decisions.csv")
    build = build_document(source)
    return Report(name, build, Store.of(build_graph([build]), name))


@pytest.fixture(scope="session", params=["hangzhou", "qinghe"])
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the two reports in turn."""
    return built(request.param)


@pytest.fixture(scope="session")
def hangzhou() -> Report:
    return built("hangzhou")


@pytest.fixture(scope="session")
def qinghe() -> Report:
    return built("qinghe")


@pytest.fixture(scope="session")
def yunxi() -> Report:
    return built("yunxi")
