# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys in use, for all that says them: tool-tips and sentences follow when a person chooses others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from moodboard.domain.shortcuts import Keys
from moodboard.ui.buttons import tip_of

_NATIVE = QKeySequence.SequenceFormat.NativeText


def native(keys: str) -> str:
    """Return keys as this platform writes them."""
    return QKeySequence(keys).toString(_NATIVE)


class KeysInUse(QObject):
    """What the book of actions told last."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: dict[str, Keys] = {}

    def use(self, keys: Mapping[str, Keys]) -> None:
        """From now on these are the keys, by action."""
        if dict(keys) != self._keys:
            self._keys = dict(keys)
            self.changed.emit()

    def first(self, action_id: str) -> str:
        """Return an action's first keys as this platform writes them, empty for none."""
        held = self._keys.get(action_id)
        return native(held[0]) if held else ""


@lru_cache(maxsize=1)
def in_use() -> KeysInUse:
    """Return the keys in use, the same for all windows."""
    return KeysInUse()


def bracketed(action_id: str) -> str:
    """Return " (Ctrl+J)" for a sentence that names the command, nothing when it has no keys."""
    keys = in_use().first(action_id)
    return f" ({keys})" if keys else ""


class _Tip(QObject):
    """A widget's tool-tip; it lives and dies with the widget."""

    def __init__(self, widget: QWidget, words: str, action_id: str) -> None:
        super().__init__(widget)
        self._widget, self._words, self._action = widget, words, action_id
        in_use().changed.connect(self.say)
        self.say()

    def say(self) -> None:
        self._widget.setToolTip(tip_of(self._words, in_use().first(self._action)))


def follow(widget: QWidget, words: str, action_id: str) -> None:
    """Give a widget a tool-tip that names the keys of a command, now and after every change of them."""
    _Tip(widget, words, action_id)
