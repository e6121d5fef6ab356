# SPDX-License-Identifier: GPL-3.0-or-later
"""Take another library in: what is new comes, what is here stays as it is.

Rows are the same when their uuids are. Besides, a film is the same by its numbers elsewhere or by title
and year, a watch by the entry that it was imported from (or as the same day, rating and words of such a
film), a shot by its picture and film, a line by its words and film. What a person has here is never
overwritten: only what nothing is known of is filled in, and what differs is told. A board that was
changed there later than here comes as a second one beside it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from moodboard.domain import library_file
from moodboard.domain.errors import KnownError
from moodboard.services import library, library_merge_facts, pictures_files
from moodboard.services.library_archive import Archive
from moodboard.services.library_twins import Twins
from moodboard.store import database, imports, load, merging
from moodboard.store.library_rows import LEFT_OUT_SETTINGS, Row, Sheet, checked, sheets

Report = Callable[[int, int], None]
ROWS_AT_ONCE = 20
SHARE = 0.1
"""Of the time a batch took, how much is left to other writers after it."""
THERE = "there already"
KEPT = "changed here since, which stays"
REMOVED = "removed here since"
NOT_OURS = "the other library's own imports"
_RUNS = ("import_run", "import_item")
_BY_OTHERS = ("board", "pin")
"""Tables that ``library_merge_boards`` brings."""
KINDS = {"film_list": imports.LIST}
"""What the trail calls a table when it is not the table's name."""


@dataclass(slots=True)
class Merged:
    """What became of one table."""

    table: str
    rows: int = 0
    added: int = 0
    updated: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[int, str]] = field(default_factory=list)
    conflicts: list[tuple[int, str]] = field(default_factory=list)
    """Where both libraries say something else; what is here stays."""

    def skip(self, reason: str) -> None:
        """Count a row that changed nothing."""
        self.rows += 1
        self.skipped[reason] += 1

    def problem(self, line: int, reason: str) -> None:
        """Count a row that did not come in."""
        self.rows += 1
        self.problems.append((line, reason))


Waiting = tuple[int, Row]


