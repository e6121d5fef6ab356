# SPDX-License-Identifier: GPL-3.0-or-later
"""Export a board: the preview is the picture, the choices beside it, a process of its own at work."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Place, Rect
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, ExportRequest, Format, Mode
from moodboard.qt import export_preview
from moodboard.qt.board_painter import ExportMetrics
from moodboard.qt.export_preview import RememberedMetrics, Thumbnails
from moodboard.qt.export_source import PlanSource
from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.tokens import Tokens
from moodboard.services import boards, exporting_frames, exporting_plan, library
from moodboard.ui import messages
from moodboard.ui.buttons import Button
from moodboard.ui.dialogs import export_options
from moodboard.ui.dialogs.export_form import ExportForm
from moodboard.ui.dialogs.export_options import BOARD
from moodboard.ui.dialogs.export_process import ExportProcess

_SETTLE = 40
"""Milliseconds after a change before it is planned: a slider moves many times."""


class Editor(Protocol):
    """Who keeps the undo stack of the board."""

    def push(self, edit: BoardEdit, label: str, gesture: int | None = None) -> None:
        """Apply an edit as one undo step."""


class ExportDialog(ExportForm):
    """Choose, see, export."""

    changed = Signal(object)
    """``Changes`` of the board that were made here without an editor."""

    def __init__(
        self,
        board_id: int,
        selection: tuple[str, ...],
        tokens: Tokens,
        parent: QWidget | None = None,
        run_command: list[str] | None = None,
        editor: Editor | None = None,
    ) -> None:
        opened, thumbnails = boards.open_board(board_id), Thumbnails()
        options = export_options.first_options(opened, selection, tokens.dark)
        super().__init__(opened, selection, options, thumbnails, parent)
        self._thumbnails = thumbnails
        self._selection, self._editor = selection, editor
        self._command = run_command or [sys.executable, "-m", "moodboard"]
        self._folder = default_folder()
        self._target = Path()
        self._copying = False
        self._plan: ExportPlan | None = None
        self._stale = False
        self._jobs = JobRunner(self)
        self._planning: Job | None = None
        self._choose_next = ""
        source = PlanSource(self._opened.stills, self._opened.lines, self._opened.films)
        self._metrics = RememberedMetrics(ExportMetrics(source))
        self._process = ExportProcess(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._replan)
        self._connect()
        self._show_folder()
        self._replan()

    def _connect(self) -> None:
        self.panel.changed.connect(self._on_options)
        self.panel.again_requested.connect(self._on_again)
        self.preview.moved.connect(self._on_moved)
        self.close_button.clicked.connect(self.reject)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.export_button.clicked.connect(self.export)
        self.copy_button.clicked.connect(self.copy)
        self.folder_link.clicked.connect(self._on_folder)
        self.show_link.clicked.connect(self._on_show)
        self._process.progressed.connect(self._on_progress)
        self._process.succeeded.connect(self._on_succeeded)
        self._process.failed.connect(self._on_failed)
        self._process.cancelled.connect(self._on_cancelled)

    # --- planning and preview -------------------------------------------------------------------

    def plan(self) -> ExportPlan | None:
        """What would be exported now."""
        return self._plan

    def request(self) -> ExportRequest:
        """The request that the choices come to."""
        return export_options.request_of(self.panel.options, self._opened, self._selection)

    def _on_options(self) -> None:
        self._say_error("")
        self._settle.start()

    def _replan(self) -> None:
        """Plan on a thread; one at a time, the newest wins."""
        self._stale = self._planning is not None
        if self._stale:
            return
        request, opened, metrics = self.request(), self._opened, self._metrics
        metrics.warm(opened.pins, opened.lines)
        job = Job(lambda _report: exporting_plan.planned(request, opened, metrics))
        job.succeeded.connect(self._on_planned)
        job.failed.connect(self._on_unplannable)
        job.finished.connect(self._on_planning_finished)
        self._planning = job
        self._jobs.start(job)

    def _on_planning_finished(self) -> None:
        self._planning = None
        if self._stale:
            self._replan()

    def _on_planned(self, plan: ExportPlan) -> None:
        self._plan = plan
        frame = export_options.frame_in_use(self.panel.options, self._opened)
        has_layout = (
            frame is not None
            and plan.mode is Mode.REFIT
            and bool(exporting_frames.twins_of(self._opened, frame.uuid))
        )
        self.panel.show_plan(plan, has_layout)
        self.size_said.setText(export_options.size_sentence(plan))
        self.fit_said.setText(export_options.fit_sentence(plan))
        self.preview.set_plan(plan, editable=plan.mode is Mode.REFIT and self.panel.options.what == BOARD)
        if self._choose_next:
            self.preview.choose(self._choose_next)
            self._choose_next = ""
        self.left_out.show_pins(plan.left_out, self._opened)
        self._set_ready("")
        self._load_thumbnails(plan)

    def _on_unplannable(self, sentence: str) -> None:
        self._plan = None
        self.panel.show_plan(None, False)
        self.size_said.setText("")
        self.fit_said.setText("")
        self.preview.set_plan(None, note=sentence)
        self.left_out.show_pins((), self._opened)
        self._set_ready(sentence)

    def _set_ready(self, reason: str) -> None:
        for button, tip in (
            (self.export_button, self.tr("Export (Enter)")),
            (self.copy_button, self.tr("Copy the picture to the clipboard")),
        ):
            button.setEnabled(not reason and not self._process.is_running)
            button.setToolTip(reason or tip)

    def _load_thumbnails(self, plan: ExportPlan) -> None:
        small = self.preview.small_plan() or plan
        wanted = self._thumbnails.needed(small)
        for picture in self.left_out.pictures():
            if self._thumbnails.image(picture) is None:
                wanted.setdefault(picture, 64)
        if not wanted:
            return
        job = Job(lambda report: export_preview.load(wanted, report))
        job.succeeded.connect(self._on_loaded)
        self._jobs.start(job)

    def _on_loaded(self, found: tuple[dict[str, tuple[int, QImage]], frozenset[str]]) -> None:
        self._thumbnails.keep(found[0])
        self._thumbnails.missing |= found[1]
        self.preview.repaint_plan()
        self.left_out.update()

    # --- the frame of a preset ------------------------------------------------------------------

    def _apply(self, edit: BoardEdit, label: str) -> None:
        if edit.is_empty:
            return
        if self._editor is not None:
            self._editor.push(edit, label)
        else:
            self.changed.emit(boards.apply_edit(self._opened.board.id, edit))
        self._opened = boards.open_board(self._opened.board.id)
        self.panel.set_opened(self._opened)

    def _frame_edit(self) -> BoardEdit:
        """Return what makes the preset's frame and fills it, as far as that is still to be done."""
        options = self.panel.options
        if options.what != BOARD or not options.preset:
            return BoardEdit()
        edit = BoardEdit()
        frame = exporting_frames.frame_for(self._opened, options.preset)
        if frame is None:
            frame, edit = exporting_frames.frame_made(self._opened, options.preset, self._shown_part())
        if options.mode is Mode.REFIT and not exporting_frames.twins_of(self._opened, frame.uuid):
            request = export_options.request_of(options, self._opened, ())
            laid = exporting_frames.laid_out(self._opened, frame, request, self._metrics)
            edit = edit.then(laid)
        return edit

    def _shown_part(self) -> Rect | None:
        """Return the part of the board that is seen as laid out; a frame there exports the very same."""
        plan = self._plan
        if plan is None or plan.mode is not Mode.AS_LAID_OUT:
            return None
        return Rect(*plan.origin, plan.width / plan.scale, plan.height / plan.scale)

    def _on_moved(self, uuid: str, place: Place) -> None:
        """Keep what was moved by hand with the frame; the first time it is made for that."""
        try:
            edit = self._frame_edit()
            twins = {pin.uuid: pin for pin in (*self._opened.pins, *edit.after) if pin.frame}
            twin = twins.get(uuid) or next(pin for pin in edit.after if pin.twin == uuid)
            self._apply(edit.then(exporting_frames.moved(twin, place)), self.tr("Move in the layout"))
        except KnownError as error:
            self._say_error(str(error))
            return
        self._choose_next = twin.uuid
        self._replan()

    def _on_again(self) -> None:
        frame = export_options.frame_in_use(self.panel.options, self._opened)
        if frame is not None:
            twins = exporting_frames.twins_of(self._opened, frame.uuid)
            self._apply(BoardEdit(before=twins), self.tr("Lay out again"))
            self._replan()

    # --- exporting ------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the file in a process of its own."""
        if self._plan is None or self._process.is_running:
            return
        try:
            self._apply(self._frame_edit(), self.tr("Add frame"))
            self._folder.mkdir(parents=True, exist_ok=True)
        except KnownError as error:
            self._say_error(str(error))
            return
        except OSError:
            sentence = self.tr("{folder} cannot be written to. Choose another folder.")
            self._say_error(sentence.format(folder=self._folder))
            return
        options = self.panel.options
        frame = export_options.frame_in_use(options, self._opened) if options.what != BOARD else None
        title = self._opened.board.title + (f" ({frame.text})" if frame is not None else "")
        target = export_options.free_name(self._folder, title, options.preset, options.format)
        self._start(self.request(), target)

    def copy(self) -> None:
        """Put the picture on the clipboard: made like a file, by the process, and read from there."""
        if self._plan is None or self._process.is_running:
            return
        cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        target = Path(cache) / f"moodboard-copy-{self._opened.board.id}.png"
        self._copying = True
        self._start(replace(self.request(), format=Format.PNG), target)

    def _start(self, request: ExportRequest, target: Path) -> None:
        self._target = target
        self._say_error("")
        self._set_busy(True)
        self._on_progress(0, 1)
        arguments = export_options.arguments_of(request, target, library.folder())
        self._process.start(self._command, arguments, target)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.panel, self.preview, self.folder_link, self.export_button, self.copy_button):
            widget.setEnabled(not busy)
        self.export_button.setText(self.tr("Exporting…") if busy else self.tr("Export"))
        self.export_button.updateGeometry()
        self.progress.setVisible(busy)
        self.step_said.setVisible(busy)
        if busy:
            self.saved_said.hide()
            self.show_link.hide()
            self.cancel_button.setText(self.tr("Cancel"))
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cancel_button.setToolTip(self.tr("Stop the export (Esc)") if busy else self.tr("Close (Esc)"))

    def _on_progress(self, done: int, total: int) -> None:
        part = done / total if total else 0.0
        self.progress.set_part(part)
        plan = self._plan
        stills = plan.stills_above(part) if plan is not None else (0, 0)
        sentence = self.tr("Painting still {n} of {all} · {percent} %")
        if not stills[1]:
            sentence = self.tr("Painting · {percent} %")
        percent = round(part * 100)
        self.step_said.setText(sentence.format(n=max(1, stills[0]), all=stills[1], percent=percent))

    def _on_succeeded(self, said: str) -> None:
        self._set_busy(False)
        if self._copying:
            self._copying = False
            image = QImage(str(self._target))
            self._target.unlink(missing_ok=True)
            QGuiApplication.clipboard().setImage(image)
            self.saved_said.setText(self.tr("Copied."))
        else:
            self.saved_said.setText(self.tr("Saved."))
            self.show_link.show()
        self.saved_said.show()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.updateGeometry()
        if said:
            self.fit_said.setText(said)
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._replan()

    def _on_failed(self, sentence: str) -> None:
        self._copying = False
        self._set_busy(False)
        self._say_error(sentence)
        self._replan()

    def _on_cancelled(self) -> None:
        self._copying = False
        self._set_busy(False)

    def _on_cancel(self) -> None:
        if self._process.is_running:
            self._process.cancel()
        else:
            self.reject()

    def _on_folder(self) -> None:
        chosen = messages.choose_folder(self, self.tr("Where to put the picture"), str(self._folder))
        if chosen is not None:
            self._folder = chosen
            self._say_error("")
            self._show_folder()

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))

    def _show_folder(self) -> None:
        parts = self._folder.parts[-2:]
        self.folder_link.setText("/".join(part.strip("/\\") for part in parts))
        self.folder_link.setToolTip(self.tr("{folder}: choose another").format(folder=self._folder))
        self.folder_link.setAccessibleName(self.tr("Folder {folder}").format(folder=self._folder))
        self.folder_link.updateGeometry()

    # --- the window -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter exports, unless a button has the focus; Esc stops the export, or closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
            elif self.export_button.isEnabled():
                self.export()
        elif event.key() == Qt.Key.Key_Escape and self._process.is_running:
            self._process.cancel()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Leave nothing running behind."""
        self._settle.stop()
        self.preview.stop()
        self._process.stop_now()
        self._jobs.stop_all()
        super().done(result)


def default_folder() -> Path:
    """Return where pictures go at first."""
    location = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(location)) / "Moodboard"
