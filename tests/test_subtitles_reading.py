# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles are read as they are found: any form, any encoding, and rubbish is one sentence."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles.cue import Cue, SubtitleKind
from moodboard.domain.subtitles.encodings import OFFERED, decode
from moodboard.domain.subtitles.reading import MOST_BYTES, read, read_data
from subtitle_samples import ENCODED, ass, microdvd, spaced, srt, vtt

TWO = [(1.0, 2.6, "Hi there."), (3.0, 4.0, "One\ntwo")]
FORMS = {SubtitleKind.SRT: srt, SubtitleKind.VTT: vtt, SubtitleKind.ASS: ass, SubtitleKind.MICRODVD: microdvd}


def told(text: str, rate: float | None = None) -> list[tuple[float, float, str]]:
    return [(cue.start, cue.end, cue.text) for cue in read(text, rate=rate).cues]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_form_and_line_ending_is_told_by_its_content(kind: SubtitleKind, end: str) -> None:
    text = "\ufeff" + FORMS[kind](TWO).replace("\n", end)
    assert read(text, "wrong.txt").kind is kind and told(text) == TWO


WORDS = st.lists(
    st.text(string.ascii_letters + " äß,.!?雨", min_size=1, max_size=30).map(str.strip).filter(
        lambda text: text and any(sign.isalpha() for sign in text) and "  " not in text
    ),
    min_size=1,
    max_size=2,
).map("\n".join)  # fmt: skip
CUES = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(1, 200), WORDS),
    min_size=1,
    max_size=8,
    unique_by=lambda c: c[0],
).map(lambda found: sorted((n * 0.2, round((n + long) * 0.2, 3), text) for n, long, text in found))


@pytest.mark.parametrize("kind", FORMS)
@settings(max_examples=40, deadline=None)
@given(cues=CUES)
def test_what_is_well_formed_comes_back(kind: SubtitleKind, cues: list[tuple[float, float, str]]) -> None:
    assert told(FORMS[kind](cues)) == [(round(a, 3), b, text) for a, b, text in cues]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=600),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                [
                    "WEBVTT",
                    "1",
                    "",
                    "00:00:01,000 --> 00:00:02,000",
                    "-00:00:01,000 --> 0:0:0",
                    "99:99:99 --> 1:1",
                    "{1}{1}0",
                    "{0}{25}a|b",
                    "{9}{}x",
                    "[1][2]x",
                    "0:00:01:x",
                    "[Events]",
                    "Format: Start, End, Text",
                    "Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,{\\p1}m 0 0{\\p0}x",
                    "<v Anna>Hi",
                    "NOTE x",
                    "<i",
                    "\x00",
                    "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000",
                    "- a\n- b",
                    "[door",
                    "٣:٠٠:٠١ --> x",
                ]
            ),
            max_size=12,
        ).map(lambda rows: "\n".join(rows).encode()),
    )
)
def test_nothing_but_a_sentence_comes_of_rubbish(data: bytes) -> None:
    try:
        track, _decoded = read_data(data, "x.srt")
    except KnownError as error:
        assert str(error).count("\n") == 0
    else:
        assert all(cue.text and cue.end >= cue.start for cue in track.cues)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b"PK\x03\x04" + b"x" * 90, "a ZIP"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "a web page"),
        (bytes(range(256)) * 400, "not text"),
        (b"\x1aE\xdf\xa3" + b"a" * 50, "a film"),
        (b"\x00\x00\x01\xba" + b"a" * 50, "pictures of words"),
        (b"Dear Ana, nothing is timed here.", "No times"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no words"),
        (b"<SAMI><BODY></BODY></SAMI>", "SAMI"),
        (b"a" * 3_000_000, "No times"),
        (b"1" * 3_000_000, "No times"),
        (b"1:1:1 --> " * 300_000, "no words"),
        (b"{" * 2_000_000, "No times"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_subtitle_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        read_data(data, "her.srt")


def test_one_giant_row_among_cues_is_cut_and_the_rest_is_read() -> None:
    text = srt([(1.0, 2.0, "x" * 2_000_000), (3.0, 4.0, "fine")])
    assert [cue.text[:9] for cue in read(text).cues] == ["xxxxxxxxx", "fine"]


# SRT in the wild


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,000 --> 00:00:02,500",
        "00:00:01.000 --> 00:00:02.500",
        "0:0:1,0 -> 0:0:2,5",
        "00:01.000-->00:02.500",
        "00:00:01,000  -->  00:00:02,500  X1:100 X2:200 Y1:1 Y2:2",
        "00:00:01:000 --> 00:00:02:500",
        "00: 00: 01, 000 --> 00: 00: 02, 500",
    ],
)
def test_times_are_read_however_they_are_written(times: str) -> None:
    assert told(f"1\n{times}\nHi.") == [(1.0, 2.5, "Hi.")]


def test_counters_may_be_missing_wrong_or_without_a_blank_row() -> None:
    text = "00:00:01,000 --> 00:00:02,000\nOne\n7\n00:00:03,000 --> 00:00:04,000\nTwo\n8\n"
    text += "00:00:05,000 --> 00:00:06,000\n1984\n\n9\n00:00:07,000 --> 00:00:08,000\nFour"
    assert [words for *_times, words in told("7\n" + text.replace("\n7\n", "\n\n7\n"))][1:] == [
        "Two",
        "1984",
        "Four",
    ]


