# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the library, as the newest migration leaves them, and nothing else.

Columns under "kept" are worked out from other rows. Whoever adds, alters or bins a watch, a still or
a line calls ``store.films.refresh({film ids})`` in the same transaction, which makes them right again.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    DatabaseProxy,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

db = DatabaseProxy()
"""Bound by ``store.database.open_database``."""


class TupleField(TextField):
    """A tuple of strings or numbers, kept as a JSON list; empty text for an empty one."""

    def db_value(self, value: Any) -> Any:
        return (
            value if isinstance(value, str) else json.dumps(list(value), ensure_ascii=False) if value else ""
        )

    def python_value(self, value: Any) -> Any:
        return _loaded(value) if value else ()


@lru_cache(maxsize=2048)  # directors and people come again and again
def _loaded(value: str) -> tuple[Any, ...]:
    return tuple(json.loads(value))


class Base(Model):
    id = AutoField()

    class Meta:
        database = db
        legacy_table_names = False


class Film(Base):
    uuid = TextField(unique=True)
    title = TextField()
    original_title = TextField(default="")
    year = IntegerField(null=True)
    directors = TupleField(default=())
    runtime = IntegerField(null=True)
    letterboxd = TextField(default="", index=True)
    imdb = TextField(default="", index=True)
    tmdb = IntegerField(null=True, index=True)
    rating = IntegerField(null=True)  # the current one; kept, see domain.ratings
    rating_own = IntegerField(null=True)  # the last one set by itself
    rating_set = TextField(default="")  # when; empty for never
    liked = BooleanField(default=False)
    watchlist = BooleanField(default=False)
    notes = TextField(default="")
    earlier_watches = IntegerField(default=0)
    untold = IntegerField(default=0)  # 2: the person said how often; else kept, 1: the first was a rewatch
    cover = TextField(default="")
    poster = TextField(default="")  # path of a picture inside the library folder; it is no shot
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)
    merged_into = TextField(default="")  # uuid of the film that this one turned out to be
    # kept
    title_fold = TextField(default="", index=True)
    original_fold = TextField(default="", index=True)
    title_key = TextField(default="")
    year_key = IntegerField(default=0)
    times_seen = IntegerField(default=0)
    watch_count = IntegerField(default=0)
    unfinished = IntegerField(default=0)  # 1: a watch of it was not finished
    undated = IntegerField(default=0)  # 1: seen at a time that nobody knows
    shots = IntegerField(default=0)
    lines = IntegerField(default=0)
    shown_cover = TextField(default="")
    last_key = IntegerField(default=0)  # day number; 1 seen without a date, 0 never seen
    first_edtf = TextField(default="")
    first_said = TextField(default="")
    last_edtf = TextField(default="")
    last_said = TextField(default="")
    gap = FloatField(null=True)  # days; the usual pause between two watches
    due_on = IntegerField(null=True)  # day number of the last watch and one gap more
    due = FloatField(default=-1.0)  # gaps since the last watch, as of the setting "due_day"


class FilmSource(Base):
    """Where what stands in a film's field came from; it counts while ``value`` stands there."""

    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    field = TextField()
    service = TextField()
    at = TextField()
    value = TextField(default="")  # JSON

    class Meta:
        indexes = ((("film", "field"), True),)


class Watch(Base):
    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    edtf = TextField(default="")
    said = TextField(default="")
    earliest = TextField(null=True)
    latest = TextField(null=True)
    sort_key = TextField(null=True)  # kept; None for an unknown date
    times = IntegerField(default=1)
    rating = IntegerField(null=True)
    rated = TextField(default="")  # when it was rated
    leads = BooleanField(default=False)  # it was the newest dated one when it was rated
    note = TextField(default="")
    rewatch = BooleanField(null=True)
    people = TupleField(default=())
    venue = TextField(default="")
    medium = TextField(default="")
    cut = TextField(default="")
    finished = BooleanField(default=True)
    liked = BooleanField(default=False)
    source = TextField(null=True, unique=True)  # None for one's own
    logged = TextField(default="")
    off_watchlist = BooleanField(default=False)  # logging it took the film off the watchlist

    class Meta:
        indexes = ((("film", "sort_key"), False),)


class FilmFile(Base):
    """A film file that was opened on this computer."""

    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    path = TextField()
    size = IntegerField(default=0)
    key = TextField(default="")  # of its content, see services.video.keeping
    duration = FloatField(default=0.0)
    place = FloatField(default=0.0)
    audio = IntegerField(null=True)
    subtitles = TextField(default="")  # JSON, see domain.kept_file
    opened = TextField(default="")


class Line(Base):
    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    text = TextField()
    speaker = TextField(default="")
    timecode = FloatField(null=True)
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)
    until = FloatField(null=True)
    watch = TextField(default="")  # uuid of the watch during which it was written down, maybe not yet logged


