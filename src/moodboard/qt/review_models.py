# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import would bring, as tables: its films and watches, what is unsure, what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from moodboard.domain.dates import full
from moodboard.domain.film import named
from moodboard.domain.text_keys import folded
from moodboard.qt.table_rows import MUTED_ROLE, STARS_ROLE, TableRows
from moodboard.services.importing import NEW, SKIP, Answer, FileReport, PreviewRow, Problem, Unsure

ALL, FRESH, MINE, UNSURE_DATES = "all", "new", "mine", "dates"


class PreviewModel(TableRows):
    """Each watch of the import, and each film that comes without one."""

    FILM, WHEN, STARS, HERE, STATE = range(5)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = (
            self.tr("Film"),
            self.tr("Seen"),
            self.tr("Stars"),
            self.tr("In your library"),
            self.tr("Comes in"),
        )
        self._all: Sequence[PreviewRow] = ()
        self._shown: Sequence[PreviewRow] = ()
        self._text, self._which = "", ALL

    def set_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show what another look found."""
        self._all = rows
        self._sift()

    def set_filter(self, text: str, which: str) -> None:
        """Show only the films of these words, and only ``all``, ``new``, ``mine`` or unsure ``dates``."""
        if (text, which) != (self._text, self._which):
            self._text, self._which = text, which
            self._sift()

    def row_at(self, row: int) -> PreviewRow:
        """What a row shows."""
        return self._shown[row]

    def _sift(self) -> None:
        words = folded(self._text).split()
        sieves: dict[str, Callable[[PreviewRow], bool]] = {
            ALL: lambda row: True,
            FRESH: lambda row: row.is_new,
            MINE: lambda row: not row.is_new,
            UNSURE_DATES: lambda row: row.is_unsure,
        }
        fits = sieves[self._which]
        self.beginResetModel()
        if not words and self._which == ALL:
            self._shown = self._all
        else:
            self._shown = [
                row for row in self._all if fits(row) and (not words or _holds(folded(row.title), words))
            ]
        self.endResetModel()

    def _count(self) -> int:
        return len(self._shown)

    def _words(self, row: int, column: int) -> str:
        one = self._shown[row]
        if column == self.FILM:
            return named(one.title, one.year)
        if column == self.WHEN:
            return self._when(one)
        if column == self.STARS:
            return "" if one.rating is None else f"{one.rating / 2:g}"
        if column == self.HERE:
            if one.is_new:
                return self._told(one) if one.at_least else self.tr("a new film")
            return one.film
        return {
            "new": self.tr("as new"),
            "changed": self.tr("changed"),
            "there": self.tr("there already"),
            "wrong": self.tr("not whole"),
        }[one.state]

    def _told(self, one: PreviewRow) -> str:
        return self.tr("new, at least ×{n}").format(n=one.times + 1)

    def _when(self, one: PreviewRow) -> str:
        if one.what == "watch":
            said = full(one.date) or self.tr("some day")
            return self.tr("{date}, again").format(date=said) if one.rewatch else said
        return {
            "seen": self.tr("seen, no date"),
            "rated": self.tr("rated, no date"),
            "liked": self.tr("liked"),
            "watchlist": self.tr("to watch"),
            "list": self.tr("on a list"),
            "film": "",
        }[one.what]

    def _more(self, row: int, column: int, role: int) -> object:
        one = self._shown[row]
        if role == STARS_ROLE:
            return one.rating if column == self.STARS else None
        if role == MUTED_ROLE:
            if column == self.FILM:
                before = self._shown[row - 1] if row else None
                return before is not None and (before.title, before.year) == (one.title, one.year)
            if column == self.WHEN:
                return one.what != "watch" or one.is_unsure
            return column in (self.HERE, self.STATE) and (one.is_new or one.state == "there")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(one, column)
        return None

    def _tip(self, one: PreviewRow, column: int) -> str | None:
        place = self.tr("{file}, line {line}").format(file=one.file, line=one.line) if one.line else one.file
        if column != self.HERE:
            return place
        if one.at_least:
            return self.tr("Its first watch is called a rewatch, so there was one more at least.")
        return self.tr("Known by its {how}").format(how=one.how) if one.how else None


def _holds(title: str, words: Iterable[str]) -> bool:
    return all(word in title for word in words)


class UnsureModel(TableRows):
    """Films that may be ones of the library, and what they are taken for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = self.tr("In the file"), self.tr("Is")
        self._unsure: list[Unsure] = []
        self._answers: dict[str, Answer] = {}
        self._others: dict[int, str] = {}

    def take(self, unsure: Iterable[Unsure]) -> None:
        """Show what another look was unsure of; what was answered stays in its place."""
        found = {one.key: one for one in unsure}
        kept = [
            found.pop(one.key, one) for one in self._unsure if one.key in found or one.key in self._answers
        ]
        now = [*kept, *found.values()]
        if [one.key for one in now] == [one.key for one in self._unsure]:
            self._unsure = now
            self._tell_all()
            return
        self.beginResetModel()
        self._unsure = now
        self.endResetModel()

    def at(self, row: int) -> Unsure | None:
        """The film in a row."""
        return self._unsure[row] if 0 <= row < len(self._unsure) else None

    def answers(self) -> dict[str, Answer]:
        """What was said so far."""
        return dict(self._answers)

    def open_ones(self) -> int:
        """How many nobody answered yet."""
        return sum(one.key not in self._answers for one in self._unsure)

    def answer(self, row: int, answer: Answer, title: str = "") -> None:
        """Say what a film is; ``title`` of a film that is none of its candidates."""
        one = self._unsure[row]
        self._answers[one.key] = answer
        if title and isinstance(answer, int):
            self._others[answer] = title
        self._tell_row(row)

    def answer_rest(self, new: bool) -> None:
        """Say of all that are open that they are new films, or that they are what they are taken for."""
        for one in self._unsure:
            self._answers.setdefault(one.key, NEW if new else one.taken)
        self._tell_all()

    def _tell_all(self) -> None:
        if self._unsure:
            last = self.index(len(self._unsure) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def meant(self, row: int) -> Answer:
        """What a film is, as said or as it seems."""
        one = self._unsure[row]
        return self._answers.get(one.key, one.taken)

    def _count(self) -> int:
        return len(self._unsure)

    def _words(self, row: int, column: int) -> str:
        one = self._unsure[row]
        if column == 0:
            return named(one.title, one.year)
        said = self.words_for(one, self.meant(row))
        return said if one.key in self._answers else self.tr("{film}?").format(film=said)

    def words_for(self, one: Unsure, answer: Answer) -> str:
        """Return an answer in words."""
        if answer == NEW:
            return self.tr("a new film")
        if answer == SKIP:
            return self.tr("left out")
        for film in one.candidates:
            if film.answer == answer:
                return named(film.title, film.year)
        return self._others.get(answer, "") if isinstance(answer, int) else str(answer)

    def _more(self, row: int, column: int, role: int) -> object:
        one = self._unsure[row]
        if role == MUTED_ROLE:
            return column == 1 and one.key not in self._answers
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{file}, line {line}").format(file=one.file, line=one.line)
        return None


class ProblemsModel(TableRows):
    """What could not be read: file, line, why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = self.tr("File"), self.tr("Line"), self.tr("Why")
        self._problems: Sequence[Problem] = ()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def sentences(self) -> tuple[str, ...]:
        """Each as one line of words."""
        return tuple(
            f"{one.file}, {one.line}: {one.reason}" if one.line else one.sentence for one in self._problems
        )

    def _count(self) -> int:
        return len(self._problems)

    def _words(self, row: int, column: int) -> str:
        one = self._problems[row]
        return (one.file, str(one.line) if one.line else "", one.reason)[column]

    def _more(self, row: int, column: int, role: int) -> object:
        return column < 2 if role == MUTED_ROLE else None


class FilesModel(TableRows):
    """What became of each file's rows, and why some were passed over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = (
            self.tr("File"), self.tr("From"), self.tr("Rows"), self.tr("New"), self.tr("Changed"),
            self.tr("Passed over, and why"),
        )  # fmt: skip
        self._names: Mapping[str, str] = {}
        self._files: Sequence[FileReport] = ()

    def set_files(self, files: Sequence[FileReport], names: Mapping[str, str]) -> None:
        """Show these; ``names`` says who writes files of a kind."""
        self.beginResetModel()
        self._names = names
        self._files = files
        self.endResetModel()

    def _count(self) -> int:
        return len(self._files)

    def _words(self, row: int, column: int) -> str:
        file = self._files[row]
        if column == 1:
            return self._names.get(file.kind, file.kind)
        if column < 5:
            return (file.file, "", f"{file.rows:,}", f"{file.added:,}", f"{file.updated:,}")[column]
        reasons = [*file.reasons.most_common(), *file.remarks.most_common()]
        return "; ".join(f"{number:,} {reason}" for reason, number in reasons)

    def _more(self, row: int, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and 2 <= column <= 4:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return column in (1, 5) if role == MUTED_ROLE else None
