# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that are fields in disguise ("with ana", "imax", "fell asleep"): the rules that tell them.

A rule's words may hold one ``*`` for any words, and several ways to say it, with commas between. The
first rule that fits a tag decides; hyphens, case and accents do not matter. The tag stays beside what it
became unless the rule takes it away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from moodboard.domain.errors import KnownError
from moodboard.domain.text_keys import folded, one_line

MOST_RULES = 500
_STAR = "*"


class TagField(StrEnum):
    """What a tag may really be."""

    NOTHING = "nothing"
    """A tag and no more: keeps the rules below from taking it."""
    PEOPLE = "people"
    WHERE = "where"
    MEDIUM = "medium"
    CUT = "cut"
    FINISHED = "finished"
    REWATCH = "rewatch"
    LIKED = "liked"


YES_OR_NO = frozenset({TagField.FINISHED, TagField.REWATCH, TagField.LIKED})


@dataclass(frozen=True, slots=True)
class TagRule:
    """What tags of these words mean."""

    words: str
    field: TagField
    value: str = _STAR
    """What the field gets; ``*`` is what the star stood for, or the tag itself. ``no`` and ``yes`` for
    finished, rewatch and liked."""
    takes: bool = False
    """The tag goes, only the field stays."""


@dataclass(frozen=True, slots=True)
class TagsRead:
    """Tags told apart into fields, and those that stay tags."""

    tags: tuple[str, ...]
    people: tuple[str, ...] = ()
    where: str = ""
    medium: str = ""
    cut: str = ""
    finished: bool = True
    rewatch: bool | None = None
    liked: bool = False


def _rule(words: str, field: TagField, value: str = _STAR) -> TagRule:
    return TagRule(words, field, value)


DEFAULT_RULES: tuple[TagRule, ...] = (
    _rule(
        "with subtitles, with subs, with commentary, with audio commentary, with director's commentary,"
        " with live music, with live score, with orchestra, with live orchestra, with q&a, with intro,"
        " with ads",
        TagField.NOTHING,
    ),
    _rule("with *, w/ *, w/*", TagField.PEOPLE),
    _rule(
        "did not finish, didn't finish, didnt finish, dnf, unfinished, not finished, fell asleep,"
        " fell asleep *, slept through *, walked out, walkout, turned it off, turned off, gave up, abandoned",
        TagField.FINISHED,
        "no",
    ),
    _rule("imax, in imax, imax 3d, imax laser, imax 70mm", TagField.MEDIUM, "IMAX"),
    _rule("dolby, dolby cinema, in dolby", TagField.MEDIUM, "Dolby Cinema"),
    _rule("70mm, 70 mm, in 70mm, on 70mm", TagField.MEDIUM, "70 mm"),
    _rule("35mm, 35 mm, in 35mm, on 35mm", TagField.MEDIUM, "35 mm"),
    _rule("16mm, 16 mm, in 16mm, on 16mm", TagField.MEDIUM, "16 mm"),
    _rule("laser, dcp, 4dx, screenx", TagField.MEDIUM),
    _rule("3d, in 3d, real d 3d", TagField.MEDIUM, "3D"),
    _rule(
        "4k disc, 4k uhd, uhd, on 4k, 4k blu ray, on 4k blu ray, on uhd, 4k bd", TagField.MEDIUM, "4K disc"
    ),
    _rule("bd, on bd, blu ray, bluray, on blu ray, on bluray", TagField.MEDIUM, "Blu-ray"),
    _rule("dvd, on dvd", TagField.MEDIUM, "DVD"),
    _rule("vhs, on vhs", TagField.MEDIUM, "VHS"),
    _rule("laserdisc, on laserdisc", TagField.MEDIUM, "LaserDisc"),
    _rule("netflix, on netflix", TagField.MEDIUM, "Netflix"),
    _rule("mubi, on mubi", TagField.MEDIUM, "MUBI"),
    _rule(
        "criterion channel, the criterion channel, on criterion channel", TagField.MEDIUM, "Criterion Channel"
    ),
    _rule("prime, prime video, amazon prime, on prime, on prime video", TagField.MEDIUM, "Prime Video"),
    _rule("disney+, disney plus, on disney+, on disney plus", TagField.MEDIUM, "Disney+"),
    _rule("hbo max, on hbo max", TagField.MEDIUM, "HBO Max"),
    _rule("hulu, on hulu", TagField.MEDIUM, "Hulu"),
    _rule("apple tv+, apple tv, on apple tv", TagField.MEDIUM, "Apple TV+"),
    _rule("youtube, on youtube", TagField.MEDIUM, "YouTube"),
    _rule("stream, streaming, streamed", TagField.MEDIUM, "streaming"),
    _rule("tv, on tv, television, on television", TagField.MEDIUM, "TV"),
    _rule(
        "director's cut, directors cut, extended cut, extended edition, theatrical cut, final cut,"
        " unrated cut, assembly cut",
        TagField.CUT,
    ),
    _rule(
        "on a plane, on the plane, on plane, plane, airplane, in flight, on a flight", TagField.WHERE, "plane"
    ),
    _rule("on a train, on the train, train", TagField.WHERE, "train"),
    _rule("home, at home", TagField.WHERE, "home"),
    _rule("in office, in the office, at work, at the office", TagField.WHERE, "office"),
    _rule(
        "theater, theatre, theaters, theatres, cinema, in theaters, in theatres, in cinema, in cinemas,"
        " in the cinema, at the cinema, at the theater, at the movies, movie theater, kino",
        TagField.WHERE,
        "cinema",
    ),
    _rule("at the *", TagField.WHERE, "the *"),
    _rule("rewatch, re watch, rewatched", TagField.REWATCH, "yes"),
    _rule("first watch, first time, first viewing", TagField.REWATCH, "no"),
)


