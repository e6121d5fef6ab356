# SPDX-License-Identifier: GPL-3.0-or-later
"""Shots and lines taken out of a film file: the very frame, linked, once only, and back again exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from film_clips import BFRAMES, NO_B, Clip, make, number_in, shots
from moodboard.domain.dates import parse_said
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.still import Still
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.services import (
    capturing,
    film_files,
    films,
    lines,
    pictures,
    stills,
    watches,
    watching,
)
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.opening import open_film_file

MISS = Spoken(1.0, 2.5, "If we miss the stop, we miss it together.", "MARA", (0,))
KINDS = {
    "constant.mp4": Clip(options=BFRAMES),
    "no-b.mkv": Clip(options=NO_B),
    "variable.mkv": Clip(frames=30, times=[int(n * 40 + (n % 3) * 11) for n in range(30)]),
    "wide-pixels.mkv": Clip(ratio=Fraction(16, 11)),
    "turned.mp4": Clip(turned=90),
}


class Open:
    """A film of the library with its file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.film = films.add_film(Film("Window Seat", 2008))[0].id
        self.file = film_files.remember(open_film_file(path))[0].uuid

    def shot(self, at: float, **more: object) -> capturing.Captured:
        return capturing.capture_shot(self.path, at, self.film, self.file, **more)  # type: ignore[arg-type]


@pytest.fixture
def seat(tmp_path: Path, library: Path) -> Iterator[Open]:
    yield Open(make(tmp_path / "clip.mp4", Clip(frames=96)))


def stored(still: Still) -> np.ndarray:
    with Image.open(pictures.original(still.picture)) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("jpeg", [False, True], ids=["png", "jpeg"])
def test_stored_picture_is_the_asked_frame(tmp_path: Path, library: Path, name: str, jpeg: bool) -> None:
    clip = KINDS[name]
    path = make(tmp_path / name, clip)
    with FrameReader(path) as reader:
        times = [reader.at(number / 24).at for number in (0, 7, 19)]
        frames = [reader.at(at) for at in times]
        wanted = [frame.at for frame in frames]
    kept = [capturing.capture_shot(path, at, jpeg=jpeg).still for at in times]
    assert [round(at, 3) for at in wanted] == [one.timecode for one in kept if one is not None]
    if clip.times is not None:
        numbers = [min(range(30), key=lambda n: abs(clip.times[n] / 1000 - at)) for at in wanted]  # type: ignore[index]
    else:
        numbers = [0, 7, 19]
    for one, number in zip(kept, numbers, strict=True):
        assert one is not None
        pixels = stored(one)
        assert (pixels.shape[1], pixels.shape[0]) == (one.width, one.height)
        assert one.picture.endswith(".jpg" if jpeg else ".png")
        turned = [np.rot90(pixels, turn) for turn in range(4)] if clip.turned else [pixels]
        assert number in [_number(each) for each in turned]


def _number(pixels: np.ndarray) -> int:
    try:
        return number_in(pixels)
    except AssertionError:
        return -1


def test_png_keeps_every_value_of_the_frame(seat: Open) -> None:
    from moodboard.services.video import looks

    kept = seat.shot(1.0).still
    assert kept is not None
    with FrameReader(seat.path) as reader:
        wanted = looks.pixels_of(reader.at(1.0), reader.file.pixel_ratio)
    assert np.array_equal(stored(kept), wanted)


def test_shot_knows_its_film_file_time_and_watch(seat: Open) -> None:
    watch = watches.log_watch(Watch(seat.film, parse_said("today", date.today())))[0]
    kept = seat.shot(1.0, watch=capturing.watch_now(seat.film)).still
    assert kept is not None
    assert (kept.film_id, kept.film_file, kept.timecode, kept.watch) == (
        seat.film,
        seat.file,
        1.0,
        watch.uuid,
    )
    assert film_files.place_of(kept) == (film_files.by_uuid(seat.file), 1.0)
    assert kept.name == "Window Seat-00.00.01.000.png"


def test_watch_of_a_week_ago_is_not_this_one(seat: Open) -> None:
    watches.log_watch(Watch(seat.film, parse_said("2026-11-10", date(2026, 11, 22))))
    assert capturing.watch_now(seat.film, date(2026, 11, 22)) == ""
    newest = watches.log_watch(Watch(seat.film, parse_said("2026-11-21", date(2026, 11, 22))))[0]
    assert capturing.watch_now(seat.film, date(2026, 11, 22)) == newest.uuid
    assert capturing.watch_now(None) == ""


def test_watch_that_goes_on_comes_first(seat: Open) -> None:
    watches.log_watch(Watch(seat.film, parse_said("today", date.today())))
    going = watching.begin(seat.film)[0]
    assert capturing.watch_now(seat.film) == going.watch


def test_line_is_kept_with_speaker_and_times(seat: Open) -> None:
    made = capturing.capture_line(MISS, seat.film, "w")
    assert made.line is not None
    kept = lines.line(made.line.uuid)
    assert (kept.text, kept.speaker, kept.timecode, kept.until, kept.watch) == (
        MISS.text, "MARA", 1.0, 2.5, "w",
    )  # fmt: skip
    assert kept.film_id == seat.film