def test_cues_come_by_time_empty_ones_are_left_out_and_negative_times_are_kept() -> None:
    text = "1\n00:00:05,000 --> 00:00:06,000\nLate\n\n2\n-00:00:01,500 --> 00:00:01,000\nEarly\n\n"
    text += "3\n00:00:02,000 --> 00:00:03,000\n\n4\n00:00:02,000 --> 00:00:09,000\nLong"
    assert told(text) == [(-1.5, 1.0, "Early"), (2.0, 9.0, "Long"), (5.0, 6.0, "Late")]


def test_an_end_before_the_beginning_becomes_the_time_it_takes_to_read() -> None:
    assert told("1\n00:00:05,000 --> 00:00:01,000\nOne two three")[0][:2] == (5.0, 6.0)


def test_markup_is_left_out_and_what_only_looks_like_it_stays() -> None:
    text = '1\n0:0:1,0 --> 0:0:2,0\n{\\an8}<font color="#fff"><i>I <3 you</i></font> &amp; 5 < 6'
    assert told(text)[0][2] == "I <3 you & 5 < 6"


def test_a_torn_file_gives_what_is_whole() -> None:
    whole = srt(TWO).encode()
    assert [cue.text for cue in read_data(whole[: whole.index(b"two")], "x")[0].cues] == ["Hi there.", "One"]


# WebVTT


def test_webvtt_settings_notes_styles_names_and_voices() -> None:
    text = (
        "WEBVTT - a film\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\n00:09 is no cue\n\nintro\n"
        "00:01.000 --> 00:02.000 line:0 position:20%\n<v.loud Anna>Hi <00:01.500><c.x>there</c>&nbsp;you.\n\n"
        "00:03.000 --> 00:04.000\n<v Anna>Yes.</v>\n<v Ben>No.</v>\n"
    )
    assert read(text).cues == (
        Cue(1.0, 2.0, "Hi there you.", "Anna"),
        Cue(3.0, 4.0, "Anna: Yes.\nBen: No."),
    )


def test_parts_of_a_stream_are_put_where_their_maps_say() -> None:
    part = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{},LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\n{}\n\n"
    assert told(part.format(900_000, "a") + part.format(1_800_000, "b")) == [
        (1.0, 2.0, "a"),
        (11.0, 12.0, "b"),
    ]


# ASS and MicroDVD


def test_ass_gives_words_without_drawings_karaoke_and_comments() -> None:
    text = "[Events]\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    row = "Dialogue: Marked=0,0:00:0{}.00,0:00:0{}.50,Default,{},0000,0000,0000,,{}\n"
    text += row.format(1, 1, "Anna", "{\\k20}So, {\\k30}it\\Nis\\hso{\\i0}")
    text += row.format(2, 2, "", "{\\p1}m 0 0 l 9 9{\\p0}") + row.format(3, 3, "", "Fine").replace(
        "Dialogue", "Comment"
    )
    text += row.format(4, 4, "", "Twice") * 2
    assert read(text).cues == (Cue(1.0, 1.5, "So, it\nis so", "Anna"), Cue(4.0, 4.5, "Twice"))


def test_microdvd_takes_the_rate_of_the_person_then_of_the_file_then_the_usual() -> None:
    body = "{25}{50}{y:i}One|/two\n{100}{}Open"
    assert told("{1}{1}25\n" + body)[0] == (1.0, 2.0, "One\ntwo")
    assert told("{1}{1}25\n" + body, rate=50)[0][:2] == (0.5, 1.0)
    guessed = read(body)
    assert (guessed.rate_said, guessed.cues[0].start) == (False, 1.043)
    for rate in (0.0, -1.0, 1e9, float("nan")):
        with pytest.raises(KnownError):
            read_data(body.encode(), "x", rate=rate)


def test_two_neighbours_of_microdvd_and_subviewer_are_read() -> None:
    assert told("[10][20]One|two\n[30][40]Three")[0] == (1.0, 2.0, "One\ntwo")
    assert told("0:00:01:One\n0:00:03:Two")[0][0::2] == (1.0, "One")
    assert told("[INFORMATION]\n00:00:01.00,00:00:02.00\nOne[br]two\n") == [(1.0, 2.0, "One\ntwo")]


# Encodings


@pytest.mark.parametrize("language", ENCODED)
def test_the_encoding_is_told_by_the_letters(language: str) -> None:
    encoding, rows = ENCODED[language]
    text = srt(spaced(rows), "\r\n")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", ["French", "Russian", "Japanese"])
def test_unicode_is_told_with_and_without_its_mark(encoding: str, language: str) -> None:
    text = srt(spaced(ENCODED[language][1]))
    found, decoded = read_data(text.encode(encoding), "x.srt")
    assert decoded.text == text and decoded.sure and len(found.cues) == len(ENCODED[language][1])


def test_utf8_with_a_torn_end_or_a_broken_letter_stays_utf8() -> None:
    whole = srt(spaced(ENCODED["Russian"][1] * 9)).encode()
    assert (
        decode(whole[:-2]).encoding == decode(whole.replace("знаю".encode(), b"\xff", 1)).encoding == "utf-8"
    )


def test_the_person_corrects_the_encoding() -> None:
    data = srt(spaced(ENCODED["Russian"][1])).encode("cp1251")
    assert "вчера" in decode(data, "Windows-1251").text and "вчера" not in decode(data, "cp1252").text
    for unknown in ("klingon", "zip", "rot13", "\0"):
        with pytest.raises(KnownError):
            decode(data, unknown)
    for offered in OFFERED:
        assert decode(data, offered).encoding == offered
