# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of the menus' entries, whoever put them in: what is used most first, the rest in submenus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP

REST = "…"
"""Where entries go that no order names."""


@dataclass(frozen=True, slots=True)
class Sub:
    """Entries that a submenu holds; alone, an entry stands in the menu itself."""

    title: str
    entries: tuple[str, ...]


Order = tuple[tuple[str | Sub, ...], ...]
"""Groups of entries by their object names, a line between two groups."""

_COPY_AS = Sub(
    QT_TRANSLATE_NOOP("menus", "Copy as"), ("pin.copy_picture", "pin.copy_picture_clear", "pin.copy_files")
)
_TURN = Sub(
    QT_TRANSLATE_NOOP("menus", "Turn and flip"),
    ("pin.rotate_right", "pin.rotate_left", "pin.unturn", "pin.flip_h", "pin.flip_v"),
)
_STACK = Sub(QT_TRANSLATE_NOOP("menus", "Order"), ("pin.front", "pin.forward", "pin.backward", "pin.back"))
_PICTURE = Sub(
    QT_TRANSLATE_NOOP("menus", "Picture"),
    (
        "pin.tone",
        "pin.caption",
        "pin.uncrop",
        "pin.replace",
        "pin.cover",
        "pin.open_original",
        "pin.show_file",
    ),
)
_ANIMATION = Sub(
    QT_TRANSLATE_NOOP("menus", "Animation"),
    ("pin.play", "pin.play_all", "pin.previous_frame", "pin.next_frame"),
)
_COLOURS = QT_TRANSLATE_NOOP("menus", "Colours")

PINS: Order = (
    ("pin.play", "pin.previous_frame", "pin.next_frame", "still.open_film"),
    ("edit.cut", "edit.copy", _COPY_AS, "edit.duplicate", "edit.delete"),
    ("pin.crop", "words.type", "pin.greyscale", _TURN, _STACK, "menu.opacity", _PICTURE),
    (
        Sub(
            _COLOURS,
            (
                "colour.copy",
                "menu.copy_colour",
                "add.swatches",
                "menu.find_colour",
                "menu.ground_colour",
            ),
        ),
        "colour.background",
        REST,
    ),
    ("menu.arrange", "arrange.compose", "pin.group", "pin.ungroup", "draw.connect", "draw.detach"),
    ("pin.lock", "pin.hide", "view.fit_selection", "board.from_selection"),
)

BOARD: Order = (
    ("menu.unlock_here",),
    ("edit.paste", "add.pictures", "add.line", "add.note", "menu.frame", "menu.draw"),
    (
        "menu.arrange",
        "arrange.compose",
        Sub(_COLOURS, ("colour.background", "colour.pick", "colour.find", "colour.strip_board")),
    ),
    ("edit.select_all", "view.fit_all", "view.actual_size"),
    ("layers.show_all", "layers.show", "board.lock", "view.present"),
    (REST, "board.export"),
)

