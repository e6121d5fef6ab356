# SPDX-License-Identifier: GPL-3.0-or-later
"""The rewatch story as a list: every time the film was seen, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.film import Watch
from moodboard.domain.rewatch_story import StoryRow, runs
from moodboard.services import film_pages
from moodboard.ui.film.deeds import FilmDeeds
from moodboard.ui.film.number_field import NumberField
from moodboard.ui.film.story_list import StoryList
from moodboard.ui.film.watch_editor import WatchEditor

_TOP = 6
_FOOT = 28


class WatchList(StoryList):
    """Rows of watches on their thread, the newest first; one of them may be open for editing."""

    draft_given_up = Signal(object, object)
    """A watch, and the draft of it that Escape gave up."""

    def __init__(
        self,
        deeds: FilmDeeds,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._now = now
        self._editor: WatchEditor | None = None
        self._number: NumberField | None = None
        self.opened.connect(self.open_row)
        self.removed.connect(self._on_removed)

    # -- what is shown -------------------------------------------------------------------------------

    def editor(self) -> WatchEditor | None:
        """The fields that are open."""
        return self._editor

    def number_field(self) -> NumberField | None:
        """The field of the earlier times while it is open."""
        return self._number

    def edited(self) -> str | None:
        """The watch whose fields are open."""
        return self._editor.watch().uuid if self._editor is not None else None

    def is_open(self, row: StoryRow) -> bool:
        """Whether fields are open in a row."""
        return self.edited() in row.uuids or (self._number is not None and not row.watches)

    def open_height(self, row: StoryRow, top: int, width: int) -> int | None:
        """Place the fields that are open in a row."""
        if not self.is_open(row):
            return None
        return self._place_editor(top, width) if row.watches else self._place_number(top, width)

    def _place_editor(self, top: int, width: int) -> int:
        editor = self._editor
        if editor is None:
            return 0
        left = self.painter.text_left() - 12
        wide = width - left - self.painter.right + 12
        editor.resize(wide, editor.height())
        layout = editor.layout()
        asked = layout.totalHeightForWidth(wide) if layout is not None else -1
        editor.setGeometry(left, top - 6, wide, max(asked, editor.sizeHint().height()))
        return editor.height() + 10

    def _place_number(self, top: int, width: int) -> int:
        field = self._number
        if field is None:
            return 0
        left = self.painter.text_left()
        wide = width - left - self.painter.right + 9
        field.setGeometry(left - 9, top - 2, wide, field.sizeHint().height())
        return field.height() + 16

    # -- keys and pointer ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1-5 give stars, Left and Right halves, Space unfolds; the rest as in any list."""
        row = self._rows[self.current] if 0 <= self.current < len(self._rows) else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is not None and row.watches and not row.is_run and plain and self._rate(row, event.key()):
            return
        if event.key() == Qt.Key.Key_Space and row is not None and plain:
            self._toggle(self.current)
            return
        super().keyPressEvent(event)

    def _rate(self, row: StoryRow, key: int) -> bool:
        watch = row.watches[0]
        rating = watch.rating
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            rating = 2 * (key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            rating = None
        elif key == Qt.Key.Key_Right:
            rating = min(10, (rating or 0) + 1)
        elif key == Qt.Key.Key_Left:
            rating = rating - 1 if rating is not None and rating > 1 else None
        else:
            return False
        self._deeds.rate_watch(watch, rating)
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the field under it, or unfolds a run."""
        pressed = self._pressed_at is not None
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        number = self.at(point)
        if not pressed or number < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if point.x() < self.painter.text_left() - 10 and not self._rows[number].is_run:
            return
        field = self.field_at(number, point)
        if field == "read on":
            self._toggle(number)
        else:
            self.open_row(number, field)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A click was enough."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self.current if keyboard else self.at(event.pos())
        if not 0 <= number < len(self._rows):
            return
        self.set_current(number, reveal=False)
        where = self.rects[number].topLeft() + QPoint(self.painter.text_left(), 24)
        self.menu_for(number).popup(self.mapToGlobal(where if keyboard else event.pos()))

    def menu_for(self, number: int) -> QMenu:
        """The menu of one row."""
        row = self._rows[number]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.words_of(number))
        key = row.key
        if not row.watches:
            menu.addAction(self.tr("Set the number")).triggered.connect(self.open_number)
            return menu
        if row.is_run:
            menu.addAction(self.tr("Unfold")).triggered.connect(lambda: self.unfold(key))
        else:
            edit = menu.addAction(self.tr("Edit"))
            edit.triggered.connect(lambda: self.edit(key))
            if self._page is not None and runs(self._page.watches, key):
                menu.addAction(self.tr("Fold the run")).triggered.connect(lambda: self.fold(key))
        menu.addSeparator()
        gone = list(row.watches)
        words = self.tr("Take %n watch(es) out of the diary", "", len(gone))
        menu.addAction(words).triggered.connect(lambda: self._deeds.remove_watches(gone))
        return menu

    def _on_removed(self, numbers: list[int]) -> None:
        self._deeds.remove_watches([w for n in numbers for w in self._rows[n].watches])

    # -- editing -------------------------------------------------------------------------------------

    def open_row(self, number: int, field: str = "date") -> None:
        """Open a row: a run unfolds, the earlier times ask for their number, a watch shows its fields."""
        if not 0 <= number < len(self._rows):
            return
        row = self._rows[number]
        if row.is_run:
            self.unfold(row.key)
        elif not row.watches:
            self.open_number()
        else:
            self.edit(row.key, field)

    def edit(self, uuid: str, field: str = "date", draft: Watch | None = None) -> None:
        """Open the fields of a watch; those of another are kept first, unless their date is refused."""
        if self._editor is not None and self._editor.watch().uuid != uuid:
            self._editor.end(back=True)
            if self._editor is not None:
                return
        watch = self._watch(uuid)
        if watch is None:
            return
        if self._editor is None:
            self._close_number()
            self._editor = WatchEditor(watch, film_pages.said_before(), self, self._now)
            self._editor.kept.connect(self._deeds.edit_watch)
            self._editor.closed.connect(self._on_editor_closed)
            self._editor.given_up.connect(lambda given: self.draft_given_up.emit(watch, given))
            self._editor.remove_requested.connect(self._on_remove_edited)
            self._editor.height_changed.connect(self._on_editor_height)
            self._tell(uuid)
            self._editor.show()
        if draft is not None:
            self._editor.fill(draft)
        self._editor.focus_field(field)
        self._reveal_current()

    def _on_editor_height(self) -> None:
        if self._editor is not None:
            self.lay(self.width())
            self.height_changed.emit()

    def _on_remove_edited(self, watch: Watch) -> None:
        self.drop_fields()
        self._deeds.remove_watches([watch])
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_editor_closed(self, back: bool) -> None:
        editor = self._editor
        if editor is None:
            return
        uuid = editor.watch().uuid
        self._let_go(editor)
        self._editor = None
        if back:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell(uuid)

    @staticmethod
    def _let_go(editor: WatchEditor) -> None:
        editor.stop()
        editor.hide()
        editor.deleteLater()

    def keep_fields(self) -> None:
        """Keep what is being typed: the page is left."""
        if self._editor is not None:
            self._editor.keep()

    def drop_fields(self) -> None:
        """Close what is open; what can be kept was kept before."""
        if self._editor is not None:
            self._let_go(self._editor)
            self._editor = None
        self._close_number()

    # -- the times before ----------------------------------------------------------------------------

    def open_number(self) -> None:
        """Ask how many times nothing is known of."""
        if self._page is None or self._number is not None:
            return
        if self._editor is not None:
            self._editor.end(back=True)
            if self._editor is not None:
                return
        self._number = NumberField(self._page.film.earlier_watches, self)
        self._number.kept.connect(self._on_number)
        self._number.closed.connect(self._on_number_closed)
        self._tell("")
        self._number.show()
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal_current()

    def _on_number(self, number: int) -> None:
        page = self._page
        if page is not None and (number != page.film.earlier_watches or page.film.at_least):
            self._deeds.set_earlier(page.film, number)

    def _on_number_closed(self, back: bool) -> None:
        self._close_number()
        if back:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell("")

    def _close_number(self) -> None:
        if self._number is not None:
            field, self._number = self._number, None
            field.hide()
            field.deleteLater()
