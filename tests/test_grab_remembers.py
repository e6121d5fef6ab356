# SPDX-License-Identifier: GPL-3.0-or-later
"""grab on the command line remembers the file, so that its shots open there; times come in film order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from film_clips import Clip, make
from moodboard.cli.main import main
from moodboard.domain.film import Film
from moodboard.services import film_files, films, library, stills


def test_grabbed_shots_know_their_file_and_come_in_film_order_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Library"
    library.open_library(folder)
    her = films.add_film(Film("Her", year=2013))[0].id
    library.close_library()
    clip = make(tmp_path / "Her (2013).mkv", Clip(frames=96))
    times = ["--at", "0:03", "0:01", "--at", "0:01", "--every", "2"]
    said = ["grab", str(clip), *times, "--library", str(folder), "--json"]
    assert main(said) == 0
    assert [one["at"] for one in json.loads(capsys.readouterr().out)["stills"]] == [0.0, 1.0, 2.0, 3.0]
    library.open_library(folder)
    try:
        shot = stills.stills_of_film(her)[0]
        place = film_files.place_of(shot)
        assert place is not None and Path(place[0].path) == clip and place[1] == shot.timecode
        assert shot.film_file == film_files.of_film(her)[0].uuid
    finally:
        library.close_library()
