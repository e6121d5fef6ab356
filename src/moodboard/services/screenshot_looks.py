# SPDX-License-Identifier: GPL-3.0-or-later
"""Look into a folder for pictures that came since the last look, and remember which were there."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moodboard.services.intake import SUFFIXES
from moodboard.services.pictures_whole import is_whole

REST = 0.35
"""Seconds for which a file must not grow before it counts as written."""
PATIENCE = 20.0
"""Seconds after its last change until a file that cannot be read is left alone."""
_MOST_FOLDERS = 200
_MOST_KEPT = 60_000
_WHOLE_LOOK = 30.0
"""Seconds after which a folder is read although its own time tells of no change."""
_HEAD = "moodboard screenshots 1"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found."""

    arrived: tuple[Path, ...] = ()
    """In the order in which they were written."""
    waiting: bool = False
    """Some are still being written: look again soon."""
    gone: bool = False
    """The folder is not there now."""
    folders: tuple[str, ...] = ()
    """The folder and those in it, for a watcher."""


@dataclass(slots=True)
class _Waiting:
    state: tuple[int, int]
    since: float


class FolderLooks:
    """One watched folder; each file is told once, known by its name, its time and its size.

    ``memory`` is a small file that holds what was seen, so that pictures that come while the program
    is closed are found at the next start. Folders inside are looked into as well, one level deep.
    """

    def __init__(self, folder: Path, memory: Path) -> None:
        self.folder = folder
        self._memory = memory
        self._seen: dict[str, None] | None = None
        self._waiting: dict[str, _Waiting] = {}
        self._times: tuple[tuple[str, int], ...] = ()
        self._looked = 0.0

    def forget(self) -> None:
        """Begin anew: whatever lies in the folder at the next look has been there before."""
        self._seen = None
        self._waiting.clear()
        self._times = ()
        self._memory.unlink(missing_ok=True)

    def look(self, now: float | None = None) -> Look:
        """Return what is new; reads the disk, so never on a thread that paints."""
        now = time.monotonic() if now is None else now
        try:
            times = tuple(self._folders())
        except OSError:
            self._times = ()
            return Look(gone=True)
        folders = tuple(place for place, _time in times)
        if times == self._times and not self._waiting and now - self._looked < _WHOLE_LOOK:
            return Look(folders=folders)
        self._times, self._looked = times, now
        files = {path: state for place in folders for path, state in _pictures(place)}
        if self._seen is None and not self._remember():
            self._seen = {_mark(path, state): None for path, state in files.items()}
            self._write()
            return Look(folders=folders)
        arrived = self._arrived(files, now)
        return Look(arrived, bool(self._waiting), folders=folders)

    def _arrived(self, files: dict[str, tuple[int, int]], now: float) -> tuple[Path, ...]:
        seen = self._seen if self._seen is not None else {}
        came: list[tuple[int, str]] = []
        is_new = False
        for path, state in files.items():
            mark = _mark(path, state)
            if mark in seen:
                continue
            waiting = self._waiting.get(path)
            if waiting is None or waiting.state != state:
                self._waiting[path] = _Waiting(state, now)
                continue
            if now - waiting.since < REST:
                continue
            whole = is_whole(Path(path))
            if whole or now - waiting.since > PATIENCE:
                seen[mark] = None
                is_new = True
                del self._waiting[path]
                came += [(state[0], path)] if whole else []
        for path in self._waiting.keys() - files.keys():
            del self._waiting[path]
        if is_new:
            self._write()
        return tuple(Path(path) for _written, path in sorted(came))

    def _folders(self) -> Iterator[tuple[str, int]]:
        yield str(self.folder), self.folder.stat().st_mtime_ns
        with os.scandir(self.folder) as entries:
            inner = sorted(one.path for one in entries if not one.name.startswith(".") and one.is_dir())
        for path in inner[:_MOST_FOLDERS]:
            try:
                yield path, Path(path).stat().st_mtime_ns
            except OSError:
                continue

    def _remember(self) -> bool:
        try:
            head, folder, *marks = self._memory.read_text("utf-8").split("\n")
        except (OSError, ValueError):
            return False
        if head != _HEAD or folder != str(self.folder):
            return False
        self._seen = dict.fromkeys(mark for mark in marks if mark)
        return True

    def _write(self) -> None:
        marks = list(self._seen or ())[-_MOST_KEPT:]
        draft = self._memory.with_name(self._memory.name + ".part")
        try:
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text("\n".join([_HEAD, str(self.folder), *marks]), "utf-8", errors="surrogateescape")
            draft.replace(self._memory)
        except (OSError, ValueError):
            draft.unlink(missing_ok=True)  # then the same pictures are offered again, and found to be there


def _pictures(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        with os.scandir(folder) as entries:
            for one in entries:
                if one.name.startswith(".") or Path(one.name).suffix.lower() not in SUFFIXES:
                    continue  # hidden ones are drafts of others, and so are names such as "a.png.part"
                try:
                    info = one.stat()
                except OSError:
                    continue
                if info.st_size and one.is_file():
                    yield one.path, (info.st_mtime_ns, info.st_size)
    except OSError:
        return


def _mark(path: str, state: tuple[int, int]) -> str:
    name = f"{Path(path).name}\0{state[0]}\0{state[1]}"
    return hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=9).hexdigest()
