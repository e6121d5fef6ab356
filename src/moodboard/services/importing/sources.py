# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables inside what the person gave: a file, a folder or a ZIP. Nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from moodboard.domain.errors import KnownError

MOST_UNFOLDED = 2 * 1024**3
MOST_OF_ONE = 512 * 1024**2
MOST_MEMBERS = 50_000
STEEPEST = 200
"""How many times larger than in the ZIP a table may be; reviews of real people reach 12."""
SMALL_ENOUGH = 8 * 1024**2
"""Below this a steep ratio harms nobody."""
DEEPEST = 6

_TABLES = frozenset({".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".nfo", ".xml"})


class UnreadableError(KnownError):
    """One file cannot be read, or not to its end; the rest of the import goes on."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows that has not been read yet."""

    path: str
    """Its name inside the folder or ZIP, with slashes."""
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not even opened, and why."""

    path: str
    reason: str


def tables_of(paths: Sequence[Path], stack: ExitStack) -> Iterator[Table | Refused]:
    """Yield the tables in the paths; ZIPs stay open until ``stack`` closes."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif not path.exists():
            raise KnownError(f"{path} is not there.")
        elif not path.is_file():
            # Reading a pipe or a device might never end.
            raise KnownError(f"{path} is not a file. Give an export, or a folder of pictures.")
        elif zipfile.is_zipfile(path):
            yield from _in_zip(path, stack)
        elif path.suffix.casefold() == ".zip":
            raise KnownError(f"{path.name} is not a whole ZIP file. Export or download it again.")
        elif path.suffix.casefold() in _TABLES:
            # Its folder tells likes/films.csv from watched.csv when the header does not.
            yield _file(path, "/".join(path.absolute().parts[-2:]))


def _in_folder(folder: Path) -> Iterator[Table]:
    pattern = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.casefold() in _TABLES and len(path.relative_to(folder).parts) <= DEEPEST
    )
    for path in pattern:
        inside = path.relative_to(folder)
        if not _is_hidden(PurePosixPath(inside.as_posix())) and path.is_file():
            yield _file(path, inside.as_posix())


def _file(path: Path, name: str) -> Table:
    return Table(name, path.stat().st_size, lambda: path.open("rb"))


def _in_zip(path: Path, stack: ExitStack) -> Iterator[Table | Refused]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise KnownError(f"{path.name} cannot be opened as a ZIP ({error}). Export it again.") from error
    members = [member for member in archive.infolist() if not member.is_dir()]
    _check_whole(path.name, members)
    for member in members:
        name = member.filename.replace("\\", "/")
        inside = PurePosixPath(name)
        if inside.suffix.casefold() not in _TABLES or _is_hidden(inside):
            continue
        refusal = _refusal(member, inside)
        if refusal:
            yield Refused(name, refusal)
        else:
            yield Table(name, member.file_size, partial(_member, archive, member))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(member))


def _check_whole(name: str, members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNFOLDED:
        raise KnownError(f"{name} unfolds to more than 2 GB or {MOST_MEMBERS} files; it was not opened.")
    tables = [member for member in members if PurePosixPath(member.filename).suffix.casefold() in _TABLES]
    if tables and all(member.flag_bits & 1 for member in tables):
        raise KnownError(f"{name} is locked with a password. Unpack it and import the folder instead.")


def _refusal(member: zipfile.ZipInfo, inside: PurePosixPath) -> str:
    """Return why a member is left alone, empty when nothing speaks against it."""
    if inside.is_absolute() or ".." in inside.parts or inside.parts[0].endswith(":"):
        return "Its name leads out of the ZIP; it was left out."
    if member.flag_bits & 1:
        return "It is locked with a password. Unpack the ZIP and import the folder instead."
    steep = member.file_size > STEEPEST * max(1, member.compress_size)
    if member.file_size > MOST_OF_ONE or (steep and member.file_size > SMALL_ENOUGH):
        return f"It would unfold to {member.file_size // 1024**2} MB; it was left out."
    return ""


def _is_hidden(inside: PurePosixPath) -> bool:
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in inside.parts)
