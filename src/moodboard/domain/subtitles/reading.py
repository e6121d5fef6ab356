# SPDX-License-Identifier: GPL-3.0-or-later
"""Read a subtitle by what is in it, whatever its name ends with."""

from __future__ import annotations

import re

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles import microdvd
from moodboard.domain.subtitles.ass import read_ass
from moodboard.domain.subtitles.cue import SubtitleKind, Track, ordered
from moodboard.domain.subtitles.encodings import Decoded, decode
from moodboard.domain.subtitles.srt import _SUBVIEWER, read_srt, times_of
from moodboard.domain.subtitles.vtt import read_vtt

MOST_BYTES = 32 * 1024**2
_READ = "SRT, ASS, SSA, WebVTT or MicroDVD"
_LARGE = 2 * 1024**2
"""Bytes from which the beginning alone tells whether it is a subtitle at all."""
_BEGINNING = 256 * 1024
_AT_ONCE = 128 * 1024  # letters split into rows at once: other threads want their turn
_LOOKED_AT = 400  # rows: comments and headers come first, but never so many
_LONGEST_ROW = 20_000
_BREAKS = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029|\x0b|\x0c")

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP. Unpack it and choose the subtitle in it"),
    (b"PK\x05\x06", "an empty ZIP. Get the subtitle anew"),
    (b"Rar!", "a RAR archive. Unpack it and choose the subtitle in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive. Unpack it and choose the subtitle in it"),
    (b"\x1f\x8b", "packed with gzip. Unpack it first"),
    (b"%PDF", "a PDF, not a subtitle"),
    (b"\x89PNG", "a picture, not a subtitle"),
    (b"\xff\xd8\xff", "a picture, not a subtitle"),
    (b"\x1aE\xdf\xa3", "a film. Choose it as a film, and its own text tracks are offered"),
    (b"\x00\x00\x01\xba", "a VobSub: pictures of words, which cannot be read. Choose a subtitle of text"),
    (b"PG", "a Blu-ray subtitle: pictures of words, which cannot be read. Choose a subtitle of text"),
    (b"SQLite format 3", "a database, not a subtitle"),
)


def read_data(
    data: bytes, name: str, encoding: str | None = None, rate: float | None = None
) -> tuple[Track, Decoded]:
    """Return the cues of a file's bytes and how they were decoded; raises KnownError with one sentence."""
    if rate is not None and not microdvd.LEAST_RATE <= rate <= microdvd.MOST_RATE:
        raise KnownError("Give the frame rate as a number such as 23.976, 24 or 25.")
    if not data.strip(b"\0 \t\r\n"):
        raise KnownError(f"{name} is empty. Choose another subtitle.")
    if len(data) > MOST_BYTES:
        raise KnownError(
            f"{name} is larger than {MOST_BYTES // 1024**2} MB: that is no subtitle. Choose another."
        )
    for beginning, what in _OTHERS:
        if data.startswith(beginning) and (beginning != b"PG" or not data[:200].isascii()):
            raise KnownError(f"{name} is {what}.")
    if _is_binary(data):
        raise KnownError(f"{name} is not text. Choose a subtitle: {_READ}.")
    if len(data) > _LARGE:
        head = decode(data[:_BEGINNING], encoding)
        if _kind(_rows(head.text)) is None:
            raise KnownError(_not_a_subtitle(head.text, name))
    decoded = decode(data, encoding)
    return read(decoded.text, name, rate), decoded


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    odd = len(head) - len(head.translate(None, bytes([*range(1, 9), *range(14, 26), *range(28, 32)])))
    empty = head.count(0)
    wide = empty and max(head[::2].count(0), head[1::2].count(0)) > 0.9 * empty and empty * 12 > len(head)
    return not wide and (odd * 50 > len(head) or empty * 50 > len(head))


