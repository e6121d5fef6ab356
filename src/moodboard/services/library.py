# SPDX-License-Identifier: GPL-3.0-or-later
"""The library as a whole: open it, close it, keep backups, see what other processes changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.dates import tonight
from moodboard.domain.errors import DamagedError, KnownError
from moodboard.store import changes, database, films, upgrade
from moodboard.store.tables import Board, Film, Line, Still

DATABASE = "library.db"
PICTURES = "pictures"
BACKUPS = "backups"
KEPT_BACKUPS = 10

_folder: Path | None = None


def open_library(folder: Path) -> None:
    """Open the library in ``folder``, made when missing; brings an older one up to date."""
    global _folder
    close_library()
    folder = folder.expanduser().absolute()
    try:
        for part in (folder, folder / PICTURES, folder / BACKUPS):
            part.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise KnownError(f"{part} is not a folder. Choose another place for the library.") from error
    except OSError as error:
        raise KnownError(
            f"The library folder {folder} cannot be made: {error.strerror}. Choose another place."
        ) from error
    try:
        database.open_database(folder / DATABASE)
        _folder = folder
        with database.known_errors():
            _bring_up_to_date()
    except DamagedError as error:
        close_library()
        raise DamagedError(beyond_repair(folder)) from error
    except BaseException:
        close_library()
        raise


def _bring_up_to_date() -> None:
    filled = upgrade.holds_anything()
    if filled and not upgrade.applied_steps():
        raise KnownError(f"{database.file()} belongs to another program. Open another library.")
    if upgrade.is_newer():
        raise KnownError(
            "This library was made by a newer Moodboard. Update the program, or open another library."
        )
    if upgrade.is_due():
        if filled:
            backup("before-update")
        upgrade.run()
    if not films.knows_due():
        begin_day()


def beyond_repair(place: Path) -> str:
    """Return what to do when the file in this folder cannot be mended."""
    copies = [file for file in (place / BACKUPS).glob("*.db") if not file.name.startswith("before-repair")]
    if not copies:
        return f"{place / DATABASE} is too damaged to be mended, and there is no backup beside it."
    newest = max(copies, key=lambda file: file.stat().st_mtime)
    return (
        f"{place / DATABASE} is too damaged to be mended. Close Moodboard, move that file away and put "
        f"a copy of {newest} in its place."
    )


def close_library() -> None:
    """Close it; nothing happens when none is open."""
    global _folder
    database.close_database()
    _folder = None


def is_open() -> bool:
    """Tell whether a library is open."""
    return _folder is not None


def folder() -> Path:
    """Return the open library's folder."""
    if _folder is None:
        raise KnownError("No library is open.")
    return _folder


def is_empty() -> bool:
    """Tell whether nothing was put in yet: no film, board, still or line, binned ones aside."""
    with database.read():
        return not any(
            table.select().where(table.binned.is_null()).exists() for table in (Film, Board, Still, Line)
        )


def changes_since(seq: int) -> tuple[int, Changes]:
    """Return the newest change's number and what *other* processes changed after ``seq``."""
    return changes.changes_since(seq)


def last_change() -> int:
    """Return the newest change's number, 0 for none."""
    return changes.last_change()


def data_version() -> int:
    """Return a number that changes when anybody else wrote; ask on the thread that opened the library."""
    return database.data_version()


def begin_day() -> bool:
    """Bring the order "due" up to date; whether it was another day until now. A job's: it may take long."""
    return films.freshen_due(tonight(datetime.now()))


def daily_backup() -> Path | None:
    """Keep a copy of today's library when something changed since the last one; the last ten stay."""
    target = folder() / BACKUPS / f"library-{date.today().isoformat()}.db"
    previous = sorted(target.parent.glob("library-*.db"))
    seen = previous[-1].with_suffix(".seq") if previous else None
    last = last_change()
    if target.exists() or is_empty() or (seen is not None and _number_in(seen) == last):
        return None
    database.backup(target)
    target.with_suffix(".seq").write_text(f"{last}\n", encoding="ascii")
    for old in sorted(target.parent.glob("library-*.db"))[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)
        old.with_suffix(".seq").unlink(missing_ok=True)
    return target


def _number_in(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def backup(reason: str) -> Path:
    """Copy the library's file into ``backups/`` now, e.g. ``before-import``; ten of a reason stay."""
    target = folder() / BACKUPS / f"{reason}-{datetime.now():%Y-%m-%d-%H%M%S-%f}.db"
    database.backup(target)
    for old in sorted(target.parent.glob(f"{reason}-*.db"))[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)
    return target
