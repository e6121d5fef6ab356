# SPDX-License-Identifier: GPL-3.0-or-later
"""The library as it was first made."""

from typing import Any

from peewee import (
    BooleanField,
    DatabaseProxy,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

APPLICATION = 0x4D4F4F44  # "MOOD", so that the file can be told from other SQLite files

frozen = DatabaseProxy()


class Base(Model):
    class Meta:
        database = frozen
        legacy_table_names = False


class Film(Base):
    uuid = TextField(unique=True)
    title = TextField()
    original_title = TextField(default="")
    year = IntegerField(null=True)
    directors = TextField(default="")
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
    cover = TextField(default="")
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)
    # kept
    title_fold = TextField(default="", index=True)
    original_fold = TextField(default="", index=True)
    title_key = TextField(default="")
    year_key = IntegerField(default=0)
    times_seen = IntegerField(default=0)
    watch_count = IntegerField(default=0)
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
    people = TextField(default="")
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


class Still(Base):
    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    picture = TextField(index=True)  # path of the file inside the library folder
    width = IntegerField()
    height = IntegerField()
    timecode = FloatField(null=True)
    average = TextField(default="#8a8078")
    palette = TextField(default="")
    name = TextField(default="")
    alpha = BooleanField(default=False)
    taken = TextField(default="")
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)


class Line(Base):
    uuid = TextField(unique=True)
    film = ForeignKeyField(Film, backref="+", null=True, on_delete="SET NULL")
    text = TextField()
    speaker = TextField(default="")
    timecode = FloatField(null=True)
    sample = BooleanField(default=False)
    added = TextField(default="")
    binned = TextField(null=True)


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


class FilmList(Base):
    uuid = TextField(unique=True)
    name = TextField()
    description = TextField(default="")
    ranked = BooleanField(default=False)
    source = TextField(null=True, unique=True)
    tags = TextField(default="")
    created = TextField(default="")
    binned = TextField(null=True)


class FilmListEntry(Base):
    film_list = ForeignKeyField(FilmList, backref="+", on_delete="CASCADE")
    position = IntegerField()
    film = ForeignKeyField(Film, backref="+", on_delete="CASCADE")
    note = TextField(default="")


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
    run = ForeignKeyField(ImportRun, backref="+", on_delete="CASCADE")
    kind = TextField()
    ref = TextField()  # uuid
    before = TextField(default="")


class Change(Base):
    kind = TextField()
    ref = TextField()
    writer = TextField()


class Setting(Base):
    name = TextField(primary_key=True)
    value = TextField(default="")


TABLES = (
    Film, Watch, Still, Line, Theme, FilmTheme, WatchTheme, StillTheme, LineTheme, Board, Pin,
    FilmList, FilmListEntry, ImportRun, ImportItem, Change, Setting,
)  # fmt: skip

# One index for each order of the film list; the columns after id let the filters above the list be
# answered from the index alone.
ORDERS = {
    "film_by_last": "last_key DESC, title_key, id, times_seen, rating, due_on",
    "film_by_times": "times_seen DESC, title_key, id, rating, due_on",
    "film_by_title": "title_key, id, times_seen, rating, due_on",
    "film_by_year": "year_key DESC, title_key, id, times_seen, rating, due_on",
    "film_by_rating": "rating DESC, title_key, id, times_seen, due_on",
    "film_by_due": "due DESC, title_key, id, times_seen, rating, due_on",
}

FILM_SEARCH = """
CREATE VIRTUAL TABLE film_search USING fts5(
    title, original, year, people, notes, watch_notes, lines,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
)
"""
LINE_SEARCH = """
CREATE VIRTUAL TABLE line_search USING fts5(
    text, speaker, film, feelings,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
)
"""
# Rows go away by cascades too: their words go with them.
WORDS_GO = (
    "CREATE TRIGGER {0}_words_go AFTER DELETE ON {0} BEGIN DELETE FROM {0}_search WHERE rowid = old.id; END"
)


def up(migrator: object, db: Any) -> None:
    frozen.initialize(db)
    db.create_tables(TABLES, safe=False)
    for name, columns in ORDERS.items():
        db.execute_sql(f"CREATE INDEX {name} ON film ({columns}) WHERE binned IS NULL")
    db.execute_sql("CREATE INDEX film_binned ON film (id) WHERE binned IS NOT NULL")
    for table in ("film", "still", "line"):
        db.execute_sql(f"CREATE INDEX {table}_sample ON {table} (id) WHERE sample")
    db.execute_sql(FILM_SEARCH)
    db.execute_sql(LINE_SEARCH)
    for table in ("film", "line"):
        db.execute_sql(WORDS_GO.format(table))
    db.execute_sql(f"PRAGMA application_id = {APPLICATION}")
