# SPDX-License-Identifier: GPL-3.0-or-later
"""Screenshots from elsewhere: what their names tell, the line said there, Kodi's folders, the way back."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from moodboard.domain.film import Film
from moodboard.domain.film_file import title_of
from moodboard.domain.kept_file import KeptFile, SubtitleChoice
from moodboard.domain.shot_names import guess
from moodboard.domain.still import Still
from moodboard.domain.wall_clocks import wall_clock
from moodboard.services import film_files, films, importing, intake, lines, screenshots, stills
from moodboard.services.film_titles import FilmTitles

SRT = (
    "1\n00:01:00,000 --> 00:01:02,000\nThe window is mine.\n\n"
    "2\n00:05:00,000 --> 00:05:03,500\nANA: Nobody sits there.\n\n"
    "3\n01:29:12,000 --> 01:29:15,000\nThe window is mine.\n"
)


@pytest.mark.parametrize(
    ("name", "title", "seconds"),
    [
        ("Her.mkv-shot0001.jpg", "Her", None),
        ("Her.2013.1080p.BluRay.x264-GRP-01.29.14.250.jpg", "Her 2013", 5354.25),
        ("Her (2013)-01:29:14.250.png", "Her (2013)", 5354.25),
        ("Her [01;29;14].png", "Her", 5354.0),
        ("Her 01;29;14;12.png", "Her", 5354.0),
        ("Her 1h29m14s250ms.jpg", "Her", 5354.25),
        ("Her 1h29min14sec.jpg", "Her", 5354.0),
        ("Her T01-29-14.png", "Her", 5354.0),
        ("Her (2013) - 01-29-14-250.png", "Her (2013)", 5354.25),
        ("Her-01_29_14-00001.png", "Her", 5354.0),
        ("Her_snapshot_01.29.14.jpg", "Her", 5354.0),
        ("Her.mkv_snapshot_29.14_[2024.05.01_21.03.12].jpg", "Her", 1754.0),
        ("Her.avi_012914250.jpg", "Her", 5354.25),
        ("Her.mp4_20240501_210312.123.jpg", "Her", None),
        ("vlcsnap-Her-01_29_14.png", "Her", 5354.0),
        ("vlcsnap-Her-2024-05-01-21h03m12s123.png", "Her", None),
        ("vlcsnap-2024-05-01-21h03m12s123.png", None, None),
        ("cap_Her_01:29:14_01.jpg", "Her", 5354.0),
        ("smplayer_Her_01_29_14.png", "Her", 5354.0),
        ("[Group] Paprika (2006) [1080p]-00.58.10.png", "Paprika (2006)", 3490.0),
        ("Amélie [tmdbid-194]-00.10.00.100.png", "Amélie", 600.1),
        ("iina-shot0001.png", None, None),
        ("screenshot0001.png", None, None),
        ("Screenshot 2024-05-01 at 9.03.12 PM.png", None, None),
        ("Capture the Flag (2015)-00.10.00.png", "Capture the Flag (2015)", 600.0),
        ("thumb1.jpg", None, None),
    ],
)
def test_names_of_players_tell_film_and_time(name: str, title: str | None, seconds: float | None) -> None:
    assert guess(name) == (title, seconds)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("vlcsnap-2024-05-01-21h03m12s123.png", datetime(2024, 5, 1, 21, 3, 12, 123000)),
        ("Screenshot from 2024-05-01 21-03-12.png", datetime(2024, 5, 1, 21, 3, 12)),
        ("Screenshot 2024-05-01 at 9.03.12\u202fPM.png", datetime(2024, 5, 1, 21, 3, 12)),
        ("Screenshot 2024-05-01 at 12.03.12 AM.png", datetime(2024, 5, 1, 0, 3, 12)),
        ("Screenshot_20240501_210312.png", datetime(2024, 5, 1, 21, 3, 12)),
        ("Screenshot 2024-05-01 210312.png", datetime(2024, 5, 1, 21, 3, 12)),
        ("Bildschirmfoto vom 2024-05-01 21-03-12.png", datetime(2024, 5, 1, 21, 3, 12)),
        ("WIN_20240501_21_03_12_Pro.jpg", datetime(2024, 5, 1, 21, 3, 12)),
        ("Her.mkv_snapshot_29.14_[2024.05.01_21.03.12].jpg", datetime(2024, 5, 1, 21, 3, 12)),
        ("Her.mp4_20240501_210312.123.jpg", datetime(2024, 5, 1, 21, 3, 12, 123000)),
        ("Her-01.29.14.250.jpg", None),
        ("2001 A Space Odyssey (1968)-00.12.30.jpg", None),
        ("Screenshot from 2024-13-41 21-03-12.png", None),
    ],
)
def test_the_clock_on_the_wall_is_no_time_in_the_film(name: str, moment: datetime | None) -> None:
    assert wall_clock(name) == moment
    told = screenshots.moment_of(Path(name))
    assert (told is None) == (moment is None)
    assert told is None or (told.tzinfo is not None and told.replace(tzinfo=None) == moment)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Charlotte's Web (2006).mkv", ("Charlotte's Web", 2006)),
        ("Her.WEB.x264-GRP.mkv", ("Her", None)),
        ("Her [Criterion].mkv", ("Her", None)),
        ("Her.GERMAN.DL.1080p.BluRay.x264.mkv", ("Her", None)),
        ("Dune.Part.2.mkv", ("Dune Part 2", None)),
        ("Her-CD1.avi", ("Her", None)),
        ("Limited.mkv", ("Limited", None)),
    ],
)
def test_release_words_are_cut_off_and_words_of_titles_are_not(
    name: str, told: tuple[str, int | None]
) -> None:
    assert title_of(name) == told


@pytest.mark.usefixtures("library")
def test_names_find_films_in_spite_of_signs_articles_and_years_beside() -> None:
    mission = films.add_film(Film("Mission: Impossible", year=1996))[0].id
    matrix = films.add_film(Film("The Matrix", year=1999))[0].id
    runner = films.add_film(Film("Blade Runner 2049", year=2017))[0].id
    old, new = (films.add_film(Film("Suspiria", year=year))[0].id for year in (1977, 2018))
    meant = FilmTitles().meant
    assert meant("Mission Impossible (1996)").film_id == mission
    assert meant("Matrix, The").film_id == matrix and meant("The.Matrix.2000.1080p").film_id == matrix
    assert meant("Blade.Runner.2049").film_id == runner
    assert meant("Suspiria").films == (old, new) and not meant("Suspiria").sure
    assert meant("Suspiria (1977)").film_id == old and meant("Nobody").films == ()


def picture(file: Path, number: int = 0) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 36), (number * 20 % 256, 60, 90)).save(file)
    return file


def kept(path: Path, film_id: int) -> KeptFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    film_files.found([(path, film_id)])
    found = film_files.for_path(path)
    assert found is not None
    return found


@pytest.fixture
def her(library: Path, tmp_path: Path) -> int:
    """A film whose file has subtitles beside it."""
    film_id = films.add_film(Film("Her", year=2013))[0].id
    kept(tmp_path / "films" / "Her.2013.1080p.mkv", film_id)
    (tmp_path / "films" / "Her.2013.1080p.srt").write_text(SRT, "utf-8")
    return film_id


def taken(*files: Path) -> tuple[Still, ...]:
    return intake.take_in(files).stills


def test_the_line_said_at_the_time_comes_with_the_shot(her: int, tmp_path: Path) -> None:
    shot = taken(picture(tmp_path / "Her-00.05.01.000.png"))[0]
    line = lines.line(shot.line)
    assert (shot.film_id, shot.timecode) == (her, 301.0)
    assert (line.text, line.speaker.casefold(), line.timecode, line.until) == (
        "Nobody sits there.", "ana", 300.0, 303.5,
    )  # fmt: skip


def test_half_a_second_beside_the_words_counts_and_more_does_not(her: int, tmp_path: Path) -> None:
    near, far = taken(
        picture(tmp_path / "Her-00.01.02.400.png", 1), picture(tmp_path / "Her-00.01.02.900.png", 2)
    )
    assert near.line and not far.line


def test_no_line_is_kept_without_a_time_or_when_the_subtitle_is_off(her: int, tmp_path: Path) -> None:
    assert not taken(picture(tmp_path / "Her (2013).png"))[0].line
    film_files.set_subtitles(film_files.of_film(her)[0].uuid, SubtitleChoice(off=True))
    assert not taken(picture(tmp_path / "Her-00.05.01.000.png", 4))[0].line
    assert lines.lines_of_film(her) == ()


def test_the_chosen_subtitle_is_read_as_it_was_set_right(her: int, tmp_path: Path) -> None:
    other = tmp_path / "other.srt"
    other.write_text("1\n00:00:10,000 --> 00:00:12,000\nLate words.\n", "utf-8")
    choice = SubtitleChoice(path=str(other), shift=30.0)
    film_files.set_subtitles(film_files.of_film(her)[0].uuid, choice)
    shot = taken(picture(tmp_path / "Her-00.00.41.000.png"))[0]
    assert lines.line(shot.line).text == "Late words." and lines.line(shot.line).timecode == 40.0


def test_two_shots_of_one_line_share_it(her: int, tmp_path: Path) -> None:
    one, two = taken(
        picture(tmp_path / "Her-00.05.01.000.png", 1), picture(tmp_path / "Her-00.05.02.000.png", 2)
    )
    assert one.line == two.line and len(lines.lines_of_film(her)) == 1


def test_the_same_shot_taken_in_twice_makes_nothing_new(her: int, tmp_path: Path) -> None:
    file = picture(tmp_path / "Her-00.05.01.000.png")
    first, again = taken(file)[0], taken(file)[0]
    assert first == again and len(lines.lines_of_film(her)) == 1


def test_the_film_file_whose_name_stands_in_the_shots_is_remembered(her: int, tmp_path: Path) -> None:
    shot, plain = taken(
        picture(tmp_path / "Her.2013.1080p.mkv-00.00.30.000.png", 1),
        picture(tmp_path / "Her-00.00.31.000.png", 2),
    )
    assert shot.film_file == film_files.of_film(her)[0].uuid and not plain.film_file


def test_a_file_of_another_name_is_known_by_the_shots_that_bear_it(her: int, tmp_path: Path) -> None:
    kept(tmp_path / "my disc rip.mkv", her)
    assert taken(picture(tmp_path / "my disc rip-00.00.30.png"))[0].film_id == her


def test_undo_takes_shot_and_line_back_and_redo_brings_both(her: int, tmp_path: Path) -> None:
    result = intake.take_in([picture(tmp_path / "Her-00.05.01.000.png")])
    uuids, made = [result.stills[0].uuid], sorted(result.changes.lines)
    assert made == [result.stills[0].line]
    screenshots.take_back(uuids, made)
    assert stills.stills_of_film(her) == () and lines.lines_of_film(her) == ()
    screenshots.bring_again(uuids, made)
    assert len(stills.stills_of_film(her)) == 1 and len(lines.lines_of_film(her)) == 1


def test_an_imported_folder_takes_its_lines_back_with_it(her: int, tmp_path: Path) -> None:
    picture(tmp_path / "shots" / "Her-00.05.01.000.png")
    report = importing.run([tmp_path / "shots"])
    assert len(lines.lines_of_film(her)) == 1 and report.import_id is not None
    importing.undo(report.import_id)
    assert stills.stills_of_film(her) == () and lines.lines_of_film(her) == ()


def test_a_folder_called_as_a_film_tells_it_and_one_called_as_anything_does_not(
    her: int, tmp_path: Path
) -> None:
    downloads = films.add_film(Film("Downloads"))[0].id
    one, two = taken(
        picture(tmp_path / "Her (2013)" / "mpv-shot0001.png", 1), picture(tmp_path / "Downloads" / "a.png", 2)
    )
    assert one.film_id == her and two.film_id != downloads


def test_kodis_thumbs_are_stills_of_the_film_in_their_order(her: int, tmp_path: Path) -> None:
    folder = tmp_path / "Her (2013)"
    for number in (10, 2, 1):
        picture(folder / "extrathumbs" / f"thumb{number}.jpg", number)
    picture(folder / "extrafanart" / "fanart1.jpg", 20)
    for name in ("poster.jpg", "folder.jpg", "Her-banner.jpg"):
        picture(folder / name, 30)
    (folder / "Her.mkv").touch()
    os.utime(folder / "extrathumbs" / "thumb1.jpg", (2e9, 2e9))
    found = intake.take_in([folder]).stills
    assert {still.film_id for still in found} == {her} and {still.timecode for still in found} == {None}
    assert [still.name for still in found] == ["fanart1.jpg", "thumb1.jpg", "thumb2.jpg", "thumb10.jpg"]
    shown = [still.name for still in stills.stills_of_film(her)]
    assert shown == ["fanart1.jpg", "thumb1.jpg", "thumb2.jpg", "thumb10.jpg"]
    beside = intake.thumbs_beside(folder / "Her.mkv")
    assert [path.name for path in beside][:2] == ["thumb1.jpg", "thumb2.jpg"]


@pytest.mark.usefixtures("library")
def test_a_folder_of_no_meaning_is_known_by_the_film_file_or_the_nfo_in_it(tmp_path: Path) -> None:
    her = films.add_film(Film("Her", year=2013))[0].id
    paris = films.add_film(Film("Paris, Texas", year=1984))[0].id
    (tmp_path / "disc 4").mkdir()
    (tmp_path / "disc 4" / "Her.2013.mkv").touch()
    (tmp_path / "disc 5").mkdir()
    nfo = "<movie><title>Paris, Texas</title><year>1984</year></movie>"
    (tmp_path / "disc 5" / "movie.nfo").write_text(nfo)
    files = [picture(tmp_path / f"disc {n}" / "extrathumbs" / "thumb1.jpg", n) for n in (4, 5)]
    assert [still.film_id for still in taken(*files)] == [her, paris]


@pytest.mark.usefixtures("library")
def test_an_imported_kodi_folder_brings_its_thumbs_and_takes_them_back(tmp_path: Path) -> None:
    folder = tmp_path / "Films" / "Her (2013)"
    picture(folder / "extrathumbs" / "thumb1.jpg")
    (folder / "Her.nfo").write_text("<movie><title>Her</title><year>2013</year></movie>")
    report = importing.run([tmp_path / "Films"])
    film = films.find_film("Her").id
    assert report.totals.stills == 1 and len(stills.stills_of_film(film)) == 1
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert stills.stills_of_film(None) == ()
