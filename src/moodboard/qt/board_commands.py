# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a board's undo stack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand

from moodboard.domain.edits import BoardEdit

MERGING = 1
"""Command id of edits that belong to a gesture; Qt asks only those with an id to merge."""


class EditCommand(QUndoCommand):
    """One board edit; the edits of one gesture become one step."""

    def __init__(
        self, apply: Callable[[BoardEdit], None], edit: BoardEdit, label: str, gesture: int | None
    ) -> None:
        super().__init__(label)
        self._apply = apply
        self._edit = edit
        self._gesture = gesture

    def id(self) -> int:
        return -1 if self._gesture is None else MERGING

    def redo(self) -> None:
        self._apply(self._edit)

    def undo(self) -> None:
        self._apply(self._edit.inverted())

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EditCommand) or other._gesture != self._gesture:
            return False
        self._edit = self._edit.then(other._edit)
        self.setObsolete(self._edit.is_empty)
        return True


class FieldCommand(QUndoCommand):
    """A change of the board itself: its title, film or background."""

    def __init__(
        self,
        put: Callable[[Any], None],
        before: object,
        after: object,
        label: str,
        gesture: int | None = None,
    ) -> None:
        super().__init__(label)
        self._put = put
        self._before = before
        self._after = after
        self._gesture = gesture

    def id(self) -> int:
        return -1 if self._gesture is None else MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, FieldCommand) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)