class Still(Base):
    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    picture = TextField(index=True)  # path of the file inside the library folder
    width = IntegerField()
    height = IntegerField()
    timecode = FloatField(null=True)
    average = TextField(default="#8a8078")
    palette = TupleField(default=())
    name = TextField(default="")
    alpha = BooleanField(default=False)
    taken = TextField(default="")
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)
    line = ForeignKeyField(Line, field="uuid", backref="+", null=True, on_delete="SET NULL")
    film_file = ForeignKeyField(FilmFile, field="uuid", backref="+", null=True, on_delete="SET NULL")
    watch = TextField(default="")  # uuid of the watch during which it was taken, maybe not yet logged


class Watching(Base):
    """A film that is being watched elsewhere: its clock, and what the watch will be logged as."""

    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    watch = TextField()  # the uuid that the watch will have
    began = TextField()
    place = FloatField(default=0.0)  # seconds into the film at ``since``, or while it rests
    since = TextField(default="")  # empty while it rests
    intermission = BooleanField(default=False)
    alive = TextField(default="")
    medium = TextField(default="")
    notes = TextField(default="")
    ended = TextField(null=True)


class Theme(Base):
    uuid = TextField(unique=True)
    name = TextField()
    fold = TextField(unique=True)


class FilmTheme(Base):
    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    theme = ForeignKeyField(Theme, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("film", "theme"), True),)


class WatchTheme(Base):
    watch = ForeignKeyField(Watch, backref="+", on_delete="CASCADE")
    theme = ForeignKeyField(Theme, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("watch", "theme"), True),)


class StillTheme(Base):
    still = ForeignKeyField(Still, backref="+", on_delete="CASCADE")
    theme = ForeignKeyField(Theme, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("still", "theme"), True),)


class LineTheme(Base):
    line = ForeignKeyField(Line, backref="+", on_delete="CASCADE")
    theme = ForeignKeyField(Theme, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("line", "theme"), True),)


class Board(Base):
    uuid = TextField(unique=True)
    title = TextField()
    title_fold = TextField(default="", index=True)  # kept
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    background = TextField(default="")
    created = TextField(default="")
    changed = TextField(default="")
    sample = BooleanField(default=False)
    view_x = FloatField(null=True)
    view_y = FloatField(null=True)
    view_zoom = FloatField(null=True)
    opened = TextField(default="")
    binned = TextField(null=True)


class Pin(Base):
    uuid = TextField(unique=True)
    board = ForeignKeyField(Board, backref="+", on_delete="CASCADE")
    kind = TextField()
    x = FloatField()
    y = FloatField()
    width = FloatField()
    height = FloatField()
    turn = FloatField(default=0.0)
    z = FloatField(default=0.0)
    still = ForeignKeyField(Still, field="uuid", backref="+", null=True, on_delete="CASCADE")
    line = ForeignKeyField(Line, field="uuid", backref="+", null=True, on_delete="CASCADE")
    text = TextField(default="")
    colours = TextField(default="")  # JSON list, empty for none
    crop = TextField(default="")  # JSON list of four, empty for the whole
    style = TextField(default="")  # JSON of what differs from the default style, empty for nothing
    watch = TextField(default="")
    frame = TextField(default="")
    twin = TextField(default="")
    pinned = TextField(default="")
    group_of = TextField(default="")
    name = TextField(default="")
    locked = BooleanField(default=False)
    hidden = BooleanField(default=False)
    drawing = TextField(default="")  # JSON of the drawing, empty for none


class FilmList(Base):
    """A list of films, e.g. an imported one."""

    uuid = TextField(unique=True)
    name = TextField()
    description = TextField(default="")
    ranked = BooleanField(default=False)
    source = TextField(null=True, unique=True)
    tags = TupleField(default=())
    created = TextField(default="")
    binned = TextField(null=True)


class FilmListEntry(Base):
    film_list = ForeignKeyField(FilmList, backref="+", on_delete="CASCADE")
    position = IntegerField()
    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    note = TextField(default="")


class SmartList(Base):
    """A query with a name."""

    uuid = TextField(unique=True)
    name = TextField()
    query = TextField()  # JSON, see domain.query_file
    position = IntegerField(default=0)
    created = TextField(default="")
    binned = TextField(null=True)


class ImportRun(Base):
    uuid = TextField(unique=True)
    at = TextField()
    kind = TextField()
    source = TextField(default="")
    files = TextField(default="")  # JSON
    summary = TextField(default="")  # JSON
    undo = TextField(default="")  # JSON
    undone = TextField(null=True)


class ImportItem(Base):
    """One thing that an import added (``before`` empty) or altered (``before`` is JSON of what was)."""

    run = ForeignKeyField(ImportRun, backref="+", on_delete="CASCADE")
    kind = TextField()
    ref = TextField()  # uuid
    before = TextField(default="")


class Change(Base):
    """The trail that other processes read: one row for each thing a transaction altered."""

    kind = TextField()
    ref = TextField()
    writer = TextField()


class Setting(Model):
    name = TextField(primary_key=True)
    value = TextField(default="")

    class Meta:
        database = db
        legacy_table_names = False


TABLES = (
    Film, FilmSource, Watch, FilmFile, Line, Still, Watching, Theme, FilmTheme, WatchTheme, StillTheme,
    LineTheme, Board, Pin, FilmList, FilmListEntry, SmartList, ImportRun, ImportItem, Change, Setting,
)  # fmt: skip
