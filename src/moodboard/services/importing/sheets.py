# SPDX-License-Identifier: GPL-3.0-or-later
"""Look over all that the person gave: what each file is, in which order they are read, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath

from moodboard.domain.errors import KnownError
from moodboard.domain.imports import kinds, mapping, trakt
from moodboard.domain.imports.mapping import Column
from moodboard.domain.imports.place import Place
from moodboard.domain.imports.said import Options
from moodboard.domain.letterboxd import READING_ORDER, Kind, column_name, is_deleted
from moodboard.services.importing import kodi_files, readers
from moodboard.services.importing.keeping import NOT_WANTED
from moodboard.services.importing.reading import Sheet, look_over, records_of
from moodboard.services.importing.report import FileReport, ImportReport, TableFound
from moodboard.services.importing.sources import Refused, Table, UnreadableError, tables_of
from moodboard.services.importing.tables import survey

_SAMPLE = 300
_NOT_KEPT = ("user", "network", "hidden", "likes", "_errors", "watched-playback", "collection")
_LETTERS_OF_AN_ENTRY = 300
_MAPPED = (".csv", ".tsv", ".txt")
_MOST_TABLES = 40
_ANY_TABLE = frozenset({Kind.UNKNOWN, Kind.IMPORT_FORMAT})


def sheets_of(paths: Sequence[Path], stack: ExitStack, done: ImportReport, options: Options) -> list[Sheet]:
    """Look all files over; those that cannot be read are in the report already."""
    return _Looking(done, options).sheets(paths, stack)


class _Looking:
    def __init__(self, done: ImportReport, options: Options) -> None:
        self._done = done
        self._options = options
        self._names: dict[str, tuple[str, str]] = {}
        self._sheets: list[Sheet] = []
        self._nfo: list[Table] = []
        self._unknown: list[str] = []
        """JSON that no service that is known wrote: of interest only beside files that one did."""

    def sheets(self, paths: Sequence[Path], stack: ExitStack) -> list[Sheet]:
        for table in tables_of(paths, stack):
            if isinstance(table, Refused):
                self._unreadable(table.path, table.reason)
                continue
            suffix = PurePosixPath(table.path).suffix.casefold()
            try:
                if suffix in (".nfo", ".xml"):
                    self._nfo += [table] if kodi_files.is_kodi(readers.head_of(table)) else []
                elif suffix in readers.JSON:
                    self._json(table)
                else:
                    self._table(table)
            except UnreadableError as error:
                # Only .csv promises rows; a README.txt among pictures is nobody's loss.
                if suffix == ".csv":
                    self._unreadable(table.path, str(error))
                elif suffix in readers.JSON:
                    self._unknown.append(f"{table.path}\0{error}")
        if self._nfo:
            sheet = Sheet(self._nfo[0], Kind.KODI, "utf-8", len(self._nfo), more=tuple(self._nfo[1:]))
            self._sheets.append(self._placed(sheet, Kind.KODI))
        if self._sheets or any(path.suffix.casefold() in readers.JSON and path.is_file() for path in paths):
            for path, _, reason in (said.partition("\0") for said in self._unknown):
                self._tell_unknown(path, reason)
        order = {kind: number for number, kind in enumerate((*READING_ORDER, *kinds.READING_ORDER))}
        return sorted(
            self._sheets,
            key=lambda sheet: (
                order.get(sheet.kind, 99),
                is_deleted(sheet.table.path),
                trakt.place_in_order(sheet.table.path) if sheet.kind is Kind.TRAKT else (0, "", 0),
            ),
        )

    def _placed(self, sheet: Sheet, kind: Kind, options: Options | None = None) -> Sheet:
        place = Place(sheet.table.path, kind, options or self._options, sheet.header, names=self._names)
        return replace(sheet, kind=kind, place=place)

    def _json(self, table: Table) -> None:
        encoding, lines = survey(table)
        try:
            kind = readers.json_kind(table, encoding)
        except UnreadableError:
            # What comes before the place where it breaks off is read all the same.
            kind = (
                Kind.TRAKT if trakt.part_of(table.path).startswith(("watched", "ratings", "lists")) else None
            )
            if kind is None:
                raise
        if kind is Kind.UNKNOWN:
            self._unknown.append(table.path)
        elif kind is not None:
            entries = max(lines, table.size // _LETTERS_OF_AN_ENTRY)
            self._sheets.append(self._placed(Sheet(table, kind, encoding, entries), kind))

    def _table(self, table: Table) -> None:
        sheet = look_over(table)
        said = self._options.kinds
        kind = sheet.kind
        wanted = said.get(table.path) or said.get(PurePosixPath(table.path).name)
        if wanted:
            kind = Kind(wanted)
        options = self._options
        if kind is Kind.IMPORT_FORMAT and not wanted and _counts_to_ten(sheet):
            kind = Kind.UNKNOWN
        if kind in _ANY_TABLE and options.mapping is not None:
            kind = Kind.TABLE
        elif kind is Kind.UNKNOWN and table.path.casefold().endswith(_MAPPED):
            own = self._meant(sheet)
            if table.path in options.mappings and own is None:
                file = FileReport(table.path, Kind.TABLE.value)
                file.skip(NOT_WANTED)
                self._done.files.append(file)
                return
            if own is not None:
                kind, options = Kind.TABLE, replace(options, mapping=own)
        if kind is Kind.TABLE and options.mapping is not None:
            try:
                mapping.checked(options.mapping, sheet.header, table.path)
            except KnownError as error:
                self._unreadable(table.path, str(error), Kind.UNKNOWN)
                return
        if kind is not Kind.UNKNOWN:
            self._sheets.append(self._placed(sheet, kind, options))
        elif table.path.casefold().endswith(".csv"):
            self._unreadable(table.path, self._why_unknown(table.path), Kind.UNKNOWN)

    def _meant(self, sheet: Sheet) -> mapping.Mapping | None:
        """Return how to read a table of no known service: as was said, or as it seems when that is wanted."""
        path, sample = sheet.table.path, sample_of(sheet)
        guess = mapping.guess_mapping(sheet.header, sample)
        is_film_table = Column.TITLE in guess.columns
        if path.casefold().endswith(".txt") and not (is_film_table and len(sheet.header) > 1):
            return None  # words, or a table that only .csv promises
        if len(self._done.tables) < _MOST_TABLES:
            rows = tuple(map(tuple, sample))
            self._done.tables.append(TableFound(path, sheet.header, rows, guess))
        if is_film_table:
            self._done.guessed[path] = mapping.written(guess)
        if path in self._options.mappings:
            return self._options.mappings[path]
        return guess if is_film_table and self._options.guess else None

    def _why_unknown(self, path: str) -> str:
        why = "Its columns are not those of a service that Moodboard knows; nothing was taken from it."
        guess = self._done.guessed.get(path)
        return f"{why} They may mean {guess}." if guess else f"{why} Say which of them holds the titles."

    def _tell_unknown(self, path: str, reason: str) -> None:
        if not reason and trakt.part_of(path).startswith(_NOT_KEPT):
            file = FileReport(path, Kind.PROFILE.value)
            file.skip(trakt.NOT_KEPT)
            self._done.files.append(file)
        else:
            said = reason or "It is no export of a service that Moodboard knows; nothing was taken from it."
            self._unreadable(path, said, Kind.UNREADABLE if reason else Kind.UNKNOWN)

    def _unreadable(self, path: str, reason: str, kind: Kind = Kind.UNREADABLE) -> None:
        file = FileReport(path, kind.value)
        file.problem(0, reason)
        self._done.files.append(file)


def sample_of(sheet: Sheet) -> list[list[str]]:
    """Return the first rows of a table, in the order of its header."""
    names = [column_name(cell) for cell in sheet.header]
    plain = replace(sheet, kind=Kind.UNKNOWN)
    try:
        records = list(islice(records_of(plain), _SAMPLE))
    except UnreadableError:
        return []
    return [[record.cells.text(name) for name in names] for record in records if record.cells is not None]


def _counts_to_ten(sheet: Sheet) -> bool:
    """Tell whether a table has titles and ratings as Letterboxd's format, and rates by another scale."""
    names = {column_name(cell) for cell in sheet.header}
    if "rating" not in names or names & {"letterboxduri", "watcheddate", "rewatch", "rating10"}:
        return False
    place = [column_name(cell) for cell in sheet.header].index("rating")
    return mapping.guess_scale("", [row[place] for row in sample_of(sheet) if row[place]] or ["5"]) > 5
