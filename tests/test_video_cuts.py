# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts, a picture of every shot, the colours of a film; kept, gone on with, and told as found."""

from __future__ import annotations

import os
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from film_clips import NO_B, Clip, make, number_in, picture, shots
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film_file import Cut, every, shot_at
from moodboard.domain.still import Still
from moodboard.services import film_titles, films, pictures_shots, stills
from moodboard.services.pictures import Raw
from moodboard.services.video import barcode_still, colours, grabbing, keeping, looks, shot_colours
from moodboard.services.video import survey as surveys
from moodboard.services.video.cuts import CutFinder
from moodboard.services.video.frames import FrameReader

LENGTHS = (30, 12, 47, 20, 25, 60, 18, 33)
BEGINS = list(accumulate(LENGTHS[:-1]))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make(tmp_path / "Shots.mkv", Clip(gop=250), shots(LENGTHS))


def _found_in(frames: list[np.ndarray]) -> list[float]:
    finder = CutFinder()
    small = [frame.reshape(28, 4, 48, 4, 3).mean((1, 3)).astype(np.uint8) for frame in frames]
    found = [cut for number, one in enumerate(small) for cut in finder.take(number / 24, one)]
    return [round(cut.at * 24) for cut in (*found, *finder.rest())]


def test_every_cut_is_found_and_no_other(film: Path) -> None:
    found = surveys.survey(film)
    assert [
        cut.since * 24 < begin <= cut.at * 24 + 0.1 for cut, begin in zip(found.cuts, BEGINS, strict=True)
    ]
    with FrameReader(film) as reader:
        assert [round(surveys.exact_cut(reader, cut) * 24) for cut in found.cuts] == BEGINS


def test_cuts_without_b_frames_are_exact_at_once(tmp_path: Path) -> None:
    film = make(tmp_path / "plain.mp4", Clip(options=NO_B), shots(LENGTHS))
    assert [round(cut.at * 24) for cut in surveys.survey(film).cuts] == BEGINS


def test_flash_is_no_cut() -> None:
    frames = shots((40, 40))
    frames[20] = np.full_like(frames[20], 250)
    assert _found_in(frames) == [40]


def test_pan_and_fade_in_are_no_cuts_but_light_after_black_is() -> None:
    light = shots((50,))[0:50]
    faded = [np.uint8(frame * min(1.0, step / 24)) for step, frame in enumerate(light)]
    black = [np.zeros_like(light[0])] * 12
    assert _found_in(light) == []
    found = _found_in([*light, *black, *faded])
    assert len(found) == 1 and 62 <= found[0] <= 66


def test_drawn_film_that_moves_every_third_frame_has_only_its_cuts() -> None:
    drawn = [frame for length in (20, 15) for frame in shots((length,))[::2] for _held in range(3)]
    other = [frame for frame in shots((1, 40))[1::5] for _held in range(3)]
    assert _found_in([*drawn[:30], *other]) == [30]


def test_last_frames_are_judged_too() -> None:
    assert _found_in(shots((30, 2))) == [30]


def test_each_shot_has_a_picture_of_its_own(film: Path) -> None:
    found = surveys.survey(film)
    assert [round(shot.at * 24) for shot in found.shots] == [0, *(round(cut.at * 24) for cut in found.cuts)]
    ends = [*(shot.at for shot in found.shots[1:]), sum(LENGTHS) / 24]
    assert all(shot.at <= shot.picture_at < end for shot, end in zip(found.shots, ends, strict=True))
    assert len({shot.jpeg for shot in found.shots}) == len(LENGTHS)


def test_shots_are_told_as_they_are_found_and_at_once_next_time(film: Path, library: Path) -> None:
    heard: list[float] = []
    found = surveys.survey(film, told=lambda shot: heard.append(shot.at))
    assert heard == [shot.at for shot in found.shots]
    asked: list[int] = []
    again: list[float] = []
    film.rename(film.with_name("Renamed.mkv"))
    kept = surveys.survey(
        film.with_name("Renamed.mkv"),
        lambda shot: again.append(shot.at),
        lambda done, _total: asked.append(done),
    )
    assert again == heard and asked == []
    assert kept.cuts == found.cuts and kept.shots == found.shots and kept.complete
    assert np.array_equal(kept.colours, found.colours)


