# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up files as Letterboxd writes them, for the tests of importing."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

FILM = "Date,Name,Year,Letterboxd URI"
RATED = f"{FILM},Rating"
DIARY = f"{RATED},Rewatch,Tags,Watched Date"
REVIEW = f"{RATED},Rewatch,Review,Tags,Watched Date"
LIST = "Letterboxd list export v7\r\nDate,Name,Tags,URL,Description\r\n"

HER = "https://boxd.it/5mOS"


def table(header: str, rows: Iterable[Sequence[object]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return a CSV: the header as it is written in formats, the rows quoted where they must be."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def entry(
    number: object,
    name: str = "Her",
    year: object = 2013,
    rating: str = "",
    rewatch: str = "",
    tags: str = "",
    day: str = "2024-01-19",
    logged: str = "2024-01-20",
) -> list[object]:
    """Return a diary row; ``number`` makes its address, None for a row without."""
    address = "" if number is None else f"https://boxd.it/e{number}"
    return [logged, name, year, address, rating, rewatch, tags, day]


def review(words: str, number: object, **more: str) -> list[object]:
    """Return a row of reviews.csv."""
    row = entry(number, **more)
    return [*row[:6], words, *row[6:]]


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files below the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(file: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files into a ZIP."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file


def whole_export() -> dict[str, str | bytes]:
    """Return an export with every file that Letterboxd puts into one."""
    return {
        "profile.csv": "Date Joined,Username,Given Name,Family Name,Email Address,"
        "Location,Website,Bio,"
        "Pronoun,Favorite Films\r\n"
        '2015-01-01,ana,,,a@example.org,,,"<b>Films</b>\r\nand more",She / her,\r\n',
        "comments.csv": table("Date,Content,Comment", [["2020-01-01", "https://boxd.it/x", "yes"]]),
        "watched.csv": table(
            FILM,
            [
                ["2020-01-01", "Her", 2013, HER],
                ["2020-01-01", "Paris, Texas", 1984, "https://boxd.it/2b5m"],
            ],
        ),
        "ratings.csv": table(RATED, [["2020-01-01", "Her", 2013, HER, "4.5"]]),
        "diary.csv": table(
            DIARY,
            [
                entry(1, day="2016-07-02", rating="4"),
                entry(2, rating="5", rewatch="Yes", tags="theater, with ana"),
                entry(3, "Tag", 2018, day="2018-07-03"),
                entry(4, "Tag", 2018, day="2018-07-03"),
            ],
        ),
        "reviews.csv": table(
            REVIEW,
            [
                review("Cried at the same place.\r\nAgain.", 2, rating="5", rewatch="Yes"),
                review("Undated", 5, name="Citizen Kane", year="1941", day="", rating="5"),
            ],
        ),
        "watchlist.csv": table(FILM, [["2025-02-08", "Heat 2", "", "https://boxd.it/DErS"]]),
        "likes/films.csv": table(FILM, [["2020-01-01", "Her", 2013, HER]]),
        "likes/reviews.csv": table("Date,Content", [["2020-01-01", "https://boxd.it/y"]]),
        "lists/rainy.csv": LIST
        + '2024-04-23,Rainy days,"rain, quiet",https://boxd.it/uEEry,"For\r\nrain"\r\n\r\n'
        + "Position,Name,Year,URL,Description\r\n"
        + f"1,Her,2013,{HER},<i>yes<i>\r\n2,Ran,1985,https://boxd.it/ran,\r\n",
        "orphaned/diary.csv": table(DIARY, [entry(None, "Soulmates", 2020, "3.5", day="2023-11-17")]),
        "deleted/diary.csv": table(DIARY, [entry(9, "Gone", 2020)]),
    }
