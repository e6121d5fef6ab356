# SPDX-License-Identifier: GPL-3.0-or-later
"""One open board with everything around it: title, tools, inspector, scrubber, bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from moodboard.domain.board import PinKind
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.grouping import unseen
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.events import Events
from moodboard.qt.jobs import JobRunner
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import BOARD_INSET, Tokens
from moodboard.services import boards, sample_board
from moodboard.ui.actions import ActionBook, Needs
from moodboard.ui.board.adding import BoardAdding
from moodboard.ui.board.board_actions import connect_actions
from moodboard.ui.board.board_intake import BoardIntake
from moodboard.ui.board.board_tools import BoardTools
from moodboard.ui.board.boards_control import BoardsControl
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.clipboard import BoardClipboard
from moodboard.ui.board.empty_hint import EmptyHint
from moodboard.ui.board.header import BoardHeader
from moodboard.ui.board.inspector_control import InspectorControl
from moodboard.ui.board.intake_bar import IntakeBar
from moodboard.ui.board.page_menus import PageMenus
from moodboard.ui.board.parts import PARTS
from moodboard.ui.board.pin_verbs import PinVerbs
from moodboard.ui.board.scrub_control import ScrubControl
from moodboard.ui.board.scrubber import Scrubber
from moodboard.ui.board.text_editor import TextEditor
from moodboard.ui.board.veil import Veil
from moodboard.ui.theme import ThemeController

HEADER_TOP = 28


class BoardPage(QWidget):
    """Show one board at a time; everything the person does to it passes here."""

    board_opened = Signal(int)
    """The id; 0 when no board is open."""
    export_requested = Signal(str)
    """The uuid of the frame to export, empty for the board."""
    boards_changed = Signal()
    """A board was made, renamed, binned or restored."""
    selection_changed = Signal()

    @property
    def book(self) -> ActionBook:
        """The actions, for the page's parts."""
        return self._book

    @property
    def jobs(self) -> JobRunner:
        """Where the page's parts run what is slow."""
        return self._jobs

    @property
    def events(self) -> Events:
        """Where the page's parts tell what they changed beside the board."""
        return self._events

    def __init__(
        self,
        events: Events,
        jobs: JobRunner,
        thumbs: Thumbs,
        actions: ActionBook,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._events, self._jobs = events, jobs
        self._fit_pending = False
        self._saved_at = ""
        self._chosen: frozenset[str] = frozenset()
        self.editor = BoardEditor(self)
        self.canvas = BoardCanvas(self, theme.tokens())
        self.canvas.set_editor(self.editor, thumbs)
        self.canvas.setMinimumHeight(200)
        self.veil = Veil(self.canvas)
        self.header = BoardHeader(self)
        self.tools = BoardTools(actions, self)
        self.hint = EmptyHint(self)
        self.bar = IntakeBar(self)
        self.scrubber = Scrubber(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.scrubber)
        self.verbs = PinVerbs(self.editor, self.canvas, self)
        self.words = TextEditor(self.canvas, self.editor)
        self.scrub = ScrubControl(self.editor, self.canvas, self.scrubber, self)
        self.intake = BoardIntake(self.editor, self.canvas, self.bar, jobs, self)
        self.clipboard = BoardClipboard(self.editor, self.canvas, self)
        self.menus = PageMenus(self)
        self.inspector = InspectorControl(
            self, self.editor, self.canvas, self.verbs, actions, lambda: self.scrub.axis, self.menus.pins
        )
        self.adding = BoardAdding(self)
        self.boards = BoardsControl(self, self.editor, self.canvas, self.header, self.bar)
        self._book = actions
        self._connect(theme)
        connect_actions(actions, self)
        self.parts = [make(self) for make in PARTS]
        self._on_loaded()
        self._set_tab_order()

    def _connect(self, theme: ThemeController) -> None:
        canvas, editor = self.canvas, self.editor
        theme.changed.connect(self._on_theme)
        self._events.changed.connect(self._on_changed)
        editor.published.connect(lambda changes: self._publish(changes, editor))
        for source in (self.boards.changed, self.intake.changed, self.verbs.changed):
            source.connect(self._publish)
        editor.loaded.connect(self._on_loaded)
        editor.open_failed.connect(self.bar.tell)
        editor.gone.connect(self._on_gone)
        editor.title_changed.connect(self._show_title)
        editor.board_changed.connect(self._show_facts)
        editor.pins_changed.connect(self._show_facts)
        editor.saved.connect(self._on_saved)
        editor.save_failed.connect(self._on_save_failed)
        self.header.status.retry_requested.connect(editor.save)
        self.header.status.film_clicked.connect(self.intake.ask_film)
        self.boards.open_requested.connect(self.open_board)
        self.boards.created.connect(lambda _id: self.rename_board())
        canvas.view_changed.connect(self._on_view)
        canvas.selection_changed.connect(self._on_selection)
        canvas.context_menu_requested.connect(self.menus.open_at)
        canvas.crop_mode_changed.connect(lambda on: self.inspector.hold(on))
        self.words.started.connect(lambda: self.inspector.hold(True))
        self.words.finished.connect(self._on_typed)
        self.scrubber.number_changed.connect(lambda _n: self._show_hint())
        self.scrubber.zoom.step_requested.connect(canvas.zoom_step)
        self.scrubber.zoom.reset_requested.connect(lambda: canvas.zoom_to(1.0))
        self.inspector.head = lambda: (self.header.geometry(), self.tools.geometry())
        self.tools.frame_requested.connect(self.adding.frame)
        self.hint.line_requested.connect(self.adding.line)
        self.hint.board_requested.connect(self.boards.new)
        self.inspector.export_frame_requested.connect(self.export_requested)
        self.inspector.replace_requested.connect(self.intake.choose_replacement)
        self.inspector.edit_requested.connect(self.adding.edit)
        self.intake.replaced.connect(self.verbs.replace_picture)
        self.verbs.told.connect(self.bar.tell)
        stack = editor.undo_stack
        stack.canUndoChanged.connect(lambda can: self._book.have(Needs.UNDO, can))
        stack.canRedoChanged.connect(lambda can: self._book.have(Needs.REDO, can))

    def _set_tab_order(self) -> None:
        """Title, tools, the board, its inspector, the scrubber, the zoom."""
        chain = [
            self.header.title,
            self.header.status,
            *self.tools.worded,
            self.tools.more,
            self.tools.undo,
            self.tools.redo,
            self.canvas,
            self.scrubber.play_button,
            self.scrubber.axis,
            self.scrubber.zoom.less,
            self.scrubber.zoom.percent,
            self.scrubber.zoom.more,
        ]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    # -- opening -----------------------------------------------------------------------------------

    @property
    def board_id(self) -> int:
        """The open board, 0 for none."""
        return self.editor.board_id

    def open_board(self, board_id: int) -> bool:
        """Show a board where it was left, a large one in a moment; 0 shows none. False when it is gone."""
        self.words.finish(True)
        self.canvas.end_crop()
        if self.board_id:
            self.editor.remember_view(self.canvas.view())
        if not board_id:
            self.editor.close()
            return True
        try:
            self.editor.open_soon(board_id, self._jobs)
        except KnownError as error:
            self.bar.tell(str(error))
            return False
        focus = QApplication.focusWidget()
        if focus is None or self.isAncestorOf(focus):
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def close_board(self) -> None:
        """Finish what is under way; before the library is closed."""
        self.words.finish(True)
        self.canvas.end_crop()
        if self.board_id:
            self.editor.remember_view(self.canvas.view())
        self.editor.save()
        self.clipboard.let_go()
        self.scrubber.stop()
        self.canvas.stop()

    def set_film(self, film_id: int | None) -> None:
        """Take notice of the film chosen in the library; a new board will be about it."""
        self.boards.film_id = film_id

    def _on_loaded(self) -> None:
        board = self.editor.board
        self._saved_at = ""
        self.inspector.close_popovers()
        for part in (self.header, self.tools):
            part.setVisible(board is not None)
        self._show_title()
        self._restore_view()
        if self.isVisible() and not self._fit_pending:
            self.editor.remember_view(self.canvas.view())  # opened next time, whatever ends this one
        self._book.have(Needs.BOARD, board is not None)
        self._on_selection()
        self.boards.refresh_menu()
        self.board_opened.emit(self.board_id)

    def _on_gone(self) -> None:
        self.bar.tell(self.tr("This board was put into the bin somewhere else."))

    def _restore_view(self) -> None:
        if not self.board_id:
            return
        view = boards.board_view(self.board_id)
        if view is not None:
            self.canvas.set_view(view)
        # The sample comes with a view made for a large window. A fit needs the real size of the
        # canvas, which there is once it is seen.
        self._fit_pending = view in (None, sample_board.VIEW)
        if self._fit_pending and self.isVisible():
            self._fit_first()

    def _fit_first(self) -> None:
        self._fit_pending = False
        bounds = self.canvas.scene.places()
        board = self.editor.board
        if board is not None and board.sample:
            hidden = unseen(self.editor.pins)
            own = [pin for pin in self.editor.own_pins() if pin.kind is not PinKind.FRAME]
            pins = [pin.uuid for pin in own if pin.uuid not in hidden]
            composed = self.editor.bounds(pins) if pins else None
            if composed is not None and self.canvas.shows(composed):
                return
        motion, self.canvas.motion = self.canvas.motion, 0
        if bounds is None:
            self.canvas.zoom_to(1.0)
        else:
            self.canvas.fit_rect(bounds, most=1.0)
        self.canvas.motion = motion

    # -- what the library asks for --------------------------------------------------------------------

    def pin_stills(self, uuids: Sequence[str], at: tuple[float, float] | None = None) -> None:
        """Lay stills of the library on the board, at the view's centre when no place is told."""
        self.adding.stills(uuids, at)

    def pin_lines(self, uuids: Sequence[str], at: tuple[float, float] | None = None) -> None:
        """Lay lines of the library on the board, one under the other."""
        self.adding.lines(uuids, at)

    def pin_both(self, stills: Sequence[str], lines: Sequence[str]) -> None:
        """Lay stills and lines of the library on the board together, in film order."""
        self.adding.both(stills, lines)

    def rename_board(self) -> None:
        """Type over the title."""
        if self.board_id:
            self.header.title.rename()
            self._lay_out()

    # -- what happens --------------------------------------------------------------------------------

    def _publish(self, changes: object, origin: object = None) -> None:
        if isinstance(changes, Changes):
            self._events.publish(changes, origin or self)
            if changes.boards:
                self.boards_changed.emit()

    def _on_changed(self, changes: object, origin: object) -> None:
        if not isinstance(changes, Changes) or origin is self.editor:
            return
        if origin is self:
            # Whole boards are dealt with where they are asked for; what they show is read anew.
            changes = Changes(films=changes.films, stills=changes.stills, lines=changes.lines)
        self.editor.apply_outside(changes)
        self.scrub.refresh()
        self.boards.refresh_menu()

    def _on_theme(self, tokens: object) -> None:
        if isinstance(tokens, Tokens):
            self.canvas.set_tokens(tokens)

    def _on_typed(self, uuid: str) -> None:
        self.inspector.hold(False)
        if uuid:
            self.canvas.select((uuid,))
        self._show_hint()

    def _on_selection(self) -> None:
        pins = self.editor.chosen(self.canvas.selected())
        kinds = {pin.kind for pin in self.editor.chosen(self.editor.leaves(self.canvas.selected()))}
        self._book.have(Needs.PINS, bool(pins))
        self._book.have(Needs.SEVERAL, len(pins) > 1)
        self._book.have(Needs.STILLS, PinKind.STILL in kinds)
        self._book.have(Needs.STILL, len(pins) == 1 and pins[0].kind is PinKind.STILL)
        if pins and not self.scrub.is_now:
            self.scrubber.stop()
        chosen = frozenset(self.canvas.selected())
        if chosen != self._chosen:  # a change of what is chosen is told as well
            self._chosen = chosen
            self.inspector.close_popovers()
            self.selection_changed.emit()

    def _on_view(self) -> None:
        self.scrubber.zoom.set_zoom(self.canvas.viewport.zoom)
        self._place_hint()

    def _on_saved(self) -> None:
        self._saved_at = datetime.now(UTC).isoformat()
        self._show_facts()

    def _on_save_failed(self, sentence: str) -> None:
        self.header.status.show_error(sentence)
        self._lay_out()

    # -- showing -------------------------------------------------------------------------------------

    def _show_title(self, *_: object) -> None:
        board = self.editor.board
        self.header.title.set_title(board.title if board else "")
        self._show_facts()

    def _show_facts(self, *_: object) -> None:
        board = self.editor.board
        if board is not None:
            film = self.editor.films.get(board.film_id or 0, "")
            changed = max(board.changed, self._saved_at)
            self.header.status.show_facts(film, self.editor.count, changed)
            if self.editor.is_saved:
                self.header.status.show_saved(changed)
        self._show_hint()
        self._lay_out()
        self.veil.look_soon()

    def _show_hint(self) -> None:
        has_board = self.board_id != 0
        has_pins = any(not pin.frame for pin in self.editor.pins.values())
        if (has_board and has_pins) or self.words.is_active:
            self.hint.hide()
        else:
            self.hint.show_for(has_board)
            self._place_hint()

    def _place_hint(self) -> None:
        if self.hint.isVisibleTo(self):
            self.hint.move(BOARD_INSET, max(152, self.canvas.height() // 2 - 60))

    def _lay_out(self) -> None:
        width = self.width()
        self.tools.set_room(width - 2 * BOARD_INSET - 240)
        self.tools.move(width - BOARD_INSET + 9 - self.tools.width(), HEADER_TOP + 1)
        self.header.set_room(width - 2 * BOARD_INSET - self.tools.width() - 16)
        self.header.move(BOARD_INSET, HEADER_TOP)
        self.bar.place(self.canvas.height())
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.inspector.refresh()
        self.veil.look_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fit_pending:
            QTimer.singleShot(0, self, self._fit_first)
