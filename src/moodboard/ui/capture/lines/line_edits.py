# SPDX-License-Identifier: GPL-3.0-or-later
"""Join, split and correct lines of the open subtitle, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.kept_file import SubtitleChoice
from moodboard.domain.subtitles import cue_edits
from moodboard.domain.subtitles.cue_edits import CueEdit
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.history import Change, History
from moodboard.qt.subtitle_reader import source_of
from moodboard.services import film_files


class LineEdits(QObject):
    """Edits of lines; the subtitle's file stays as it is."""

    failed = Signal(str)

    def __init__(self, session: CaptureSession, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._history = session, history

    def join(self, first: int, last: int) -> None:
        """Make one line of those from one place to another."""
        said = self._session.subtitles
        if said is not None and 0 <= first < last < len(said.lines):
            edit = cue_edits.joined(said.own_line(first), said.own_line(last))
            self._do(self.tr("Lines joined"), [edit])

    def split(self, place: int, letter: int, words: str = "") -> None:
        """Make two lines of one in front of a letter of its words, or of the words as they were typed."""
        said = self._session.subtitles
        if said is None or not 0 <= place < len(said.lines):
            return
        line, edits = said.own_line(place), []
        try:
            if words and words != line.text:
                edits.append(cue_edits.worded(line, words))
                letter = len(cue_edits.tidy(words[:letter]))
                line = replace(line, text=edits[0].words)
            edits.append(cue_edits.parted(line, letter))
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self._do(self.tr("Line split"), edits)

    def word(self, place: int, words: str) -> None:
        """Give a line other words."""
        said = self._session.subtitles
        if said is None or not 0 <= place < len(said.lines):
            return
        try:
            edit = cue_edits.worded(said.own_line(place), words)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self._do(self.tr("Line corrected"), [edit])

    def say_who(self, place: int, names: str) -> None:
        """Say who speaks."""
        said = self._session.subtitles
        if said is not None and 0 <= place < len(said.lines):
            self._do(self.tr("Speaker named"), [cue_edits.said_by(said.own_line(place), names)])

    def as_read(self) -> None:
        """Take back every edit of this subtitle."""
        said = self._session.subtitles
        if said is not None and said.edits:
            self._replace(self.tr("Lines as the file has them"), ())

    def _do(self, words: str, edits: Sequence[CueEdit]) -> None:
        said = self._session.subtitles
        if said is not None:
            self._replace(words, (*said.edits, *edits))

    def _replace(self, words: str, after: tuple[CueEdit, ...]) -> None:
        said, kept = self._session.subtitles, self._session.kept
        if said is None:
            return
        before, source = said.edits, source_of(self._session.subtitle_choice)
        uuid = kept.uuid if kept is not None else ""

        def back() -> Changes:
            return self._take(uuid, source, before)

        def act() -> tuple[Changes, Change]:
            return self._take(uuid, source, after), back

        self._history.do(words, act)

    def _take(self, uuid: str, source: str, edits: tuple[CueEdit, ...]) -> Changes:
        """Keep these edits; shown at once when that subtitle is the one that is open."""
        session = self._session
        open_uuid = session.kept.uuid if session.kept is not None else ""
        said, choice = session.subtitles, session.subtitle_choice
        if uuid == open_uuid and said is not None and source_of(choice) == source:
            session.set_subtitles(said.edited(edits), _with(choice, source, edits))
            return Changes()
        kept = film_files.by_uuid(uuid) if uuid else None
        if kept is None:
            raise KnownError("That subtitle is not open any more. Open it again to edit it.")
        return film_files.set_subtitles(uuid, _with(kept.subtitles, source, edits))


def _with(choice: SubtitleChoice, source: str, edits: Sequence[CueEdit]) -> SubtitleChoice:
    return replace(choice, edits=cue_edits.to_json(choice.edits, source, edits))
