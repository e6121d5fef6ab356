# SPDX-License-Identifier: GPL-3.0-or-later
"""IMDb's ratings, lists, watchlist and check-ins, in all the columns that it has written them with."""

from __future__ import annotations

from dataclasses import replace

from moodboard.domain.dates import VagueDate, parse_edtf
from moodboard.domain.imports import values
from moodboard.domain.imports.place import Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd import Kind
from moodboard.domain.letterboxd_rows import Cells, FilmSaid
from moodboard.domain.text_keys import folded

# The types are written in the language of the site. Only what is surely no film is left out; a word that
# is not here stands for a film, so that no language costs anybody a film.
_TYPES = (
    # English, as it is and as it was
    "TV Series,TV Mini Series,TV Episode,Video Game,Podcast Series,Podcast Episode,Mini-Series",
    "tvSeries,tvMiniSeries,tvEpisode,videoGame,podcastSeries,podcastEpisode",
    # Italian, German, French, Spanish, Portuguese
    "Serie TV,Mini serie TV,Miniserie TV,Episodio TV,Videogioco,Serie podcast,Episodio di podcast",
    "Fernsehserie,TV-Serie,Fernseh-Miniserie,TV-Miniserie,Miniserie,TV-Episode,Fernsehepisode,Folge",
    "Videospiel,Podcast-Serie,Podcast-Folge",
    "Série télévisée,Série TV,Mini-série,Mini-série télévisée,Mini-série TV,Épisode télévisé,Épisode TV",
    "Épisode télé,Jeu vidéo,Série de podcasts,Épisode de podcast",
    "Serie de TV,Miniserie de TV,Episodio de TV,Videojuego,Serie de televisión,Serie de podcast",
    "Série de TV,Minissérie de TV,Minissérie,Episódio de TV,Videogame,Série de televisão",
)
_NO_FILM = frozenset(folded(word).replace("-", " ") for words in _TYPES for word in words.split(","))


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row of one of IMDb's files says."""
    said_type = cells.text("titletype", "type")
    if not place.options.series and folded(said_type).replace("-", " ") in _NO_FILM:
        return LeftOut(f"{said_type}, not a film")
    film = _film(cells)
    const = cells.text("const")
    if not film.title and not film.imdb:
        return Broken("It names no film; it was left out.")
    if const and not film.imdb:
        cells.faults.append(f"{const!r} is not a number of IMDb; kept without it")
    row = RowSaid(film, faults=cells.faults)
    row.rating, row.remarks = values.rating(cells.text("yourrating", "yourated"), cells.faults)
    if place.kind is Kind.IMDB_RATINGS:
        _rated(row, cells, place)
    elif place.kind is Kind.IMDB_WATCHLIST:
        row.watchlist = True
        row.notes = _note(cells)
    elif place.kind is Kind.IMDB_CHECKINS:
        row.watches = (_check_in(row, cells),)
    else:
        row.places = (_listed(cells, place),)
        if row.rating is not None:
            _rated(row, cells, place)
    return row


def _film(cells: Cells) -> FilmSaid:
    film = values.film(
        cells.text("title"), cells.text("year"), cells.faults,
        imdb_id=cells.text("const") or cells.text("url"), original=cells.text("originaltitle"),
    )  # fmt: skip
    names = tuple(name for part in cells.text("directors").split(",") if (name := part.strip()))
    minutes = values.whole(cells.text("runtime(mins)"))
    known = minutes if minutes is not None and 0 < minutes < 10_000 else None
    return replace(film, directors=names, runtime=known, title=film.title or film.original)


def _rated(row: RowSaid, cells: Cells, place: Place) -> None:
    """Somebody who rates a film has seen it; when is known only by guess, and guessed only if asked to."""
    if row.rating is None:
        return
    row.seen = 1
    rated = values.moment_or_fault(cells.text("daterated", "dateadded"), cells.faults)
    if place.options.rated_as_watched and rated.is_day:
        about = parse_edtf(f"{rated.edtf}~")
        row.watches = (WatchSaid(f"imdb:rated:{_name(row.film)}", about, rating=row.rating, only_alone=True),)


def _check_in(row: RowSaid, cells: Cells) -> WatchSaid:
    day = values.moment_or_fault(cells.text("created"), cells.faults)
    key = f"imdb:checkin:{_name(row.film)}:{_written(day)}"
    return WatchSaid(key, day, note=cells.text("description"), numbered=True)


def _listed(cells: Cells, place: Place) -> ListPlace:
    position = values.whole(cells.text("position"))
    return ListPlace(
        f"imdb:list:{folded(place.stem)}",
        place.stem,
        position if position and position > 0 else 0,
        cells.text("description"),
    )


def _note(cells: Cells) -> tuple[str, ...]:
    said = cells.text("description")
    return (said,) if said else ()


def _name(film: FilmSaid) -> str:
    return film.imdb or f"{folded(film.title)}:{film.year}"


def _written(day: VagueDate) -> str:
    return day.edtf or day.said or "undated"