def test_stopped_pass_goes_on_where_it_was(
    film: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "_AGAIN", 1.0)

    def stop_at_six(done: int, _total: int) -> None:
        if done >= 6:
            raise CancelledError

    with pytest.raises(CancelledError):
        surveys.survey(film, report=stop_at_six)
    half = surveys.known(film)
    assert not half.complete and 6 <= half.reached < 7 and half.shots
    asked: list[int] = []
    whole = surveys.survey(film, report=lambda done, _total: asked.append(done))
    assert min(asked) >= 5
    assert len(whole.cuts) == len(BEGINS) and len(whole.shots) == len(LENGTHS)
    assert not np.isnan(whole.colours).any()


def test_altered_or_broken_findings_are_found_anew(film: Path, library: Path) -> None:
    surveys.survey(film)
    [kept] = (library / keeping.FOLDER).glob("*.zip")
    kept.write_bytes(kept.read_bytes()[:200])
    assert not surveys.known(film).complete
    assert surveys.survey(film).complete
    os.utime(film, (1, 1))
    assert not surveys.known(film).complete


def test_barcode_shows_the_colours_in_film_order(tmp_path: Path) -> None:
    plates = [(200, 40, 40), (40, 160, 60), (30, 60, 190)]
    frames = [np.full((112, 192, 3), plate, np.uint8) for plate in plates for _frame in range(48)]
    found = surveys.survey(make(tmp_path / "plates.mp4", Clip(), frames))
    code = colours.barcode(found.colours, 300, 20)
    row = np.frombuffer(code.data, np.uint8).reshape(20, 300, 3)[7]
    for place, plate in zip((50, 150, 250), plates, strict=True):
        assert np.allclose(row[place], plate, atol=6)


