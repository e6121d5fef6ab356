# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample library as data: Her with its watches and one line, eight invented films, one board.

Her is a real film, so it carries only what a person would keep of it: watches, words, one short
line. Every painted shot, every timecode and every other line belongs to a film that does not
exist. Dates are counted back from today, or a sample opened in a year would look abandoned.
"""

from __future__ import annotations

from dataclasses import dataclass

REAL_FILM = "Her"


@dataclass(frozen=True, slots=True)
class SampleWatch:
    """A watch: days ago, or words in which ``{3}`` is the year and ``{month-2}`` the month so many ago."""

    when: int | str
    rating: int | None = None
    times: int = 1
    people: tuple[str, ...] = ()
    where: str = ""
    medium: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A line with its timecode in seconds and what it is good for."""

    text: str
    at: int | None = None
    feelings: tuple[str, ...] = ()
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class SampleFilm:
    """A film with its watches, its shots (asset name, seconds) and its lines."""

    title: str
    year: int
    rating: int
    watches: tuple[SampleWatch, ...]
    directors: tuple[str, ...] = ()
    runtime: int | None = None
    liked: bool = False
    shots: tuple[tuple[str, int], ...] = ()
    lines: tuple[SampleLine, ...] = ()
    cover: str = ""
    """The shot that stands for the film in the list; empty for the first."""


def _at(timecode: str) -> int:
    hours, minutes, seconds = (int(part) for part in timecode.split(":"))
    return hours * 3600 + minutes * 60 + seconds


HER = SampleFilm(
    REAL_FILM,
    2013,
    10,
    (
        SampleWatch("19 Jan {12}", 8, where="the Rex, row F", medium="DCP", note="Didn’t understand it yet."),
        SampleWatch(
            "summer {10}", 9, people=("Jo",), where="open air, Lisbon", note="Too bright for the first reel."
        ),
        SampleWatch("before {6}", 9, times=3, where="film club", medium="35 mm"),
        SampleWatch(505, 10, where="at home"),
        SampleWatch(428, 10, where="at home"),
        SampleWatch(350, 10, people=("Ana",), where="at home"),
        SampleWatch(273, 10, where="at home"),
        SampleWatch(196, 10, where="at home"),
        SampleWatch(
            99,
            10,
            where="night bus",
            medium="phone",
            note="One earphone. Said the line back, under my breath.",
        ),
        SampleWatch(
            22,
            10,
            people=("Ana",),
            where="at home",
            medium="4K disc",
            note="She fell asleep before the end. I had it to myself.",
        ),
    ),
    directors=("Spike Jonze",),
    runtime=126,
    liked=True,
    lines=(
        SampleLine("Me too, now we know how.", None, ("before an interview", "on the bus", "closed off")),
    ),
)