def read(text: str, name: str = "The subtitle", rate: float | None = None) -> Track:
    """Return the cues of a subtitle's text by their beginning; raises KnownError for one without any."""
    rows = _rows(text)
    kind = _kind(rows)
    if kind is None:
        raise KnownError(_not_a_subtitle(text, name))
    track = _track(rows, kind, rate)
    if not track.cues:
        raise KnownError(f"{name} has times but no words. Choose another subtitle.")
    return track


def _rows(text: str) -> list[str]:
    """Return the rows, none of them endless."""
    text = text.removeprefix("\ufeff")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    rows: list[str] = []
    begin = 0
    while begin < len(text):
        end = begin + _AT_ONCE
        after = text.find("\n", end)
        after = after + 1 if after >= 0 else len(text)
        # What is longer than that without an end is one endless row, of which the beginning will do.
        part = text[begin : min(after, end + _AT_ONCE)]
        if after < len(text):
            part = part.removesuffix("\n").removesuffix("\r")
        rows += [row[:_LONGEST_ROW] for row in _BREAKS.split(part)]
        begin = after
    return rows


def _track(rows: list[str], kind: SubtitleKind, rate: float | None) -> Track:
    if kind is SubtitleKind.MICRODVD:
        cues, by, told = microdvd.read_microdvd(rows, rate)
        return Track(kind, ordered(cues), by, told)
    if kind is SubtitleKind.ASS:
        cues = read_ass(rows)
    elif kind is SubtitleKind.VTT:
        cues = read_vtt(rows)
    elif kind is SubtitleKind.MPL2:
        cues = microdvd.read_mpl2(rows)
    elif kind is SubtitleKind.TMPLAYER:
        cues = microdvd.read_tmplayer(rows)
    else:
        cues = read_srt(rows, subviewer=kind is SubtitleKind.SUBVIEWER)
    return Track(kind, ordered(cues))


def _kind(rows: list[str]) -> SubtitleKind | None:
    """Tell by the rows: what most of them look like, after the words that begin a form."""
    filled = [row.strip() for row in rows if row.strip()]
    if not filled:
        return None
    if filled[0].startswith("WEBVTT"):
        return SubtitleKind.VTT
    votes = dict.fromkeys(SubtitleKind, 0)
    for row in filled[:_LOOKED_AT]:
        if (kind := _kind_of(row)) is not None:
            votes[kind] += 1
    if not any(votes.values()):  # a long preface; rare, so it may take a moment
        for row in filled[_LOOKED_AT:]:
            if (kind := _kind_of(row)) is not None:
                return kind
        return None
    return max(votes, key=lambda kind: votes[kind])


def _kind_of(row: str) -> SubtitleKind | None:
    if times_of(row) is not None:
        return SubtitleKind.SRT
    if row.startswith(("Dialogue:", "[Script Info]", "[Events]", "[V4")):
        return SubtitleKind.ASS
    if microdvd.FRAMES.match(row):
        return SubtitleKind.MICRODVD
    if microdvd.TENTHS.match(row):
        return SubtitleKind.MPL2
    if _SUBVIEWER.fullmatch(row[:80]):
        return SubtitleKind.SUBVIEWER
    return SubtitleKind.TMPLAYER if microdvd.CLOCK.match(row) else None


def _not_a_subtitle(text: str, name: str) -> str:
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")) or "<html" in head:
        return f"{name} is a web page, not a subtitle. Download the subtitle itself."
    if "<sami" in head:
        return f"{name} is a SAMI subtitle, which is not read. Save it as SRT and choose that."
    if "<tt " in head or "<tt:tt" in head or "http://www.w3.org/ns/ttml" in head:
        return f"{name} is a TTML subtitle, which is not read. Save it as SRT and choose that."
    if head.startswith("# vobsub"):
        return f"{name} belongs to pictures of words, which cannot be read. Choose a subtitle of text."
    return f"No times are found in {name}. Choose a subtitle: {_READ}."
