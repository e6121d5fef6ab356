# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines joined, split, given other words and speakers; two-point sync; what stands between the words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles import cue_edits, language, sync
from moodboard.domain.subtitles.ass import read_ass
from moodboard.domain.subtitles.cleaning import Spoken, noted
from moodboard.domain.subtitles.cue import Cue
from moodboard.domain.subtitles.cue_edits import CueEdit, CueEditKind
from moodboard.domain.subtitles.sync import Timing
from moodboard.services import subtitles
from moodboard.services.subtitles import Subtitles
from subtitle_samples import spaced, srt


def said(*rows: str) -> Subtitles:
    return subtitles.read_bytes(srt(spaced(rows)).encode(), "film.srt")


def texts(found: Subtitles) -> list[str]:
    return [line.text for line in found.lines]


THREE = ("Is this seat taken?", "It was mine a minute ago.", "You always talk like that?")


def test_two_lines_become_one_with_both_times() -> None:
    before = said(*THREE)
    after = before.edited([cue_edits.joined(before.own_line(0), before.own_line(1))])
    assert texts(after) == ["Is this seat taken? It was mine a minute ago.", THREE[2]]
    assert (after.lines[0].start, after.lines[0].end) == (before.lines[0].start, before.lines[1].end)


def test_what_different_people_say_is_joined_as_an_exchange() -> None:
    before = said("ANNA: Hi.", "BEN: Hello.")
    after = before.edited([cue_edits.joined(before.own_line(0), before.own_line(1))])
    assert texts(after) == ["Anna: Hi.\nBen: Hello."]
    assert after.lines[0].is_exchange


def test_a_line_is_split_where_the_caret_is_and_shares_its_time() -> None:
    before = said("If we miss the stop, we miss it together.")
    line = before.own_line(0)
    first, second = before.edited([cue_edits.parted(line, 20)]).lines
    assert (first.text, second.text) == ("If we miss the stop,", "we miss it together.")
    assert first.start == line.start and first.end == second.start and second.end == line.end


def test_a_sentence_of_two_cues_is_split_at_the_time_of_the_second() -> None:
    before = said("I gave it up to see", "who would come.")
    assert len(before.lines) == 1
    cut = before.lines[0].text.index("who")
    second = before.edited([cue_edits.parted(before.own_line(0), cut)]).lines[1]
    assert second.start == before.own[1].start


def test_a_half_of_an_exchange_has_its_speaker() -> None:
    before = said("- Hi.\n- Hello.")
    assert before.lines[0].text == "– Hi.\n– Hello."
    named = before.edited([cue_edits.said_by(before.own_line(0), "Ana, Ben")])
    assert texts(named) == ["Ana: Hi.\nBen: Hello."]
    cut = named.own_line(0).text.index("Ben")
    halves = named.edited([*named.edits, cue_edits.parted(named.own_line(0), cut)])
    assert [(one.speaker, one.text) for one in halves.lines] == [("Ana", "Hi."), ("Ben", "Hello.")]


@pytest.mark.parametrize("letter", [0, 4, 99])
def test_a_split_with_an_empty_half_is_refused(letter: int) -> None:
    with pytest.raises(KnownError, match="caret"):
        cue_edits.parted(Spoken(0, 1, "Yes."), letter)


def test_other_words_and_a_speaker_stay_with_the_line() -> None:
    before = said(*THREE)
    edits = [
        cue_edits.worded(before.own_line(1), "  It was   yours. "),
        cue_edits.said_by(before.own_line(1), " Ana "),
    ]
    line = before.edited(edits).lines[1]
    assert (line.text, line.speaker) == ("It was yours.", "Ana")


def test_words_that_are_none_are_refused() -> None:
    with pytest.raises(KnownError, match="needs words"):
        cue_edits.worded(Spoken(0, 1, "Yes."), " \n ")


def test_edits_hold_after_a_shift_and_a_stretch_and_search_finds_them() -> None:
    before = said(*THREE)
    moved = before.timed(Timing(25 / 24, 3.0))
    after = moved.edited([cue_edits.joined(moved.own_line(0), moved.own_line(1))])
    assert texts(after)[0] == "Is this seat taken? It was mine a minute ago."
    assert after.lines[0].start == pytest.approx(before.lines[0].start * 25 / 24 + 3.0, abs=0.001)
    assert after.find("seat mine minute")[0].line == after.lines[0]
    assert texts(after.edited(())) == list(THREE)


def test_of_two_lines_at_one_time_the_meant_one_is_edited() -> None:
    lines = (Spoken(1, 2, "First."), Spoken(1, 2, "Second."))
    made = cue_edits.apply(lines, [cue_edits.worded(lines[1], "Changed.")])
    assert [one.text for one in made] == ["First.", "Changed."]


def test_an_edit_of_a_line_that_is_gone_waits() -> None:
    lines = (Spoken(1, 2, "First."),)
    gone = Spoken(9, 10, "Gone.")
    assert cue_edits.apply(lines, [cue_edits.worded(gone, "X"), cue_edits.joined(gone, gone)]) == lines


EDIT = st.builds(
    CueEdit,
    st.just(CueEditKind.SPLIT),
    st.integers(-5000, 10**7).map(lambda thousandths: thousandths / 1000),
    st.text("abc ü", max_size=20),
    letter=st.integers(0, 500),
) | st.builds(
    CueEdit,
    st.sampled_from([CueEditKind.WORDS, CueEditKind.SAID]),
    st.integers(0, 10**7).map(lambda thousandths: thousandths / 1000),
    words=st.text(min_size=1, max_size=30).filter(str.strip),
)


