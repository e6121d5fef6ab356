# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles become lines: cleaned, joined, split, moved in time, found as one remembers, kept."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import said_here as moodboard
from moodboard.domain.errors import KnownError
from moodboard.domain.exchange import DASH, Turn, turns_of
from moodboard.domain.film import Film
from moodboard.domain.shot_names import guess
from moodboard.domain.subtitles import sync
from moodboard.domain.subtitles.cleaning import Spoken, spoken
from moodboard.domain.subtitles.cue import Cue
from moodboard.domain.subtitles.search import LineSearch, search
from moodboard.domain.subtitles.sentences import join, sentences, split
from moodboard.services import films, lines, lines_text, subtitles, subtitles_inside
from subtitle_samples import ass, microdvd, spaced, srt, vtt


def cues(*rows: str) -> tuple[Cue, ...]:
    return tuple(Cue(a, b, text) for a, b, text in spaced(rows))


def said(*rows: str) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in spoken(cues(*rows))]


# Cleaning


@pytest.mark.parametrize(
    ("row", "clean"),
    [
        ("I never thought\nthat one day", "I never thought that one day"),
        ("[door closes]\nWho is it?", "Who is it?"),
        ("(sighs) Well. (laughs)", "Well."),
        ("♪ La la la ♪", "La la la"),
        ("# La la la #", "La la la"),
        ("- Only one speaks.", "Only one speaks."),
        ("[a note (in a note)] Yes", "Yes"),
        ("well-\nknown", "well-known"),
        ("明日は\n晴れる", "明日は晴れる"),
        ("At 12:30 by train: maybe.", "At 12:30 by train: maybe."),
    ],
)
def test_notes_music_and_breaks_are_taken_out(row: str, clean: str) -> None:
    assert said(row) == [("", clean)]


def test_sounds_and_music_alone_are_no_line() -> None:
    assert said("[door closes]", "♪", "♪♪♪", "(sighs)\n[laughs]", "...") == []


def test_who_speaks_is_told_from_the_words() -> None:
    assert said("ANNA: Hi.", "MAN 2: Yes.", "DR. O'BRIEN (on phone): No.", "[ANNA] Again.") == [
        ("Anna", "Hi."),
        ("Man 2", "Yes."),
        ("Dr. O'Brien", "No."),
        ("Anna", "Again."),
    ]
    assert said("Remember: never.") == [("", "Remember: never.")]
    assert said("Anna: Hi.", "Anna: Bye.") == [("Anna", "Hi."), ("Anna", "Bye.")]


@pytest.mark.parametrize(
    ("row", "turns"),
    [
        ("- Hi.\n- Hello.", ((DASH, "Hi."), (DASH, "Hello."))),
        ("Hi.\n- Hello.", ((DASH, "Hi."), (DASH, "Hello."))),
        ("- Hi. - Hello.", ((DASH, "Hi."), (DASH, "Hello."))),
        ("–Where were you\nall night?\n–Here.", ((DASH, "Where were you all night?"), (DASH, "Here."))),
        ("ANNA: Hi.\nBEN: Hello.", (("Anna", "Hi."), ("Ben", "Hello."))),
        ("- ANNA: Hi.\n- What?", (("Anna", "Hi."), (DASH, "What?"))),
        (">> Hi.\n>> Hello.", ((DASH, "Hi."), (DASH, "Hello."))),
    ],
)
def test_two_speakers_in_one_cue_are_an_exchange(row: str, turns: tuple[tuple[str, str], ...]) -> None:
    (one,) = spoken(cues(row))
    assert one.is_exchange and turns_of(one.text) == tuple(Turn(*turn) for turn in turns)


def test_a_sentence_over_several_cues_is_one_and_a_whole_cue_stays_one() -> None:
    found = sentences(
        spoken(cues("ANNA: I never thought", "we would meet. Did you, Mr. Smith?", "No. At 3.5 maybe."))
    )
    assert [(one.speaker, one.text) for one in found] == [
        ("Anna", "I never thought we would meet."),
        ("", "Did you, Mr. Smith?"),
        ("", "No. At 3.5 maybe."),
    ]
    assert found[0].start == 1.0 and found[0].cues == (0, 1) and 4.0 < found[1].start < found[1].end <= 6.0


def test_dots_that_hand_a_sentence_on_go() -> None:
    assert [one.text for one in sentences(spoken(cues("I was...", "...thinking.")))] == ["I was thinking."]


def test_what_lies_far_apart_or_is_never_punctuated_is_not_joined() -> None:
    apart = (Spoken(0, 1, "I went"), Spoken(9, 10, "to Paris."))
    assert sentences(apart) == apart
    assert len(sentences(spoken(cues("so here we are", "and nobody came", "what a day")))) == 3