def test_both_are_linked(seat: Open) -> None:
    made = seat.shot(1.5, line=MISS)
    assert made.still is not None and made.line is not None
    assert made.still.line == made.line.uuid
    assert capturing.words_in([made.still]) == {made.still.uuid: MISS.text}
    assert made.changes.stills and made.changes.lines and seat.film in made.changes.films


def test_shot_then_line_at_the_same_moment_are_linked(seat: Open) -> None:
    near, far = seat.shot(1.5).still, seat.shot(3.5).still
    made = capturing.capture_line(MISS, seat.film, "", 1.6, seat.file)
    assert near is not None and far is not None and made.line is not None
    assert stills.still(near.uuid).line == made.line.uuid
    assert stills.still(far.uuid).line == ""
    capturing.take_back([made])
    assert stills.still(near.uuid).line == ""


def test_shot_a_little_off_belongs_to_the_line_only_while_it_is_said() -> None:
    assert capturing.is_same_moment(9.0, 9.0, MISS)  # nothing moved: the nearest line was meant
    assert capturing.is_same_moment(2.4, 1.6, MISS)
    assert not capturing.is_same_moment(2.9, 2.4, MISS)  # over by then
    assert not capturing.is_same_moment(1.1, 2.4, MISS)  # too long ago


def test_line_then_shot_at_the_same_moment_are_linked(seat: Open) -> None:
    line = capturing.capture_line(MISS, seat.film).line
    assert line is not None
    with FrameReader(seat.path) as reader:
        made = capturing.keep_frame(reader.file, reader.at(1.5), seat.film, seat.file, said=line.uuid)
    assert made.still is not None and made.still.line == line.uuid


def test_same_frame_a_second_time_is_the_same_shot(seat: Open) -> None:
    first, second = seat.shot(1.5), seat.shot(1.51)
    assert first.still is not None and second.still is not None
    assert second.still.uuid == first.still.uuid
    assert second.is_known and not first.is_known
    assert not second.changes
    as_jpeg = seat.shot(1.5, jpeg=True)
    assert as_jpeg.is_known and as_jpeg.still == first.still
    assert seat.shot(1.6).is_known is False


def test_known_shot_takes_its_line_later(seat: Open) -> None:
    alone = seat.shot(1.5)
    both = seat.shot(1.5, line=MISS)
    assert alone.still is not None and both.still is not None and both.line is not None
    assert both.still.uuid == alone.still.uuid
    assert both.still.line == both.line.uuid
    assert not both.is_known
    capturing.take_back([both])
    assert stills.still(alone.still.uuid).line == ""
    assert [one.uuid for one in stills.stills_of_film(seat.film)] == [alone.still.uuid]


def test_same_words_are_one_line_unless_they_are_said_again_later(seat: Open) -> None:
    first = capturing.capture_line(MISS, seat.film)
    again = capturing.capture_line(Spoken(1.1, 2.6, "If we miss the stop,  we miss it together."), seat.film)
    later = capturing.capture_line(Spoken(700.0, 702.0, MISS.text), seat.film)
    assert first.line is not None and again.line is not None and later.line is not None
    assert again.is_known and again.line.uuid == first.line.uuid
    assert later.line.uuid != first.line.uuid


def test_line_without_a_time_is_completed(seat: Open) -> None:
    from moodboard.domain.line import Line

    bare = lines.add_line(Line("", MISS.text, seat.film))[0]
    made = capturing.capture_line(MISS, seat.film)
    assert made.line is not None and made.line.uuid == bare.uuid
    assert (lines.line(bare.uuid).timecode, lines.line(bare.uuid).until) == (1.0, 2.5)
    capturing.take_back([made])
    assert lines.line(bare.uuid).timecode is None
    assert lines.lines_of_film(seat.film)[0].uuid == bare.uuid


def in_library(film_id: int) -> tuple[object, object]:
    return stills.stills_of_film(film_id), lines.lines_of_film(film_id)


def test_undo_and_redo_are_exact(seat: Open) -> None:
    empty = in_library(seat.film)
    made = [seat.shot(1.0), seat.shot(1.5, line=MISS), capturing.capture_line(Spoken(3, 4, "No."), seat.film)]
    full = in_library(seat.film)
    capturing.take_back(made)
    assert in_library(seat.film) == empty
    capturing.bring_back(made)
    assert in_library(seat.film) == full


def test_what_was_binned_comes_out_and_goes_back_with_undo(seat: Open) -> None:
    first = seat.shot(1.0)
    assert first.still is not None
    stills.bin_stills([first.still.uuid])
    again = seat.shot(1.0)
    assert again.still is not None and again.still.uuid == first.still.uuid
    assert not again.is_known
    assert len(stills.stills_of_film(seat.film)) == 1
    capturing.take_back([again])
    assert stills.stills_of_film(seat.film) == ()


