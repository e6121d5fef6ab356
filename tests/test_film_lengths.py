# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a film is, where its file does not say it or says something else; and which track is the film."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import pytest

from film_clips import Clip, make
from moodboard.services.video.opening import open_film_file
from odd_clips import with_cover

_LATE_WORDS = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:01:38,000 --> 00:01:40,000\nMore.\n\n"


def again(source: Path, to: Path, words: Path | None = None, options: dict[str, str] | None = None) -> Path:
    """Write a clip anew, with these words inside, or as it is written while nobody knows its end."""
    with av.open(str(source)) as whole, av.open(str(to), "w", options=options or {}) as container:
        sources: list[tuple[Any, Any]] = [(whole, whole.streams.video[0])]
        if words is not None:
            inside = av.open(str(words))
            sources.append((inside, inside.streams.subtitles[0]))
        made = [container.add_stream_from_template(template) for _whole, template in sources]
        for (one, template), stream in zip(sources, made, strict=True):
            for packet in one.demux(template):
                if packet.size:
                    packet.stream = stream
                    container.mux(packet)
    return to


@pytest.mark.parametrize("first", [0, 5000])
def test_a_film_that_breaks_off_without_telling_its_length_is_as_long_as_what_there_is(
    tmp_path: Path, first: int
) -> None:
    source = make(tmp_path / "whole.mkv", Clip(frames=240, first=first))
    live = again(source, tmp_path / "live.mkv", options={"live": "1"})
    with av.open(str(live)) as container:
        assert not container.duration
    assert open_film_file(live).duration == pytest.approx(10, abs=0.1)
    live.write_bytes(live.read_bytes()[: live.stat().st_size // 2])
    assert 2 < open_film_file(live).duration < 8


def test_a_film_that_begins_and_breaks_off_at_once_has_no_length(tmp_path: Path) -> None:
    live = again(make(tmp_path / "whole.mkv", Clip(frames=1)), tmp_path / "live.mkv", options={"live": "1"})
    assert open_film_file(live).duration == 0


def test_words_after_the_film_do_not_make_it_longer(tmp_path: Path) -> None:
    words = tmp_path / "words.srt"
    words.write_text(_LATE_WORDS)
    film = again(make(tmp_path / "whole.mkv", Clip(frames=48)), tmp_path / "film.mkv", words)
    with av.open(str(film)) as container:
        assert (container.duration or 0) > 90_000_000
    assert open_film_file(film).duration == pytest.approx(2, abs=0.1)


def test_a_poster_that_became_a_track_like_any_other_is_not_the_film(tmp_path: Path) -> None:
    film = with_cover(tmp_path / "film.mkv", Clip(frames=12))
    with av.open(str(film)) as container:
        assert container.streams.video[0].codec_context.name == "mjpeg"
    assert open_film_file(film).codec == "h264"


def test_a_film_of_whole_pictures_alone_is_one(tmp_path: Path) -> None:
    film = make(tmp_path / "film.avi", Clip(frames=12, codec="mjpeg", pixels="yuvj420p"))
    assert open_film_file(film).codec == "mjpeg"
