"""Measure whole processes: wall time and peak memory, command and peer in turn."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_WARM_UP = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A command, and what it may take.

    Attributes:
        name: As a person types it.
        command: The words of the call.
        peer: What it is held against; empty where nothing is.
        ratio: How many times the peer's time it may take.
        seconds: How long it may take.
        megabytes: How much memory it may hold at its peak.
    """

    name: str
    command: Sequence[str]
    peer: Sequence[str] = ()
    peer_name: str = ""
    ratio: float | None = None
    seconds: float | None = None
    megabytes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Medians of several runs.

    Attributes:
        peer_seconds: Of the peer's runs, which stood between those of the command.
        megabytes: ``None`` where the system does not tell.
    """

    bar: Bar
    seconds: float
    peer_seconds: float | None
    megabytes: float | None

    @property
    def ratio(self) -> float | None:
        """Time of the command by that of its peer."""
        return None if self.peer_seconds is None else self.seconds / self.peer_seconds

    @property
    def is_met(self) -> bool:
        """Whether each limit holds that the bar sets."""
        pairs = (
            (self.ratio, self.bar.ratio),
            (self.seconds, self.bar.seconds),
            (self.megabytes, self.bar.megabytes),
        )
        return all(limit is None or value is None or value <= limit for value, limit in pairs)


def measure(bar: Bar, runs: int) -> Measured:
    """Run a command and its peer in turn; the first turn only warms the files up."""
    times: list[float] = []
    peers: list[float] = []
    peaks: list[float] = []
    for turn in range(_WARM_UP + runs):
        seconds, megabytes = run(bar.command)
        other = run(bar.peer)[0] if bar.peer else None
        if turn < _WARM_UP:
            continue
        times.append(seconds)
        if other is not None:
            peers.append(other)
        if megabytes is not None:
            peaks.append(megabytes)
    return Measured(
        bar=bar,
        seconds=statistics.median(times),
        peer_seconds=statistics.median(peers) if peers else None,
        megabytes=statistics.median(peaks) if peaks else None,
    )


def run(command: Sequence[str]) -> tuple[float, float | None]:
    """Run a command to its end.

    Returns:
        Seconds, and the peak of its memory in MB where the system tells.

    Raises:
        RuntimeError: It failed, so that its time says nothing.
    """
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = None
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        # In KB, but on macOS in bytes.
        peak = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    else:
        child.wait()
    seconds = time.perf_counter() - begun
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return seconds, peak


def machine() -> str:
    """Name the processor, the cores, the system and Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text(encoding="utf-8").splitlines()
        named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = named[0] if named else model
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def table(measured: Sequence[Measured], runs: int) -> str:
    """Write what was measured as Markdown."""
    lines = [
        f"Whole processes, median of {runs}. {machine()}.",
        "",
        "| command | time | peak memory | peer | ratio | bar | met |",
        "|---|--:|--:|---|--:|---|---|",
    ]
    for row in measured:
        bar = row.bar
        memory = "" if row.megabytes is None else f"{row.megabytes:.0f} MB"
        peer, ratio = "", ""
        if row.peer_seconds is not None and row.ratio is not None:
            peer = f"`{bar.peer_name}` {row.peer_seconds * 1000:.0f} ms"
            ratio = f"{row.ratio:.2f}"
        limits = [
            f"ratio ≤ {bar.ratio:g}" if bar.ratio else "",
            f"< {bar.seconds:g} s" if bar.seconds else "",
            f"< {bar.megabytes:g} MB" if bar.megabytes else "",
        ]
        said = ", ".join(filter(None, limits))
        met = "yes" if row.is_met else "**missed**"
        time_taken = f"{row.seconds * 1000:.0f} ms"
        lines.append(
            f"| `{bar.name}` | {time_taken} | {memory} | {peer} | {ratio} | {said} | {met} |"
        )
    return "\n".join(lines) + "\n"