def read_tags(tags: Iterable[str], rules: Sequence[TagRule] = DEFAULT_RULES) -> TagsRead:
    """Tell the tags apart; of two that say the same field the first one counts, people add up."""
    kept: list[str] = []
    people: dict[str, str] = {}
    single: dict[TagField, str] = {}
    for tag in tags:
        rule, star = _fitting(tag, tuple(rules))
        if rule is None or rule.field is TagField.NOTHING:
            kept.append(tag)
            continue
        if not rule.takes:
            kept.append(tag)
        value = rule.value.replace(_STAR, star)
        if rule.field is TagField.PEOPLE:
            for name in re.split(r"\s*(?:[&+;]|\band\b)\s*", value):
                if name:
                    people.setdefault(folded(name), name)
        elif value:
            single.setdefault(rule.field, value)
    yes = {field: folded(value) != "no" for field, value in single.items() if field in YES_OR_NO}
    return TagsRead(
        tuple(kept),
        tuple(people.values()),
        single.get(TagField.WHERE, ""),
        single.get(TagField.MEDIUM, ""),
        single.get(TagField.CUT, ""),
        yes.get(TagField.FINISHED, True),
        yes.get(TagField.REWATCH),
        yes.get(TagField.LIKED, False),
    )


def rule_for(tag: str, rules: Sequence[TagRule] = DEFAULT_RULES) -> TagRule | None:
    """Return the rule that decides over a tag, None when it is only a tag."""
    return _fitting(tag, tuple(rules))[0]


@lru_cache(maxsize=4096)
def _fitting(tag: str, rules: tuple[TagRule, ...]) -> tuple[TagRule | None, str]:
    exact, starred = _ways(rules)
    plain = _plain(tag)
    place = exact.get(plain, len(rules))
    for number, head, tail in starred:
        if number >= place:
            break
        star = _stood_for(head, tail, plain, " ".join(tag.split()))
        if star:
            return rules[number], star
    return (rules[place], " ".join(tag.split())) if place < len(rules) else (None, "")


@lru_cache(maxsize=8)
def _ways(rules: tuple[TagRule, ...]) -> tuple[dict[str, int], list[tuple[int, str, str]]]:
    """Return the rule's number by each plain way to say it, and the ways that hold a star, in order."""
    exact: dict[str, int] = {}
    starred: list[tuple[int, str, str]] = []
    for number, rule in enumerate(rules):
        for way in filter(None, map(_plain, rule.words.split(","))):
            head, star, tail = way.partition(_STAR)
            if star:
                starred.append((number, head, tail))
            else:
                exact.setdefault(way, number)
    return exact, starred


def _plain(said: str) -> str:
    return folded(re.sub(r"[-_\u2010-\u2014]+", " ", re.sub(r"[\u2018\u2019`´]", "'", said)))


def _stood_for(head: str, tail: str, plain: str, tag: str) -> str:
    """Return what the star stands for in the tag as it was written, nothing when the words do not fit."""
    fits = len(plain) > len(head) + len(tail) and plain.startswith(head) and plain.endswith(tail)
    if not fits or not (head or tail):
        return ""
    # Folding changes the length of few tags; those give their folded words.
    source = tag if len(tag) == len(plain) else plain
    return source[len(head) : len(source) - len(tail)].strip()


def checked(rules: Iterable[TagRule]) -> tuple[TagRule, ...]:
    """Return the rules in tidy words; raises KnownError for one that cannot be meant."""
    found: list[TagRule] = []
    for rule in rules:
        words, value = one_line(rule.words), one_line(rule.value)
        ways = [way.strip() for way in words.split(",") if way.strip()]
        if not ways:
            raise KnownError("A rule needs the words of a tag.")
        for way in ways:
            if way.count(_STAR) > 1 or way == _STAR:
                raise KnownError(f"“{way}” would fit every tag. Give words, with one * for the rest at most.")
        if rule.field in YES_OR_NO and folded(value) not in ("yes", "no"):
            raise KnownError(f"Say yes or no for “{words}”.")
        found.append(TagRule(", ".join(ways), rule.field, value or _STAR, rule.takes))
    if len(found) > MOST_RULES:
        raise KnownError(f"There is room for {MOST_RULES} rules.")
    return tuple(found)


def to_json(rules: Iterable[TagRule]) -> str:
    """Return the rules as they are kept."""
    return json.dumps([[r.words, r.field.value, r.value, r.takes] for r in rules], ensure_ascii=False)


def from_json(kept: str) -> tuple[TagRule, ...]:
    """Return kept rules; those that cannot be read any more are left out."""
    try:
        said = json.loads(kept)
    except ValueError:
        return DEFAULT_RULES
    rules: list[TagRule] = []
    for row in said if isinstance(said, list) else []:
        try:
            words, field, value, takes = row
            rules += checked([TagRule(str(words), TagField(field), str(value), bool(takes))])
        except (ValueError, TypeError, KnownError):
            continue
    return tuple(rules)
