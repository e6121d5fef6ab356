# SPDX-License-Identifier: GPL-3.0-or-later
"""P, L and B: what was on the stage at the press is what is kept, in order, none lost, with the way back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from capture_shelf import Bench, bench, stored
from film_clips import Clip, make, number_in
from moodboard.domain.film import Film
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import films, lines, stills


@pytest.fixture
def sitting(qtbot: QtBot, library: Path) -> Iterator[Bench]:
    with bench(qtbot) as made:
        yield made


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make(tmp_path / "Window Seat (2008).mp4", Clip(frames=120, gop=48))


def kept_numbers(film_id: int | None) -> list[int]:
    return [number_in(stored(one)) for one in stills.stills_of_film(film_id)]


def test_shot_is_the_frame_on_the_stage(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(31 / 24)
    sitting.pinner.pin_shot()
    card = sitting.cards()[0]
    assert not card.is_kept and card.image is not None  # at once, with what was shown
    sitting.wait()
    assert kept_numbers(film) == [31]
    assert card.timecode == "0:00:01"
    assert card.still is not None and card.still.film_file == sitting.session.kept.uuid  # type: ignore[union-attr]


def test_shot_is_what_was_shown_though_another_moment_was_asked_for(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(31 / 24)
    sitting.session.go(3.0)  # on its way, not on the stage yet
    sitting.pinner.pin_shot()
    sitting.wait()
    assert kept_numbers(film) == [31]


def test_while_it_plays_each_press_keeps_the_frame_of_that_moment(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    pressed: list[float] = []

    def press(shown: object) -> None:
        if len(pressed) < 5 and len(sitting.shown) % 4 == 0:
            pressed.append(shown.at)  # type: ignore[attr-defined]
            sitting.pinner.pin_shot()

    sitting.session.player.shown.connect(press)
    sitting.session.player.play()
    sitting.qtbot.waitUntil(lambda: len(pressed) == 5, timeout=20_000)
    sitting.session.player.pause()
    sitting.wait()
    assert kept_numbers(film) == [round(at * 24) for at in pressed]


def test_ten_quick_presses_are_ten_shots_in_their_order(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    wanted = []
    for number in (90, 12, 70, 3, 55, 31, 110, 8, 47, 66):
        sitting.go(number / 24)
        sitting.pinner.pin_shot()
        wanted.append(number)
    sitting.wait()
    assert [number_in(stored(card.still)) for card in reversed(sitting.cards())] == wanted  # type: ignore[arg-type]
    assert kept_numbers(film) == sorted(wanted)
    sitting.parts.history.undo()  # the newest press first
    assert 66 not in kept_numbers(film) and len(kept_numbers(film)) == 9


def test_closing_the_window_keeps_what_was_pinned(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    for number in (10, 20, 30, 40):
        sitting.go(number / 24)
        sitting.pinner.pin_shot()
    sitting.program.window.closing.emit()
    assert kept_numbers(film) == [10, 20, 30, 40]
    assert all(card.is_kept for card in sitting.cards())


def test_frame_on_the_stage_is_kept_though_its_file_is_gone(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(1.0)
    clip.unlink()
    sitting.pinner.pin_shot()
    sitting.wait()
    assert kept_numbers(film) == [24]


def test_what_cannot_be_kept_says_so_and_leaves_no_card(sitting: Bench, clip: Path) -> None:
    sitting.open(clip)
    sitting.go(1.0)
    moved = clip.rename(clip.with_name("elsewhere.mp4"))
    sitting.pinner.pin_burst()
    sitting.qtbot.waitUntil(lambda: bool(sitting.said), timeout=10_000)
    assert "Window Seat (2008).mp4" in sitting.said[0]
    assert sitting.cards() == ()
    assert moved.exists()


def test_line_takes_who_speaks_and_its_times(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.say()
    sitting.go(1.0)
    sitting.pinner.pin_line()
    sitting.wait()
    assert film is not None
    kept = lines.lines_of_film(film)[0]
    assert (kept.text, kept.timecode, kept.until) == (
        "If we miss the stop, we miss it together.", 0.5, 1.9,
    )  # fmt: skip
    assert "mara" in kept.speaker.casefold()
    assert sitting.cards()[0].words == kept.text


def test_both_are_one_card_and_linked(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.say()
    sitting.go(1.0)
    sitting.pinner.pin_both()
    sitting.wait()
    assert film is not None
    card = sitting.cards()[0]
    assert len(sitting.cards()) == 1
    assert card.still is not None and card.still.line == lines.lines_of_film(film)[0].uuid
    assert card.words.startswith("If we miss")
    sitting.parts.history.undo()
    assert (stills.stills_of_film(film), lines.lines_of_film(film)) == ((), ())
    assert sitting.cards() == ()
    sitting.parts.history.redo()
    assert [one.uuid for one in stills.stills_of_film(film)] == [card.still.uuid]
    assert sitting.cards() == (card,)


@pytest.mark.parametrize("first", ["shot", "line"])
def test_shot_and_line_one_after_the_other_are_linked(sitting: Bench, clip: Path, first: str) -> None:
    film = sitting.open(clip)
    sitting.say()
    sitting.go(1.0)
    keys = [sitting.pinner.pin_shot, sitting.pinner.pin_line]
    for press in keys if first == "shot" else reversed(keys):
        press()
    sitting.wait()
    assert film is not None
    assert stills.stills_of_film(film)[0].line == lines.lines_of_film(film)[0].uuid
    shot = next(card for card in sitting.cards() if card.is_shot)
    assert shot.words.startswith("If we miss")


def test_without_words_both_pins_the_shot_alone_and_says_what_to_do(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.pinner.pin_line()
    assert sitting.said == ["Drop a subtitle file, or type the line you hear."]
    sitting.pinner.pin_both()
    sitting.wait()
    assert len(kept_numbers(film)) == 1
    assert "Drop a subtitle file" in sitting.said[1]


def test_where_nobody_speaks_both_pins_the_shot_alone(sitting: Bench, tmp_path: Path) -> None:
    film = sitting.open(make(tmp_path / "long.mp4", Clip(frames=300, gop=300)))
    sitting.say()
    sitting.go(11.0)
    sitting.pinner.pin_both()
    sitting.wait()
    assert film is not None
    assert lines.lines_of_film(film) == ()
    assert len(stills.stills_of_film(film)) == 1


def test_line_from_the_list_is_kept_with_its_own_time(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.pinner.pin_shot()
    sitting.pinner.pin_line(Spoken(90.0, 92.0, "Stay on. One more station."))
    sitting.wait()
    assert film is not None
    assert lines.lines_of_film(film)[0].timecode == 90.0
    assert stills.stills_of_film(film)[0].line == ""


def test_without_a_film_nothing_is_pinned(sitting: Bench) -> None:
    for press in (sitting.pinner.pin_shot, sitting.pinner.pin_line, sitting.pinner.pin_both):
        press()
    assert sitting.said == ["Open a film file first."] * 3
    assert sitting.cards() == ()


def test_second_press_on_the_same_frame_makes_no_second_shot(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(1.0)
    for _press in range(3):
        sitting.pinner.pin_shot()
    sitting.wait()
    assert kept_numbers(film) == [24]
    assert len(sitting.cards()) == 1
    assert sitting.shelf.list.chosen() == list(sitting.cards())
    sitting.parts.history.undo()
    assert kept_numbers(film) == []
    assert not sitting.parts.history.can_undo()  # the doubles were no steps


def test_pins_take_the_film_that_is_told_later(sitting: Bench, clip: Path) -> None:
    sitting.open(clip.rename(clip.with_name("rip.mp4")), film="")
    sitting.say()
    sitting.go(1.0)
    sitting.pinner.pin_both()
    sitting.wait()
    assert len(stills.stills_of_film(None)) == 1
    sitting.go(2.0)
    sitting.pinner.pin_shot()  # on its way while the film is told
    film = films.add_film(Film("Window Seat", 2008))[0].id
    sitting.session.set_film(film)
    sitting.wait()
    assert stills.stills_of_film(None) == ()
    assert [one.film_id for one in stills.stills_of_film(film)] == [film, film]
    assert len(lines.lines_of_film(film)) == 1


def test_retake_steps_a_frame_and_quick_presses_add_up(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(1.0)
    sitting.pinner.pin_shot()
    sitting.wait()
    card = sitting.cards()[0]
    first = card.still
    for _press in range(3):
        sitting.pinner.retake(card, 1)
    sitting.qtbot.waitUntil(lambda: not sitting.pinner.queue.waiting, timeout=10_000)
    sitting.qtbot.waitUntil(lambda: card.seconds > 1.1, timeout=10_000)
    assert kept_numbers(film) == [27]
    assert first is not None and card.still is not None and card.still.uuid == first.uuid
    while kept_numbers(film) != [24]:
        assert sitting.parts.history.can_undo()
        sitting.parts.history.undo()
    assert card.still.picture == first.picture
    sitting.parts.history.redo()
    assert kept_numbers(film) != [24]


def test_retake_stops_at_the_first_frame(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.pinner.pin_shot()
    sitting.wait()
    sitting.pinner.retake(sitting.cards()[0], -1)
    sitting.qtbot.waitUntil(lambda: bool(sitting.said), timeout=10_000)
    assert kept_numbers(film) == [0]


def test_burst_keeps_the_sharpest_frame_around(sitting: Bench, tmp_path: Path) -> None:
    import numpy as np

    from film_clips import picture

    frames = [picture(number) for number in range(48)]
    chance = np.random.default_rng(2)
    for number, frame in enumerate(frames):  # all are soft but one
        detail = chance.integers(0, 60 if number == 27 else 3, (30, 160, 3)).astype(np.uint8)
        frame[76:106, 26:186] = detail + 60
    film = sitting.open(make(tmp_path / "burst.mp4", Clip(frames=48), frames))
    sitting.go(1.0)
    sitting.pinner.pin_burst()
    sitting.wait()
    assert kept_numbers(film) == [27]
    assert sitting.cards()[0].seconds == round(27 / 24, 3)


def test_format_is_as_it_was_set(sitting: Bench, clip: Path) -> None:
    sitting.open(clip)
    sitting.parts.settings.set(CAPTURE_FORMAT, "jpeg")
    sitting.pinner.pin_shot()
    sitting.wait()
    still = sitting.cards()[0].still
    assert still is not None and still.picture.endswith(".jpg") and still.name.endswith(".jpg")


def test_many_times_are_pinned_in_film_order_as_one_step(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.pinner.pin_times([80 / 24, 10 / 24, 40 / 24])
    sitting.qtbot.waitUntil(lambda: not sitting.pinner.many.is_running, timeout=20_000)
    assert kept_numbers(film) == [10, 40, 80]
    assert [card.seconds for card in reversed(sitting.cards())] == [0.417, 1.667, 3.333]
    sitting.parts.history.undo()
    assert kept_numbers(film) == []
    sitting.parts.history.redo()
    assert kept_numbers(film) == [10, 40, 80]


def test_many_that_are_stopped_leave_whole_shots(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)

    def stop(done: int, total: int) -> None:
        if done >= 2:
            sitting.pinner.many.stop()

    sitting.pinner.counted.connect(stop)
    sitting.pinner.pin_times([number / 24 for number in range(0, 120, 2)])
    sitting.qtbot.waitUntil(lambda: not sitting.pinner.many.is_running, timeout=30_000)
    kept = kept_numbers(film)
    assert 1 <= len(kept) < 60
    assert kept == list(range(0, 2 * len(kept), 2))
    sitting.parts.history.undo()
    assert kept_numbers(film) == []


def test_diamonds_and_tray_hear_of_a_pin(sitting: Bench, clip: Path) -> None:
    film = sitting.open(clip)
    sitting.go(1.0)
    told = []
    sitting.parts.events.changed.connect(lambda changes, _origin: told.append(changes))
    sitting.pinner.pin_shot()
    sitting.wait()
    assert any(film in changes.films and changes.stills for changes in told)
    assert sitting.session.marks == (1.0,)


INTERLACED = {"preset": "ultrafast", "x264-params": "tff=1:bframes=0"}


@pytest.mark.parametrize(
    ("name", "clip"),
    [
        ("b-frames.mp4", Clip(frames=90, gop=45)),
        ("variable.mkv", Clip(frames=60, times=[n * 40 + (n % 3) * 11 for n in range(60)])),
        ("wide-pixels.mkv", Clip(frames=60, ratio=Fraction(16, 11))),
        ("interlaced.mkv", Clip(frames=60, options=INTERLACED)),
        ("turned.mp4", Clip(frames=60, turned=180)),
    ],
)
def test_what_is_kept_is_what_a_reader_of_the_file_finds_there(
    sitting: Bench, tmp_path: Path, name: str, clip: Clip
) -> None:
    import numpy as np

    from moodboard.services.video import looks
    from moodboard.services.video.frames import FrameReader

    path = make(tmp_path / name, clip)
    film = sitting.open(path)
    pressed: list[float] = []

    def press(shown: object) -> None:
        if len(pressed) < 3 and len(sitting.shown) % 5 == 0:
            pressed.append(shown.at)  # type: ignore[attr-defined]
            sitting.pinner.pin_shot()

    sitting.session.player.shown.connect(press)
    sitting.session.player.play()
    sitting.qtbot.waitUntil(lambda: len(pressed) == 3, timeout=20_000)
    sitting.session.player.pause()
    sitting.wait()
    kept = stills.stills_of_film(film)
    with FrameReader(path) as reader:
        for still, at in zip(kept, pressed, strict=True):
            frame = reader.at(at)
            assert frame.at == at
            assert np.array_equal(stored(still), looks.pixels_of(frame, reader.file.pixel_ratio))
