# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import did, row by row accounted for.

For each file ``rows == added + updated + skipped + len(problems)``. A row that came in without one of
its cells (a date that is none) counts as a problem, not as added: it wants the person's eye. A file
that could not be read at all counts as one row, with its one problem.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate
from moodboard.domain.imports.mapping import Mapping
from moodboard.services.importing.matching import Match, Unsure


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that did not come in, or not whole."""

    file: str
    line: int
    """The line that the row begins on, 0 for the file itself."""
    reason: str

    @property
    def sentence(self) -> str:
        """The reason with its file before it, unless it names the file itself."""
        return self.reason if self.reason.startswith(self.file) else f"{self.file}: {self.reason}"


@dataclass(slots=True)
class FileReport:
    """One file of an import."""

    file: str
    kind: str
    rows: int = 0
    added: int = 0
    updated: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why rows were skipped, and how many for each reason."""
    conflicts: list[Problem] = field(default_factory=list)
    """Where another library says something else; what is here stays. No rows of their own."""

    remarks: Counter[str] = field(default_factory=Counter)
    """What was done to rows that came in whole, and to how many ("a rating was rounded to half a star")."""

    def add(self) -> None:
        """Count a row that brought something new."""
        self.rows += 1
        self.added += 1

    def update(self) -> None:
        """Count a row that changed what an earlier import brought."""
        self.rows += 1
        self.updated += 1

    def skip(self, reason: str) -> None:
        """Count a row that changed nothing."""
        self.rows += 1
        self.skipped += 1
        self.reasons[reason] += 1

    def problem(self, line: int, reason: str, file: str = "") -> None:
        """Count a row that did not come in, or not whole; ``file``: which of several files told as one."""
        self.rows += 1
        self.problems.append(Problem(file or self.file, line, reason))


@dataclass(slots=True)
class Totals:
    """What the import added, over all files."""

    films: int = 0
    watches: int = 0
    ratings: int = 0
    reviews: int = 0
    lists: int = 0
    lines: int = 0
    stills: int = 0
    boards: int = 0


@dataclass(frozen=True, slots=True)
class LineOffered:
    """Words that a review quotes: a line, if the person wants it to be one."""

    text: str
    film_id: int
    film: str
    file: str
    line: int
    speaker: str = ""
    """Who says it: no service tells, a person may."""


WHAT = ("watch", "seen", "rated", "liked", "watchlist", "list", "film")
"""What a row of a preview may be, what says most first."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One watch of an import that is tried, or a film that comes without one."""

    title: str
    year: int | None
    date: VagueDate
    rating: int | None
    what: str
    """One of ``WHAT``."""
    state: str
    """``new``, ``changed``, ``there`` already, or ``wrong``: it could not be read whole."""
    is_new: bool
    """The library has no such film yet."""
    film: str
    """The film of the library that it is, empty for a new one."""
    how: str
    """How that is known."""
    times: int
    """How often a new film was seen, as far as is told."""
    at_least: bool
    """And once more, for its first watch was a rewatch already."""
    rewatch: bool
    file: str
    line: int

    @property
    def is_unsure(self) -> bool:
        """Whether nobody knows the very day of this watch."""
        return self.what == "watch" and not self.date.is_day


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table of no service that is known: its columns, some rows, and what they seem to mean."""

    path: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    guess: Mapping


@dataclass(slots=True)
class ImportReport:
    """An import, done or tried (``dry_run``)."""

    files: list[FileReport] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    import_id: int | None = None
    """The run's number for undoing it; None when nothing was changed."""
    film_id: int | None = None
    """The film of the import that was seen most often: what a window opens first."""
    board_ids: tuple[int, ...] = ()
    """The boards that came in."""
    dry_run: bool = False
    unsure: list[Unsure] = field(default_factory=list)
    """Films that may be ones of the library; ``run(..., answers={key: …})`` tells."""
    matches: list[Match] = field(default_factory=list)
    """Films of the import that the library had already."""
    lines_offered: list[LineOffered] = field(default_factory=list)
    """What reviews quote and is no line yet; ``keep_lines`` takes those that are wanted."""
    tags: Counter[str] = field(default_factory=Counter)
    """The tags that were met, and how often; ``tag_rules`` tells what becomes of them."""
    guessed: dict[str, str] = field(default_factory=dict)
    """How tables of no known service were, or would be, read: the mapping by file."""
    tables: list[TableFound] = field(default_factory=list)
    """Those tables themselves, for the person to say what their columns mean."""
    preview: list[PreviewRow] = field(default_factory=list)
    """What would come in, row by row; only of a trial that was asked for it."""
    preview_left_out: int = 0
    """How many films more there are than are shown."""
    seconds: float = 0.0
    """How long it took."""
    changes: Changes = field(default_factory=Changes)

    @property
    def problems(self) -> list[Problem]:
        """All problems, file by file."""
        return [problem for file in self.files for problem in file.problems]

    @property
    def told_more(self) -> int:
        """How many rows say something new, those too that no total counts: a heart, a wish to see."""
        return sum(file.added + file.updated for file in self.files)

    @property
    def nothing_readable(self) -> bool:
        """True when not one row of any file could be read."""
        return (
            not self.totals.boards
            and bool(self.files)
            and all(file.rows == len(file.problems) for file in self.files)
        )


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import made earlier."""

    id: int
    at: str
    """ISO 8601, UTC."""
    kind: str
    """A service's name, ``pictures``, ``bee`` or ``pur``; ``several`` services, ``boards`` of all kinds."""
    source: str
    """The names that were given."""
    films: int
    watches: int
    lists: int
    stills: int
    undone: str | None
    """When it was taken back, None when it stands."""
    finished: bool = True
    """False for one that was stopped or killed half way; importing again completes it."""
    boards: int = 0


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking an import back removed, and what stays because the person built on it."""

    films: int
    watches: int
    lists: int
    stills: int
    kept_films: int
    kept_watches: int
    changes: Changes
    boards: int = 0
    kept_boards: int = 0