def test_joining_and_splitting_by_hand() -> None:
    ana, ben = Spoken(0, 1, "Hi.", "Ana", (0,)), Spoken(1, 2, "Yes. No.", "Ben", (1,))
    assert join([ana, ben]).text == "Ana: Hi.\nBen: Yes. No." and join([ana, ben]).end == 2
    assert [one.text for one in split(ben)] == ["Yes.", "No."]
    assert [(one.text, one.start) for one in split(ben, 4)] == [("Yes.", 1.0), ("No.", 1.5)]
    assert split(ben, 0) == (ben,)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_words_break_the_cleaning(rows: list[str]) -> None:
    for one in sentences(spoken(cues(*rows))):
        assert one.text.strip() and one.end >= one.start


# Time


def test_two_points_shifts_and_rates_move_every_cue() -> None:
    timing = sync.two_points((10.0, 12.0), (110.0, 117.0))
    assert (timing.of(10.0), timing.of(110.0)) == (pytest.approx(12.0), pytest.approx(117.0))
    assert sync.between_rates(25, 23.976).of(60.0) == pytest.approx(60 * 25 * 1001 / 24000)
    assert sync.shift(-2.0).then(sync.shift(0.5)).of(5.0) == 3.5
    assert sync.timed(cues("x"), sync.shift(-5))[0].start == -4.0
    for wrong in (((1.0, 1.0), (1.5, 9.0)), ((1.0, 1.0), (9.0, 900.0)), ((1.0, 9.0), (9.0, 1.0))):
        with pytest.raises(KnownError):
            sync.two_points(*wrong)


def test_a_subtitle_of_another_cut_is_said() -> None:
    long = [Cue(at * 60.0, at * 60.0 + 2, "x") for at in range(100)]
    assert sync.another_cut(long, 6000) is None and sync.another_cut(long, None) is None
    assert "1:39:02" in str(sync.another_cut(long, 5400)) and "another cut" in str(
        sync.another_cut(long, 5400)
    )
    assert "frame rate" in str(sync.another_cut(long, 5700)) and "part" in str(sync.another_cut(long, 12000))


# Finding

FILM = [
    "I never thought we would meet in Paris again.",
    "You look exactly the way I remember you.",
    "That was eleven years ago.",
    "Do you still play the piano?",
    "Only when nobody is listening.",
    "Sometimes I think I have felt everything",
    "I am ever going to feel.",
    "The lighthouse keeper never came home.",
    "We could take the night train.",
    "And from here on out I am not going to feel anything new.",
    "What is it you do all day, exactly?",
    "Ana: Come in.\nBen: It is raining in the kitchen.",
]


@pytest.mark.parametrize(
    ("remembered", "place"),
    [
        ("i never thought we'd meet in paris", (0, 0)),
        ("never thougt wed met again in pariss", (0, 0)),
        ("you look just like I remember you", (1, 1)),
        ("sometimes i think ive felt everything im ever gonna feel", (5, 6)),
        ("do you play piano still", (3, 3)),
        ("the light house keeper never returned home", (7, 7)),
        ("lets take a night train", (8, 8)),
        ("nobody listening", (4, 4)),
        ("its raining inside the kitchen", (11, 11)),
        ("lighthou", (7, 7)),
    ],
)
def test_a_line_is_found_as_one_remembers_it(remembered: str, place: tuple[int, int]) -> None:
    best = search(FILM, remembered)[0]
    assert (best.first, best.last) == place


def test_what_nobody_says_is_not_found_and_the_exact_words_come_first() -> None:
    assert (
        search(FILM, "zebra crossing umbrella")
        == search(FILM, "")
        == search(FILM, "?!")
        == search([], "a")
        == ()
    )
    assert (
        search(["feel new", *FILM, "going to feel anything new"], "going to feel anything new")[0].score
        == 1.0
    )
    assert LineSearch(["明日は晴れる", "昨日は雨"]).find("雨だった")[0].first == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=40))
def test_no_words_break_the_search(texts: list[str], remembered: str) -> None:
    for found in search(texts, remembered):
        assert 0 <= found.first <= found.last < len(texts) and 0 < found.score <= 1


# The service


def test_the_line_at_a_moment_is_the_one_said_then_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "her.srt"
    file.write_text(
        srt([(1, 2, "One."), (4, 9, "Long."), (5, 6, "Short."), (60, 61, "Far.")]), encoding="utf-8"
    )
    told = subtitles.read_file(file)
    wanted = {0.0: "One.", 1.5: "One.", 2.9: "One.", 3.5: "Long.", 5.5: "Short.", 8.0: "Long.", 59.0: "Far."}
    assert {at: getattr(told.at(at), "text", None) for at in wanted} == wanted
    assert told.at(500.0) is None
    assert getattr(told.shifted(10).shifted(-1).at(10.5), "text", "") == "One."


