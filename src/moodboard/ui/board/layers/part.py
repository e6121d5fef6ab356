# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, locks, hidden pins, the list of layers, the map and presenting: their actions and menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.board_locks import Refusal
from moodboard.ui import icons, keys
from moodboard.ui.board.board_actions import at_now

if TYPE_CHECKING:
    from moodboard.ui.board.layers.minimap import Minimap
    from moodboard.ui.board.layers.panel import LayersPanel
    from moodboard.ui.board.page import BoardPage
    from moodboard.ui.board.pin_popover import PinPopover
    from moodboard.ui.board.presentation import Presentation
    from moodboard.ui.buttons import Button

PANEL_TOP = 76
"""Below the row of tools."""
_EDGE = 12


class LayersPart(QObject):
    """What the board page can do with groups and layers."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self.page = page
        self._panel: LayersPanel | None = None
        self._minimap: Minimap | None = None
        self._mark: Button | None = None
        self.presentation: Presentation | None = None
        self._from_list = False
        book = page.book
        for action_id, deed in (
            ("pin.group", self.group),
            ("pin.ungroup", self.ungroup),
            ("pin.lock", self.lock),
            ("pin.hide", self.hide),
            ("layers.show_all", page.editor.show_all),
            ("layers.unlock_all", page.editor.unlock_all),
        ):
            book.connect_handler(action_id, at_now(page, deed))
        book.connect_handler("board.lock", self.lock_board)
        book.connect_handler("layers.show", self.show_panel)
        book.connect_handler("view.minimap", self.show_minimap)
        book.connect_handler("view.present", self.present)
        page.inspector.makers["group"] = _group_popover
        page.menus.pin_entries.append(self._add_entries)
        page.menus.board_entries.append(self._add_board_entries)
        page.editor.refused.connect(self._on_refused)
        page.editor.board_locked.connect(lambda _on: self._show_lock())
        page.editor.loaded.connect(self._show_lock)
        page.canvas.selection_changed.connect(self._on_selection)
        page.installEventFilter(self)
        page.canvas.installEventFilter(self)
        page.header.installEventFilter(self)

    # -- groups and locks ------------------------------------------------------------------------

    def group(self) -> None:
        """Put what is chosen together and choose the group."""
        made = self.page.editor.group(self.page.canvas.selected())
        if made:
            self.page.canvas.select((made,))

    def ungroup(self) -> None:
        """Take the chosen groups apart."""
        if not any(pin.kind is PinKind.GROUP for pin in self.page.verbs.chosen):
            words = self.tr("Choose a group first. “Group”{keys} makes one of what is chosen.")
            self.page.bar.tell(words.format(keys=keys.bracketed("pin.group")))
            return
        self.page.verbs.ungroup()

    def lock(self) -> None:
        """Lock what is chosen; unlock it when all of it is locked."""
        self._lock([pin.uuid for pin in self.page.verbs.chosen])

    def _lock(self, uuids: Sequence[str]) -> None:
        editor = self.page.editor
        if uuids and all(editor.is_locked(uuid) for uuid in uuids):
            for uuid in uuids:
                editor.unlock_around(uuid)
            return
        editor.lock(uuids)
        if not self._is_panel_shown and not editor.is_board_locked:
            self.page.canvas.select(())
            words = self.tr("Locked. A right click on it, or the list of layers{keys}, unlocks it.")
            self.page.bar.tell(words.format(keys=keys.bracketed("layers.show")))

    def hide(self) -> None:
        """Hide what is chosen."""
        editor = self.page.editor
        uuids = [pin.uuid for pin in self.page.verbs.chosen]
        editor.hide(uuids)
        if not editor.is_board_locked and not self._is_panel_shown:
            self.page.bar.tell(
                self.tr("Hidden, also from exports."),
                (self.tr("Show again"), lambda: editor.hide(uuids, False)),
            )

    def lock_board(self, on: bool) -> None:
        """Lock the whole board, or unlock it."""
        page = self.page
        page.words.finish(True)
        page.canvas.end_crop()
        page.canvas.cancel_gesture()
        page.editor.lock_board(on)
        self._show_lock()
        page.inspector.refresh()
        page.canvas.update()

    def _show_lock(self) -> None:
        page, locked = self.page, self.page.editor.is_board_locked
        page.book.action("board.lock").setChecked(locked)
        if locked and self._mark is None:
            from moodboard.ui.buttons import ghost_button

            self._mark = ghost_button("", "lock", self.tr("The board is locked. Unlock it"), page)
            keys.follow(self._mark, self.tr("The board is locked. Unlock it"), "board.lock")
            self._mark.set_compact(26)
            self._mark.clicked.connect(page.book.action("board.lock").trigger)
        if self._mark is not None:
            self._mark.setVisible(locked)
            self._place()

    def _on_refused(self, why: str) -> None:
        page = self.page
        if why == Refusal.BOARD:
            page.bar.tell(
                self.tr("This board is locked."),
                (self.tr("Unlock it"), lambda: self.lock_board(False)),
            )
        else:
            words = self.tr("That is locked. “Lock or unlock”{keys} unlocks what is chosen.")
            page.bar.tell(words.format(keys=keys.bracketed("pin.lock")))

    # -- menus -----------------------------------------------------------------------------------

    def _add_entries(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        book = self.page.book
        menu.addSeparator()
        if len(pins) > 1:
            menu.addAction(book.action("pin.group"))
        if any(pin.kind is PinKind.GROUP for pin in pins):
            menu.addAction(book.action("pin.ungroup"))
        menu.addAction(book.action("pin.lock"))
        menu.addAction(book.action("pin.hide"))

    def _add_board_entries(self, menu: QMenu) -> None:
        page, book = self.page, self.page.book
        menu.addSeparator()
        locked = self._locked_under_pointer()
        if locked is not None:
            entry = QAction(icons.icon("unlock"), self.tr("Unlock what lies here"), menu)
            entry.setObjectName("menu.unlock_here")
            entry.triggered.connect(lambda: self._unlock(locked.uuid))
            menu.insertAction(menu.actions()[0], entry)  # whoever clicked on it came for that
        if any(pin.hidden for pin in page.editor.own_pins()):
            menu.addAction(book.action("layers.show_all"))
        for action_id in ("layers.show", "board.lock", "view.present"):
            menu.addAction(book.action(action_id))

    def _locked_under_pointer(self) -> Pin | None:
        canvas = self.page.canvas
        at = QPointF(canvas.mapFromGlobal(QCursor.pos()))
        return canvas.scene.at(*canvas.to_board(at), canvas.viewport.zoom, lambda p: not canvas.walk.takes(p))

    def _unlock(self, uuid: str) -> None:
        editor, canvas = self.page.editor, self.page.canvas
        editor.unlock_around(uuid)
        pin = editor.pins.get(uuid)
        if pin is not None:
            canvas.select((canvas.walk.meant(pin).uuid,))

    # -- the list of layers ----------------------------------------------------------------------

    @property
    def panel(self) -> LayersPanel:
        """The list of layers, made when it is first called."""
        if self._panel is None:
            from moodboard.ui.board.layers.panel import LayersPanel

            page = self.page
            panel = self._panel = LayersPanel(page, page.editor, page.canvas.thumbs)
            panel.closed.connect(lambda: self.show_panel(False))
            panel.list.chosen.connect(self._on_listed)
            panel.list.opened.connect(self._on_opened)
            panel.list.step_wished.connect(self._on_step)
            QWidget.setTabOrder(page.canvas, panel.list)
            QWidget.setTabOrder(panel.list, panel.close_button)
        return self._panel

    @property
    def _is_panel_shown(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    def show_panel(self, on: bool) -> None:
        """Call the list, or put it away; fitting keeps clear of it."""
        self.page.book.action("layers.show").setChecked(on)
        if not on and self._panel is None:
            return
        panel, canvas = self.panel, self.page.canvas
        had = panel.isAncestorOf(panel.window().focusWidget() or panel.window())
        if on:
            self._place()
            panel.call()
            panel.list.follow(canvas.selected())
            panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            panel.put_away()
            if had:
                canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        canvas.covered = panel.width() + _EDGE if on else 0
        left, top, _right, bottom = canvas.insets
        canvas.insets = (left, top, left + canvas.covered, bottom)
        self.page.inspector.refresh()

    def _on_listed(self, uuids: Sequence[str]) -> None:
        canvas = self.page.canvas
        self._from_list = True
        if len(uuids) == 1:
            canvas.walk.go_to(uuids[0])
        canvas.select(uuids)
        self._from_list = False

    def _on_opened(self, uuid: str) -> None:
        pin = self.page.editor.pins.get(uuid)
        if pin is not None and uuid in self.page.canvas.scene:
            self.page.canvas.show_whole(pin.place.bounds)

    def _on_step(self, uuids: Sequence[str], by: int) -> None:
        editor = self.page.editor
        (editor.raise_ if by > 0 else editor.lower)(uuids)
        if self._panel is not None:
            self._panel.model.refresh()
            self._panel.list.follow(uuids)

    def _on_selection(self) -> None:
        if self._is_panel_shown and not self._from_list and self._panel is not None:
            self._panel.list.follow(self.page.canvas.selected())

    # -- the map ---------------------------------------------------------------------------------

    @property
    def minimap(self) -> Minimap:
        """The map, made when it is first called."""
        if self._minimap is None:
            from moodboard.ui.board.layers.minimap import Minimap

            self._minimap = Minimap(self.page.canvas, self.page)
        return self._minimap

    def show_minimap(self, on: bool) -> None:
        """Call the map, or put it away."""
        self.page.book.action("view.minimap").setChecked(on)
        if on:
            minimap = self.minimap
            self._place()
            minimap.call()
        elif self._minimap is not None:
            self._minimap.put_away()

    # -- presenting ------------------------------------------------------------------------------

    def present(self) -> None:
        """Show pin after pin on the whole screen: what is chosen when it is several, else all."""
        from moodboard.ui.board.presentation import Presentation, slides

        page = self.page
        page.words.finish(True)
        page.canvas.end_crop()
        order, first = slides(page.canvas)
        if not order:
            page.bar.tell(self.tr("There is no picture or line to present on this board yet."))
            return
        if self.presentation is not None:
            self.presentation.close()
        self.presentation = Presentation(page.canvas, order, first, page.window())
        self.presentation.closed.connect(self._on_presented)
        self.presentation.begin()

    def _on_presented(self, uuid: str) -> None:
        self.presentation = None
        canvas, pin = self.page.canvas, self.page.editor.pins.get(uuid)
        if pin is not None and len(canvas.selected()) < 2:
            canvas.walk.go_to(uuid)
            canvas.select((uuid,))
            canvas.show_rect(pin.place.bounds)
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- where things stand ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._place()
        return False

    def _place(self) -> None:
        page = self.page
        bottom = page.canvas.height()
        if self._panel is not None:
            self._panel.place(page.width(), PANEL_TOP, bottom)
        if self._minimap is not None:
            self._minimap.move(QPoint(_EDGE, bottom - self._minimap.height() - _EDGE))
        if self._mark is not None:
            header = page.header.geometry()
            self._mark.resize(self._mark.sizeHint())
            self._mark.move(header.x() - self._mark.width() - 4, header.y() + 5)  # in the margin


def _group_popover(parent: QWidget, editor: BoardEditor) -> PinPopover:
    from moodboard.ui.board.layers.group_popover import GroupPopover

    return GroupPopover(parent, editor)
