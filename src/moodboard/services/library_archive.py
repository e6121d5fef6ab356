# SPDX-License-Identifier: GPL-3.0-or-later
"""Read a whole library's ZIP, row by row and picture by picture; nothing in it is believed."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from moodboard.domain import library_file
from moodboard.domain.errors import KnownError
from moodboard.domain.library_file import Manifest

Report = Callable[[int, int], None]
MOST_MEMBERS = 500_000
MOST_OF_ALL = 1 << 40
MOST_OF_A_TABLE = 4 * 1024**3
MOST_OF_A_ROW = 32 * 1024**2
MOST_OF_A_PICTURE = 1024**3
_MOST_OF_THE_FIRST_PAGE = 1024**2
_PIECE = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What reading a ZIP lets out when it is not what it claims to be."""


def is_library(path: Path) -> bool:
    """Tell whether this file is a whole library."""
    if path.suffix.casefold() != ".zip" or not path.is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return library_file.MANIFEST in archive.NameToInfo and any(
                name.startswith(library_file.TABLES) for name in archive.NameToInfo
            )
    except BROKEN:
        return False


class Archive:
    """An open library's ZIP."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.name = path.name
        self._file = file
        members = file.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_OF_ALL:
            raise KnownError(f"{self.name} holds more than any library does; it was not opened.")
        if any(member.flag_bits & 1 for member in members):
            raise KnownError(f"{self.name} is locked with a password. Make one without.")
        self.manifest = self._manifest()
        self._check_tables()

    def _manifest(self) -> Manifest:
        try:
            with self._file.open(library_file.MANIFEST) as page:
                return library_file.read(page.read(_MOST_OF_THE_FIRST_PAGE), self.name)
        except KeyError as error:
            raise KnownError(f"There is no Moodboard library in {self.name}.") from error
        except BROKEN as error:
            raise self._damaged() from error

    def _check_tables(self) -> None:
        for table in self.manifest.tables:
            member = self._file.NameToInfo.get(library_file.table_name(table))
            if member is None:
                raise KnownError(f"{self.name} is not whole: its {table} are missing. Use another copy.")
            if member.file_size > MOST_OF_A_TABLE:
                raise KnownError(f"{self.name} holds more than any library does; it was not opened.")

    def _damaged(self) -> KnownError:
        return KnownError(f"{self.name} is damaged. Use another copy of it.")

    @property
    def total(self) -> int:
        """How many rows it says it has."""
        return sum(self.manifest.tables.values())

    @property
    def bytes_of_pictures(self) -> int:
        """How much room its pictures need on a disk."""
        return sum(
            member.file_size
            for name, member in self._file.NameToInfo.items()
            if library_file.is_picture(name)
        )

    def rows(self, table: str) -> Iterator[tuple[int, Any]]:
        """Yield the rows of a table, each with its line; raises KnownError when they break off.

        A row that is no JSON comes as ValueError's words, for the reader to tell.
        """
        try:
            with self._file.open(library_file.table_name(table)) as lines:
                number, last = 0, b""
                while line := lines.readline(MOST_OF_A_ROW):
                    number += 1
                    last = line.strip() or last
                    row = line.strip().rstrip(b",")
                    if row in (b"[", b"]", b"", b"[]"):
                        continue
                    yield number, _read(row)
                if not last.endswith(b"]"):
                    raise self._damaged()
        except KeyError:
            return  # an older program's library had no such table
        except BROKEN as error:
            raise self._damaged() from error

    def verify(self, report: Report) -> None:
        """Read all tables once, to know that they are whole before anything is written."""
        done = 0
        for table, count in self.manifest.tables.items():
            found = 0
            for found, _ in enumerate(self.rows(table), 1):
                if not (done + found) % 1000:
                    report(done + found, self.total)
            if found != count:
                raise KnownError(
                    f"{self.name} is not whole: it has {found} of {count} rows of {table}. Use another copy."
                )
            done += count

    def has_picture(self, name: str) -> bool:
        """Tell whether a picture's bytes came along."""
        return library_file.is_picture(name) and name in self._file.NameToInfo

    def picture(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a picture; raises KnownError, also at their end when they are others."""
        called = PurePosixPath(name).name
        if not library_file.is_picture(name):
            raise KnownError(f"{called} has a name that leads elsewhere; it was left out.")
        digest, size = hashlib.blake2b(digest_size=20), 0
        try:
            with self._file.open(name) as member:
                while piece := member.read(_PIECE):
                    size += len(piece)
                    if size > MOST_OF_A_PICTURE:
                        raise KnownError(f"{called} is larger than a picture can be; it was left out.")
                    digest.update(piece)
                    yield piece
        except KeyError as error:
            raise KnownError(f"The picture {called} is not in {self.name}.") from error
        except BROKEN as error:
            raise KnownError(f"The picture {called} is damaged in {self.name}; it was left out.") from error
        if digest.hexdigest() != PurePosixPath(name).stem:  # a file's name is the hash of its bytes
            raise KnownError(f"The picture {called} is damaged in {self.name}; it was left out.")


def _read(row: bytes) -> Any:
    try:
        return json.loads(row)
    except (ValueError, RecursionError):
        return None


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a library's ZIP; raises KnownError for anything that is none."""
    try:
        file = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise KnownError(f"{path} is not there.") from error
    except IsADirectoryError as error:
        raise KnownError(f"{path} is a folder. Give the ZIP that “moodboard backup” wrote.") from error
    except BROKEN as error:
        raise KnownError(f"{path.name} is not a whole ZIP file. Use another copy of it.") from error
    with file:
        yield Archive(path, file)
