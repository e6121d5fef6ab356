# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of ``pictures/``: written whole or not at all, named by their content, never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from moodboard.domain.errors import KnownError

_COMING = ".coming"
"""The folder, inside pictures/, of files that no still knows yet; a job that was killed leaves some."""
OF_A_BACKUP = ".pictures"
"""The ending of a list, beside a backup, of the pictures that only the backup shows."""
_LEFT_OVER = 24 * 3600.0  # seconds after which nobody is still at work on one


def path_for(data: bytes, suffix: str) -> str:
    """Return where these bytes belong inside the library folder."""
    name = hashlib.blake2b(data, digest_size=20).hexdigest()
    return f"pictures/{name[:2]}/{name}.{suffix}"


def is_kept(target: Path, size: int) -> bool:
    """Tell whether the file is there with all of its bytes."""
    try:
        return target.stat().st_size == size
    except OSError:
        return False


def write_draft(folder: Path, data: bytes) -> Path:
    """Write the bytes to the disk, aside; :func:`settle` gives them their name."""
    # The dot keeps a draft out of every listing of the pictures.
    draft = folder / "pictures" / _COMING / f".{uuid.uuid4().hex}"
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        discard(draft)
        raise _not_kept(folder, error) from error
    return draft


def stream_draft(folder: Path, pieces: Iterable[bytes]) -> Path:
    """Write the pieces to the disk, aside; what stops them leaves no file."""
    draft = folder / "pictures" / _COMING / f".{uuid.uuid4().hex}"
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        discard(draft)
        raise _not_kept(folder, error) from error
    except BaseException:
        discard(draft)
        raise
    return draft


def settle(draft: Path, target: Path) -> bool:
    """Put a draft in its place; False, and the draft gone, when the same bytes are there already.

    A mark tells that no still may know the file yet, until :func:`confirm` takes it away: whoever is
    killed in between leaves a file that is nobody's fault.
    """
    try:
        if is_kept(target, draft.stat().st_size):
            discard(draft)
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _mark_of(target).touch()
        draft.replace(target)
    except OSError as error:
        discard(draft)
        raise _not_kept(target.parent, error) from error
    return True


def is_whole(file: Path) -> bool:
    """Tell whether a picture is there and its bytes are those that it is named after."""
    digest = hashlib.blake2b(digest_size=20)
    try:
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == file.stem


def put(draft: Path, target: Path) -> None:
    """Put a draft in its place, marked as :func:`settle` does, also where a damaged file is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _mark_of(target).parent.mkdir(exist_ok=True)
    _mark_of(target).touch()
    draft.replace(target)


def confirm(folder: Path, picture: str) -> None:
    """Say that a still knows the picture: its row is on the disk."""
    discard(_mark_of(folder / picture))


def doubt(folder: Path, picture: str) -> None:
    """Say that nothing may know the picture any more; a repair puts such a file away."""
    target = folder / picture
    with contextlib.suppress(OSError):
        if target.is_file():
            _mark_of(target).parent.mkdir(exist_ok=True)
            _mark_of(target).touch()


def unconfirmed(folder: Path) -> frozenset[str]:
    """Return the names of the files that a job put in place and then perhaps did not live to tell."""
    try:
        return frozenset(mark.name[1:] for mark in (folder / "pictures" / _COMING).glob(".*.*"))
    except OSError:
        return frozenset()


def of_backups(folder: Path) -> frozenset[str]:
    """Return the paths of the pictures that stay for the sake of a backup that is there."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for listed in (folder / "backups").glob(f"*{OF_A_BACKUP}"):
            if listed.with_suffix(".db").exists():
                found.update(listed.read_text(encoding="ascii", errors="replace").split("\n"))
    return frozenset(found)


def _mark_of(target: Path) -> Path:
    return target.parent.parent / _COMING / f".{target.name}"


def discard(draft: Path) -> None:
    """Remove a draft that is not wanted after all."""
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove the drafts that a killed job left."""
    with contextlib.suppress(OSError):
        for draft in (folder / "pictures" / _COMING).iterdir():
            is_mark = "." in draft.name[1:]
            if not is_mark and time.time() - draft.stat().st_mtime > _LEFT_OVER:
                discard(draft)


class NotKeptError(KnownError):
    """The disk did not take a picture."""


def _not_kept(folder: Path, error: OSError) -> NotKeptError:
    return NotKeptError(
        f"The picture could not be kept in {folder}: {error.strerror}. "
        "Make room there, or choose another library folder, and try again."
    )