FILMS: tuple[SampleFilm, ...] = (
    HER,
    SampleFilm(
        "Window Seat",
        2008,
        9,
        (
            SampleWatch("{11}", 8, times=4),
            SampleWatch(1480, 9),
            SampleWatch(1002, 9, people=("Ana",)),
            SampleWatch(620, 9, where="on a train, of course"),
            SampleWatch(244, 9),
            SampleWatch(1, 9, note="The sea lasts four seconds. I counted again."),
        ),
        runtime=106,
        cover="train_profile",
        shots=(
            ("desk_letter", _at("0:12:40")),
            ("train_profile", _at("0:46:12")),
            ("walkway_red", _at("1:08:20")),
        ),
        lines=(
            SampleLine("If we miss the stop, we miss it together.", _at("0:46:12"), ("starting over",)),
            SampleLine("Tell me the small part again.", _at("1:06:32"), ("missing someone",)),
            SampleLine(
                "They’re only people,\nand it’s only Tuesday.", _at("1:20:18"), ("before an interview",)
            ),
        ),
    ),
    SampleFilm(
        "Umbrella Weather",
        2001,
        9,
        (
            SampleWatch("before {10}", 8, times=3),
            SampleWatch("autumn {8}", 9, people=("Jo",)),
            SampleWatch(1190, 9),
            SampleWatch(530, 9),
            SampleWatch("{month-2}", 9, where="in bed, with the window open"),
        ),
        runtime=94,
        shots=(("alley_rain", _at("0:21:48")), ("fairground", _at("0:39:05"))),
        lines=(
            SampleLine(
                "I’ve been nervous in better coats than this one.", _at("0:33:51"), ("before an interview",)
            ),
            SampleLine(
                "Stay on the line.\nYou don’t have to talk.", _at("0:58:46"), ("3 a.m.", "closed off")
            ),
        ),
    ),
    SampleFilm(
        "Snow, Later",
        1996,
        10,
        (
            SampleWatch("early 2000s", 9, times=2),
            SampleWatch("Christmas {9}", 10, people=("Mum",)),
            SampleWatch("Christmas {6}", 10, people=("Mum",)),
            SampleWatch("winter {4}", 10),
            SampleWatch("Christmas {3}", 10),
            SampleWatch(310, 10, note="First snow of the year, and it was on."),
        ),
        runtime=118,
        liked=True,
        shots=(("snow_red", _at("0:07:30")), ("bed_morning", _at("1:02:11"))),
        lines=(
            SampleLine("Start with the part\nyou know by heart.", _at("0:47:02"), ("being brave",)),
            SampleLine("Nobody is late\nfor this.", _at("1:31:20"), ("before an interview", "on the bus")),
        ),
    ),
    SampleFilm(
        "Tides for Two",
        2019,
        8,
        (
            SampleWatch("{6}", 7, times=2),
            SampleWatch("summer {4}", 8),
            SampleWatch("{3}", 8),
            SampleWatch("spring {2}", 8, people=("Noor",), where="film club"),
        ),
        runtime=88,
        shots=(("moon_sea", _at("0:18:44")), ("beach_haze", _at("0:52:03"))),
        lines=(
            SampleLine("Walk in slowly.\nThe sea never knocks.", _at("0:18:44"), ("being brave",)),
            SampleLine("You were the quiet I was looking for.", _at("1:44:51"), ("missing someone",)),
        ),
    ),
    SampleFilm(
        "Barley",
        2017,
        7,
        (
            SampleWatch("{8}", 6),
            SampleWatch("summer {6}", 7),
            SampleWatch("{4}", 7),
            SampleWatch(735, 7, note="Slower than I remembered, and better for it."),
        ),
        runtime=131,
        shots=(("field_gold", _at("0:26:15")),),
        lines=(
            SampleLine("Say your name the way\nyour mother says it.", _at("1:12:09"), ("starting over",)),
        ),
    ),
    SampleFilm(
        "Road Without Radio",
        1984,
        8,
        (SampleWatch("before 2010", 7), SampleWatch("{9}", 8), SampleWatch("summer {4}", 8, people=("Jo",))),
        runtime=102,
        shots=(("desert_road", _at("0:33:40")),),
        lines=(
            SampleLine(
                "Ask me what I love.\nI’ll be impossible\nto turn down.",
                _at("1:02:40"),
                ("before an interview",),
            ),
        ),
    ),
    SampleFilm(
        "A Room in April",
        2004,
        8,
        (SampleWatch("{7}", 7), SampleWatch("April {5}", 8)),
        runtime=97,
        shots=(
            ("corridor", _at("0:14:22")),
            ("elevator_trees", _at("0:52:30")),
            ("rooftop_two", _at("1:19:47")),
        ),
        lines=(
            SampleLine(
                "You don’t have to be ready.\nYou only have to be in the room.",
                _at("0:52:30"),
                ("before an interview", "being brave"),
            ),
        ),
    ),
    SampleFilm(
        "The Blue Apartment",
        1994,
        7,
        (SampleWatch("autumn {5}", 7),),
        runtime=91,
        shots=(
            ("lit_window", _at("0:33:05")),
            ("window_figure", _at("0:41:07")),
            ("dusk_skyline", _at("1:24:50")),
        ),
        lines=(
            SampleLine(
                "It’s only a door.\nYou’ve lived through doors.", _at("0:09:27"), ("before an interview",)
            ),
            SampleLine("I kept the window open\nso the city could come in.", _at("0:41:07"), ("3 a.m.",)),
        ),
    ),
)
