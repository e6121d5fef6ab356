# SPDX-License-Identifier: GPL-3.0-or-later
"""Shortcuts can be chosen anew, and two commands never keep the same keys unseen."""

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain import shortcuts
from moodboard.domain.shortcuts import Refused
from moodboard.ui import keys as keys_module
from moodboard.ui.actions import ACTIONS, ActionBook, Where, places
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


def test_keys_beside_others_leave_those() -> None:
    own = shortcuts.taken({}, DEFAULTS, "a", "X", instead="")
    assert shortcuts.merged(DEFAULTS, own)["a"] == ("Ctrl+A", "X")
    own = shortcuts.taken(own, DEFAULTS, "b", "Y", instead="B")
    assert shortcuts.merged(DEFAULTS, own)["b"] == ("Ctrl+B", "Y")


@pytest.mark.parametrize(
    ("keys", "everywhere", "why"),
    [
        ("Space", False, Refused.KEPT),
        ("Shift+Left", False, Refused.KEPT),
        ("Ctrl+Left", False, None),
        ("F10", True, Refused.KEPT),
        ("F7", True, None),
        ("K", False, None),
        ("Shift+K", True, Refused.TYPED),
        ("+", True, Refused.TYPED),
        ("Ctrl++", True, None),
        ("Alt+K", True, None),
    ],
)
def test_keys_that_mean_something_everywhere_are_refused(
    keys: str, everywhere: bool, why: Refused | None
) -> None:
    assert shortcuts.may_be(keys, everywhere) is why


def test_the_table_holds_no_keys_that_are_refused() -> None:
    for spec in ACTIONS:
        for keys in spec.shortcuts:
            playing = spec.where is Where.CAPTURE
            assert shortcuts.may_be(keys, spec.where is Where.WINDOW, playing) is None, spec.id


def test_the_first_keys_do_not_clash(qapp: QApplication) -> None:
    book = ActionBook()
    assert not shortcuts.conflicts(book.keys(), places())


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
    assert "Log a watch" in dialog.row("board.export").note.text()
    assert "Export" in dialog.row("watch.log").note.text()
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


@pytest.fixture
def page(qtbot: QtBot) -> ShortcutsDialog:
    dialog = ShortcutsDialog(ActionBook())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_stored_keys_that_clash_are_marked_on_both_rows(qtbot: QtBot) -> None:
    book = ActionBook()
    book.set_keys({"board.export": ("Ctrl+L",)})
    dialog = ShortcutsDialog(book)
    qtbot.addWidget(dialog)
    for action_id, other in (("board.export", "Log a watch"), ("watch.log", "Export")):
        assert dialog.key_button(action_id).is_wrong
        assert other in dialog.row(action_id).note.text()


def test_one_of_several_keys_is_changed_alone_and_more_can_be_added(
    qtbot: QtBot, page: ShortcutsDialog
) -> None:
    row = page.row("view.fit_all")
    row.caps[1].click()
    qtbot.keyClick(row.caps[1], Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    row.more.click()
    qtbot.keyClick(row.more, Qt.Key.Key_Y)
    assert [cap.keys for cap in row.caps] == ["1", "Ctrl+U", "Shift+1", "Y"]
    row.caps[0].click()
    qtbot.keyClick(row.caps[0], Qt.Key.Key_Backspace)
    assert [cap.keys for cap in row.caps] == ["Ctrl+U", "Shift+1", "Y"]
    row.back.click()
    assert [cap.keys for cap in row.caps] == ["1", "Ctrl+Space", "Shift+1"]


def test_keys_that_are_typed_are_refused_with_a_sentence(qtbot: QtBot, page: ShortcutsDialog) -> None:
    button = page.key_button("board.export")
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_E)
    assert button.keys == "Ctrl+E"
    assert "Ctrl or Alt" in page.row("board.export").note.text()


@pytest.mark.parametrize(
    ("typed", "found"), [("ctrl+k", "app.palette"), ("grèyscale", "pin.greyscale"), ("shift h", "pin.flip_h")]
)
def test_the_page_is_searched_by_names_and_keys(page: ShortcutsDialog, typed: str, found: str) -> None:
    page.search.setText(typed)
    assert not page.row(found).isHidden()
    assert page.row("film.add").isHidden()
    assert page.nothing.isHidden()


def test_the_hands_ways_are_listed_and_nothing_found_is_said(page: ShortcutsDialog) -> None:
    page.search.setText("held while")
    heads = [head.text() for head, _rows in page._sections if not head.isHidden()]
    assert heads == ["Held while dragging"]
    page.search.setText("zzzz")
    assert not page.nothing.isHidden()


def test_up_and_down_go_from_command_to_command(qtbot: QtBot, page: ShortcutsDialog) -> None:
    page.search.setText("flip")
    for row in ("pin.flip_h", "pin.flip_v"):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Down)
        assert page.focusWidget() is page.key_button(row)
    for _ in range(2):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Up)
    assert page.focusWidget() is page.search


def test_tool_tips_follow_the_keys_in_use(qtbot: QtBot) -> None:
    book, widget = ActionBook(), QWidget()
    qtbot.addWidget(widget)
    keys_module.follow(widget, "All boards", "board.all")
    assert widget.toolTip() == "All boards (Ctrl+B)"
    book.set_keys({"board.all": ("F7",)})
    assert widget.toolTip() == "All boards (F7)"
    book.set_keys({"board.all": ()})
    assert widget.toolTip() == "All boards"
    assert keys_module.bracketed("board.all") == ""


def test_two_pages_may_want_the_same_keys_and_neither_loses_them() -> None:
    places = {"a": "board", "b": "capture", "c": ""}
    in_use = {"a": ("P",), "b": ("P",), "c": ("Q",)}
    assert not shortcuts.conflicts(in_use, places)
    assert shortcuts.taken({}, in_use, "b", "P", places=places) == {}
    assert shortcuts.conflicts({**in_use, "c": ("P",)}, places) == {"P": ("a", "b", "c")}
    assert shortcuts.taken({}, in_use, "c", "P", places=places) == {"a": (), "b": (), "c": ("P",)}


def test_space_is_free_where_films_play() -> None:
    assert shortcuts.may_be("Space", False) is Refused.KEPT
    assert shortcuts.may_be("Space", False, playing=True) is None
    assert shortcuts.may_be("Return", False, playing=True) is Refused.KEPT
