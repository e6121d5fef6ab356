# SPDX-License-Identifier: GPL-3.0-or-later
"""One film that is two: which watches, shots and lines belong to the other one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from moodboard.domain.dates import full
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import format_timecode
from moodboard.services import films, lines, stills
from moodboard.ui.dialogs.base import FormDialog

_REF = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT = 240
Chosen = tuple[list[str], list[str], list[str]]
"""Uuids of watches, shots and lines."""


class SplitDialog(FormDialog):
    """Ask what the other film is called and what of this one is the other's."""

    agreed = Signal(object, object)
    """The other ``Film``, and what it takes: uuids of watches, shots and lines."""

    def __init__(self, film_id: int, parent: QWidget | None = None) -> None:
        page = films.film_page(film_id)
        super().__init__("", "", parent)
        self.heading.setText(self.tr("“{title}” is two films").format(title=page.film.title))
        self.setWindowTitle(self.heading.text())
        self.keep_button.setText(self.tr("Make them two"))
        self.keep_button.setAccessibleName(self.keep_button.text())
        self.keep_button.setToolTip(self.tr("Make them two (Enter)"))
        self.title, self.year = QLineEdit(page.film.title, self), QLineEdit(self)
        self.year.setMaxLength(4)
        self.year.setFixedWidth(72)
        self.things = QListWidget(self)
        self.things.setFixedHeight(_HEIGHT)
        self.things.setAccessibleName(self.tr("What belongs to the other film"))
        for watch in page.watches:
            self._offer("watch", watch.uuid, self._said(watch))
        for still in stills.stills_of_film(film_id):
            at = format_timecode(still.timecode) if still.timecode is not None else still.name
            self._offer("still", still.uuid, self.tr("Shot {at}").format(at=at))
        for line in lines.lines_of_film(film_id):
            self._offer("line", line.uuid, " ".join(line.text.split())[:120])
        self.rows.addLayout(
            self.beside(
                (self.labelled(self.tr("The other film"), self.title), 1),
                (self.labelled(self.tr("Year"), self.year), 0),
            )
        )
        self.rows.addLayout(self.labelled(self.tr("Tick what belongs to it (Space)"), self.things))
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def chosen(self) -> Chosen:
        """What is ticked."""
        found: Chosen = ([], [], [])
        for place in range(self.things.count()):
            item = self.things.item(place)
            if item.checkState() == Qt.CheckState.Checked:
                kind, uuid = item.data(_REF)
                found[("watch", "still", "line").index(kind)].append(uuid)
        return found

    def keep(self) -> None:
        """Say that it shall be done; what is missing is said at its field."""
        title, year = self.title.text().strip(), self.year.text().strip()
        self.clear_error(self.title, self.year)
        if not title:
            self.show_error(self.tr("What is the other film called?"), self.title)
        elif year and not (year.isdecimal() and len(year) == 4):
            self.show_error(self.tr("Give the year with four digits, or leave it out."), self.year)
        elif not any(self.chosen()):
            self.show_error(self.tr("Tick the watches, shots or lines that belong to it."), self.things)
        else:
            self.agreed.emit(Film(title, int(year) if year else None), self.chosen())

    def refuse(self, sentence: str) -> None:
        """Say why it could not be done; what was typed stays."""
        self.show_error(sentence, self.title)

    def _offer(self, kind: str, uuid: str, words: str) -> None:
        item = QListWidgetItem(words, self.things)
        item.setData(_REF, (kind, uuid))
        flag = Qt.ItemFlag
        item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)

    def _said(self, watch: Watch) -> str:
        said = [full(watch.date) or self.tr("Date unknown")]
        if watch.times > 1:
            said[0] += f" ×{watch.times}"
        if watch.people:
            said.append(self.tr("with {names}").format(names=", ".join(watch.people)))
        said += [part for part in (watch.where, watch.medium) if part]
        if watch.note:
            said.append(" ".join(watch.note.split())[:60])
        return " · ".join(said)
