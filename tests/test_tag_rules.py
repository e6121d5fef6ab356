# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that are fields in disguise, and the table that tells them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from import_tools import page
from letterboxd_files import DIARY, entry, table, write
from moodboard.domain.errors import KnownError
from moodboard.domain.tag_rules import (
    DEFAULT_RULES,
    TagField,
    TagRule,
    checked,
    from_json,
    read_tags,
    to_json,
)
from moodboard.services import importing, tag_rules


def test_a_persons_tags_become_fields_and_stay_tags() -> None:
    tags = ("theater", "with ana", "with Noor & Ben", "the rex", "imax", "Fell Asleep")
    read = read_tags(tags)
    assert (read.tags, read.people) == (tags, ("ana", "Noor", "Ben"))
    assert (read.where, read.medium, read.finished) == ("cinema", "IMAX", False)


@pytest.mark.parametrize(
    ("tag", "field", "value"),
    [
        ("on-bd", "medium", "Blu-ray"),
        ("on a plane", "where", "plane"),
        ("in office", "where", "office"),
        ("did not finish", "finished", False),
        ("director’s cut", "cut", "director’s cut"),
        ("70mm", "medium", "70 mm"),
        ("rewatch", "rewatch", True),
        ("at the Rex", "where", "the Rex"),
        ("w/ ana", "people", ("ana",)),
    ],
)
def test_known_ways_to_say_it(tag: str, field: str, value: object) -> None:
    assert getattr(read_tags([tag]), field) == value


@pytest.mark.parametrize(
    "tag", ["with subtitles", "background movie", "2024", "laserlike", "without ana", "with"]
)
def test_what_only_looks_like_a_field_stays_a_tag(tag: str) -> None:
    assert read_tags([tag]) == read_tags([], ()).__class__((tag,))


def test_a_rule_that_takes_the_tag_leaves_only_the_field() -> None:
    read = read_tags(["with ana", "rain"], [TagRule("with *", TagField.PEOPLE, takes=True)])
    assert (read.tags, read.people) == (("rain",), ("ana",))


def test_the_first_rule_that_fits_decides() -> None:
    rules = [TagRule("with love", TagField.NOTHING), TagRule("with *", TagField.PEOPLE)]
    assert not read_tags(["with love"], rules).people


@pytest.mark.parametrize(
    "rule",
    [
        TagRule("", TagField.CUT),
        TagRule("*", TagField.PEOPLE),
        TagRule("a * b *", TagField.CUT),
        TagRule("dnf", TagField.FINISHED, "perhaps"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: TagRule) -> None:
    with pytest.raises(KnownError):
        checked([rule])


def test_the_rules_are_kept_as_they_are() -> None:
    assert from_json(to_json(DEFAULT_RULES)) == checked(DEFAULT_RULES)
    assert from_json("nonsense") == DEFAULT_RULES and from_json('[["x", "odd", "*", 0], 4]') == ()


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_tag_is_lost_by_the_rules_that_come_with_the_program(tags: list[str]) -> None:
    assert read_tags(tags).tags == tuple(tags)


@pytest.mark.usefixtures("library")
def test_the_librarys_own_rules_count_and_a_newer_import_goes_by_newer_rules(tmp_path: Path) -> None:
    folder = write(tmp_path / "lb", {"diary.csv": table(DIARY, [entry(1, tags="the rex, with ana")])})
    report = importing.run([folder])
    assert report.tags == {"the rex": 1, "with ana": 1} and page("Her").watches[0].where == ""
    tag_rules.keep([TagRule("the rex", TagField.WHERE, "the Rex", True), *tag_rules.rules()])
    importing.run([folder])
    watch = page("Her").watches[0]
    assert (watch.where, watch.people, watch.themes) == ("the Rex", ("ana",), ("with ana",))
    assert tag_rules.reset() == DEFAULT_RULES == tag_rules.rules()
