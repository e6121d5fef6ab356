# SPDX-License-Identifier: GPL-3.0-or-later
"""Shortcuts can be chosen anew, and two commands never keep the same keys unseen."""

from hypothesis import given as cases
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moodboard.domain import shortcuts
from moodboard.ui.actions import ActionBook
from moodboard.ui.dialogs.shortcuts_dialog import ShortcutsDialog

DEFAULTS = {"a": ("Ctrl+A",), "b": ("Ctrl+B", "B"), "c": ()}
_CHANGES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["Ctrl+A", "Ctrl+B", "B", "X"])), max_size=8
)


@cases(_CHANGES)
def test_taking_keys_never_leaves_two_holders(changes: list[tuple[str, str]]) -> None:
    own: dict[str, tuple[str, ...]] = {}
    for command, keys in changes:
        own = shortcuts.taken(own, DEFAULTS, command, keys)
        assert keys in shortcuts.merged(DEFAULTS, own)[command]
        assert not shortcuts.conflicts(shortcuts.merged(DEFAULTS, own))


@cases(_CHANGES)
def test_what_is_kept_comes_back(changes: list[tuple[str, str]]) -> None:
    own: dict[str, tuple[str, ...]] = {}
    for command, keys in changes:
        own = shortcuts.taken(own, DEFAULTS, command, keys)
    assert shortcuts.from_text(shortcuts.to_text(own), DEFAULTS) == own


def test_what_makes_no_sense_is_left_out() -> None:
    for text in ("[]", "{", '{"a": 3}', '{"z": ["X"]}', "null"):
        assert shortcuts.from_text(text, DEFAULTS) == {}


def test_the_first_keys_do_not_clash() -> None:
    book = ActionBook()
    assert not shortcuts.conflicts(book.keys())


def test_new_keys_work_at_once_and_the_loser_is_named(qtbot: QtBot) -> None:
    book = ActionBook()
    dialog = ShortcutsDialog(book)
    qtbot.addWidget(dialog)
    dialog.show()
    button = dialog.key_button("board.export")
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert book.action("board.export").shortcut().toString() == "Ctrl+L"
    assert book.action("watch.log").shortcut().isEmpty()
    assert "Log a watch" in dialog.error()
    assert "Ctrl+L" in book.action("board.export").toolTip()
    dialog.reset_all.click()
    assert book.own_keys() == {}
    assert book.action("watch.log").shortcut().toString() == "Ctrl+L"


def test_escape_leaves_the_keys_and_backspace_takes_them_away(qtbot: QtBot) -> None:
    book = ActionBook()
    dialog = ShortcutsDialog(book)
    qtbot.addWidget(dialog)
    dialog.show()
    button = dialog.key_button("watch.log")
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert dialog.isVisible() and book.keys()["watch.log"] == ("Ctrl+L",)
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_Backspace)
    assert book.keys()["watch.log"] == ()
