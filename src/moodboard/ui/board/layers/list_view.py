# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of layers under the hands: choosing, renaming, hiding, locking, dragging into order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.layers_model import LAYERS, PIN, LayersModel
from moodboard.qt.thumbs import Thumbs
from moodboard.ui import theme
from moodboard.ui.board.layers import delegate as parts
from moodboard.ui.focus_ring import OWN_RING

Flag = QItemSelectionModel.SelectionFlag
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Target:
    """Where a drop would put rows: into a group ("" for none), right behind one, or in front of all."""

    group: str
    behind: str = ""
    line: int = -1
    """The row above which the line is shown; -1 when a row is filled instead."""
    into: int = -1
    depth: int = 0


class LayerList(QListView):
    """Rows of layers; what is done with them is told by wishes."""

    chosen = Signal(list)
    """Uuids, chosen by hand."""
    opened = Signal(str)
    """Show this one on the board."""
    hide_wished = Signal(list, bool)
    lock_wished = Signal(list, bool)
    remove_wished = Signal(list)
    order_wished = Signal(list, str, str)
    """Uuids, the group they go into, the one they go right behind ("" for in front)."""
    step_wished = Signal(list, int)
    """Uuids, and 1 for one further in front, -1 for one further back."""
    left = Signal()
    """Esc was pressed."""

    def __init__(
        self, model: LayersModel, editor: BoardEditor, thumbs: Thumbs | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._layers, self._editor = model, editor
        self._target: Target | None = None
        self._following = False
        self._before: tuple[list[str], str] = ([], "")
        self._delegate = parts.LayerDelegate(editor, thumbs, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setAccessibleName(self.tr("Layers, the front first"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(False)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.changing.connect(self._on_changing)
        model.changed.connect(self._on_changed)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Paint the rows anew, all of them being as high as before: a list lays 20,000 out in 0.1 s."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    # -- choosing --------------------------------------------------------------------------------

    def uuids(self) -> list[str]:
        """Return the pins of the chosen rows, the front first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._layers.layer(row).uuid for row in rows]

    def follow(self, uuids: Sequence[str]) -> None:
        """Choose the rows of these pins and no others, and bring the first into sight."""
        if len(uuids) == 1:
            self._layers.open_towards(uuids[0])
        self._following = True
        rows = self._choose(uuids)
        if rows:
            self.selectionModel().setCurrentIndex(self._layers.index(rows[0]), Flag.NoUpdate)
            self.scrollTo(self._layers.index(rows[0]))
        self._following = False

    def _choose(self, uuids: Sequence[str]) -> list[int]:
        rows = self._layers.rows_of(uuids)
        found = QItemSelection()
        for first, last in _runs(rows):
            found.select(self._layers.index(first), self._layers.index(last))
        self.selectionModel().select(found, Flag.ClearAndSelect)
        return rows

    def _on_selection(self, *_: object) -> None:
        if not self._following:
            self.chosen.emit(self.uuids())

    def _on_changing(self) -> None:
        """Remember what is chosen: rows that move go and come again."""
        self._following = True
        row = self.currentIndex().row()
        self._before = self.uuids(), self._layers.layer(row).uuid if row >= 0 else ""

    def _on_changed(self) -> None:
        chosen, current = self._before
        self._choose(chosen)
        row = self._layers.row_of(current) if current in self._editor.pins else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._layers.index(row), Flag.NoUpdate)
        self._following = False

    def _acted_on(self, uuid: str) -> list[str]:
        """Return what a button of a row is for: all chosen rows when it is one of them."""
        chosen = self.uuids()
        return chosen if uuid in chosen else [uuid]

    # -- the mouse -------------------------------------------------------------------------------

    def _part_at(self, at: QPoint) -> tuple[str, int]:
        index = self.indexAt(at)
        if not index.isValid():
            return "", -1
        row, layer = self.visualRect(index), self._layers.layer(index.row())
        if parts.eye_rect(row).contains(at):
            return "eye", index.row()
        if parts.lock_rect(row).contains(at):
            return "lock", index.row()
        if layer.holds and parts.chevron_rect(row, layer).contains(at):
            return "chevron", index.row()
        return "row", index.row()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.keyboard = False
        part, row = self._part_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and part not in ("", "row"):
            self._press(part, row)
            event.accept()
            return
        super().mousePressEvent(event)

    def _press(self, part: str, row: int) -> None:
        uuid = self._layers.layer(row).uuid
        if part == "chevron":
            self._layers.toggle(uuid)
        elif part == "eye":
            self._toggle_hidden(self._acted_on(uuid), uuid)
        else:
            self._toggle_locked(self._acted_on(uuid), uuid)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part, row = self._part_at(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if part == "row" and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.opened.emit(self._layers.layer(row).uuid)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        part, row = self._part_at(event.position().toPoint())
        if part == "row":
            self.edit(self._layers.index(row))
        else:
            self.mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.ToolTip):
            at = event.position().toPoint() if hasattr(event, "position") else event.pos()  # type: ignore[attr-defined]
            self.viewport().setToolTip(self._tip(self._part_at(at)[0]))
        return super().viewportEvent(event)

    def _tip(self, part: str) -> str:
        return {
            "eye": self.tr("Hide or show (H)"),
            "lock": self.tr("Lock or unlock (L)"),
            "chevron": self.tr("Open or close (Right, Left)"),
        }.get(part, "")

    # -- keys ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        own = (Qt.Key.Key_F2, Qt.Key.Key_Escape)
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and event.key() in own and not event.modifiers():  # type: ignore[attr-defined]
            event.accept()  # here they rename and leave, whatever they do in the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.keyboard = True
        self.viewport().update()
        row = self.currentIndex().row()
        uuid = self._layers.layer(row).uuid if 0 <= row < self._layers.rowCount() else ""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not uuid or not self._key(event, uuid):
            super().keyPressEvent(event)
            return
        event.accept()

    def _key(self, event: QKeyEvent, uuid: str) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wished.emit(self._acted_on(uuid), 1 if key == Qt.Key.Key_Up else -1)
        elif modifiers:
            return False
        elif key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(uuid)
        elif key == Qt.Key.Key_H:
            self._toggle_hidden(self._acted_on(uuid), uuid)
        elif key == Qt.Key.Key_L:
            self._toggle_locked(self._acted_on(uuid), uuid)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._open(uuid, key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wished.emit(self._acted_on(uuid))
        else:
            return False
        return True

    def _open(self, uuid: str, wide: bool) -> None:
        layer = self._layers.layer(self.currentIndex().row())
        if layer.holds and layer.is_open != wide:
            self._layers.toggle(uuid)
        elif not wide and layer.parent:
            row = self._layers.row_of(layer.parent)
            self.setCurrentIndex(self._layers.index(row))

    def _toggle_hidden(self, uuids: list[str], uuid: str) -> None:
        self.hide_wished.emit(uuids, not self._editor.pins[uuid].hidden)

    def _toggle_locked(self, uuids: list[str], uuid: str) -> None:
        self.lock_wished.emit(uuids, not self._editor.pins[uuid].locked)

    # -- dragging into order ---------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the chosen rows; what becomes of them is decided where they are dropped."""
        indexes = self.selectedIndexes()
        if indexes:
            drag = QDrag(self)
            drag.setMimeData(self._layers.mimeData(indexes))
            drag.exec(Qt.DropAction.MoveAction)

    def target_at(self, at: QPoint, carried: Iterable[str]) -> Target | None:
        """Return where rows dropped at a point would go, None where they cannot."""
        names = set(carried)
        index = self.indexAt(at)
        rows = self._layers.layers
        if not rows or not names:
            return None
        if not index.isValid():
            last = next((one for one in reversed(rows) if not one.parent), rows[-1])
            return self._allowed(Target("", last.uuid, len(rows)), names, "")
        row, rect, layer = index.row(), self.visualRect(index), rows[index.row()]
        pin = self._editor.pins[layer.uuid]
        share = (at.y() - rect.top()) / max(1, rect.height())
        if pin.kind is PinKind.GROUP and (0.3 < share < 0.7 or (share >= 0.7 and layer.is_open)):
            return self._allowed(Target(pin.uuid, into=row, depth=layer.depth + 1), names, "")
        parent = self._editor.pins.get(layer.parent)
        frame = layer.parent if parent is not None and parent.kind is PinKind.FRAME else ""
        group = layer.parent if not frame else ""
        if share < 0.5:
            before = [one.uuid for one in rows[:row] if one.parent == layer.parent]
            return self._allowed(
                Target(group, before[-1] if before else "", row, -1, layer.depth), names, frame
            )
        after = row + 1
        while after < len(rows) and rows[after].depth > layer.depth:
            after += 1
        return self._allowed(Target(group, layer.uuid, after, -1, layer.depth), names, frame)

    def _allowed(self, target: Target, names: set[str], frame: str) -> Target | None:
        """A frame holds what lies in it: no drag brings a row in or out of one."""
        for uuid in names:
            row = self._layers.row_of(uuid)
            above = self._layers.layer(row).parent if row >= 0 else ""
            held = self._editor.pins.get(above)
            own = above if held is not None and held.kind is PinKind.FRAME else ""
            grouped = bool(above) and not own
            if not target.group and own != frame and not grouped:
                return None
        inner = set(self._editor.with_members(names))
        if target.group in inner or target.behind in names:
            return None
        return target

    def _carried(self, event: QDropEvent) -> list[str]:
        if event.source() is not self or not event.mimeData().hasFormat(LAYERS):
            return []
        return bytes(event.mimeData().data(LAYERS).data()).decode().split("\n")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        if self._carried(event):
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # it scrolls near the edges
        self._show(self.target_at(event.position().toPoint(), self._carried(event)))
        event.setAccepted(self._target is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show(None)

    def dropEvent(self, event: QDropEvent) -> None:
        carried = self._carried(event)
        target = self.target_at(event.position().toPoint(), carried)
        self._show(None)
        event.ignore()  # the board decides what the rows are; a view that moved them itself would lose them
        if target is not None:
            self.order_wished.emit(carried, target.group, target.behind)

    def _show(self, target: Target | None) -> None:
        if target != self._target:
            self._target = target
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        target = self._target
        if target is None:
            return
        painter = QPainter(self.viewport())
        accent = QColor(theme.tokens().accent)
        if target.into >= 0:
            row = self.visualRect(self._layers.index(target.into))
            painter.setPen(accent)
            painter.drawRect(row.adjusted(3, 1, -4, -2))
            return
        painter.fillRect(self._line_rect(target), accent)

    def _line_rect(self, target: Target) -> QRect:
        last = self._layers.rowCount() - 1
        row = self.visualRect(self._layers.index(min(target.line, last)))
        y = row.top() if target.line <= last else row.bottom() + 1
        left = 8 + target.depth * parts.STEP
        return QRect(left, y - 1, self.viewport().width() - left - 8, 2)

    def pin_at(self, at: QPoint) -> Pin | None:
        """Return the pin of the row under a point."""
        pin = self.indexAt(at).data(PIN)
        return pin if isinstance(pin, Pin) else None


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return sorted numbers as first and last of rows that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
