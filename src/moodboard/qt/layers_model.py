# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of layers for a view: one row for each pin that is listed, brought up to date in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.grouping import above
from moodboard.domain.layers import Layer, listed
from moodboard.domain.line import format_timecode
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.drawing_names import shape_name

_Index = QModelIndex | QPersistentModelIndex
_translate = QCoreApplication.translate

LAYERS = "application/x-moodboard-layers"
PIN = int(Qt.ItemDataRole.UserRole) + 1
"""The row's Pin."""
LAYER = PIN + 1
"""How the row stands in the tree: a Layer."""

NO_INDEX = QModelIndex()


def name_of(pin: Pin, editor: BoardEditor) -> str:
    """Return what a pin is called in the list: its own name, else after what it shows."""
    if pin.name:
        return pin.name
    kind = pin.kind
    if kind is PinKind.GROUP:
        return pin.text or _translate("layers", "Group")
    if kind is PinKind.FRAME:
        return pin.text or _translate("layers", "Frame")
    if kind in (PinKind.LINE, PinKind.NOTE):
        words = " ".join(editor.text_of(pin.uuid).split())
        return words or (
            _translate("layers", "Line") if kind is PinKind.LINE else _translate("layers", "Note")
        )
    if kind is PinKind.SWATCHES:
        return _translate("layers", "Colours")
    if kind is PinKind.DRAWING:
        return shape_name(pin.drawing.shape) if pin.drawing else _translate("layers", "Drawing")
    return _still_name(pin, editor)


def _still_name(pin: Pin, editor: BoardEditor) -> str:
    still = editor.stills.get(pin.still)
    if still is None:
        return _translate("layers", "Picture")
    film = editor.films.get(still.film_id, "") if still.film_id is not None else ""
    at = format_timecode(still.timecode) or ""
    if film and at:
        return f"{film} {at}"
    board = editor.board
    if board is not None and still.film_id == board.film_id and still.name:
        return PurePath(still.name).stem  # the same film in each row would tell nothing apart
    return film or still.name or _translate("layers", "Picture")