@pytest.mark.usefixtures("library")
def test_lines_are_kept_once_with_their_time_and_film() -> None:
    film, _changes = films.add_film(Film("Her", 2013))
    told = subtitles.read_bytes(srt([(61, 63, "ANNA: Hi."), (64, 66, "- One.\n- Two.")]).encode(), "x.srt")
    kept, changes = subtitles.keep(told.shifted(-62).lines, film.id, ("calm",))
    assert [(one.speaker, one.text, one.timecode, one.film_id, one.feelings) for one in kept] == [
        ("Anna", "Hi.", 0.0, film.id, ("calm",)),
        ("", "– One.\n– Two.", 2.0, film.id, ("calm",)),
    ]
    assert [one.until for one in kept] == [1.0, 4.0]
    assert changes.lines == {one.uuid for one in kept}
    assert subtitles.keep(told.lines, film.id)[0] == () and len(lines.lines_of_film(film.id)) == 2


def test_subtitles_beside_a_film_are_found(tmp_path: Path) -> None:
    (tmp_path / "Subs").mkdir()
    for name in ("Her.srt", "Her.en.srt", "Hero.srt", "Her.mkv", "her.de.ASS", "Subs/2_English.srt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [path.name for path in subtitles.beside(tmp_path / "Her.mkv")]
    assert found == ["Her.srt", "her.de.ASS", "Her.en.srt", "2_English.srt"]
    assert subtitles.beside(tmp_path / "gone" / "Her.mkv") == ()


def test_what_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.srt"):
        with pytest.raises(KnownError):
            subtitles.read_file(path)
    (tmp_path / "bad.mkv").write_bytes(b"\x1aE\xdf\xa3 nothing")
    for name in ("bad.mkv", "gone.mkv"):
        with pytest.raises(KnownError):
            subtitles_inside.read_track(tmp_path / name)


@pytest.mark.parametrize("form", ["srt", "ass", "vtt"])
def test_text_tracks_inside_a_film_file_are_read(tmp_path: Path, form: str) -> None:
    import av

    two = [(1.0, 2.0, "Hi, größer."), (3.0, 4.0, "One\ntwo")]
    source, film = tmp_path / f"s.{form}", tmp_path / "film.mkv"
    source.write_text({"srt": srt, "ass": ass, "vtt": vtt}[form](two), encoding="utf-8")
    with av.open(str(source)) as given_file, av.open(str(film), "w") as made:
        stream = made.add_stream_from_template(given_file.streams[0])
        for packet in given_file.demux():
            if packet.pts is not None:
                packet.stream = stream
                made.mux(packet)
    (track,) = subtitles_inside.tracks(film)
    assert track.is_text
    told = subtitles_inside.read_track(film, track.index)
    assert [(cue.start, cue.end, cue.text) for cue in told.own] == two
    with pytest.raises(KnownError):
        subtitles_inside.read_track(film, 7)


def test_mp4_text_is_read_with_its_length_in_front() -> None:
    data = len("Hi é".encode()).to_bytes(2, "big") + "Hi é".encode() + b"\0\0\0\x0cstyl...."
    assert subtitles_inside.made_cue(data, "mov_text", 1.0, 2.0) == Cue(1.0, 2.0, "Hi é")


# Pasting an exchange


def test_a_pasted_exchange_with_actions_and_times_is_understood() -> None:
    pasted = "[1:02] ANNA [softly]: Hi. [sighs]\n[1:05] BEN (to her): No.\n\nLater."
    line = lines_text.proposals(pasted)[0]
    assert line.timecode == 62.0
    ana, ben = turns_of(line.text)
    assert (ana.speaker, ana.spoken, ana.actions) == ("ANNA", "Hi.", ("softly", "sighs"))
    assert (ben.speaker, ben.words) == ("BEN", "[to her] No.")
    assert turns_of("[She turns.]\nANNA: Hi.\nBEN: No.")[0].words == "[She turns.]\nHi."
    assert lines_text.proposals("ANNA: Hi. [sighs]\n\nx")[0].speaker == "ANNA"


def test_dashes_of_one_row_numbers_and_lists_are_no_exchange() -> None:
    assert turns_of("- Only one.") == turns_of("-5\n-6") == turns_of("plain\nrows") == ()
    assert turns_of("- Hi.\n- Hello.", "off") == ()


# Names of screenshots


@pytest.mark.parametrize(
    ("name", "title", "timecode"),
    [
        ("mpv-shot0001.jpg", None, None),
        ("Her.mkv-shot0003.jpg", "Her", None),
        ("Her-00:29:14.250.jpg", "Her", 1754.25),
        ("Her.mkv-00:29:14.250.jpg", "Her", 1754.25),
        ("Her_00-29-14.jpg", "Her", 1754.0),
        ("Her.2013.1080p.BluRay.x264-00:29:14.250.jpg", "Her 2013", 1754.25),
        ("[00_29_14.250] Her.png", "Her", 1754.25),
        ("vlcsnap-2026-11-22-20h10m03s123.png", None, None),
        ("vlcsnap-01h29m14s250.png", None, 5354.25),
        ("Her.mkv_snapshot_01.29.14_[2026.11.22_20.10.03].png", "Her", 5354.0),
        ("Her.mkv_snapshot_01.29.14.250.png", "Her", 5354.25),
        ("Her (2013).mkv_snapshot_29.14.jpg", "Her (2013)", 1754.0),
        ("Her.mkv_20261122_201003.123.jpg", "Her", None),
        ("Her (2013)-thumb1.jpg", "Her (2013)", None),
        ("thumb1.jpg", None, None),
        ("Shot Caller-00.12.13.png", "Shot Caller", 733.0),
    ],
)
def test_names_of_players_tell_film_and_time(name: str, title: str | None, timecode: float | None) -> None:
    assert guess(name) == (title, timecode)


# The command


def test_lines_of_a_subtitle_are_listed_found_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "her.srt"
    file.write_bytes(
        srt([(61, 63, "ANNA: Où étais-tu hier soir ?"), (64, 66, "Nulle part.")]).encode("cp1252")
    )
    moodboard("add", "Her", "--year", "2013")
    listed = moodboard("lines", "--from", file, "--shift", "-1").stdout.splitlines()
    assert listed == ["0:01:00  Anna  Où étais-tu hier soir ?", "0:01:03        Nulle part."]
    found = json.loads(moodboard("lines", "--from", file, "--find", "ou etait tu hier", "--json").stdout)
    assert (found["lines"][0]["speaker"], found["lines"][0]["at"], found["encoding"]) == (
        "Anna",
        "0:01:01",
        "cp1252",
    )
    assert (
        "1 line kept" in moodboard("lines", "--from", file, "--film", "Her", "--at", "1:05", "--keep").stdout
    )
    assert [line["text"] for line in json.loads(moodboard("lines", "--json").stdout)] == ["Nulle part."]


def test_wrong_use_of_the_command_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "x.sub"
    file.write_text(microdvd([(1, 2, "x")]), encoding="utf-8")
    for words in (
        ["--find", "x"],
        ["--from", file, "--keep"],
        ["--from", tmp_path / "no.srt"],
        ["--from", tmp_path],
    ):
        done = moodboard("lines", *words)
        assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, 1, ""), done