class Merge:
    """One library's way into another."""

    def __init__(self, archive: Archive, run_id: int, dry: bool, report: Report) -> None:
        self.archive = archive
        self.dry = dry
        self.loader = load.Loader()
        self.twins = Twins()
        self.films: set[int] = set()
        """The films that something came for."""
        self.facts = library_merge_facts.Facts()
        self.coming: set[str] = set()
        """Of a dry run: what would be there by now."""
        self.done: list[Merged] = []
        self._run_id = run_id
        self._report = report
        self._step = 0
        self._blank = False

    def all(self) -> list[Merged]:
        """Go through the tables; a cancel (``report`` raises) leaves whole batches."""
        from moodboard.services.library_merge_boards import merge_boards

        total = 2 * self.archive.total
        self.archive.verify(lambda done, _total: self._report(done, total))
        self._step = self.archive.total
        with database.read():
            self._blank = merging.is_blank() if self.dry else merging_was_blank(self._run_id)
            self.twins.learn(row["uuid"] for row in self._films_said())
        for sheet in sheets():
            if sheet.name == "board":
                merge_boards(self)
            elif sheet.name not in _BY_OTHERS:
                self._table(sheet)
        self._report(total, total)
        return self.done

    def _films_said(self) -> Iterator[Row]:
        for _line, row in self.archive.rows("film"):
            if isinstance(row, dict) and isinstance(row.get("uuid"), str):
                yield row

    # Batches

    def begin(self, sheet: Sheet) -> Merged:
        """Open the account of a table."""
        merged = Merged(sheet.name)
        self.done.append(merged)
        return merged

    def _table(self, sheet: Sheet) -> None:
        merged = self.begin(sheet)
        with database.read():
            gone = merging.gone(KINDS.get(sheet.name, sheet.name), sheet.name) if sheet.key == "uuid" else ()
        rows = self.checked(sheet, merged)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            started = time.monotonic()
            here = [one for one in batch if one[1].get("uuid") not in gone]
            for _ in range(len(batch) - len(here)):
                merged.skip(REMOVED)
            drafts = self._drafts(sheet, here, merged)
            with self.transaction():
                self._merge(sheet, here, merged, drafts)
            library_merge_facts.confirm_posters(library.folder(), list(drafts))
            self.breathe(len(batch), started)

    def checked(self, sheet: Sheet, merged: Merged) -> Iterator[Waiting]:
        """Yield the rows of a table that are what they should be, with what they name as it is here."""
        for line, said in self.archive.rows(sheet.name):
            try:
                row = checked(sheet, said)
            except ValueError as error:
                merged.problem(line, f"This row cannot be read: {error}.")
                continue
            self.twins.rename(sheet, row)
            yield line, row

    def transaction(self) -> AbstractContextManager[None]:
        """Return where a batch happens."""
        return database.read() if self.dry else database.write(job=True)

    def breathe(self, rows: int, started: float) -> None:
        """Say how far it is, and let others write."""
        self._step += rows
        self._report(min(self._step, 2 * self.archive.total), 2 * self.archive.total)
        if not self.dry:
            time.sleep(min(0.01, SHARE * (time.monotonic() - started)))

    def note(self, kind: str, items: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Write down what came, so that it can be taken back."""
        if not self.dry:
            imports.note(self._run_id, [imports.Item(kind, ref, facts) for ref, facts in items])

    # One batch

    def _merge(self, sheet: Sheet, batch: list[Waiting], merged: Merged, drafts: dict[str, Any]) -> None:
        if sheet.name in _RUNS and not self._blank:
            for _ in batch:
                merged.skip(NOT_OURS)
        elif sheet.name == "film_list_entry":
            self._entries(sheet, batch, merged)
        elif sheet.name == library_merge_facts.SOURCES:
            self._sources(sheet, batch, merged)
        elif sheet.key == "uuid":
            self._by_uuid(sheet, batch, merged, drafts)
        elif sheet.key:
            self._by_key(sheet, batch, merged)
        elif self._blank:
            self._add(sheet, batch, merged)
        else:
            for _ in batch:
                merged.skip(NOT_OURS)

    def _by_uuid(self, sheet: Sheet, batch: list[Waiting], merged: Merged, drafts: dict[str, Any]) -> None:
        here = load.stored(sheet, (row["uuid"] for _line, row in batch))
        new: list[Waiting] = []
        for line, row in batch:
            mine = here.get(row["uuid"])
            twin = "" if mine else self.twins.twin(sheet, row)
            if mine is None and not twin:
                new.append((line, row))
            elif mine is None:
                self.twins.alias(sheet.name, row["uuid"], twin)
                self._keep(sheet, line, load.stored(sheet, [twin]).get(twin), row, merged, twin=True)
            else:
                self._keep(sheet, line, mine, row, merged, twin=False)
        if not self.dry:
            library_merge_facts.settle_posters(library.folder(), drafts)
        self._add(sheet, new, merged)

    def _keep(
        self, sheet: Sheet, line: int, mine: Row | None, row: Row, merged: Merged, *, twin: bool
    ) -> None:
        """Leave what is here, fill in what is not known, and tell where the two differ."""
        if mine is None:
            merged.skip(THERE)  # of a dry run: its twin would have come a moment ago
            return
        filled: dict[str, tuple[Any, Any]] = {}
        if sheet.name == "film":
            self.films |= merging.films_called([mine["uuid"]])
            filled = merging.fill_film(mine["uuid"], row, flags=twin, write=not self.dry)
            facts = [
                (f"{mine['uuid']}/{name}", {"was": was, "is": now}) for name, (was, now) in filled.items()
            ]
            self.note("fill", facts)
            self.facts.keep(mine["uuid"], filled)
        # What the file says nothing of is no difference.
        names = [name for name in merging.differing(sheet, mine, row) if row[name] and name not in filled]
        if names and not twin:
            said = ", ".join(_WORDS.get(name, name) for name in names)
            merged.conflicts.append((line, f"{called(sheet, mine)}: {said}. What is here stays."))
        if filled:
            if not self.dry:
                load.refresh(merging.films_called([mine["uuid"]]))
            merged.rows += 1
            merged.updated += 1
        else:
            merged.skip(KEPT if names and not twin else THERE)

    def _by_key(self, sheet: Sheet, batch: list[Waiting], merged: Merged) -> None:
        there = merging.keyed(sheet, (row[sheet.key] for _line, row in batch))
        new = []
        for line, row in batch:
            if row[sheet.key] in there or row[sheet.key] in LEFT_OUT_SETTINGS:
                merged.skip(THERE)
            else:
                new.append((line, row))
        self._add(sheet, new, merged)

    def _entries(self, sheet: Sheet, batch: list[Waiting], merged: Merged) -> None:
        there = merging.entries_of(row["film_list"] for _line, row in batch)
        new = []
        for line, row in batch:
            note = there.get((row["film_list"], row["film"]))
            if note is None:
                new.append((line, row))
                there[row["film_list"], row["film"]] = row["note"]
            elif row["note"] and note != row["note"]:
                merged.conflicts.append((line, "A film's words on a list differ. What is here stays."))
                merged.skip(KEPT)
            else:
                merged.skip(THERE)
        self._add(sheet, new, merged)

    def _sources(self, sheet: Sheet, batch: list[Waiting], merged: Merged) -> None:
        told = self.facts.new_sources(batch)
        new = [one for one, comes in zip(batch, told, strict=True) if comes]
        for _ in range(len(batch) - len(new)):
            merged.skip(THERE)
        self._add(sheet, new, merged)

    def _add(self, sheet: Sheet, batch: Sequence[Waiting], merged: Merged) -> None:
        rows = [row for _line, row in batch]
        lost = self.loader.missing(sheet, rows, self.coming)
        for place, table in lost.items():
            merged.problem(batch[place][0], f"Its {table.replace('_', ' ')} did not come; it was left out.")
        rows = [row for place, row in enumerate(rows) if place not in lost]
        merged.rows += len(rows)
        merged.added += len(rows)
        if self.dry:
            self.coming |= {row["uuid"] for row in rows if "uuid" in row}
            return
        if sheet.name == "theme":
            rows = [row for row in rows if merging.theme_is_new(row["fold"])]
        self.loader.insert(sheet, rows)
        if sheet.name == "line":
            load.index_lines(row["uuid"] for row in rows)
        touched = load.touched_films(sheet, rows)
        load.refresh(touched)
        self.films |= touched
        self._note_rows(sheet, rows)

    def _note_rows(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        kind = KINDS.get(sheet.name, sheet.name)
        if sheet.key == "uuid":
            # As they are stored: what cannot be (two themes of one name) is not what came.
            stored = load.stored(sheet, (row["uuid"] for row in rows))
            self.note(kind, ((uuid, {"is": load.mark_of(sheet, row)}) for uuid, row in stored.items()))
        elif sheet.name == "film_list_entry":
            self.note(imports.ENTRY, ((f"{row['film_list']}/{row['film']}", {}) for row in rows))
        elif sheet.name == library_merge_facts.SOURCES:
            self.note(kind, ((f"{row['film']}/{row['field']}", {}) for row in rows))
        elif sheet.key:
            self.note(kind, ((row[sheet.key], {"is": row.get("value")}) for row in rows))

    # Pictures

    def _drafts(self, sheet: Sheet, batch: list[Waiting], merged: Merged) -> dict[str, Any]:
        """Write the pictures of new shots aside; a shot whose picture did not come is left out."""
        drafts: dict[str, Any] = {}
        if sheet.name == "film":
            return library_merge_facts.bring_posters(
                self.archive, library.folder(), batch, self.dry, lambda *said: merged.problems.append(said)
            )
        if sheet.name != "still":
            return drafts
        with database.read():
            here = load.existing("still", (row["uuid"] for _line, row in batch))
        for line, row in list(batch):
            picture = row["picture"]
            if row["uuid"] in here or picture in drafts or self._has_picture(picture):
                continue
            try:
                if not self.archive.has_picture(picture):
                    raise KnownError(f"The picture {row['name'] or picture} is not in {self.archive.name}.")
                if not self.dry:
                    drafts[picture] = pictures_files.stream_draft(
                        library.folder(), self.archive.picture(picture)
                    )
            except pictures_files.NotKeptError:
                raise  # the disk is full, or cannot be written to
            except KnownError as error:
                batch.remove((line, row))
                merged.problem(line, str(error))
        return drafts

    @staticmethod
    def _has_picture(picture: str) -> bool:
        return library_file.is_picture(picture) and (library.folder() / picture).is_file()


def merging_was_blank(run_id: int) -> bool:
    """Tell whether the library held nothing but the run that has just begun."""
    return imports.is_only_run(run_id) and library.is_empty()


_WORDS = {
    "edtf": "the date",
    "rating_own": "the rating",
    "rating": "the rating",
    "note": "the words",
    "people": "with whom",
    "venue": "where",
    "notes": "the notes",
    "earlier_watches": "the earlier watches",
    "binned": "one of them is in the bin",
    "text": "the words",
    "title": "the title",
    "year": "the year",
    "liked": "the heart",
    "watchlist": "the watchlist",
    "themes": "the themes",
}


def called(sheet: Sheet, row: Row) -> str:
    """Return what a row is called to the person."""
    if sheet.name == "film":
        return f"{row['title']} ({row['year']})" if row["year"] else str(row["title"])
    if sheet.name == "watch":
        return f"the watch of {row['edtf']}" if row["edtf"] else "a watch without a date"
    said = row.get("text") or row.get("title") or row.get("name") or sheet.name
    return said if len(said) <= 60 else said[:59] + "…"
