# SPDX-License-Identifier: GPL-3.0-or-later
"""Which film of the library the name of a file or a folder means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from moodboard.domain.film_file import title_of
from moodboard.domain.release_words import spaced, without_making
from moodboard.domain.text_keys import folded
from moodboard.store import database, titles

_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "il", "el", "los"})
_PLAIN = str.maketrans({"'": "", "’": "", "`": "", "´": "", "&": " and ", "⁄": " ", "_": " "})
_WORDS = re.compile(r"\w+")
_YEAR_APART = 1
"""Years of release differ by one between festivals, countries and lists."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The films that a name may mean; one that is sure, or several to choose from."""

    films: tuple[int, ...] = ()
    sure: bool = False

    @property
    def film_id(self) -> int | None:
        """The film, when there is no doubt about it."""
        return self.films[0] if self.sure else None


NONE = Meant()


def key_of(title: str) -> str:
    """Return a title as it is compared: names of files have no colons, and articles wander."""
    plain = folded(title).translate(_PLAIN)
    words = _WORDS.findall(plain)
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    elif len(words) > 1 and words[-1] in _ARTICLES:
        words = words[:-1]
    return " ".join(words) or plain


class FilmTitles:
    """The library's titles, read when the first is asked for: make a new one for each piece of work."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[int, int | None]]] | None = None
        self._by_year: dict[int, list[tuple[str, int]]] = {}

    def meant(self, said: str) -> Meant:
        """Return what a name without its ending means: "Her.2013.1080p", "Blade Runner 2049"."""
        whole = self._titles().get(key_of(spaced(without_making(said))), [])
        if whole:
            return _told(whole, None)
        title, year = title_of(said)
        found = _told(self._titles().get(key_of(title), []), year)
        return found if found.films or year is None else self._near(key_of(title), year)

    def of_file(self, path: Path) -> Meant:
        """Return what the name of a film file means, else what its folder's does."""
        unsure = NONE
        for said in (_without_ending(path.name), path.parent.name):
            found = self.meant(said) if said else NONE
            if found.sure:
                return found
            unsure = unsure if unsure.films else found
        return unsure

    def _near(self, key: str, year: int) -> Meant:
        """Films of the year whose title goes on behind the name, or ends before it."""
        near = [
            film_id
            for other, film_id in self._by_year.get(year, ())
            if len(min(key, other, key=len)) > 3 and (_begins(other, key) or _begins(key, other))
        ]
        return Meant(tuple(dict.fromkeys(near)))

    def _titles(self) -> dict[str, list[tuple[int, int | None]]]:
        if self._by_key is None:
            self._by_key = {}
            with database.read():
                rows = titles.with_years()
            for film_id, title, original, year in rows:
                keys = {key_of(title)} if original in ("", title) else {key_of(title), key_of(original)}
                for key in keys - {""}:
                    self._by_key.setdefault(key, []).append((film_id, year))
                    if year is not None:
                        self._by_year.setdefault(year, []).append((key, film_id))
        return self._by_key


def _begins(longer: str, shorter: str) -> bool:
    return f"{longer} ".startswith(f"{shorter} ")


def _told(films: list[tuple[int, int | None]], year: int | None) -> Meant:
    if year is not None:
        exact = [one for one in films if one[1] == year]
        near = [one for one in films if one[1] is None or abs(one[1] - year) <= _YEAR_APART]
        films = exact or near
    return Meant(tuple(film_id for film_id, _year in films), len(films) == 1)


def _without_ending(name: str) -> str:
    return re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,4}$", "", name)


def film_of_file(path: Path) -> int | None:
    """Return the one film that a film file's name tells, or its folder's."""
    return FilmTitles().of_file(path).film_id
