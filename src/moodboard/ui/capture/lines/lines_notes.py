# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said quietly above the lines, and the questions about a subtitle: which file, which encoding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl

from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.jobs import Job, Report
from moodboard.qt.line_sync import LineSync
from moodboard.qt.subtitle_reader import SubtitleReader
from moodboard.services.subtitles import SUFFIXES
from moodboard.ui import messages
from moodboard.ui.capture.lines.encoding_dialog import EncodingDialog

if TYPE_CHECKING:
    from moodboard.ui.capture.lines.lines_pane import LinesPane


class LinesNotes(QObject):
    """Say one thing at a time, the most pressing."""

    def __init__(
        self, session: CaptureSession, reader: SubtitleReader, sync: LineSync, pane: LinesPane
    ) -> None:
        super().__init__(pane)
        self._session, self._reader, self._pane = session, reader, pane
        self._trouble = ""
        self._closed: set[str] = set()
        self._sampler: Job | None = None
        self._said = ""
        session.file_changed.connect(self._on_file)
        reader.listed.connect(self._on_listed)
        sync.failed.connect(self.trouble)
        pane.head.closed.connect(self._on_closed)

    def trouble(self, sentence: str) -> None:
        """Say why something did not work."""
        self._trouble = sentence
        self.refresh()

    def _on_file(self) -> None:
        self._trouble = ""
        self._closed.clear()

    def _on_closed(self) -> None:
        self._closed.add(self._said)
        self._trouble = ""

    def _on_listed(self) -> None:
        self._pane.head.source.setVisible(bool(self._reader.sources) or self._session.subtitles is not None)
        self.refresh()

    def refresh(self) -> None:
        """Say what there is to say now."""
        for sentence, way, kind, error in self._sentences():
            if sentence and sentence not in self._closed:
                self._said = sentence
                if self._session.subtitles is None and kind == "source":
                    self._pane.no_lines.explain(sentence, self._reader.busy)
                    self._pane.head.hide_note()
                else:
                    self._pane.head.say(sentence, way, kind, error)
                return
        self._pane.head.hide_note()

    def _sentences(self) -> list[tuple[str, str, str, bool]]:
        said, file = self._session.subtitles, self._session.file
        another = self.tr("Choose another…")
        found = [(self._trouble, another, "source", True)]
        if said is None:
            sources = self._reader.sources if file is not None else ()
            if sources and not self._session.subtitle_choice.off and not any(one.is_text for one in sources):
                kinds = ", ".join(sorted({one.kind for one in sources}))
                words = self.tr(
                    "The subtitles of this film are pictures of words ({kind}), which cannot be read."
                )
                found.append((words.format(kind=kinds), "", "source", False))
            return found
        doubt = said.doubt(file.duration or None) if file is not None else None
        if doubt:
            found.append((doubt, self.tr("Sync…"), "sync", False))
        if not said.rate_said and said.rate:
            words = self.tr("Times are counted in frames, taken as {rate} a second.")
            rate = f"{said.rate:.3f}".rstrip("0").rstrip(".")
            found.append((words.format(rate=rate), self.tr("Choose another rate…"), "source", False))
        if not said.sure and not self._session.subtitle_choice.encoding:
            words = self.tr("The letters are a guess.")
            found.append((words, self.tr("Looks wrong? Choose the encoding…"), "encoding", False))
        return found

    # Questions

    def choose_file(self) -> None:
        """Ask for a subtitle file."""
        folder = str(self._session.path.parent) if self._session.path is not None else ""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        wanted = self.tr("Subtitles ({kinds})").format(kinds=kinds)
        found = messages.choose_files(self._pane.window(), self.tr("Choose a subtitle"), [wanted], folder)
        if found:
            self._pane.open_file(found[0])

    def choose_encoding(self) -> None:
        """Show the file's words in each encoding."""
        path = Path(self._session.subtitle_choice.path)
        if not self._session.subtitle_choice.path:
            return

        def look(_report: Report) -> bytes:
            from moodboard.services import subtitle_sources

            return subtitle_sources.encoding_sample(path)

        self._sampler = Job(look)
        self._sampler.succeeded.connect(self._on_sample)
        self._sampler.failed.connect(self.trouble)
        self._pane.start(self._sampler)

    def _on_sample(self, sample: object) -> None:
        if self.sender() is not self._sampler or not isinstance(sample, bytes):
            return
        self._sampler = None
        from moodboard.domain.subtitles import encodings

        detected = encodings.decode(sample).encoding
        in_use = self._session.subtitle_choice.encoding
        said = self._session.subtitles
        if said is not None and not in_use:
            detected = said.encoding
        dialog = EncodingDialog(sample, detected, in_use, self._pane.window())
        dialog.chosen.connect(self._on_encoding)
        dialog.open()

    def _on_encoding(self, encoding: str) -> None:
        self._reader.change(encoding=encoding)

    @staticmethod
    def dropped(data: QMimeData) -> Path | None:
        """Return the subtitle file that is being dropped."""
        for url in data.urls():
            path = Path(QUrl(url).toLocalFile())
            if url.isLocalFile() and path.suffix.lower() in SUFFIXES:
                return path
        return None
