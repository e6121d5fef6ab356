# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus of the inspector and of the board's right button, from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.ui.actions import ActionBook
from moodboard.ui.board.board_tools import frame_menu

Do = Callable[..., object]
"""What a menu calls: a verb and perhaps a value."""
OPACITIES = (100, 85, 70, 50, 30, 15)


def _tr(text: str) -> str:
    return QCoreApplication.translate("pin_menus", text)


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    return menu


def _actions(menu: QMenu, book: ActionBook, *ids: str) -> None:
    for action_id in ids:
        if action_id:
            menu.addAction(book.action(action_id))
        else:
            menu.addSeparator()


def order_menu(parent: QWidget, book: ActionBook) -> QMenu:
    """Forward, back, to the front, to the back."""
    menu = _menu(parent)
    _actions(menu, book, "pin.front", "pin.forward", "pin.backward", "pin.back")
    return menu


def _opacity_menu(parent: QMenu, pins: Sequence[Pin], do: Do) -> QMenu:
    menu = QMenu(_tr("Opacity"), parent)
    menu.menuAction().setObjectName("menu.opacity")
    for percent in OPACITIES:
        entry = menu.addAction(f"{percent} %")
        entry.setCheckable(True)
        entry.setChecked(all(round(pin.style.opacity * 100) == percent for pin in pins))
        entry.triggered.connect(lambda _=False, p=percent: do("opacity", p / 100))
    return menu


def more_menu(parent: QWidget, book: ActionBook, pins: Sequence[Pin], do: Do) -> QMenu:
    """What is rarer, for what is chosen."""
    menu = _menu(parent)
    kinds = {pin.kind for pin in pins}
    only = pins[0] if len(pins) == 1 else None
    _actions(menu, book, "edit.duplicate", "edit.copy", "edit.cut")
    menu.addSeparator()
    if only is not None and only.kind in (PinKind.STILL, PinKind.LINE):
        _actions(menu, book, "still.open_film")
    if kinds == {PinKind.STILL}:
        _actions(menu, book, "pin.flip_h", "pin.flip_v", "pin.greyscale", "add.swatches")
    if PinKind.FRAME not in kinds:
        _actions(menu, book, "pin.rotate_right", "pin.rotate_left", "pin.unturn")
        _actions(menu, book, "pin.front", "pin.forward", "pin.backward", "pin.back")
        menu.addMenu(_opacity_menu(menu, pins, do))
    if only is not None and only.kind is PinKind.STILL:
        _actions(
            menu,
            book,
            "pin.crop",
            "pin.tone",
            "pin.caption",
            "pin.uncrop",
            "pin.replace",
            "pin.cover",
            "pin.open_original",
            "pin.show_file",
        )
    if only is not None and only.kind is PinKind.SWATCHES:
        _actions(menu, book, "colour.copy")
    if len(pins) > 1:
        menu.addSeparator()
        _actions(menu, book, "board.from_selection")
    menu.addSeparator()
    _actions(menu, book, "view.fit_selection", "edit.delete")
    return menu


def board_menu(parent: QWidget, book: ActionBook, frame: Callable[[str], object]) -> QMenu:
    """The right button where nothing lies."""
    menu = _menu(parent)
    _actions(menu, book, "add.pictures", "add.line", "add.note")
    menu.addMenu(frame_menu(menu, frame))
    _actions(menu, book, "colour.background")
    menu.addSeparator()
    _actions(menu, book, "edit.paste", "edit.select_all", "", "view.fit_all", "view.actual_size", "")
    _actions(menu, book, "board.export")
    return menu
