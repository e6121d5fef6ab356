# SPDX-License-Identifier: GPL-3.0-or-later
"""A friend's board as an import: counted, listed, and taken back whole like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.suffixes import SENT
from moodboard.services.importing.report import FileReport, ImportReport
from moodboard.services.importing.undoing import sent_mark
from moodboard.store import database, imports, watches

Report = Callable[[int, int], None]
THERE = "there already"


def bring_sent(path: Path, done: ImportReport, run_id: int, report: Report) -> bool:
    """Open one board file; False when it brought nothing."""
    from moodboard.services import receiving  # Pillow comes with it

    file = FileReport(path.name, SENT.removeprefix("."))
    done.files.append(file)
    try:
        if done.dry_run:
            _try(path, file, done)
            return True
        came = receiving.receive(path, report)
    except KnownError as error:
        file.problem(0, str(error))
        return False
    done.board_ids += (came.board.id,)
    for sentence in came.problems:
        file.problem(0, sentence)
    if came.was_there:
        file.skip(THERE)
        return False
    file.add()
    done.changes |= came.changes
    totals = done.totals
    totals.boards += 1
    totals.films += len(came.films)
    totals.stills += len(came.stills)
    totals.lines += len(came.lines)
    totals.watches += len(came.watches)
    _note(run_id, came)
    return True


def _try(path: Path, file: FileReport, done: ImportReport) -> None:
    from moodboard.services import receiving

    if receiving.is_here(path):
        file.skip(THERE)
        return
    sent = receiving.look_at(path)
    file.add()
    done.totals.boards += 1
    done.totals.stills += len({still.picture for still in sent.stills})
    done.totals.lines += len(sent.lines)
    done.totals.watches += len(sent.watches)


def _note(run_id: int, came: object) -> None:
    """Write the trail by which it can be taken back."""
    from moodboard.services.receiving import Received

    assert isinstance(came, Received)
    item = imports.Item
    with database.write(job=True):
        trail = [item(imports.FILM, uuid) for uuid in came.films]
        trail += [item(imports.STILL, uuid) for uuid in came.stills]
        trail += [item(imports.LINE, uuid) for uuid in came.lines]
        for uuid in came.watches:
            watch = watches.by_uuid(uuid)
            if watch is not None:
                trail.append(item(imports.SENT_WATCH, uuid, {"is": sent_mark(watch)}))
        trail.append(item(imports.BOARD, came.board.uuid, {"changed": came.board.changed}))
        imports.note(run_id, trail)
