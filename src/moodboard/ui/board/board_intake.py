# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that come from outside: taken in by a job, laid on the board, and asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.still import Still
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.jobs import Job, JobRunner, Report
from moodboard.services import boards, intake, pictures, screenshots, stills
from moodboard.services.intake import Intake
from moodboard.ui import messages
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.intake_bar import IntakeBar
from moodboard.ui.board.words import counted

Point = tuple[float, float]
FILTERS = (
    "*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.gif *.jp2 *.heic *.heif *.bmp",
    "*",
)


class BoardIntake(QObject):
    """One job at a time; what else is dropped meanwhile waits for its turn."""

    changed = Signal(object)
    """Changes of the library: new stills, a film they belong to."""
    laid = Signal(tuple)
    """Uuids of the pins that came."""

    def __init__(
        self, editor: BoardEditor, canvas: BoardCanvas, bar: IntakeBar, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._canvas = canvas
        self._bar = bar
        self._jobs = jobs
        self._job: Job | None = None
        self._kept: list[Still] = []
        self._at: Point = (0.0, 0.0)
        self._board_id = 0
        self._instead: str = ""
        self._waiting: list[tuple[tuple[Path, ...], Point]] = []
        self._asked: tuple[str, ...] = ()
        bar.cancel_requested.connect(self.cancel)
        bar.film_chosen.connect(self._on_film)

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being taken in."""
        return self._job is not None

    # -- beginning -----------------------------------------------------------------------------------

    def choose(self) -> None:
        """Let the person pick picture files."""
        filters = (self.tr("Pictures ({kinds})").format(kinds=FILTERS[0]), self.tr("All files (*)"))
        files = messages.choose_files(self._canvas, self.tr("Pictures"), filters)
        if files:
            self.take_files(files, self._canvas.centre())

    def take_files(self, files: Sequence[Path], at: Point) -> None:
        """Take files and folders in and lay their pictures around the board point."""
        if self._job is not None:
            self._waiting.append((tuple(files), at))
            return
        film_id = self._editor.board.film_id if self._editor.board else None
        kept: list[Still] = []
        self._begin(
            lambda report: intake.take_in(files, film_id, report, lambda new, _changes: kept.extend(new)),
            at,
            kept,
        )

    def take_image(self, image: object, at: Point, name: str = "") -> None:
        """Take in one picture without a file (a QImage, or encoded bytes) from the clipboard or a browser."""
        if not isinstance(image, QImage | bytes):
            return
        if self._job is not None:
            self._bar.tell(self.tr("Pictures are still coming in. Try again in a moment."))
            return
        data = _encoded(image) if isinstance(image, QImage) else image
        film_id = self._editor.board.film_id if self._editor.board else None
        name = name or self.tr("pasted.png")

        def work(report: Report) -> Intake:
            report(0, 1)
            placed = screenshots.Places(film_id).of(Path(name))
            added, changes = screenshots.keep([(pictures.take_in_bytes(data, name), placed)], job=True)
            return Intake(added, (), changes)

        self._begin(work, at, [])

    def take_addresses(self, addresses: Sequence[str], at: Point) -> None:
        """Fetch pictures from the web, and lay them around the board point."""
        if self._job is not None:
            self._bar.tell(self.tr("Pictures are still coming in. Try again in a moment."))
            return
        film_id = self._editor.board.film_id if self._editor.board else None
        kept: list[Still] = []

        def work(report: Report) -> Intake:
            from moodboard.services import intake_web  # httpx comes with it

            return intake_web.take_in(addresses, film_id, report, lambda new, _changes: kept.extend(new))

        self._begin(work, at, kept)

    def _begin(self, work: Callable[[Report], Intake], at: Point, kept: list[Still]) -> None:
        self._at, self._kept, self._board_id = at, kept, self._editor.board_id
        self._job = Job(work, writes=True)
        self._job.progressed.connect(self._bar.show_progress)
        self._job.succeeded.connect(self._on_taken)
        self._job.failed.connect(self._bar.tell)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)
        self._jobs.start(self._job)

    def cancel(self) -> None:
        """Stop; what was taken in until then stays."""
        if self._job is not None:
            self._job.cancel()

    # -- ending --------------------------------------------------------------------------------------

    def _on_taken(self, result: Intake) -> None:
        self._bar.put_away()
        self.changed.emit(result.changes)
        self._lay(result.stills)
        if len(result.problems) == 1 and not result.stills:
            self._bar.tell(result.problems[0].reason)
        elif result.problems:
            self._tell_problems(result, len(result.stills) + len(result.problems))
        elif not result.stills:
            self._bar.tell(self.tr("There is no picture in what was dropped."))

    def _on_cancelled(self) -> None:
        self._bar.put_away()
        unique = tuple({still.uuid: still for still in self._kept}.values())
        self._lay(unique)
        words = counted(
            len(unique), self.tr("Stopped. {n} picture is in."), self.tr("Stopped. {n} pictures are in.")
        )
        self._bar.tell(words if unique else self.tr("Stopped."))

    def _on_finished(self) -> None:
        self._job, self._kept = None, []
        if self._waiting:
            self.take_files(*self._waiting.pop(0))

    def _tell_problems(self, result: Intake, total: int) -> None:
        sentence = self.tr("{bad:,} of {all:,} could not be read.").format(
            bad=len(result.problems), all=total
        )
        reasons = "\n".join(problem.reason for problem in result.problems[:60])
        self._bar.tell(
            sentence, (self.tr("Show"), lambda: messages.show_note(self._canvas, sentence, reasons))
        )

    def _lay(self, shown: Sequence[Still]) -> None:
        if not shown or self._instead:
            self._replace(shown)
            return
        if self._editor.board_id != self._board_id or not self._board_id:
            self._lay_elsewhere(shown)
            return
        self._editor.stills.update({still.uuid: still for still in shown})
        edit = intake.pin_pictures(self._board_id, shown, self._at)
        self._editor.push(edit, self.tr("Add pictures"))
        pins = tuple(pin.uuid for pin in edit.after)
        self._canvas.select(pins)
        bounds = self._editor.bounds(pins)
        if bounds is not None:
            self._canvas.show_whole(bounds)
        self.laid.emit(pins)
        self._settle_film(shown)

    def _lay_elsewhere(self, shown: Sequence[Still]) -> None:
        """The person went to another board meanwhile: the pictures go where they were dropped."""
        if not self._board_id:
            return
        try:
            edit = intake.pin_pictures(self._board_id, shown, self._at)
            self.changed.emit(boards.apply_edit(self._board_id, edit))
        except KnownError as error:
            self._bar.tell(str(error))

    # -- replacing one picture -----------------------------------------------------------------------

    replaced = Signal(object)
    """The still that shall be shown instead."""

    def choose_replacement(self) -> None:
        """Let the person pick the picture that a pin shall show instead."""
        if self._job is not None:
            self._bar.tell(self.tr("Pictures are still coming in. Try again in a moment."))
            return
        filters = (self.tr("Pictures ({kinds})").format(kinds=FILTERS[0]), self.tr("All files (*)"))
        files = messages.choose_files(self._canvas, self.tr("Replace the picture"), filters)
        if files:
            self._instead = "replace"
            self.take_files(files[:1], self._canvas.centre())

    def _replace(self, shown: Sequence[Still]) -> None:
        instead, self._instead = self._instead, ""
        if instead and shown:
            self.replaced.emit(shown[0])

    # -- which film ----------------------------------------------------------------------------------

    def _settle_film(self, shown: Sequence[Still]) -> None:
        """Give the board the film that all its new pictures are from; ask when nobody knows."""
        board = self._editor.board
        if board is None or board.film_id is not None:
            return
        films = {still.film_id for still in shown}
        if len(films) == 1 and None not in films:
            self._editor.set_film(next(iter(films)))
            return
        unknown = tuple(still.uuid for still in shown if still.film_id is None)
        if unknown:
            self._asked = unknown
            self._bar.ask_film(len(unknown))

    def ask_film(self) -> None:
        """Ask which film the board is about, with its pictures that belong to none."""
        shown = {pin.still for pin in self._editor.own_pins() if pin.still}
        self._asked = tuple(u for u in shown if (s := self._editor.stills.get(u)) and s.film_id is None)
        self._bar.ask_board_film()

    def _on_film(self, film_id: int) -> None:
        asked, self._asked = self._asked, ()
        try:
            if asked:
                self.changed.emit(stills.set_film(asked, film_id))
        except KnownError as error:
            self._bar.tell(str(error))
            return
        board = self._editor.board
        if board is not None and (board.film_id is None or not asked or self._bar.asks_board):
            self._editor.set_film(film_id)


def _encoded(image: QImage) -> bytes:
    """Return the picture as PNG, which loses nothing."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
