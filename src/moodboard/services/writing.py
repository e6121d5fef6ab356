# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a file, or a folder of files, whole or not at all: beside its name first, then under it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from moodboard.domain.errors import KnownError


def unfinished_name(to: Path, process: int) -> Path:
    """Return the file that a process writes before it is named ``to``."""
    return to.with_name(f".{to.name}.{process}.part")


@contextlib.contextmanager
def written_whole(to: Path) -> Iterator[Path]:
    """Hand out a name beside ``to``; on success it becomes ``to``, else it is gone."""
    if not to.parent.is_dir():
        raise KnownError(f"There is no folder {to.parent}. Choose another folder.")
    if to.is_dir():
        raise KnownError(f"{to} is a folder. Give the file a name of its own.")
    unfinished = unfinished_name(to, os.getpid())
    try:
        try:
            yield unfinished
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            unfinished.replace(to)
        except OSError as error:
            raise KnownError(_reason(error, to)) from error
        except MemoryError as error:
            raise KnownError(
                "There is not enough memory for a picture this large. Make it smaller, or write PNG or TIFF."
            ) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def new_folder(to: Path) -> Iterator[Path]:
    """Hand out a folder beside ``to``; on success it becomes ``to``, else it is gone."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise KnownError(f"{to} is there already. Give a new folder, or an empty one.")
    to = to.absolute()
    if not to.parent.is_dir():
        raise KnownError(f"There is no folder {to.parent}. Choose another folder.")
    draft = unfinished_name(to, os.getpid())
    try:
        draft.mkdir()
        yield draft
        if to.exists():
            to.rmdir()
        draft.rename(to)
    except OSError as error:
        raise KnownError(_reason(error, to)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _reason(error: OSError, to: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {to.parent} is full. Make room there, or choose another folder."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{to.parent} cannot be written to. Choose another folder."
    if error.errno == errno.ENAMETOOLONG:
        return "The file’s name is too long. Choose a shorter one."
    return f"{to.name} could not be written: {error.strerror or error}. Choose another folder."
