# SPDX-License-Identifier: GPL-3.0-or-later
"""A film catalogue in the making that is stopped or killed goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import catalogue_files as files
from catalogue_files import found
from moodboard.domain.catalogue import Table
from moodboard.domain.errors import CancelledError
from moodboard.services import catalogue, catalogue_blocks, catalogue_index
from moodboard.services.catalogue_reading import Block, TableFile
from moodboard.store import catalogue_making


def _many(folder: Path, count: int = 6000) -> list[Path]:
    """Write files that take several blocks, all films of one word."""
    rows = [files.title(number, f"Barley {number}", 1900 + number % 100) for number in range(1, count + 1)]
    crews = [files.crew(number, number % 50 + 1) for number in range(1, count + 1)]
    people = [files.person(number, f"Person {number}", number) for number in range(1, 51)]
    return [
        files.write(folder, "title.basics", files.BASICS, rows),
        files.write(folder, "title.crew", files.CREW, crews),
        files.write(folder, "name.basics", files.NAMES, people),
    ]


def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_blocks, "_BLOCK", 40_000)
    monkeypatch.setattr("moodboard.services.catalogue_reading._AT_ONCE", 20_000)
    monkeypatch.setattr(catalogue_index, "_FILLED_AT_ONCE", 1000)


def _stopping_at(step: int) -> Callable[[int, int], None]:
    calls = iter(range(step))

    def report(_done: int, _total: int) -> None:
        if next(calls, None) is None:
            raise CancelledError

    return report


def test_stopped_anywhere_it_goes_on_and_ends_the_same(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_blocks(monkeypatch)
    paths = _many(tmp_path)
    stops = 0
    for step in range(3, 60, 4):
        try:
            catalogue.index(paths, _stopping_at(step))
            break
        except CancelledError:
            stops += 1
            assert catalogue.status().unfinished and catalogue.status().films == 0
    assert stops > 3 and not catalogue.status().unfinished
    assert catalogue.status().films == 6000
    assert catalogue.suggest("barley 5999")[0].directors == ("Person 50",)
    assert [facts.imdb for facts in catalogue.suggest("barley", 3)] == ["tt0000001", "tt0000002", "tt0000003"]


def test_a_stopped_making_reads_no_block_twice(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_blocks(monkeypatch)
    (basics,) = _many(tmp_path)[:1]
    with pytest.raises(CancelledError):
        catalogue.index([basics], _stopping_at(8))
    with catalogue_making.Making(library, lambda: None) as making:
        offset = making.sources()[Table.BASICS].offset
    starts: list[int] = []
    real = TableFile.blocks

    def blocks(self: TableFile, start: int) -> Iterator[Block]:
        starts.append(start)
        return real(self, start)

    monkeypatch.setattr(TableFile, "blocks", blocks)
    report = catalogue.index([basics])
    assert starts == [offset] and offset > 0
    assert report.rows == 6000 and report.status.films == 6000


def test_a_making_that_was_stopped_is_not_mixed_with_other_files(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_blocks(monkeypatch)
    with pytest.raises(CancelledError):
        catalogue.index(_many(tmp_path / "one"), _stopping_at(12))
    assert catalogue.index(files.some(tmp_path / "two")).status.films == 7
    assert not found("barley")


_KILLED = """
import sys
from pathlib import Path
from moodboard.services import catalogue, catalogue_blocks, catalogue_index, catalogue_reading, library
catalogue_blocks._BLOCK, catalogue_reading._AT_ONCE, catalogue_index._FILLED_AT_ONCE = 40_000, 20_000, 1000
library.open_library(Path(sys.argv[1]))
steps = 0
def report(done, total):
    global steps
    steps += 1
    if steps == int(sys.argv[3]):
        print("ready", flush=True)
        sys.stdin.read()
catalogue.index([Path(sys.argv[2])], report)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as only POSIX does")
@pytest.mark.parametrize("step", [6, 18, 30, 36, 40])
def test_killed_in_the_middle_it_goes_on_and_is_never_broken(
    library: Path, tmp_path: Path, step: int
) -> None:
    catalogue.index(files.some(tmp_path / "old"))
    _many(tmp_path / "new")
    command = [sys.executable, "-c", _KILLED, str(library), str(tmp_path / "new"), str(step)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"ready\n"
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert found("harbour exp") == ["Harbour Express"] and catalogue.status().unfinished
    report = catalogue.index([tmp_path / "new"])
    assert report.status.films == 6000 and not report.status.unfinished and report.rows == 12_050
    assert catalogue.suggest("barley 77")[0].directors == ("Person 28",)