BY_MENU: dict[str, Order] = {
    "film": (
        ("film.add", "watch.log", "film.watching_now", "search"),
        ("film.page", "film.capture", "film.edit", "film.count", "film.board", "film.bin"),
        ("film.put_on_list", "film.merge", "film.split"),
        ("film.lookup", "film.lookup_many", "film.facts"),
        ("library.import", "lines.from_text", "library.imports", "library.where_from"),
        ("library.film_folder", "library.screenshots"),
        (
            Sub(
                QT_TRANSLATE_NOOP("menus", "Export"),
                ("film.export", "library.export", "library.letterboxd", "library.csv"),
            ),
            Sub(QT_TRANSLATE_NOOP("menus", "Backup"), ("library.backup", "library.restore")),
        ),
        (REST, "library.bin", "film.catalogue", "sample.add", "sample.remove"),
    ),
    "board": (
        ("board.all", "board.new", "board.from_selection", "board.open_file"),
        (Sub(QT_TRANSLATE_NOOP("menus", "Add"), ("add.pictures", "add.line", "add.note", "add.frame")), REST),
        ("board.rename", "board.duplicate", "board.bin"),
        ("board.lock", "layers.unlock_all", "layers.show_all"),
        ("board.export", "board.export_walk", "board.send"),
    ),
    "capture": (
        ("capture.open", "capture.choose", "capture.film"),
        ("capture.pin_shot", "capture.pin_line", "capture.pin_both", "capture.burst"),
        (
            "capture.play",
            Sub(
                QT_TRANSLATE_NOOP("menus", "Go"),
                (
                    "capture.go_to",
                    "capture.step_back",
                    "capture.step_on",
                    "capture.back",
                    "capture.on",
                    "capture.back_minute",
                    "capture.on_minute",
                    "capture.cut_back",
                    "capture.cut_on",
                ),
            ),
            Sub(
                QT_TRANSLATE_NOOP("menus", "Speed"),
                ("capture.slower", "capture.faster", "capture.normal_speed"),
            ),
            Sub(QT_TRANSLATE_NOOP("menus", "Sound"), ("capture.mute", "capture.louder", "capture.softer")),
        ),
        ("capture.sheet", "capture.find_line", "capture.words", REST),
        (Sub(QT_TRANSLATE_NOOP("menus", "Take again"), ("capture.retake_earlier", "capture.retake_later")),),
        ("capture.full", "capture.done"),
    ),
    "edit": (
        ("edit.undo", "edit.redo"),
        ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete"),
        ("edit.select_all", "edit.select_none", REST),
    ),
    "pin": (
        ("pin.crop", "pin.tone", "pin.caption", "pin.greyscale", "pin.greyscale_all"),
        (_TURN, _STACK, _PICTURE, _ANIMATION, _COPY_AS),
        ("still.open_film", "words.type", "words.open_link", REST),
        ("pin.lock", "pin.hide"),
    ),
    "draw": (
        ("draw.bar",),
        ("draw.arrow", "draw.line", "draw.pen", "draw.rectangle", "draw.ellipse"),
        ("draw.connect", "draw.detach", REST),
        (
            Sub(
                QT_TRANSLATE_NOOP("menus", "Put in the middle"),
                ("draw.put_arrow", "draw.put_line", "draw.put_rectangle", "draw.put_ellipse"),
            ),
        ),
    ),
    "colour": (
        ("colour.pick", "colour.find", "colour.background"),
        ("add.swatches", "colour.strip_film", "colour.strip_board", "colour.copy", REST),
    ),
    "view": (
        ("page.boards", "page.films", "page.diary", "page.back"),
        ("view.present", "view.full_screen", "view.on_top"),
        ("view.fit_all", "view.fit_selection", "view.actual_size", "view.zoom_in", "view.zoom_out"),
        ("layers.show", "view.minimap", "pane.toggle", REST),
        ("view.wheel_pans", "theme.switch", "theme.system", "view.less_motion"),
    ),
}


def put_in_order(menu: QMenu, order: Order) -> None:
    """Lay a menu's entries out anew; what the order does not name stays together, in the order it had."""
    entries = [entry for entry in menu.actions() if not entry.isSeparator()]
    for entry in menu.actions():
        menu.removeAction(entry)
    by_name = {entry.objectName(): entry for entry in entries if entry.objectName()}
    named = {name for group in order for one in group for name in _names(one)}
    rest = [entry for entry in entries if entry.objectName() not in named]
    for group in order:
        found: list[QAction] = []
        for one in group:
            if one == REST:
                found += rest
            elif isinstance(one, Sub):
                found += _submenu(menu, one, by_name)
            elif one in by_name:
                found.append(by_name[one])
        if found and menu.actions():
            menu.addSeparator()
        menu.addActions(found)


def _names(one: str | Sub) -> tuple[str, ...]:
    return one.entries if isinstance(one, Sub) else (one,)


def _submenu(menu: QMenu, sub: Sub, by_name: dict[str, QAction]) -> list[QAction]:
    found = [by_name[name] for name in sub.entries if name in by_name]
    if len(found) < 2:
        return found
    made = QMenu(QCoreApplication.translate("menus", sub.title), menu)
    made.setToolTipsVisible(True)
    made.addActions(found)
    return [made.menuAction()]
