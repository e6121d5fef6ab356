# SPDX-License-Identifier: GPL-3.0-or-later
"""A board through its rewatches: pictures, a moving picture, a film."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moodboard.domain import walk
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, Format, Mode
from moodboard.domain.film import Watch
from moodboard.domain.scrubber import Axis, axis_of
from moodboard.domain.walk import Step, WalkKind
from moodboard.services import exporting_walk

PLAN = ExportPlan("x", Format.PNG, 64, 48, 1.0, (0, 0), (), "#ffffff", 96, 90, Mode.AS_LAID_OUT, False)
STEPS = (
    Step(1, frozenset({"a", "b"})),
    Step(2, frozenset({"b"})),
    Step(3, frozenset({"b"})),
    Step(4, frozenset()),
)


class Painter:
    """Paints one grey for each number of pins that are hidden."""

    def paint_without(self, hidden: frozenset[str]) -> bytes:
        return bytes([80 * len(hidden)]) * (PLAN.width * PLAN.height * 3)


def _silent(_done: int, _total: int) -> None:
    pass


def _axis(watches: int, made: Sequence[int]) -> Axis:
    seen = [Watch(1, uuid=f"w{n}") for n in range(watches)]
    pins = [Pin(f"p{n}", PinKind.NOTE, Place(0, 0, 1, 1), watch=f"w{at}") for n, at in enumerate(made)]
    return axis_of(seen, 0, pins)


def test_the_last_step_shows_everything() -> None:
    steps = walk.steps_of(_axis(4, [0, 1, 3]))
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert not steps[-1].hidden
    assert len(steps[0].hidden) == 2


def test_pictures_are_made_only_of_watches_that_pinned_something() -> None:
    assert [step.number for step in walk.steps_of(_axis(9, [2, 5, 5]), every=False)] == [3, 6]


def test_hundreds_of_watches_do_not_make_an_endless_film() -> None:
    assert len(walk.steps_of(_axis(300, [2, 5, 299]))) == 3


def test_a_board_of_one_watch_cannot_be_walked() -> None:
    with pytest.raises(KnownError, match="nothing to walk through"):
        walk.steps_of(_axis(3, [1, 1]))


@pytest.mark.parametrize(("name", "kind"), [("a.MP4", "mp4"), ("a.webp", "webp"), ("a.jpg", "pictures")])
def test_the_name_tells_the_kind(name: str, kind: str) -> None:
    assert walk.kind_of(Path(name)) == kind


def test_a_series_sorts_as_it_follows(tmp_path: Path) -> None:
    made = exporting_walk.write(WalkKind.PICTURES, PLAN, Painter(), STEPS, tmp_path / "b.png", _silent)
    assert [file.name for file in made] == ["b 01.png", "b 02.png", "b 03.png", "b 04.png"]
    assert [Image.open(file).getpixel((3, 3)) for file in made] == [(v,) * 3 for v in (160, 80, 80, 0)]


def test_a_moving_picture_has_the_time_of_every_step(tmp_path: Path) -> None:
    to = tmp_path / "b.webp"
    exporting_walk.write(WalkKind.WEBP, PLAN, Painter(), STEPS, to, _silent)
    durations = []
    with Image.open(to) as film:
        for frame in range(film.n_frames):  # type: ignore[attr-defined]
            film.seek(frame)
            film.load()
            durations.append(film.info["duration"])
    assert sum(durations) == sum(exporting_walk.durations_of(STEPS))


def test_a_film_shows_each_step_and_plays_everywhere(tmp_path: Path) -> None:
    import av

    to = tmp_path / "b.mp4"
    exporting_walk.write(WalkKind.MP4, PLAN, Painter(), STEPS, to, _silent)
    with av.open(str(to)) as film:
        stream = film.streams.video[0]
        greys = [int(np.median(frame.to_ndarray(format="gray"))) for frame in film.decode(stream)]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
    assert abs(greys[0] - 160) < 8 and abs(greys[-1]) < 8
    assert all(one >= other - 3 for one, other in pairwise(greys))
    assert len(greys) == pytest.approx(sum(exporting_walk.durations_of(STEPS)) / 40, abs=2)


@pytest.mark.parametrize("kind", list(WalkKind))
def test_a_cancel_leaves_no_file(tmp_path: Path, kind: WalkKind) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporting_walk.write(kind, PLAN, Painter(), STEPS, tmp_path / f"b.{kind}", stop)
    assert not list(tmp_path.iterdir())


def test_films_have_even_sides() -> None:
    assert walk.fitted(1921, 1263, 1920, even=True) == (1920, 1262)