def test_jumps_that_a_pass_saw_are_known_to_the_frames(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [
        make(tmp_path / f"{first}.ts", Clip(), [picture(first + n) for n in range(60)]) for first in (0, 100)
    ]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    monkeypatch.setattr("moodboard.services.video.timeline.SMALL", 0)  # as if it were a large file
    assert surveys.survey(joined).jumps == 1
    with FrameReader(joined) as reader:
        assert [number_in(looks.pixels_of(reader.at(at), 1.0)) for at in (1.02, 3.02)] == [24, 112]


def test_barcode_of_nothing_is_told() -> None:
    with pytest.raises(KnownError, match="no colours"):
        colours.barcode(np.zeros((0, 3), np.float32))


def test_damaged_place_does_not_end_the_pass(film: Path) -> None:
    data = bytearray(film.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 60] = bytes(60)
    film.write_bytes(data)
    assert surveys.survey(film).reached > 5


def test_sharpest_of_the_frames_around_is_taken_from_the_same_shot(tmp_path: Path) -> None:
    sharp = [picture(number) for number in range(30)]
    blurred = [np.uint8(sum(np.roll(one, by, 1) / 5 for by in (-4, -2, 0, 2, 4))) for one in sharp]
    other = shots((10, 10))[10:]
    frames = [*blurred[:12], sharp[12], *blurred[13:20], *other]
    with FrameReader(make(tmp_path / "burst.mkv", Clip(), frames)) as reader:
        assert round(grabbing.sharpest(reader, 15 / 24).at * 24) == 12
        assert round(grabbing.sharpest(reader, 18.5 / 24, around=4).at * 24) < 20


def test_frame_becomes_a_still_with_film_timecode_and_name(tmp_path: Path, library: Path) -> None:
    her = films.add_film(_film("Her", 2013))[0].id
    path = make(tmp_path / "Her.2013.1080p.mkv")
    assert film_titles.film_of_file(path) == her
    with FrameReader(path) as reader:
        done = grabbing.add(reader, (0.5, 1.25, 0.5, 99.0), her, "Her")
        jpeg = grabbing.grab(reader, reader.at(0.5), "Her", jpeg=True)
    assert [(still.name, still.timecode, still.film_id) for still in done.stills] == [
        ("Her-00.00.00.500.png", 0.5, her),
        ("Her-00.00.01.250.png", 1.25, her),
    ]
    assert [seconds for seconds, _reason in done.problems] == [99.0]
    assert jpeg.name == "Her-00.00.00.500.jpg" and jpeg.data[:2] == b"\xff\xd8"
    kept: Still = stills.stills_of_film(her)[0]
    from PIL import Image

    with Image.open(library / kept.picture) as image:
        assert image.format == "PNG" and number_in(np.asarray(image)) == 12


def _film(title: str, year: int):  # type: ignore[no-untyped-def]
    from moodboard.domain.film import Film

    return Film(title=title, year=year)


def test_film_is_told_by_its_folder_too(tmp_path: Path, library: Path) -> None:
    her, _changes = films.add_film(_film("Her", 2013))
    folder = tmp_path / "Her (2013)"
    folder.mkdir()
    assert film_titles.film_of_file(folder / "title_t00.mkv") == her.id
    assert film_titles.film_of_file(tmp_path / "Him.2014.mkv") is None


def test_every_so_often_takes_the_middles() -> None:
    assert every(300, 3600)[:3] == (0, 300, 600) and len(every(300, 3600)) == 12
    assert every(300, 100) == (0,) and every(0, 100) == ()


def test_shot_at_a_time_is_told() -> None:
    cuts = tuple(Cut(float(at), at - 0.04) for at in (3, 7, 12))
    assert [shot_at(cuts, at) for at in (0, 2.9, 3, 6.9, 7, 50)] == [0, 0, 1, 1, 2, 3]


def test_small_pictures_of_frames_are_quick_ones(film: Path) -> None:
    with FrameReader(film) as reader:
        assert looks.small(reader.at(0).raw, 64, 36).shape == (36, 64, 3)


def _mixed(old: list[np.ndarray], new: list[np.ndarray]) -> list[np.ndarray]:
    long = len(old)
    shares = [(n + 1) / (long + 1) for n in range(long)]
    return [np.uint8(a * (1 - s) + b * s) for a, b, s in zip(old, new, shares, strict=True)]


def _soft_in(frames: list[np.ndarray]) -> list[Cut]:
    finder = CutFinder()
    small = [frame.reshape(28, 4, 48, 4, 3).mean((1, 3)).astype(np.uint8) for frame in frames]
    found = [cut for number, one in enumerate(small) for cut in finder.take(number / 24, one)]
    return [*found, *finder.rest()]


@pytest.mark.parametrize("long", [10, 24, 48])
def test_dissolve_is_one_cut_that_ends_with_the_new_shot_alone(long: int) -> None:
    both = shots((40, 40))
    one, other = ([both[start + n // 8] for n in range(60 + long)] for start in (0, 40))
    frames = [*one[:60], *_mixed(one[60:], other[:long]), *other[long:]]
    [cut] = _soft_in(frames)
    assert cut.soft and cut.since * 24 <= 60 + 0.3 * long and cut.at * 24 >= 60 + 0.7 * long


def test_fade_through_black_or_white_is_one_cut() -> None:
    one, other = shots((60,)), shots((1, 60))[1:]
    for plate in (0, 250):
        still = np.full_like(one[0], plate)
        out = [np.uint8(f + (still - np.float32(f)) * (n + 1) / 16) for n, f in enumerate(one[44:])]
        back = [np.uint8(f + (still - np.float32(f)) * (1 - (n + 1) / 16)) for n, f in enumerate(other[:16])]
        [cut] = _soft_in([*one[:44], *out, *back, *other[16:]])
        assert 56 <= cut.at * 24 <= 68


def test_dark_moment_or_long_flash_in_a_shot_is_no_cut() -> None:
    for plate, long in ((0, 12), (252, 5)):
        frames = [shots((1,))[0]] * 100
        frames[40 : 40 + long] = [np.full_like(frames[0], plate)] * long
        assert _soft_in(frames) == []


def test_cut_among_flashes_is_found() -> None:
    frames = shots((40, 40))
    for place in (32, 35, 38):
        frames[place] = np.full_like(frames[place], 250)
    assert _found_in(frames) == [40]


def test_flash_on_a_cut_does_not_hide_it() -> None:
    frames = shots((40, 40))
    frames[40] = frames[41] = np.full_like(frames[40], 250)
    assert _found_in(frames) == [40]


def test_light_that_is_switched_on_slowly_is_no_cut() -> None:
    frame = shots((1,))[0]
    frames = [np.uint8(frame * (0.4 + 0.6 * min(1.0, max(0.0, (n - 30) / 20)))) for n in range(90)]
    assert _soft_in(frames) == []


def test_exact_time_is_the_first_frame_of_the_shot_and_known_the_second_time(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = surveys.survey(film)
    times = [surveys.exact_time(film, cut) for cut in found.cuts]
    assert [round(at * 24) for at in times] == BEGINS
    monkeypatch.setattr(surveys, "exact_cut", None)
    assert [surveys.exact_time(film, cut) for cut in found.cuts] == times


def test_what_is_found_so_far_is_told_in_whole_shots(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "_HEARD_EVERY", 0.0)
    heard: list[keeping.Survey] = []
    found = surveys.survey(film, heard=heard.append)
    counts = [len(one.shots) for one in heard]
    assert counts == sorted(counts) and counts[-1] <= len(found.shots)
    assert all(found.shots[: len(one.shots)] == one.shots for one in heard)
    assert all(found.cuts[: len(one.cuts)] == one.cuts for one in heard)


def test_pass_that_is_stopped_at_once_takes_nothing_away(film: Path, library: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done >= 8:
            raise CancelledError

    def stop_at_once(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        surveys.survey(film, report=stop)
    half = surveys.known(film)
    with pytest.raises(CancelledError):
        surveys.survey(film, report=stop_at_once)
    assert surveys.known(film).reached == half.reached > 7


def test_pass_that_goes_on_finds_what_one_in_a_single_go_finds(
    film: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "_AGAIN", 1.5)
    for until in (3, 5, 7):

        def stop(done: int, _total: int, until: int = until) -> None:
            if done >= until:
                raise CancelledError

        with pytest.raises(CancelledError):
            surveys.survey(film, report=stop)
    gone_on = surveys.survey(film)
    [kept] = (library / keeping.FOLDER).glob("*.zip")
    kept.unlink()
    at_once = surveys.survey(film)
    assert [cut.at for cut in gone_on.cuts] == [cut.at for cut in at_once.cuts]
    assert [shot.at for shot in gone_on.shots] == [shot.at for shot in at_once.shots]


def test_shots_that_have_a_colour_are_found_the_best_first() -> None:
    def shot(at: float, *palette: str) -> keeping.Shot:
        return keeping.Shot(at, at, b"", palette[0], palette)

    umbrella = shot(2, "#5a5f58", "#30332f", "#b3202a")
    blanket = shot(5, "#b3202a", "#5a5f58")
    found = shot_colours.with_colour((shot(0, "#203a80"), umbrella, blanket), "#b0222b")
    assert [(one.place, one.colour) for one in found] == [(2, "#b3202a"), (1, "#b3202a")]
    assert shot_colours.with_colour((), "#b0222b") == ()
    assert "#203a80" in shot_colours.film_palette((shot(0, "#203a80"), umbrella, blanket))


def test_every_shot_knows_its_colours(film: Path) -> None:
    assert all(shot.palette for shot in surveys.survey(film).shots)


def test_barcode_becomes_a_still_without_a_timecode_and_stays_one(film: Path, library: Path) -> None:
    her = films.add_film(_film("Her", 2013))[0].id
    found = surveys.survey(film)
    still, changes = barcode_still.keep(found, "Her", her, "")
    assert (still.film_id, still.timecode, still.name) == (her, None, "Her barcode.png")
    assert changes.stills == {still.uuid}
    again, nothing = barcode_still.keep(found, "Her", her, "")
    assert again.uuid == still.uuid and not nothing
    with pytest.raises(KnownError, match="looked through"):
        barcode_still.keep(keeping.until(found, 3.0), "Her", her, "")


def test_seconds_known_from_before_stay_and_new_ones_come() -> None:
    seconds = colours.Seconds(np.zeros((2, 3), np.float32))
    grey = np.full((4, 4, 3), 128, np.uint8)
    for at in (1.9, 2.0, 2.5, 4.0, 200.5):
        if seconds.wants(at):
            seconds.add(at, grey)
    told = seconds.averages()
    assert len(told) == 201 and not told[:2].any()
    assert [second for second in range(len(told)) if not np.isnan(told[second]).any()] == [0, 1, 2, 4, 200]


def test_sheet_of_very_many_shots_has_smaller_pictures(tmp_path: Path) -> None:
    from PIL import Image

    one = pictures_shots.small_jpeg(Raw(320, 180, bytes([90, 20, 20]) * (320 * 180)))
    sheet = [pictures_shots.SheetPicture(one, "0:00:01")] * 1500
    wide, high = pictures_shots.write_sheet(sheet, tmp_path / "sheet.jpg")
    assert 55_000_000 < wide * high < 90_000_000
    with Image.open(tmp_path / "sheet.jpg") as picture:
        assert picture.size == (wide, high)


def test_film_that_ends_early_is_told(tmp_path: Path) -> None:
    film = make(tmp_path / "Long.mkv", Clip(frames=240))
    assert surveys.cut_short(film, surveys.survey(film)) == ""
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    assert "is cut short: its pictures end at 0:00:0" in surveys.cut_short(film, surveys.survey(film))
