# SPDX-License-Identifier: GPL-3.0-or-later
"""Send a board to a friend as one file, pictures included."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from moodboard.domain import board_file
from moodboard.domain.board_file import Along, SentBoard
from moodboard.domain.errors import KnownError
from moodboard.services import boards, library
from moodboard.services.boards import OpenBoard
from moodboard.services.writing import written_whole
from moodboard.store import database, films

Report = Callable[[int, int], None]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same board gives the same bytes, whenever it is sent."""
_PIECE = 1 << 20


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def send(board_id: int, to: Path, along: Along | None = None, report: Report = _silent) -> SentBoard:
    """Write the board's file; what was sent. A cancel (``report`` raises) leaves no file behind."""
    sent = board_file.packed(whole(boards.open_board(board_id)), along or Along())
    names = sorted({still.picture for still in sent.stills})
    with written_whole(to) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
        document = zipfile.ZipInfo(board_file.DOCUMENT, _EPOCH)
        document.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(document, board_file.written(sent))
        for done, name in enumerate(names):
            report(done, len(names))
            _add_picture(archive, name)
    report(len(names), len(names))
    return sent


def _add_picture(archive: zipfile.ZipFile, name: str) -> None:
    """Copy one original in; pictures are packed already, so they are stored as they are."""
    try:
        with (
            (library.folder() / name).open("rb") as original,
            archive.open(zipfile.ZipInfo(name, _EPOCH), "w", force_zip64=True) as member,
        ):
            while piece := original.read(_PIECE):
                member.write(piece)
    except FileNotFoundError as error:
        raise KnownError(
            f"The picture {Path(name).name} is missing from the library folder. "
            "Take its pin off the board, or put the file back, then send again."
        ) from error


def whole(opened: OpenBoard) -> SentBoard:
    """Return an open board with everything that could go along."""
    board = opened.board
    used = {board.film_id, *(still.film_id for still in opened.stills.values())}
    used |= {line.film_id for line in opened.lines.values()}
    with database.read():
        found = [films.by_id(film_id) for film_id in sorted(film for film in used if film is not None)]
    return SentBoard(
        board,
        opened.pins,
        tuple(opened.stills.values()),
        tuple(opened.lines.values()),
        tuple(film for film in found if film is not None),
        opened.watches,
    )
