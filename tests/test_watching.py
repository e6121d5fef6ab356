# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of a film that is watched elsewhere, without a window and without waiting."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import watching as clock
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.pinning import watch_for
from moodboard.domain.watching import Note, Sitting
from moodboard.services import films, library, lines, stills, watches
from moodboard.services import watching as service
from moodboard.services import watching_keeps as keeps
from moodboard.services.watching import Said

START = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def fresh() -> Sitting:
    began = clock.stamp(START)
    return Sitting("s", 1, "w", began, since=began, alive=began)


@pytest.fixture
def her(library: Path) -> int:
    return films.add_film(Film("Her", 2013, runtime=126))[0].id


# -- the clock -----------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 20_000)),
        st.tuples(st.just("sleep off"), st.integers(130, 20_000)),
        st.tuples(st.just("pause"), st.booleans()),
        st.tuples(st.just("go on"), st.none()),
        st.tuples(st.just("set"), st.integers(0, 20_000)),
        st.tuples(st.just("move"), st.integers(-90, 90)),
        st.tuples(st.just("reread"), st.none()),
    ),
    max_size=40,
)


@given(STEPS)
def test_the_time_is_what_ran_since_it_was_last_set(steps: list[tuple[str, int | bool | None]]) -> None:
    sitting, now, meant, running = fresh(), 0.0, 0.0, True
    for deed, value in steps:
        number = float(value or 0)
        if deed in ("wait", "sleep off"):
            now += number
            meant += number if running else 0
            sitting = clock.beaten(sitting, at(now - number)) if deed == "sleep off" else sitting
        if deed == "sleep off" and (gap := clock.slept(sitting, at(now))):
            sitting, meant = clock.without_sleep(sitting, gap, at(now)), max(0.0, meant - gap)
        elif deed == "pause":
            sitting, running = clock.paused(sitting, at(now), bool(value)), False
        elif deed == "go on":
            sitting, running = clock.resumed(sitting, at(now)), True
        elif deed == "set":
            sitting, meant = clock.set_to(sitting, number, at(now)), number
        elif deed == "move":
            sitting, meant = clock.moved(sitting, number, at(now)), max(0.0, meant + number)
        elif deed == "reread":
            bare = Sitting("s", 1, "w", sitting.began, sitting.place, sitting.since, sitting.intermission,
                           sitting.alive)  # fmt: skip
            sitting = clock.with_details(bare, clock.details_text(sitting))
        assert clock.elapsed(sitting, at(now)) == pytest.approx(meant, abs=1e-3)
        assert sitting.running == running


def test_a_clock_that_rests_says_the_same_for_days() -> None:
    sitting = clock.paused(fresh(), at(60))
    assert clock.elapsed(sitting, at(200_000)) == 60


def test_a_system_clock_set_back_shows_no_time_before_the_film() -> None:
    assert clock.elapsed(fresh(), at(-500)) == 0


def test_setting_the_time_corrects_what_was_before_it_too() -> None:
    """One who starts the clock late sets it: a shot taken just before was as far off."""
    sitting = clock.set_to(fresh(), 600, at(100))
    assert clock.elapsed_at(sitting, at(90)) == 590


def test_a_moment_before_a_pause_is_told_by_the_clock_of_then() -> None:
    sitting = clock.resumed(clock.paused(fresh(), at(100)), at(400))
    assert clock.elapsed_at(sitting, at(50)) == 50
    assert clock.elapsed_at(sitting, at(250)) == 100
    assert clock.elapsed_at(sitting, at(410)) == 110


def test_a_moment_during_the_pause_that_goes_on_is_the_pause() -> None:
    sitting = clock.paused(fresh(), at(100))
    assert clock.elapsed_at(sitting, at(50)) == 50
    assert clock.elapsed_at(sitting, at(300)) == 100


def test_a_file_made_at_another_time_is_of_now() -> None:
    sitting = fresh()
    assert clock.moment_for(sitting, at(-3600), at(80)) == 80
    assert clock.moment_for(sitting, None, at(80)) == 80
    assert clock.moment_for(sitting, at(30), at(80)) == 30


