# SPDX-License-Identifier: GPL-3.0-or-later
"""Which subtitle is read, how it is set right, put in time, and what stands there without one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from film_clips import make
from lines_parts import CUES, Lines, close, film, made_lines, open_film
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.film_file import FilmFile, Track, TrackKind
from moodboard.domain.kept_file import SubtitleChoice
from moodboard.services import film_files, films, subtitle_sources, subtitles_inside
from moodboard.services.subtitle_sources import Source, likeliest
from moodboard.ui import messages
from moodboard.ui.actions import Needs
from moodboard.ui.capture.lines.encoding_dialog import EncodingDialog
from moodboard.ui.capture.lines.lines_head import signed
from subtitle_samples import ENCODED, microdvd, spaced, srt

Key = Qt.Key


@pytest.fixture
def lines(library: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Lines]:
    made = made_lines(qtbot, tmp_path)
    yield made
    close(made)


@pytest.fixture
def opened(lines: Lines, qtbot: QtBot, tmp_path: Path) -> Lines:
    open_film(qtbot, lines, film(tmp_path))
    return lines


def _idle(lines: Lines, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not lines.pane.reader.busy and not lines.jobs.running, timeout=10_000)


def _drop(lines: Lines, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    lines.pane.dropEvent(event)
    return event.isAccepted()


def _choose(lines: Lines, words: str) -> None:
    lines.pane.menu.fill()
    next(one for one in lines.pane.menu.actions() if one.text().startswith(words)).trigger()


# Which one


def _source(path: str = "", track: int | None = None, language: str = "", **more: bool) -> Source:
    return Source(path, track, language, **more)


def test_beside_comes_before_inside_ones_own_language_before_others_forced_last() -> None:
    offered = [
        _source(track=2, language="en"),
        _source(track=3, language="de", default=True),
        _source("a.fr.srt", language="fr"),
        _source("a.en.srt", language="en"),
        _source("a.srt"),
        _source("a.en.forced.srt", language="en", forced=True),
        _source(track=4, language="en", is_text=False),
    ]
    names = [one.path or one.track for one in likeliest(offered, ["en-GB", "de"])]
    assert names == ["a.en.srt", "a.srt", "a.fr.srt", 2, 3, "a.en.forced.srt"]


def _two_tracks(folder: Path) -> Path:
    path = folder / "Solaris.mkv"
    clip, german, english = make(folder / "clip.mkv"), folder / "x-de.srt", folder / "x-en.srt"
    german.write_text(srt([(0.5, 1.5, "Ich weiß es nicht.")]), encoding="utf-8")
    english.write_text(srt([(0.5, 1.5, "I do not know.")]), encoding="utf-8")
    with av.open(str(path), "w") as made:
        given = [av.open(str(one)) for one in (clip, german, english)]
        streams = [made.add_stream_from_template(one.streams[0]) for one in given]
        streams[1].metadata["language"], streams[2].metadata["language"] = "ger", "eng"
        for one, stream in zip(given, streams, strict=True):
            for packet in one.demux():
                if packet.pts is not None:
                    packet.stream = stream
                    made.mux(packet)
            one.close()
    for one in (clip, german, english):
        one.unlink()
    return path


def test_a_track_inside_is_read_in_the_persons_language_and_another_can_be_chosen(
    lines: Lines, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moodboard.qt.subtitle_reader.languages", lambda: ("en",))
    open_film(qtbot, lines, _two_tracks(tmp_path))
    assert lines.texts() == ["I do not know."]
    assert lines.pane.head.source.text() == "English · 1 line"
    _choose(lines, "German")
    _idle(lines, qtbot)
    assert lines.texts() == ["Ich weiß es nicht."]
    assert lines.session.kept is not None and lines.session.kept.subtitles.track == 1


def test_mp4_text_of_a_real_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as made:
        stream = made.add_stream("mov_text")
        stream.codec_context.subtitle_header = (
            b"[Script Info]\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour,"
            b" OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle,"
            b" BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
            b"Style: Default,Arial,16,&H0,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0\n"
            b"[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        )
        for number, words in enumerate(("Hello there.", "How are you? — née")):
            data = words.encode()
            packet = av.Packet(len(data).to_bytes(2, "big") + data)
            packet.stream, packet.time_base = stream, Fraction(1, 1000)
            packet.pts = packet.dts = 100 + 800 * number
            packet.duration = 600
            made.mux(packet)
    found = subtitles_inside.read_track(path)
    assert [(one.start, one.end, one.text) for one in found.own] == [
        (0.1, 0.7, "Hello there."), (0.9, 1.5, "How are you? — née"),
    ]  # fmt: skip


def test_pictures_of_words_are_named_as_such(lines: Lines, tmp_path: Path) -> None:
    (tmp_path / "Her.sub").write_bytes(b"\x00\x00\x01\xba" + b"a" * 100)
    (tmp_path / "Her.idx").write_text("# VobSub index file, v7")
    (tmp_path / "Her.srt").write_text(srt(CUES), encoding="utf-8")
    beside = {Path(one.path).name: one.is_text for one in subtitle_sources.beside(tmp_path / "Her.mkv")}
    assert beside == {"Her.srt": True, "Her.sub": False, "Her.idx": False}
    pgs = Track(3, TrackKind.SUBTITLES, "hdmv_pgs_subtitle", "eng")
    file = FilmFile(tmp_path / "Her.mkv", 1, 2, 2, 2, 2, "h264", "mkv", 24, 24, tracks=(pgs,))
    (inside,) = subtitle_sources.inside(file)
    assert lines.pane.menu.named(inside) == "English · PGS, pictures that cannot be read"
    assert likeliest([inside]) == []


def test_without_any_readable_subtitle_the_reason_is_said(lines: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    path = film(tmp_path, ())
    (tmp_path / "Window Seat (2008).srt").write_bytes(b"PK\x03\x04" + b"x" * 99)
    open_film(qtbot, lines, path)
    assert "Drop a subtitle file, or type the line you hear." in lines.pane.no_lines.words()
    assert "is a ZIP" in lines.pane.no_lines.words()


def test_thirty_megabytes_of_rubbish_are_refused_in_a_moment(tmp_path: Path) -> None:
    from time import thread_time

    path = tmp_path / "a.srt"
    path.write_bytes(b"abc \xe9\xe8 some words and no times at all\n" * 800_000)
    begun = thread_time()
    with pytest.raises(KnownError, match="No times"):
        subtitle_sources.read(None, SubtitleChoice(path=str(path)))
    assert thread_time() - begun < 1.0


def test_none_may_be_chosen_and_stays_chosen(opened: Lines, qtbot: QtBot) -> None:
    _choose(opened, "No subtitle")
    assert opened.session.subtitles is None
    path = opened.session.path
    opened.session.close()
    assert path is not None
    open_film(qtbot, opened, path)
    assert opened.session.subtitles is None and opened.session.subtitle_choice.off


def test_a_file_that_is_dropped_is_read_and_remembered(opened: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.srt"
    other.write_text(srt([(1, 2, "From elsewhere.")]), encoding="utf-8")
    assert _drop(opened, other)
    _idle(opened, qtbot)
    assert opened.texts() == ["From elsewhere."]
    assert opened.session.kept is not None and opened.session.kept.subtitles.path == str(other)
    assert not _drop(opened, tmp_path / "a.png")


def test_another_file_is_asked_for(
    opened: Lines, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.vtt"
    other.write_text("WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nSaid in VTT.\n", encoding="utf-8")
    monkeypatch.setattr(messages, "choose_files", lambda *_args: [other])
    _choose(opened, "Another file")
    _idle(opened, qtbot)
    assert opened.texts() == ["Said in VTT."]


def test_a_subtitle_that_is_gone_gives_way_to_the_next_with_a_sentence(
    opened: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere.srt"
    other.write_text(srt([(1, 2, "From elsewhere.")]), encoding="utf-8")
    _drop(opened, other)
    _idle(opened, qtbot)
    path = opened.session.path
    opened.session.close()
    other.unlink()
    assert path is not None
    open_film(qtbot, opened, path)
    assert len(opened.texts()) == len(CUES)
    assert "elsewhere.srt cannot be read" in opened.pane.head.note()


# Letters and frames


def test_the_encoding_is_chosen_by_looking_at_the_words(opened: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "pl.srt"
    path.write_bytes(srt(spaced(ENCODED["Polish"][1])).encode("cp1250"))
    _drop(opened, path)
    _idle(opened, qtbot)
    _choose(opened, "Looks wrong?")
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(EncodingDialog)))
    dialog = opened.window.findChildren(EncodingDialog)[-1]
    assert "Dziękuję" in dialog.sample_words()
    row = next(n for n in range(dialog.list.count()) if "1251" in dialog.list.item(n).text())
    dialog.list.setCurrentRow(row)
    assert "Dziкkujк" in dialog.sample_words()
    dialog.keep()
    _idle(opened, qtbot)
    assert opened.session.subtitle_choice.encoding == "cp1251"
    assert any("Dziкkujк" in text for text in opened.texts())


def test_frames_are_counted_as_the_film_has_them_and_another_rate_can_be_said(
    opened: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "frames.sub"
    path.write_text(microdvd([(1.0, 2.0, "At frame 24.")], 24), encoding="utf-8")
    _drop(opened, path)
    _idle(opened, qtbot)
    assert opened.session.subtitles is not None
    first = opened.session.subtitles.lines[0].start
    assert first == pytest.approx(1.0, abs=0.05)
    if not opened.session.subtitles.rate_said:
        assert "counted in frames" in opened.pane.head.note()
    opened.pane.reader.change(rate=25.0)
    _idle(opened, qtbot)
    assert opened.session.subtitles.lines[0].start == pytest.approx(24 / 25, abs=0.05)
    assert opened.session.subtitle_choice.rate == 25.0


# In time


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "0.0"), (0.2, "+0.2"), (-1.5, "−1.5"), (0.25, "+0.25"), (-0.001, "0.0")]
)
def test_a_shift_is_written_with_its_sign(seconds: float, said: str) -> None:
    assert signed(seconds) == said


def test_keys_shift_by_a_tenth_and_the_shift_is_kept_for_the_file(opened: Lines, qtbot: QtBot) -> None:
    book = opened.pane._parts.book
    book.have(Needs.FILE, True)
    for _turn in range(3):
        book.action("capture.sync_later").trigger()
    book.action("capture.sync_earlier").trigger()
    assert opened.pane.head.sync.text() == "Sync +0.2 s"
    assert opened.pane.model.row(0).line.start == pytest.approx(0.7)
    path = opened.session.path
    opened.session.close()
    assert path is not None
    open_film(qtbot, opened, path)
    assert opened.pane.head.sync.text() == "Sync +0.2 s"


def test_this_line_is_said_now(opened: Lines, qtbot: QtBot) -> None:
    opened.session.go(5.0)
    qtbot.waitUntil(lambda: abs(opened.session.at - 5.0) < 0.01)
    opened.click(1)
    opened.pane.deeds.said_now()
    assert opened.pane.model.row(1).line.start == pytest.approx(opened.session.at, abs=0.001)


def test_two_marked_lines_stretch_the_subtitle(opened: Lines, qtbot: QtBot) -> None:
    opened.pane.open_sync()
    card = opened.pane.sync_card
    assert card is not None
    for row, seconds in ((0, 1.0), (7, 8.5)):
        opened.session.go(seconds)
        qtbot.waitUntil(lambda: abs(opened.session.at - seconds) < 0.01)  # noqa: B023
        opened.pane.list.setCurrentIndex(opened.pane.model.index(row))
        qtbot.mouseClick(card.mark, Qt.MouseButton.LeftButton)
    rows = opened.pane.model.rows()
    assert rows[0].line.start == pytest.approx(1.0, abs=0.01)
    assert rows[7].line.start == pytest.approx(8.5, abs=0.01)
    assert opened.session.subtitle_choice.stretch == pytest.approx(7.5 / 7, abs=0.01)
    assert opened.pane.head.sync.text().endswith("stretched")
    qtbot.mouseClick(card.reset, Qt.MouseButton.LeftButton)
    assert opened.pane.model.row(0).line.start == 0.5
    assert opened.session.subtitle_choice.stretch == 1.0


def test_seconds_are_typed_and_frame_rates_are_one_click(opened: Lines, qtbot: QtBot) -> None:
    opened.pane.open_sync()
    card = opened.pane.sync_card
    assert card is not None
    card.field.selectAll()
    QTest.keyClicks(card.field, "-0,4")
    QTest.keyClick(card.field, Key.Key_Return)
    assert opened.pane.head.sync.text() == "Sync −0.4 s"
    qtbot.mouseClick(card.presets[0], Qt.MouseButton.LeftButton)
    assert opened.session.subtitle_choice.stretch == pytest.approx(25 * 1001 / 24000)
    QTest.keyClick(card.field, Key.Key_Escape)
    assert not card.isVisible()


def test_two_marks_at_one_place_are_a_sentence_in_the_card(opened: Lines) -> None:
    opened.pane.open_sync()
    card = opened.pane.sync_card
    assert card is not None
    opened.click(1)
    opened.pane.deeds.mark()
    opened.pane.deeds.mark()
    assert "further apart" in card._error.text() and opened.pane.sync.first is not None


def test_a_subtitle_of_another_cut_is_one_quiet_sentence_with_the_way_on(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    open_film(qtbot, lines, film(tmp_path, [*CUES, (4000.0, 4001.0, "Much later.")]))
    assert "another cut" in lines.pane.head.note()
    qtbot.mouseClick(lines.pane.head.way_button(), Qt.MouseButton.LeftButton)
    assert lines.pane.sync_card is not None and lines.pane.sync_card.isVisible()


# Without a subtitle, without a film


def test_what_is_heard_is_typed_and_pinned_at_the_moment_it_was_begun(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    open_film(qtbot, lines, film(tmp_path, ()))
    lines.session.go(3.0)
    qtbot.waitUntil(lambda: abs(lines.session.at - 3.0) < 0.01)
    lines.pane.focus_search()
    QTest.keyClicks(QApplication.focusWidget(), "Now")
    lines.session.go(6.0)
    qtbot.waitUntil(lambda: abs(lines.session.at - 6.0) < 0.01)
    QTest.keyClicks(QApplication.focusWidget(), " we know how.")
    lines.key(Key.Key_Return)
    assert [(one.text, one.start) for one in lines.pinned] == [
        ("Now we know how.", pytest.approx(3.0, abs=0.01))
    ]
    assert lines.pane.no_lines.field.toPlainText() == ""


def test_a_pasted_exchange_with_names_and_actions_is_one_line(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    open_film(qtbot, lines, film(tmp_path, ()))
    lines.pane.no_lines.field.setPlainText("ANNA: Stay on. [smiles]\nBEN: One more station.")
    lines.pane.no_lines.keep()
    assert len(lines.pinned) == 1 and lines.pinned[0].is_exchange


def test_a_subtitle_alone_gives_lines_with_timecodes_for_the_film_of_its_name(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = films.add_film(Film(title="Window Seat", year=2008))[0]
    path = tmp_path / "Window.Seat.2008.en.srt"
    path.write_text(srt(CUES), encoding="utf-8")
    lines.pane.open_file(path)
    _idle(lines, qtbot)
    assert lines.session.file is None and lines.session.film_id == seat.id
    assert len(lines.texts()) == len(CUES) and lines.pane.model.now == -1
    assert lines.pane.film_row.isVisible() and lines.pane.film_row.field.text() == "Window Seat (2008)"
    lines.click(6)
    lines.key(Key.Key_L)
    assert [one.start for one in lines.pinned] == [6.5]


def test_the_film_of_a_subtitle_alone_can_be_said(lines: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    seat = films.add_film(Film(title="Window Seat", year=2008))[0]
    path = tmp_path / "x.srt"
    path.write_text(srt(CUES), encoding="utf-8")
    lines.pane.open_file(path)
    _idle(lines, qtbot)
    assert lines.session.film_id is None
    lines.pane.film_row.field.setFocus()
    QTest.keyClicks(lines.pane.film_row.field, "window seat")
    QTest.keyClick(lines.pane.film_row.field, Key.Key_Return)
    qtbot.waitUntil(lambda: lines.session.film_id == seat.id)


def test_a_film_and_its_subtitle_opened_together_go_together(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    path = film(tmp_path)
    other = tmp_path / "elsewhere.srt"
    other.write_text(srt([(1, 2, "From elsewhere.")]), encoding="utf-8")
    with qtbot.waitSignal(lines.session.moved, timeout=10_000):
        lines.session.open(path)
        lines.pane.open_file(other)
    _idle(lines, qtbot)
    assert lines.texts() == ["From elsewhere."] and lines.session.file is not None


def test_what_was_remembered_is_read_again_with_its_shift_and_edits(tmp_path: Path, library: Path) -> None:
    path = film(tmp_path)
    from moodboard.services.video import opening

    kept, _changes = film_files.remember(opening.open_film_file(path))
    choice = SubtitleChoice(path=str(path.with_suffix(".srt")), shift=1.5, stretch=2.0)
    film_files.set_subtitles(kept.uuid, choice)
    found = subtitle_sources.open_for(opening.open_film_file(path), choice)
    assert found.choice == choice and found.subtitles is not None
    assert found.subtitles.lines[0].start == pytest.approx(0.5 * 2 + 1.5)
