# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import catalogue_files as files
from moodboard.cli.main import main
from moodboard.domain.catalogue import ATTRIBUTION

Out = pytest.CaptureFixture[str]


def _json(capsys: Out) -> object:
    return json.loads(capsys.readouterr().out)


def test_it_is_made_told_asked_and_removed(tmp_path: Path, capsys: Out) -> None:
    paths = [str(path) for path in files.some(tmp_path)]
    assert main(["catalogue", *paths]) == 0
    said = capsys.readouterr().out
    assert "7 films" in said and ATTRIBUTION in said
    assert main(["catalogue", "--find", "harbour exp", "--json"]) == 0
    (film,) = json.loads(capsys.readouterr().out)
    assert (film["imdb"], film["directors"], film["runtime"]) == ("tt0000011", ["Lam Wai"], 102)
    assert main(["catalogue", "--remove"]) == 0
    assert main(["catalogue", "--json"]) == 0
    assert '"films": 0' in capsys.readouterr().out


def test_json_says_what_was_read_and_what_was_wrong(tmp_path: Path, capsys: Out) -> None:
    paths = files.some(tmp_path)
    paths[2].write_bytes(paths[2].read_bytes()[:-5])
    assert main(["catalogue", str(tmp_path), "--json"]) == 0
    said = _json(capsys)
    assert isinstance(said, dict)
    assert (
        said["films"] == 7 and said["read"] == ["title.basics", "title.crew"] and len(said["problems"]) == 1
    )


def test_a_wrong_file_and_nothing_to_find_in_are_one_line_and_exit_one(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana", encoding="utf-8")
    assert main(["catalogue", str(tmp_path / "letter.txt")]) == 1
    assert main(["catalogue", "--find", "harbour"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_files_and_remove_together_are_wrong_usage(capsys: Out) -> None:
    assert main(["catalogue", "x.tsv", "--remove"]) == 2


def test_asking_imports_neither_qt_nor_what_makes_it(tmp_path: Path) -> None:
    code = (
        "import sys; from moodboard.cli.main import main; main(['--library', sys.argv[1], 'catalogue']); "
        "print([name for name in sys.modules if name.startswith('PySide6') or 'catalogue_index' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
