# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for films, watches, imports and the sample."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("film.add", QT_TRANSLATE_NOOP("actions", "Add a film…"), "film", ("Ctrl+N",), icon="plus"),
    ActionSpec(
        "film.edit", QT_TRANSLATE_NOOP("actions", "Edit the film…"), "film", ("F2",), Needs.FILM, "edit"
    ),
    ActionSpec("watch.log", QT_TRANSLATE_NOOP("actions", "Log a watch…"), "film", ("Ctrl+L",), icon="check"),
    ActionSpec(
        "film.count",
        QT_TRANSLATE_NOOP("actions", "Set the times seen"),
        "film",
        ("Ctrl+Shift+T",),
        Needs.FILM,
    ),
    ActionSpec(
        "film.board", QT_TRANSLATE_NOOP("actions", "New board for the film"), "film", (), Needs.FILM, "board"
    ),
    ActionSpec(
        "film.bin", QT_TRANSLATE_NOOP("actions", "Put the film in the bin"), "film", (), Needs.FILM, "trash"
    ),
    ActionSpec("search", QT_TRANSLATE_NOOP("actions", "Search films"), "film", ("Ctrl+F",), icon="search"),
    ActionSpec(
        "library.import", QT_TRANSLATE_NOOP("actions", "Import…"), "film", ("Ctrl+Shift+I",), icon="import"
    ),
    ActionSpec("library.imports", QT_TRANSLATE_NOOP("actions", "Imports…"), "film"),
    ActionSpec("library.where_from", QT_TRANSLATE_NOOP("actions", "Where to get exports…"), "film"),
    ActionSpec("lines.from_text", QT_TRANSLATE_NOOP("actions", "Lines from text…"), "film"),
    ActionSpec("film.catalogue", QT_TRANSLATE_NOOP("actions", "Film catalogue…"), "film"),
    ActionSpec("sample.add", QT_TRANSLATE_NOOP("actions", "Add the sample library"), "film", (), icon="film"),
    ActionSpec("sample.remove", QT_TRANSLATE_NOOP("actions", "Remove the sample"), "film", (), Needs.SAMPLE),
)