def test_only_a_gap_of_more_than_two_minutes_while_it_runs_is_a_sleep() -> None:
    sitting = clock.beaten(fresh(), at(10))
    assert clock.slept(sitting, at(130)) == 0
    assert clock.slept(sitting, at(4210)) == 4200
    assert clock.slept(clock.paused(sitting, at(20)), at(4210)) == 0


def test_a_film_is_overdue_ten_minutes_after_its_end() -> None:
    assert not clock.is_overdue(fresh(), at(7200), 7000)
    assert clock.is_overdue(fresh(), at(7700), 7000)
    assert not clock.is_overdue(fresh(), at(99_000), None)


@pytest.mark.parametrize(
    ("said", "now", "seconds"),
    [
        ("46:12", 0, 2772), ("1:02:30", 0, 3750), ("0:46:12", 0, 2772), ("1:02", 0, 62),
        ("1:02", 3500, 3720), ("46:12", 170_000, 2772), ("47", 0, 2820), ("47m", 0, 2820), ("12s", 0, 12),
        ("1h02", 0, 3720), ("1h", 0, 3600), ("1h2m3s", 0, 3723), ("47m12", 0, 2832), ("+10", 100, 110),
        ("-1m", 100, 40), ("-5m", 100, 0), ("−10", 100, 90), (" 46.12 ", 0, 2772),
        ("+1:30", 100, 190), ("+5 minutes", 0, 300), ("-1 h", 4000, 400), ("1:02:30,500", 0, 3750),
        ("1 hour 5", 0, 3900), ("46 mins", 0, 2760), ("90 seconds", 0, 90), ("1.5h", 0, 5400),
        ("46'12", 0, 2772),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_typed(said: str, now: float, seconds: float) -> None:
    assert clock.read_time(said, now) == seconds


@pytest.mark.parametrize("said", ["", "soon", "46:99", "1:62:00", "1:2:3:4", "-", "h", "4x", "+1:99", "+-5"])
def test_what_is_no_time_is_none(said: str) -> None:
    assert clock.read_time(said) is None


@given(st.text(max_size=20), st.floats(0, 1e6))
def test_no_words_make_a_time_that_a_film_cannot_have(said: str, now: float) -> None:
    seconds = clock.read_time(said, now)
    assert seconds is None or 0 <= seconds <= clock.LONGEST


@given(st.text(max_size=60))
def test_details_that_make_no_sense_are_left_out(text: str) -> None:
    assert clock.elapsed(clock.with_details(fresh(), text), at(5)) == 5


def test_spans_are_said_as_people_do() -> None:
    said = [clock.span_words(one) for one in (40, 720, 3600, 4200)]
    assert said == ["40 s", "12 min", "1 h", "1 h 10 min"]


def test_notes_follow_the_words_in_film_order() -> None:
    sitting = clock.with_note(clock.with_note(fresh(), Note("b", 90, "later")), Note("a", 30, "two\nrows"))
    assert clock.diary_words("Warm.", sitting.notes) == "Warm.\n\n0:00:30 two rows\n0:01:30 later"
    assert clock.diary_words("", clock.without_note(sitting, "a").notes) == "0:01:30 later"


# -- the sitting ---------------------------------------------------------------------------------------


def test_one_film_at_a_time(her: int) -> None:
    service.begin(her, START)
    other = films.add_film(Film("Arrival", 2016))[0].id
    with pytest.raises(KnownError, match="Her"):
        service.begin(other, at(5))


def test_closing_logs_once_under_the_uuid_set_aside(her: int) -> None:
    sitting, _ = service.begin(her, START)
    line = keeps.keep_words(sitting.uuid, "THEO: I do. [laughs]", 61.7)[0][0]
    keeps.keep_note(sitting.uuid, "the light here", 90)
    watch, changes = service.end_and_log(
        sitting.uuid, Said(8, "So warm.", None, "Television", ("Ana",), "home"), at(7000)
    )
    assert (watch.uuid, watch.rating, watch.medium, watch.people) == (
        sitting.watch, 8, "Television", ("Ana",),
    )  # fmt: skip
    assert watch.note == "So warm.\n\n0:01:30 the light here"
    assert changes.films == {her}
    assert (line.speaker, line.text, line.timecode, line.watch) == (
        "THEO", "I do. [laughs]", 61, watch.uuid,
    )  # fmt: skip
    assert service.going() is None
    with pytest.raises(KnownError, match="over"):
        service.end_and_log(sitting.uuid, Said(), at(7001))
    assert len(watches.watches_of(her)) == 1


def test_a_watch_after_midnight_is_of_the_evening_before(her: int) -> None:
    late = datetime(2026, 11, 23, 1, 30).astimezone()
    sitting, _ = service.begin(her, late)
    assert service.end_and_log(sitting.uuid, Said(), at(9000))[0].date == parse_edtf("2026-11-22")


def test_what_was_not_finished_is_logged_as_that(her: int) -> None:
    sitting, _ = service.begin(her, START)
    assert not service.end_and_log(sitting.uuid, Said(finished=False), at(900))[0].finished


def test_not_logging_keeps_the_lines_and_can_be_taken_back(her: int) -> None:
    sitting, _ = service.begin(her, START)
    line = keeps.keep_words(sitting.uuid, "Then stay.", 20)[0][0]
    dropped, _ = service.drop(sitting.uuid, at(100))
    assert (service.going(), lines.line(line.uuid).watch, watches.watches_of(her)) == (None, "", ())
    service.reopen(dropped)
    again = service.going()
    assert again is not None
    assert clock.elapsed(again, at(5000)) == 100
    assert lines.line(line.uuid).watch == sitting.watch


def test_the_stars_know_what_was_used_last(her: int) -> None:
    watches.log_watch(Watch(her, parse_edtf("2020"), people=("Jo",), where="Rex", medium="Cinema"))
    assert service.usual() == service.Usual(("Jo",), "Rex", "Cinema")


def test_pins_made_meanwhile_are_of_this_watch(her: int) -> None:
    sitting, _ = service.begin(her, START)
    today = datetime.now().date()
    assert service.watch_going(her) == sitting.watch
    assert service.watch_going(None) == ""
    assert watch_for((), today, going=sitting.watch) == sitting.watch
    assert watch_for((), today, today.isoformat(), going=sitting.watch) == sitting.watch
    assert watch_for((), today, "2011-01-01", going=sitting.watch) == ""
    assert watch_for((), today, "2011-01-01", own=sitting.watch, going=sitting.watch) == sitting.watch


def test_a_second_process_sees_and_alters_the_same_sitting(her: int) -> None:
    sitting, _ = service.begin(her, START)
    service.pause(sitting.uuid, at(30))
    there = service.going()
    assert there is not None
    service.beat(sitting.uuid, at(40))
    assert clock.elapsed(there, at(100)) == 30
    service.resume(sitting.uuid, at(50))
    service.set_elapsed(sitting.uuid, 600, at(60))
    now = service.going()
    assert now is not None
    assert clock.elapsed(now, at(70)) == 610


CHILD = """
import os, signal, sys
from pathlib import Path
from datetime import datetime
from moodboard.domain.film import Film
from moodboard.services import films, library, watching, watching_keeps
library.open_library(Path(sys.argv[1]))
film = films.add_film(Film("Her", 2013))[0].id
sitting, _ = watching.begin(film, datetime.fromisoformat(sys.argv[2]))
watching_keeps.keep_words(sitting.uuid, "Then stay.", 20)
watching_keeps.keep_note(sitting.uuid, "rain", 25)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_program_finds_its_film_at_the_right_time(tmp_path: Path) -> None:
    folder = tmp_path / "Killed"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", CHILD, str(folder), START.isoformat()], check=False)
    assert done.returncode == -signal.SIGKILL
    library.open_library(folder)
    try:
        sitting = service.going()
        assert sitting is not None
        assert clock.elapsed(sitting, at(3000)) == 3000
        assert [(one.kind, one.words) for one in keeps.kept(sitting)] == [
            (keeps.Kind.NOTE, "rain"), (keeps.Kind.LINE, "Then stay."),
        ]  # fmt: skip
    finally:
        library.close_library()


# -- what is kept --------------------------------------------------------------------------------------


def test_a_time_typed_before_the_words_counts(her: int) -> None:
    sitting, _ = service.begin(her, START)
    line = keeps.keep_words(sitting.uuid, "46:12 Then stay.", 9)[0][0]
    assert (line.text, line.timecode) == ("Then stay.", 2772)


def picture(folder: Path, name: str, made: datetime, shade: int = 40) -> Path:
    import os

    from PIL import Image

    file = folder / name
    Image.new("RGB", (64, 36), (shade, 90, 120)).save(file)
    os.utime(file, (made.timestamp(), made.timestamp()))
    return file


def test_a_file_is_kept_at_the_time_it_was_made(her: int, tmp_path: Path) -> None:
    sitting, _ = service.begin(her, START)
    sitting, _ = service.pause(sitting.uuid, at(500))
    file = picture(tmp_path, "grab.png", at(120))
    assert keeps.moment_of_file(sitting, file, at(900)) == 120
    assert keeps.is_of(sitting, file)
    assert not keeps.is_of(sitting, picture(tmp_path, "old.png", at(-86_400)))


def test_a_name_with_film_and_time_says_more_than_the_clock(her: int, tmp_path: Path) -> None:
    sitting, _ = service.begin(her, START)
    file = picture(tmp_path, "Her-01.29.14.250.png", at(10))
    assert keeps.moment_of_file(sitting, file, at(20)) == pytest.approx(5354.25)


def test_a_picture_takes_film_time_and_watch_and_goes_back_as_it_was(her: int, tmp_path: Path) -> None:
    from moodboard.services import pictures

    sitting, _ = service.begin(her, START)
    taken = pictures.take_in_file(picture(tmp_path, "a.png", START))
    kept, _ = keeps.keep_still(sitting.uuid, taken, 61.9)
    still = stills.still(kept.still.uuid)
    assert (still.film_id, still.timecode, still.watch) == (her, 61, sitting.watch)
    keeps.unkeep_still(kept)
    assert keeps.kept(sitting) == ()
    keeps.again_still(kept)
    assert [one.uuid for one in keeps.kept(sitting)] == [still.uuid]


def test_a_picture_that_was_there_is_what_it_was_after_undo(her: int, tmp_path: Path) -> None:
    from moodboard.services import pictures

    taken = pictures.take_in_file(picture(tmp_path, "a.png", START))
    before = stills.add_stills([taken], her, [7.0])[0][0]
    sitting, _ = service.begin(her, START)
    kept, _ = keeps.keep_still(sitting.uuid, taken, 61)
    assert stills.still(before.uuid).watch == sitting.watch
    keeps.unkeep_still(kept)
    assert stills.still(before.uuid) == before
    assert before.uuid in {one.uuid for one in stills.stills_of_film(her)}


def test_each_kept_thing_is_corrected_and_taken_away(her: int) -> None:
    sitting, _ = service.begin(her, START)
    keeps.keep_words(sitting.uuid, "Then stay.", 20)
    keeps.keep_note(sitting.uuid, "rain", 25)
    began = service.going()
    assert began is not None
    for one in keeps.kept(began):
        keeps.set_time(sitting.uuid, one, 33)
        keeps.set_words(sitting.uuid, one, "ANA: Other words")
    now = service.going()
    assert now is not None
    assert {(one.at, one.words) for one in keeps.kept(now)} == {(33, "ANA: Other words")}
    for one in keeps.kept(now):
        keeps.remove(sitting.uuid, one)
    gone = service.going()
    assert gone is not None
    assert keeps.kept(gone) == ()


def test_a_line_of_the_subtitles_is_kept_once_with_its_times(her: int) -> None:
    from moodboard.domain.subtitles.cleaning import Spoken

    sitting, _ = service.begin(her, START)
    line, _ = keeps.keep_said(sitting.uuid, Spoken(80.5, 83.5, "Then stay.", "ANA"))
    assert (line.timecode, line.until, line.speaker, line.watch) == (80.5, 83.5, "ANA", sitting.watch)
    with pytest.raises(KnownError, match="already"):
        keeps.keep_said(sitting.uuid, Spoken(80.5, 83.5, "Then stay.", "ANA"))


def test_a_film_that_was_binned_meanwhile_comes_back_with_its_watch(her: int) -> None:
    sitting, _ = service.begin(her, START)
    films.bin_film(her)
    service.end_and_log(sitting.uuid, Said(), at(100))
    assert films.film(her).title == "Her"
