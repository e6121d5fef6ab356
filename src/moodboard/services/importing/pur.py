# SPDX-License-Identifier: GPL-3.0-or-later
"""Open a PureRef board (.pur), of version 2 (a turned-round SQLite file) or 1.10 (a format of its own)."""

from __future__ import annotations

import mmap
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from moodboard.domain import pur, pur_old
from moodboard.domain.errors import KnownError
from moodboard.domain.pur_values import BrokenValueError, Cursor
from moodboard.services.importing.foreign import MOST_ITEMS, MOST_OF_ONE, Found, within_limits
from moodboard.store import foreign

_HEAD = 4096
_WITHOUT_PREVIEW = "2.0"
_PIECE = 1 << 20


@contextmanager
def opened(path: Path) -> Iterator[Found]:
    """Read the items; the pictures' bytes are read one by one while the file is open."""
    try:
        with path.open("rb") as file:
            version = _version(file, path.name)
            if version == pur_old.VERSION:
                with _old(file, path.name) as found:
                    yield found
            elif version.startswith("2."):
                with _turned_back(file, version, path.name) as copy:
                    yield from _new(copy, path.name)
            elif version.startswith("1."):
                raise KnownError(
                    f"{path.name} was saved by a PureRef older than 1.10. Save it with a newer one."
                )
            else:
                raise KnownError(
                    f"{path.name} was saved by a PureRef that is newer than Moodboard knows ({version})."
                )
    except OSError as error:
        raise KnownError(f"{path.name} could not be read: {error.strerror or error}.") from error


def _version(file: BinaryIO, name: str) -> str:
    head = file.read(64)
    try:
        length = Cursor(head).whole()
        version = (Cursor(head).text() or "") if length <= 16 else ""
    except BrokenValueError:
        version = ""
    if not version or not version[0].isdecimal() or set(version) - set("0123456789."):
        raise KnownError(f"{name} is not a PureRef board.")
    return version


@contextmanager
def _turned_back(file: BinaryIO, version: str, name: str) -> Iterator[Path]:
    """Write the database as it was before PureRef moved its first bytes to the end."""
    size = file.seek(0, 2)
    file.seek(0)
    cursor = Cursor(file.read(_HEAD))
    try:
        cursor.text()
        cursor.whole()
        length = cursor.whole("Q")
        cursor.text()
        cursor.text()
        head = cursor.at
        if version != _WITHOUT_PREVIEW:
            preview = cursor.whole()
            head = cursor.at + (0 if preview == 0xFFFFFFFF else preview)
    except BrokenValueError as error:
        raise KnownError(f"{name} is cut off: nothing of it can be read.") from error
    if length < head or length + head != size:
        raise KnownError(f"{name} is cut off, or it was changed: its parts do not add up. Save it anew.")
    with tempfile.TemporaryDirectory(prefix="moodboard-") as folder:
        copy = Path(folder) / "board.db"
        with copy.open("wb") as target:
            file.seek(length)
            shutil.copyfileobj(file, target, _PIECE)
            file.seek(head)
            _copied(file, target, length - head)
        yield copy


def _copied(source: BinaryIO, target: BinaryIO, count: int) -> None:
    while count:
        piece = source.read(min(count, _PIECE))
        if not piece:
            return
        target.write(piece)
        count -= len(piece)


def _new(copy: Path, name: str) -> Iterator[Found]:
    with foreign.opened(copy, name) as file:
        if not all("id" in file.columns(table) for table in pur.NEEDED):
            raise KnownError(f"{name} is not a PureRef board: it holds no items.")
        over = within_limits(name, file.count("items"))
        board = pur.board_of(
            {table: file.rows(table, columns, MOST_ITEMS) for table, columns in pur.TABLES.items()}
        )
        board.left_out += over
        yield Found(board, lambda key: file.blob("images", "id", key, "data", MOST_OF_ONE))


@contextmanager
def _old(file: BinaryIO, name: str) -> Iterator[Found]:
    try:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data, memoryview(data) as view:
            made = pur_old.read(view)

            def bytes_of(key: int) -> bytes:
                start, end = made.spans.get(key, (0, 0))
                if end - start > MOST_OF_ONE:
                    raise KnownError(f"Its picture takes {(end - start) // 1024**2:,} MB, which is too much.")
                if start == end:
                    raise KnownError("Its picture is not in the file.")
                return bytes(view[start:end])

            yield Found(made.board, bytes_of)
    except (BrokenValueError, ValueError) as error:
        raise KnownError(f"{name} is damaged, or it was cut off. Save it anew in PureRef.") from error
