# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu that chooses a subtitle: tracks inside, files beside, another file; and how it is read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.subtitles.cue import SubtitleKind
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.subtitle_reader import SubtitleReader
from moodboard.services.subtitle_sources import Source
from moodboard.ui.capture.lines.lines_head import language_name
from moodboard.ui.menu_keys import keep_keys

RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0)
_MOST = 40
_LONGEST = 48


class SourceMenu(QMenu):
    """Filled anew each time it opens."""

    file_requested = Signal()
    encoding_requested = Signal()
    notes_toggled = Signal(bool)
    as_read_requested = Signal()

    def __init__(
        self, session: CaptureSession, reader: SubtitleReader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._reader = session, reader
        self.notes = True
        keep_keys(self)
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("Which subtitle is read"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what is there now."""
        self.clear()
        self.fill_into(self)

    def fill_into(self, menu: QMenu) -> None:
        """Put the choices into a menu."""
        inside = [one for one in self._reader.sources if not one.path]
        beside = [one for one in self._reader.sources if one.path]
        self._sources(menu, self.tr("In the film file"), inside)
        self._sources(menu, self.tr("Beside it"), beside[:_MOST])
        now = self._session.subtitle_choice
        if now.path and not any(one.path == now.path for one in beside):
            name = now.path.replace("\\", "/").rpartition("/")[2]
            self._tick(menu.addAction(_short(name)), self._session.subtitles is not None)
        menu.addAction(self.tr("Another file…"), self.file_requested.emit)
        if self._session.subtitles is not None:
            menu.addSeparator()
            self._reading(menu)
        if self._session.file is not None:
            menu.addSeparator()
            off = menu.addAction(self.tr("No subtitle"), self._on_off)
            self._tick(off, now.off or self._session.subtitles is None)

    def _reading(self, menu: QMenu) -> None:
        said = self._session.subtitles
        if said is None:
            return
        if self._session.subtitle_choice.path:
            words = self.tr("Looks wrong? Choose the encoding…")
            menu.addAction(words, self.encoding_requested.emit)
        if said.kind is SubtitleKind.MICRODVD:
            self._rates(menu)
        notes = menu.addAction(self.tr("Sound notes"))
        notes.setToolTip(self.tr("Show what is heard between the words, in brackets"))
        self._tick(notes, self.notes)
        notes.triggered.connect(self.notes_toggled)
        if said.edits:
            menu.addAction(self.tr("Lines as the file has them"), self.as_read_requested.emit)

    def _sources(self, menu: QMenu, heading: str, sources: list[Source]) -> None:
        if not sources:
            return
        title = menu.addAction(heading)
        title.setEnabled(False)
        now = self._session.subtitle_choice
        for source in sources:
            action = menu.addAction(self.named(source))
            action.setEnabled(source.is_text)
            if not source.is_text:
                action.setToolTip(self.tr("These are pictures of words, which cannot be read."))
                continue
            chosen = (now.path, now.track) == (source.path, source.track) and not now.off
            self._tick(action, chosen and self._session.subtitles is not None)
            action.triggered.connect(lambda _on=False, one=source: self._reader.choose(one.path, one.track))
        menu.addSeparator()

    def named(self, source: Source) -> str:
        """Return how a subtitle is offered."""
        name = language_name(source.language)
        if not source.is_text:
            what = name or source.title
            kind = self.tr("{kind}, pictures that cannot be read").format(kind=source.kind)
            return _short(f"{what} · {kind}" if what and not source.path else f"{source.title}: {kind}", 80)
        if source.path:
            return _short(source.title)
        title = source.title if source.title.lower() != name.lower() else ""
        parts = [name, title, source.kind, self.tr("forced") if source.forced else ""]
        return _short(" · ".join(part for part in parts if part))

    def _rates(self, within: QMenu) -> None:
        menu = within.addMenu(self.tr("Frames a second"))
        film = self._session.file.frame_rate if self._session.file is not None else 0.0
        said = self._session.subtitles
        now = said.rate if said is not None else None
        offered = list(RATES)
        if film and all(abs(film - rate) > 0.01 for rate in offered):
            offered.append(film)
        for rate in offered:
            words = f"{rate:.3f}".rstrip("0").rstrip(".")
            if film and abs(film - rate) <= 0.01:
                words = self.tr("{rate}, as the film").format(rate=words)
            action = menu.addAction(words)
            self._tick(action, now is not None and abs(now - rate) < 0.001)
            action.triggered.connect(lambda _on=False, chosen=rate: self._reader.change(rate=chosen))

    @staticmethod
    def _tick(action: QAction, on: bool) -> None:
        action.setCheckable(True)
        action.setChecked(on)

    def _on_off(self) -> None:
        from moodboard.domain.kept_file import SubtitleChoice

        edits = self._session.subtitle_choice.edits
        self._reader.read(SubtitleChoice(off=True, edits=edits))


def _short(words: str, longest: int = _LONGEST) -> str:
    """Return words that fit into a menu; an ampersand would mark a key there."""
    if len(words) > longest:
        words = f"{words[: longest * 2 // 3]}…{words[-(longest // 3) :]}"
    return words.replace("&", "&&")
