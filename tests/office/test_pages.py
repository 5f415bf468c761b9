"""The Word files and the workbook as LibreOffice lays them out: ``make test-office``."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.audit import audit_store
from kg.export.audit import render_audit
from kg.export.opinion import MOST_PAGES, write_opinion
from tests.conftest import built

_PATIENCE = 120
_A_PAGE_OF_ROWS = 30
_A4 = {(595, 842), (842, 595)}


def as_pdf(data: bytes, folder: Path, ending: str) -> Path:
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed: apt-get install libreoffice-writer"
    path = folder / f"document.{ending}"
    path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=_PATIENCE)
    return path.with_suffix(".pdf")


def read_pages(path: Path) -> tuple[int, set[tuple[int, int]]]:
    """Return how many pages a PDF has, and their sizes in points."""
    said = subprocess.run(
        ["pdfinfo", "-l", "-1", str(path)], check=True, capture_output=True, text=True
    ).stdout
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", said)
    [count] = re.findall(r"^Pages:\s+(\d+)$", said, re.MULTILINE)
    return int(count), {(round(float(width)), round(float(height))) for width, height in sizes}


def words_of(path: Path) -> str:
    """Return the words of a PDF without white space, since lines are broken anywhere."""
    said = subprocess.run(
        ["pdftotext", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    return "".join(said.split())


@pytest.mark.parametrize("name", ["hangzhou", "qinghe"])
def test_the_points_for_review_are_whole_within_four_pages(name: str, tmp_path: Path) -> None:
    store = built(name).store
    report = audit_store(store)
    path = as_pdf(write_opinion(store, report, report.sources[0][0]), tmp_path, "docx")
    pages, sizes = read_pages(path)
    assert pages <= MOST_PAGES
    assert sizes <= _A4
    words = words_of(path)
    assert all(item.label[:8] in words for item in report.items)
    # The heading row stands again on the second page of a long table.
    assert words.count("对照纲要") >= (2 if len(report.items) > _A_PAGE_OF_ROWS else 1)
    assert f"—{pages}—" in words


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_audit_is_whole_when_it_is_laid_out(ending: str, tmp_path: Path) -> None:
    report = audit_store(built("qinghe").store)
    path = as_pdf(render_audit(report, ending, "zh"), tmp_path, ending)
    _, sizes = read_pages(path)
    assert sizes <= _A4
    words = words_of(path)
    assert all(item.label[:8] in words for item in report.items)