@given(st.lists(EDIT, max_size=8), st.lists(EDIT, max_size=3))
def test_edits_come_back_from_json_each_with_its_own_subtitle(
    some: list[CueEdit], others: list[CueEdit]
) -> None:
    kept = cue_edits.to_json("", "a.srt", some)
    kept = cue_edits.to_json(kept, "track 3", others)
    assert cue_edits.from_json(kept, "a.srt") == tuple(some)
    assert cue_edits.from_json(kept, "track 3") == tuple(others)
    assert cue_edits.to_json(cue_edits.to_json(kept, "a.srt", ()), "track 3", ()) == ""


NAMES = st.sampled_from(["a", "do", "at", "head", "last", "letter", "words"])
RUBBISH = st.recursive(
    st.none() | st.text() | st.floats() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(RUBBISH)
def test_rubbish_in_the_kept_edits_is_left_out(rubbish: object) -> None:
    written = [json.dumps(one) for one in (rubbish, {"a": rubbish}, {"a": [rubbish]})]
    for kept in (*written, "{", "[" * 5000):
        edits = cue_edits.from_json(kept, "a")
        cue_edits.apply((Spoken(0, 1, "Words."),), edits)
        assert all(isinstance(edit, CueEdit) for edit in edits)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30)), max_size=12))
def test_no_word_is_lost_by_joins_and_splits(deeds: list[tuple[int, int]]) -> None:
    before = said(*(f"Word{n} and more words{n} here." for n in range(8)))
    words = " ".join(texts(before)).split()
    now = before
    for place, letter in deeds:
        line = now.own_line(place % len(now.lines))
        if letter % 2 and place + 1 < len(now.lines):
            edit = cue_edits.joined(now.own_line(place), now.own_line(place + 1))
        elif line.text[letter - 1 : letter] == " ":
            edit = cue_edits.parted(line, letter)
        else:
            continue
        now = now.edited([*now.edits, edit])
    assert " ".join(texts(now)).split() == words
    assert [one.start for one in now.lines] == sorted(one.start for one in now.lines)


# In time with the film


@given(
    st.floats(0.9, 1.1), st.floats(-120, 120), st.floats(5, 3000), st.floats(60, 6000),
)  # fmt: skip
def test_two_lines_put_every_line_where_the_film_says_it(
    factor: float, offset: float, first: float, apart: float
) -> None:
    truth = Timing(factor, offset)
    second = first + apart
    found = sync.two_points((first, truth.of(first)), (second, truth.of(second)))
    for moment in (0.0, first, second, 7000.0):
        assert found.of(moment) == pytest.approx(truth.of(moment), abs=1e-5)


@pytest.mark.parametrize(
    ("first", "second"),
    [((10, 10), (10.5, 20)), ((10, 10), (100, 10)), ((10, 100), (100, 10)), ((0, 0), (float("nan"), 1))],
)
def test_two_points_that_do_not_go_together_are_a_sentence(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    with pytest.raises(KnownError):
        sync.two_points(first, second)


def test_a_shift_keeps_what_was_made_of_the_words() -> None:
    before = said(*THREE).ready()
    later = before.shifted(0.1)
    assert later.own_lines is before.own_lines
    assert [one.start for one in later.lines] == [round(one.start + 0.1, 3) for one in before.lines]


# Between the words


def test_notes_and_music_stand_between_the_lines_and_never_in_them() -> None:
    found = said("[the train slows]", "Stay on. [sighs]", "♪♪", "(DOOR) [thud]", "One more station.")
    assert texts(found) == ["Stay on.", "One more station."]
    assert [one.text for one in found.notes] == ["[the train slows]", "[♪]", "[DOOR] [thud]"]


def test_words_on_a_sign_are_a_note_and_no_line() -> None:
    row = "Dialogue: 0,0:00:0{}.00,0:00:0{}.00,{},,0,0,0,,{}"
    cues = read_ass([
        row.format(1, 2, "Default", "Here we are."),
        row.format(3, 4, "Sign - door", r"{\pos(10,10)}NO\NENTRY"),
        row.format(5, 6, "Signora", "Buongiorno."),
    ])  # fmt: skip
    assert [one.text for one in cues] == ["Here we are.", "[NO ENTRY]", "Buongiorno."]
    assert [one.text for one in noted(cues)] == ["[NO ENTRY]"]


# Which language


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Her.2013.en", "en"), ("Her (2013).eng.forced", "en"), ("Her.pt-BR", "pt"), ("Her_ger", "de"),
        ("Her.English.SDH", "en"), ("Her", ""), ("Her.2013.1080p", ""), ("2_English", "en"), ("It", ""),
    ],
)  # fmt: skip
def test_a_files_name_may_tell_the_language(name: str, code: str) -> None:
    assert language.in_name(name) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I don't know what you want from me and that is the truth", "en"),
        ("Ich weiß nicht, was du von mir willst, und das ist die Wahrheit", "de"),
        ("Je ne sais pas ce que vous voulez et c'est la vérité", "fr"),
        ("No sé qué quieres de mí y esa es la verdad, que no es poco", "es"),
        ("Я не знаю, чего ты от меня хочешь, вы слышите", "ru"),
        ("昨日どこにいたのか知らない。来てくれてありがとう。本当に。", "ja"),
        ("我不知道你昨天在哪里。谢谢你来。我们可以走了吗？好的。", "zh"),
        ("Xyzzy plugh", ""),
    ],
)
def test_small_words_tell_the_language(words: str, code: str) -> None:
    assert language.guess([words]) == code


def test_a_cue_keeps_its_place_in_the_list_of_notes() -> None:
    cues = [Cue(0, 1, "Yes."), Cue(2, 3, "[bell]")]
    assert noted(cues)[0].cues == (1,)
