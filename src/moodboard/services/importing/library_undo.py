# SPDX-License-Identifier: GPL-3.0-or-later
"""Take a library that came in back: what is still as it came goes, and what was filled in is blank again."""

from __future__ import annotations

from collections import Counter

from moodboard.domain.changes import Changes
from moodboard.domain.ids import utc_now
from moodboard.services import library, pictures_files
from moodboard.services.importing.report import UndoReport
from moodboard.store import changes, database, film_sources, import_undo, imports, load, merging
from moodboard.store.imports import Item
from moodboard.store.library_rows import sheets

_KINDS = {"film_list": imports.LIST}
_FILL = "fill"


def undo_library(import_id: int) -> UndoReport:
    """Undo the trail of a library's import, in one transaction."""
    with database.write():
        report, pictures = _Undoing(imports.items(import_id)).all()
        imports.mark_undone(import_id, utc_now())
    for picture in pictures:  # they came with it, and come again with it
        pictures_files.discard(library.folder() / picture)
    return report


class _Undoing:
    def __init__(self, trail: list[Item]) -> None:
        self._by_kind: dict[str, list[Item]] = {}
        for item in trail:
            self._by_kind.setdefault(item.kind, []).append(item)
        self._touched: set[int] = set()
        self._pictures: set[str] = set()
        self._kept: Counter[str] = Counter()
        self._gone: Counter[str] = Counter()

    def all(self) -> tuple[UndoReport, set[str]]:
        for item in self._by_kind.get(_FILL, ()):
            uuid, _, column = item.ref.partition("/")
            merging.unfill_film(uuid, column, item.facts["is"], item.facts["was"])
            self._touched |= merging.films_called([uuid])
        posters = {item.facts["is"] for item in self._by_kind.get(_FILL, ()) if item.ref.endswith("/poster")}
        import_undo.remove_entries(item.ref for item in self._by_kind.get(imports.ENTRY, ()))
        # Backwards: what hangs on others goes before them.
        for sheet in reversed(sheets()):
            items = self._by_kind.get(_KINDS.get(sheet.name, sheet.name), [])
            if sheet.name == "film_source":
                film_sources.forget(item.ref for item in items)
            elif sheet.name == "setting":
                for item in items:
                    merging.remove_setting(item.ref, item.facts.get("is") or "")
            elif sheet.key == "uuid":
                if sheet.name == "film":
                    load.refresh(self._touched)
                marks = {item.ref: item.facts.get("is", "") for item in items}
                removed = merging.remove_same(sheet, marks)
                self._touched |= removed.films
                self._pictures |= removed.pictures
                self._gone[sheet.name], self._kept[sheet.name] = removed.gone, removed.kept
        self._pictures |= film_sources.unused(posters)
        changed = changes.record(Changes(everything=True))
        return self._report(changed), self._pictures

    def _report(self, changed: Changes) -> UndoReport:
        gone, kept = self._gone, self._kept
        return UndoReport(
            gone["film"], gone["watch"], gone["film_list"], gone["still"], kept["film"], kept["watch"],
            changed, gone["board"], kept["board"],
        )  # fmt: skip