def test_undo_leaves_what_was_said_since(seat: Open) -> None:
    from dataclasses import replace

    first = seat.shot(1.5)
    both = seat.shot(1.5, line=MISS)
    assert first.still is not None
    now = stills.still(first.still.uuid)
    stills.edit_still(replace(now, name="the one.png"))
    capturing.take_back([both])
    assert (stills.still(now.uuid).name, stills.still(now.uuid).line) == ("the one.png", "")


def test_nothing_is_kept_when_the_line_cannot_be(seat: Open) -> None:
    with pytest.raises(KnownError):
        seat.shot(1.0, line=Spoken(1, 2, "   "))
    assert in_library(seat.film) == ((), ())


def test_pins_without_a_film_take_it_when_it_is_told(seat: Open) -> None:
    watch = watches.log_watch(Watch(seat.film, parse_said("today", date.today())))[0]
    shot = capturing.capture_shot(seat.path, 1.0, None, seat.file, line=MISS)
    assert shot.still is not None and shot.line is not None and shot.still.film_id is None
    changes = capturing.set_film([shot.still.uuid], [shot.line.uuid], seat.film)
    assert seat.film in changes.films
    still, line = stills.still(shot.still.uuid), lines.line(shot.line.uuid)
    assert (still.film_id, still.watch, still.line) == (seat.film, watch.uuid, line.uuid)
    assert (line.film_id, line.watch) == (seat.film, watch.uuid)
    capturing.take_back([shot])
    assert in_library(seat.film) == ((), ())


def test_retake_gives_the_same_shot_another_picture(seat: Open) -> None:
    first = seat.shot(1.0, line=MISS).still
    assert first is not None
    with FrameReader(seat.path) as reader:
        was, now, changes = capturing.retake(reader.file, reader.at(25.5 / 24), first.uuid)
    kept = stills.still(first.uuid)
    assert kept == now and was == first
    assert number_in(stored(kept)) == 25
    assert (kept.timecode, kept.line, kept.film_file) == (round(25 / 24, 3), first.line, seat.file)
    assert first.uuid in changes.stills
    capturing.put_back(now, was)
    assert stills.still(first.uuid) == first
    capturing.put_back(was, now)
    assert stills.still(first.uuid) == now


def test_marks_are_the_times_of_the_films_shots(seat: Open) -> None:
    for at in (3.0, 1.0):
        seat.shot(at)
    unknown = capturing.capture_shot(seat.path, 2.0, None, seat.file)
    assert capturing.marks(seat.film) == (1.0, 3.0)
    assert capturing.marks(None, seat.file) == (1.0, 2.0, 3.0)
    assert unknown.still is not None


def test_sharpest_frame_is_of_the_same_shot(tmp_path: Path, library: Path) -> None:
    from moodboard.services.video import grabbing

    path = make(tmp_path / "cuts.mp4", Clip(frames=48), shots([24, 24]))
    with FrameReader(path) as reader:
        frame = grabbing.sharpest(reader, 23.5 / 24)
        made = capturing.keep_frame(reader.file, frame)
    assert made.still is not None and made.still.timecode is not None
    assert made.still.timecode < 1.0


def test_damaged_file_keeps_nothing(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "none.mkv"
    path.write_bytes(b"\x1aE\xdf\xa3" + b"\0" * 400)
    with pytest.raises(KnownError):
        capturing.capture_shot(path, 0.0)
    assert stills.stills_of_film(None) == ()


@given(presses=st.lists(st.tuples(st.integers(0, 95), st.booleans()), min_size=1, max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_presses_are_undone_and_done_again(seat: Open, presses: list[tuple[int, bool]]) -> None:
    before = in_library(seat.film)
    made = []
    for number, with_line in presses:
        spoken = Spoken(number / 24, number / 24 + 1, f"Line {number // 20}.") if with_line else None
        made.append(seat.shot((number + 0.5) / 24, line=spoken))
    after = in_library(seat.film)
    capturing.take_back(made)
    assert in_library(seat.film) == before
    capturing.bring_back(made)
    assert in_library(seat.film) == after
    capturing.take_back(made)


def test_film_that_names_its_colours_as_discs_do_is_kept(tmp_path: Path, library: Path) -> None:
    options = {"preset": "ultrafast", "x264-params": "colormatrix=smpte170m:bframes=0"}
    made = capturing.capture_shot(make(tmp_path / "disc.mkv", Clip(options=options)), 1.0)
    assert made.still is not None and number_in(stored(made.still)) == 24


def test_frame_and_its_twin_are_made_at_once_by_two_threads(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from moodboard.services.video import looks
    from moodboard.services.video.twin import twin_of

    with FrameReader(make(tmp_path / "clip.mp4", Clip(turned=180))) as reader:
        frame = reader.at(1.0)
        wanted = looks.pixels_of(frame, 1.0)
        both = [frame.raw, twin_of(frame.raw)]
        with ThreadPoolExecutor(2) as threads:
            made = list(threads.map(lambda raw: _often(raw, 40), both))
    assert all(np.array_equal(wanted, one) for some in made for one in some)


def _often(raw: object, times: int) -> list[np.ndarray]:
    from moodboard.services.video import looks

    return [looks.pixels_of_raw(raw, 1.0, raw) for _time in range(times)]  # type: ignore[arg-type]