@pytest.mark.parametrize(("pause", "rows"), [(0.3, 1), (1.0, 2)])
def test_a_capital_after_a_breath_begins_another_sentence(pause: float, rows: int) -> None:
    filler = [(float(n), n + 0.9, f"They end here {n}.") for n in range(10)]
    cues = [*filler, (20.0, 21.0, "Karaoke"), (21.0 + pause, 23.0, "Over there now.")]
    said = subtitles.read_bytes(srt(cues).encode(), "a.srt")
    assert len(said.lines) == len(filler) + rows


@pytest.mark.parametrize(
    ("forced", "default", "chosen"), [((1,), (), 2), ((1,), (1,), 2), ((), (3,), 3), ((1, 2, 3), (), 1)]
)
def test_a_track_of_foreign_words_alone_is_read_only_when_there_is_no_other(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    forced: tuple[int, ...],
    default: tuple[int, ...],
    chosen: int,
) -> None:
    there = tuple(
        subtitles_inside.TextTrack(n, "srt", is_default=n in default, is_forced=n in forced)
        for n in (1, 2, 3)
    )
    read: list[int] = []

    def cues_of(_container: object, track: subtitles_inside.TextTrack, _report: object) -> list[Cue]:
        read.append(track.index)
        return [Cue(0.0, 1.0, "Is this seat anyone’s?")]

    monkeypatch.setattr(subtitles_inside, "tracks", lambda _path: there)
    monkeypatch.setattr(subtitles_inside, "_opened", lambda _path: contextlib.nullcontext())
    monkeypatch.setattr(subtitles_inside, "_cues", cues_of)
    subtitles_inside.read_track(tmp_path / "film.mkv")
    assert read == [chosen]
