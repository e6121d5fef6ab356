# SPDX-License-Identifier: GPL-3.0-or-later
"""Export a film's page as PDF or as one picture: see it, say what stays home, name the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moodboard.domain.file_names import file_name, free
from moodboard.domain.film import named
from moodboard.domain.film_sheet import PAPERS, PICTURES, Part, SheetRequest, request_for
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import films
from moodboard.ui import messages, theme
from moodboard.ui.dialogs.export_controls import Segmented, Tick
from moodboard.ui.dialogs.export_dialog import default_folder
from moodboard.ui.dialogs.process_dialog import ProcessDialog, on_library

_PREVIEW = QSize(340, 460)
_WIDTH = 800
_SOON_MS = 60


class SheetPreview(QWidget):
    """The first page, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setFixedSize(_PREVIEW)
        self.setAccessibleName(self.tr("Preview of the first page"))

    def show_image(self, image: QImage) -> None:
        """Show another page."""
        self._image = image
        self.update()

    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page in the middle, on the canvas's ground."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.canvas))
        if self._image is None:
            return
        room = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        ratio = min(room.width() / self._image.width(), room.height() / self._image.height())
        place = QRectF(0, 0, self._image.width() * ratio, self._image.height() * ratio)
        place.moveCenter(room.center())
        painter.drawImage(place, self._image)


class FilmSheetDialog(ProcessDialog):
    """What goes along is ticked; what is private stays home with one click."""

    def __init__(
        self, film_id: int, jobs: JobRunner, parent: QWidget | None = None, dark: bool = False
    ) -> None:
        super().__init__(self.tr("Export the film’s page"), self.tr("Export…"), parent, _WIDTH)
        film = films.film(film_id)
        self._film_id, self._jobs, self._name = film_id, jobs, named(film.title, film.year)
        self._job: Job | None = None
        self.kind, self.shape_name, self.paper = "pdf", PAPERS[0], "dark" if dark else "light"
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._draw)
        self._tell()

    # -- the form ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.preview = SheetPreview(self)
        self.kinds = self._row(
            self.tr("File"), (("pdf", "PDF"), ("png", "PNG"), ("jpg", "JPEG"), ("webp", "WebP")), self.kind
        )
        self.kinds.chosen.connect(self._on_kind)
        names = {
            "page": self.tr("As long as it is"), "phone": self.tr("Phone"), "story": self.tr("Story"),
            "a4": "A4", "a3": "A3", "letter": self.tr("Letter"),
        }  # fmt: skip
        self._papers = self._row(self.tr("Size"), [(name, names[name]) for name in PAPERS], PAPERS[0])
        self._pictures = self._row(self.tr("Size"), [(name, names[name]) for name in PICTURES], PICTURES[0])
        for sizes in (self._papers, self._pictures):
            sizes.chosen.connect(self._on_size)
        self._pictures.hide()
        self.papers = self._row(
            self.tr("Paper"), (("light", self.tr("Light")), ("dark", self.tr("Dark"))), self.paper
        )
        self.papers.chosen.connect(self._on_paper)
        said = {
            Part.SHOTS: self.tr("Shots"),
            Part.LINES: self.tr("Lines"),
            Part.WORDS: self.tr("What you wrote of each watch"),
            Part.PEOPLE: self.tr("With whom you saw it, and where"),
            Part.NOTES: self.tr("Your notes on the film"),
        }
        self.ticks = {part: Tick(words, self) for part, words in said.items()}
        options = QVBoxLayout()
        options.setSpacing(12)
        options.addWidget(self._lead)
        for widget in (self.kinds, self._papers, self._pictures, self.papers):
            options.addWidget(widget)
        for part, tick in self.ticks.items():
            tick.setChecked(part is not Part.NOTES)  # notes are for oneself, until they are ticked
            tick.setToolTip(self.tr("Let this go along (Space)"))
            tick.toggled.connect(self._tell)
            options.addWidget(tick)
        options.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(self.preview)
        beside.addLayout(options, 1)
        self.rows.addLayout(beside)
        self.rows.addWidget(self._bar)

    def _row(self, name: str, items: Sequence[tuple[str, str]], chosen: str) -> Segmented:
        made = Segmented(name, items, self)
        made.set_chosen(chosen)
        return made

    def choices(self) -> tuple[QWidget, ...]:
        """All of the form."""
        return (self.kinds, self._papers, self._pictures, self.papers, *self.ticks.values())

    def sizes(self) -> Segmented:
        """The sizes of the chosen kind of file."""
        return self._papers if self.kind == "pdf" else self._pictures

    def _on_kind(self, kind: str) -> None:
        other = (self.kind == "pdf") != (kind == "pdf")
        self.kind = kind
        if other:
            self.shape_name = PAPERS[0] if kind == "pdf" else PICTURES[0]
            self._papers.setVisible(kind == "pdf")
            self._pictures.setVisible(kind != "pdf")
            self.sizes().set_chosen(self.shape_name)
        self._tell()

    def _on_size(self, size: str) -> None:
        self.shape_name = size
        self._tell()

    def _on_paper(self, paper: str) -> None:
        self.paper = paper
        self._tell()

    def without(self) -> list[str]:
        """What stays home."""
        return [part.value for part, tick in self.ticks.items() if not tick.isChecked()]

    def request(self) -> SheetRequest:
        """What is asked for."""
        file = Path(f"x.{self.kind}")
        return request_for(self._film_id, file, self.shape_name, self.without(), self.paper == "dark")

    def _tell(self) -> None:
        if self.kind == "pdf":
            words = self.tr("Text stays text, and shots are as sharp as paper shows them.")
        else:
            words = self.tr("One picture, to show or to hang up.")
        self._lead.setText(words)
        self._soon.start()

    # -- the preview ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Compose it anew, behind what goes on here."""
        from moodboard.qt import film_sheet_run

        if self._job is not None:
            self._job.cancel()
        request, width = self.request(), round((_PREVIEW.width() - 32) * self.devicePixelRatioF() * 1.5)
        self._job = Job(lambda _report: film_sheet_run.preview_of(request, width, 2 * width))
        self._job.succeeded.connect(self.preview.show_image)
        self._job.failed.connect(self.show_error)
        self._jobs.start(self._job)

    # -- the export ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the name, and write it."""
        suffix = f".{self.kind}"
        wanted = free(default_folder() / f"{file_name(self._name, self.tr('Film'))}{suffix}")
        to = messages.choose_save(self, self.windowTitle(), wanted, [f"*{suffix}"])
        if to is None:
            return
        to = to if to.suffix.casefold() == suffix else to.with_name(to.name + suffix)
        said = on_library("export-film", f"#{self._film_id}", str(to), "--progress")
        said += ["--size", self.shape_name, "--paper", self.paper]
        for part in self.without():
            said += ["--without", part]
        self.start(said, to)

    def done(self, result: int) -> None:
        """Close; nothing is drawn any more."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)
