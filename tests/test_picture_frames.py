# SPDX-License-Identifier: GPL-3.0-or-later
"""The frames of animated files, whole and broken ones."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from moodboard.domain.board import Tone
from moodboard.domain.errors import KnownError
from moodboard.domain.tone import toned_colour
from moodboard.qt.animation import Animator
from moodboard.services import pictures, pictures_frames
from moving_pictures import COLOURS, animated


def taken(path: Path) -> str:
    return pictures.take_in_file(path).picture


def first_pixel(raw: pictures.Raw) -> str:
    return QColor(*raw.data[:3]).name()


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_each_frame_is_read_and_counted_round(library: Path, tmp_path: Path, kind: str) -> None:
    picture = taken(animated(tmp_path / f"a.{kind}", lasting=70))
    reader = pictures_frames.FrameReader(picture)
    read = [reader.read(number, 64) for number in (0, 1, 2, 3, 4, 2, -1)]
    assert [frame.number for frame in read] == [0, 1, 2, 3, 0, 2, 3]
    assert [first_pixel(frame.raw) for frame in read] == [COLOURS[frame.number] for frame in read]
    assert {frame.milliseconds for frame in read} == {70}
    assert pictures_frames.moves(picture)


def test_a_frame_is_decoded_no_larger_than_it_is_seen(library: Path, tmp_path: Path) -> None:
    reader = pictures_frames.FrameReader(taken(animated(tmp_path / "a.gif", size=(640, 360))))
    raw = reader.read(1, 128).raw
    assert (raw.width, raw.height) == (128, 72)


def test_frames_without_a_length_last_as_long_as_in_a_browser(library: Path, tmp_path: Path) -> None:
    reader = pictures_frames.FrameReader(taken(animated(tmp_path / "a.gif", lasting=0)))
    assert [reader.read(number, 64).milliseconds for number in (0, 1)] == [pictures_frames.USUAL] * 2


def test_one_frame_is_no_animation(library: Path, tmp_path: Path) -> None:
    picture = taken(animated(tmp_path / "a.gif", COLOURS[:1]))
    assert not pictures_frames.moves(picture)
    assert pictures_frames.FrameReader(picture).frames == 1
    still = tmp_path / "b.webp"
    Image.new("RGB", (20, 20), "red").save(still)
    assert not pictures_frames.moves(taken(still))


def test_a_file_that_ends_too_soon_plays_what_it_has(library: Path, tmp_path: Path) -> None:
    whole = animated(tmp_path / "a.gif", size=(400, 300))
    noisy = [Image.effect_noise((300, 200), 90 + n).convert("P") for n in range(4)]
    noisy[0].save(whole, save_all=True, append_images=noisy[1:], duration=50)
    data = whole.read_bytes()
    picture = taken(whole)
    pictures.original(picture).write_bytes(data[: len(data) * 5 // 8])
    reader = pictures_frames.FrameReader(picture)
    numbers = [reader.read(number, 300).number for number in range(6)]
    assert 1 < reader.frames < 4
    assert numbers[:4] != [0, 1, 2, 3]
    assert max(numbers) == reader.frames - 1


def test_a_gif_without_frames_is_refused_in_a_sentence(library: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.gif"
    empty.write_bytes(b"GIF89a\x0a\x00\x0a\x00\x00\x00\x00\x3b")
    with pytest.raises(KnownError, match=r"empty\.gif"):
        pictures.take_in_file(empty)


def test_a_file_damaged_in_its_first_frame_is_told_not_raised(library: Path, tmp_path: Path) -> None:
    picture = taken(animated(tmp_path / "a.gif"))
    path = pictures.original(picture)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(KnownError):
        pictures_frames.FrameReader(picture).read(0, 64)
    assert not pictures_frames.moves(picture)
    path.unlink()
    assert not pictures_frames.moves(picture)
    with pytest.raises(KnownError, match="missing"):
        pictures_frames.FrameReader(picture)


def test_a_huge_gif_is_not_played_but_shown(library: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.gif"
    first, second = Image.new("P", (10_000, 10_000), 3), Image.new("P", (10, 10), 5)
    first.save(huge, save_all=True, append_images=[second.resize((10_000, 10_000))], duration=50)
    picture = taken(huge)
    with pytest.raises(KnownError, match="10000 × 10000"):
        pictures_frames.FrameReader(picture)
    assert pictures.mip(picture, 64).width == 64


def test_a_frame_can_be_decoded_like_any_picture(library: Path, tmp_path: Path) -> None:
    picture = taken(animated(tmp_path / "a.gif"))
    assert first_pixel(pictures.decode(f"{picture}#2")) == COLOURS[2]
    assert first_pixel(pictures.decode(f"{picture}#99")) == COLOURS[-1]
    assert QColor(first_pixel(pictures.mip(f"{picture}#1", 64))).green() > 250
    assert QColor(first_pixel(pictures.mip(picture, 64))).red() > 250  # the thumbnail stays the first


# -- playing ---------------------------------------------------------------------------------------


@pytest.fixture
def animator(qtbot: QtBot, library: Path) -> Iterator[Animator]:
    made = Animator()
    yield made
    made.stop()


def colour(animator: Animator, uuid: str = "a") -> str:
    frame = animator.frame(uuid)
    return frame.image.pixelColor(2, 2).name() if frame is not None else ""


def test_the_next_frame_waits_until_the_one_before_was_seen(
    qtbot: QtBot, animator: Animator, tmp_path: Path
) -> None:
    picture = taken(animated(tmp_path / "a.gif"))
    with qtbot.waitSignal(animator.changed):
        animator.play("a", picture, 0, 64)
    assert colour(animator) == COLOURS[0]
    with qtbot.assertNotEmitted(animator.changed, wait=120):
        pass
    with qtbot.waitSignal(animator.changed):
        animator.seen("a")
    assert colour(animator) == COLOURS[1]


def test_it_plays_round_and_round(qtbot: QtBot, animator: Animator, tmp_path: Path) -> None:
    seen: list[str] = []

    def paint(uuid: str) -> None:
        seen.append(colour(animator))
        animator.seen(uuid)

    animator.changed.connect(paint)
    animator.play("a", taken(animated(tmp_path / "a.webp")), 2, 64)
    qtbot.waitUntil(lambda: len(seen) >= 6)
    assert seen[:6] == [*COLOURS[2:], *COLOURS]


def test_steps_go_on_and_back_over_the_end(qtbot: QtBot, animator: Animator, tmp_path: Path) -> None:
    picture = taken(animated(tmp_path / "a.gif"))
    for by, expected in ((-1, 3), (1, 0), (2, 2), (-1, 1)):
        with qtbot.waitSignal(animator.landed) as landed:
            animator.step("a", by, picture, 0, 64)
        assert landed.args == ["a", expected]
        assert colour(animator) == COLOURS[expected]


def test_holding_tells_the_frame_that_is_seen(qtbot: QtBot, animator: Animator, tmp_path: Path) -> None:
    with qtbot.waitSignal(animator.changed):
        animator.play("a", taken(animated(tmp_path / "a.gif")), 1, 64)
    assert animator.pause("a") == 1
    assert animator.pause("a") is None
    assert not animator.is_playing("a")


def test_frames_stay_within_the_budget(qtbot: QtBot, library: Path, tmp_path: Path) -> None:
    frame, count = 256 * 144 * 4, 24
    colours = tuple(QColor.fromHsv(n * 14, 255, 255).name() for n in range(count))
    animator, most = Animator(budget=8 * frame), [0]
    shown: list[int] = []

    def paint(uuid: str) -> None:
        most[0] = max(most[0], animator.memory)
        made = animator.frame(uuid)
        assert made is not None
        shown.append(made.number)
        animator.seen(uuid)

    animator.changed.connect(paint)
    animator.play("a", taken(animated(tmp_path / "a.gif", colours, (256, 144))), 0, 256)
    qtbot.waitUntil(lambda: len(shown) > count)
    animator.stop()
    assert shown[: count + 1] == [*range(count), 0]
    assert frame < most[0] <= 8 * frame


def test_frames_come_in_their_tone(qtbot: QtBot, animator: Animator, tmp_path: Path) -> None:
    tone = Tone(greyscale=True)
    with qtbot.waitSignal(animator.changed):
        animator.play("a", taken(animated(tmp_path / "a.gif")), 2, 64, tone)
    assert colour(animator) == toned_colour(COLOURS[2], tone)
    animator.pause("a")
    animator.adapt("a", 64, Tone())
    qtbot.waitUntil(lambda: colour(animator) == COLOURS[2])


def test_what_cannot_play_is_told(qtbot: QtBot, animator: Animator, tmp_path: Path) -> None:
    with qtbot.waitSignal(animator.failed) as failed:
        animator.play("a", taken(animated(tmp_path / "a.gif", COLOURS[:1])), 0, 64)
    assert "one frame" in failed.args[1]
    assert animator.frame("a") is None
    with qtbot.waitSignal(animator.failed) as failed:
        animator.play("b", "pictures/aa/gone.gif", 0, 64)
    assert "missing" in failed.args[1]


def test_one_frame_is_told_of_however_soon_it_is_decoded(
    qtbot: QtBot, animator: Animator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded, bring, go_on = threading.Event(), animator._bring, animator._on_due

    def bring_and_say(*frame: Any) -> None:
        bring(*frame)
        decoded.set()

    def go_on_late() -> None:
        assert decoded.wait(20)
        go_on()

    monkeypatch.setattr(animator, "_bring", bring_and_say)
    monkeypatch.setattr(animator, "_on_due", go_on_late)
    with qtbot.waitSignal(animator.failed) as failed:
        animator.play("a", taken(animated(tmp_path / "a.gif", COLOURS[:1])), 0, 64)
    assert "one frame" in failed.args[1]