class LayersModel(QAbstractListModel):
    """Rows from the front to the back; built only while ``is_on``."""

    renamed = Signal(str, str)
    """A wish: the pin's uuid and the name typed."""
    changing = Signal()
    """Rows are about to come, go or move: what a view has chosen gets lost meanwhile."""
    changed = Signal()
    """Rows came, went or moved."""

    def __init__(self, editor: BoardEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._rows: list[Layer] = []
        self._at: dict[str, int] = {}
        self._closed: set[str] = set()
        self._on = False
        self._has_frames = False
        self._kept: dict[str, tuple[object, ...]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        editor.loaded.connect(self._on_loaded)
        editor.pins_changed.connect(self._on_pins_changed)
        editor.lines_changed.connect(self._on_words)
        editor.stills_changed.connect(self._on_words)

    @property
    def is_on(self) -> bool:
        """Whether the list is kept up to date."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Follow the board, or rest: nobody looks."""
        self._on = on
        if on:
            self.refresh()

    # -- what a view asks ------------------------------------------------------------------------

    def rowCount(self, parent: _Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        layer = self._rows[index.row()]
        if role == LAYER:
            return layer
        pin = self._editor.pins.get(layer.uuid)
        if pin is None:
            return None
        if role == PIN:
            return pin
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return name_of(pin, self._editor)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(pin, layer)
        return None

    def _spoken(self, pin: Pin, layer: Layer) -> str:
        words = [name_of(pin, self._editor)]
        if layer.depth:
            words.append(_translate("layers", "level {n}").format(n=layer.depth + 1))
        if layer.holds and not layer.is_open:
            words.append(_translate("layers", "closed"))
        if layer.hidden:
            words.append(_translate("layers", "hidden"))
        if layer.locked:
            words.append(_translate("layers", "locked"))
        return ", ".join(words)

    def setData(self, index: _Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        pin = self.data(index, PIN)
        if role != Qt.ItemDataRole.EditRole or not isinstance(pin, Pin):
            return False
        if str(value) != name_of(pin, self._editor):
            self.renamed.emit(pin.uuid, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return usual | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return [LAYERS]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(LAYERS, "\n".join(self.layer(index.row()).uuid for index in indexes).encode())
        return mime

    # -- rows ------------------------------------------------------------------------------------

    @property
    def layers(self) -> list[Layer]:
        """All rows."""
        return list(self._rows)

    def layer(self, row: int) -> Layer:
        """Return one row."""
        return self._rows[row]

    def row_of(self, uuid: str) -> int:
        """Return a pin's row, else that of the closed one it lies in, -1 when there is none."""
        if uuid in self._at:
            return self._at[uuid]
        for group in above(self._editor.pins, uuid):
            if group in self._at:
                return self._at[group]
        return -1

    def rows_of(self, uuids: Iterable[str]) -> list[int]:
        """Return the rows of these pins, those that have one of their own."""
        return sorted(self._at[uuid] for uuid in uuids if uuid in self._at)

    def toggle(self, uuid: str) -> None:
        """Open what is closed, and the other way round."""
        self._closed ^= {uuid}
        self.refresh()

    def open_towards(self, uuid: str) -> None:
        """Open the groups in which a pin lies."""
        shut = self._closed.intersection(above(self._editor.pins, uuid))
        if shut:
            self._closed -= shut
            self.refresh()

    def refresh(self) -> None:
        """Bring the rows up to date; those that stay the same are left alone."""
        self._soon.stop()
        if not self._on:
            return
        pins = self._editor.pins
        self._has_frames = any(pin.kind is PinKind.FRAME for pin in pins.values())
        self._kept = {uuid: _facts(pin) for uuid, pin in pins.items()}
        self._put(listed(pins.values(), self._closed))

    def _put(self, rows: list[Layer]) -> None:
        old = self._rows
        start, most = 0, min(len(old), len(rows))
        while start < most and old[start].uuid == rows[start].uuid:
            start += 1
        end, most = 0, most - start
        while end < most and old[-1 - end].uuid == rows[-1 - end].uuid:
            end += 1
        gone, come = len(old) - start - end, len(rows) - start - end
        if gone or come:
            self.changing.emit()
        if gone:
            self.beginRemoveRows(NO_INDEX, start, start + gone - 1)
            self._take(old[:start] + old[start + gone :])
            self.endRemoveRows()
        if come:
            self.beginInsertRows(NO_INDEX, start, start + come - 1)
            self._take([*self._rows[:start], *rows[start : start + come], *self._rows[start:]])
            self.endInsertRows()
        kept = [*range(start), *range(len(rows) - end, len(rows))]
        other = [n for n in kept if self._rows[n] != rows[n]]
        self._rows = rows
        if other:
            self.dataChanged.emit(self.index(other[0]), self.index(other[-1]))
        if gone or come:
            self.changed.emit()

    def _take(self, rows: list[Layer]) -> None:
        self._rows = rows
        self._at = {layer.uuid: row for row, layer in enumerate(rows)}

    # -- following the board ---------------------------------------------------------------------

    def _on_loaded(self) -> None:
        self._closed.clear()
        self.refresh()

    def _on_pins_changed(self, uuids: object) -> None:
        if not self._on or not isinstance(uuids, frozenset):
            return
        if self._has_frames or any(self._is_other(uuid) for uuid in uuids):
            self._soon.start()
            return
        self._touch(uuids)

    def _is_other(self, uuid: str) -> bool:
        pin = self._editor.pins.get(uuid)
        return pin is None or pin.kind is PinKind.FRAME or self._kept.get(uuid) != _facts(pin)

    def _touch(self, uuids: Collection[str]) -> None:
        for row in self.rows_of(uuids):
            self.dataChanged.emit(self.index(row), self.index(row))

    def _on_words(self, _uuids: object) -> None:
        if self._on and self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def _facts(pin: Pin) -> tuple[object, ...]:
    """Return what of a pin decides where its row stands."""
    return pin.z, pin.group, pin.hidden, pin.locked, pin.frame
