# SPDX-License-Identifier: GPL-3.0-or-later
"""The chosen film's shots and lines as models that can be dragged from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt

from moodboard.domain.line import Line, format_timecode
from moodboard.domain.still import Still
from moodboard.qt import carried
from moodboard.qt.indexes import Index

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``Still`` or ``Line``."""


class _TrayModel(QAbstractListModel):
    """Hold a tuple of things that have a uuid."""

    mime = ""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Still | Line, ...] = ()

    def uuids(self) -> list[str]:
        """What is shown, in order."""
        return [item.uuid for item in self._items]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen and dragged."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        """Uuids, and nothing that another program would take for a picture."""
        return [self.mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the uuids, one a line."""
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        carried.put(data, self.mime, (self._items[row].uuid for row in rows))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """A drag lays a copy; nothing leaves the tray."""
        return Qt.DropAction.CopyAction

    def _show(self, items: Sequence[Still | Line]) -> None:
        """Paint anew when the same things stay in the same order, else begin again."""
        fresh = tuple(items)
        if [item.uuid for item in fresh] == self.uuids():
            changed = [row for row, item in enumerate(fresh) if item != self._items[row]]
            self._items = fresh
            for row in changed:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
            return
        self.beginResetModel()
        self._items = fresh
        self.endResetModel()


class StillModel(_TrayModel):
    """The shots of a film."""

    mime = carried.STILLS_MIME

    def show_stills(self, stills: Sequence[Still]) -> None:
        """Show these."""
        self._show(stills)

    def still_at(self, row: int) -> Still | None:
        """The still in a row."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item if isinstance(item, Still) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The still, or its words."""
        still = self.still_at(index.row()) if index.isValid() else None
        if still is None:
            return None
        if role == ITEM_ROLE:
            return still
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = [format_timecode(still.timecode) or "", still.name]
            if still.on_board:
                words.append(self.tr("on this board"))
            return " · ".join(word for word in words if word) or self.tr("Shot")
        return None


class LineModel(_TrayModel):
    """The lines of a film; their words can be corrected in place."""

    mime = carried.LINES_MIME

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self._show(lines)

    def line_at(self, row: int) -> Line | None:
        """The line in a row."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item if isinstance(item, Line) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line's words can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, or its words."""
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == ITEM_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            at = format_timecode(line.timecode)
            source = ", ".join(word for word in (line.speaker, at or "") if word)
            return f"{line.text}\n{source}" if source else line.text
        return None
