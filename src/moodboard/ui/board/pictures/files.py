# SPDX-License-Identifier: GPL-3.0-or-later
"""The chosen pictures' own files, under names that people know, for other programs."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QUrl
from PySide6.QtGui import QImage

from moodboard.domain.errors import KnownError
from moodboard.domain.file_names import file_name
from moodboard.domain.line import format_timecode
from moodboard.domain.still import Still
from moodboard.qt.thumbs import image_of
from moodboard.services import pictures
from moodboard.ui.board.canvas_drop import OUT

_URLS, _IMAGE = "text/uri-list", "application/x-qt-image"
_PATIENCE = 20.0
"""Seconds that a drop waits for large files to be copied."""

_folder: Path | None = None


def scratch() -> Path:
    """Return a new folder in this process's own, which is gone when it ends."""
    global _folder
    if _folder is None:
        _folder = Path(tempfile.mkdtemp(prefix="moodboard-out-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=_folder))


def plain_name(still: Still, film: str = "") -> str:
    """Return the name under which a still leaves the library: its own, else its film's and the time."""
    suffix = pictures.original(still.picture).suffix
    name = Path(still.name).stem
    if not name:
        at = (format_timecode(still.timecode) or "").replace(":", ".")
        name = " ".join(word for word in (film, at) if word) or "picture"
    name = file_name(name, "picture", sign="-")
    return name + suffix


def names_for(stills: Sequence[tuple[Still, str]]) -> list[str]:
    """Return a name for each, no two alike whatever the case."""
    taken: set[str] = set()
    names = []
    for still, film in stills:
        plain = Path(plain_name(still, film))
        name, n = plain.name, 2
        while name.casefold() in taken:
            name, n = f"{plain.stem} {n}{plain.suffix}", n + 1
        taken.add(name.casefold())
        names.append(name)
    return names


class FilesMime(QMimeData):
    """Copies of the pictures' own files; they are made meanwhile, and waited for when they are asked for.

    Copies, not links: whoever gets them may change them, the library's stay as they are.
    """

    def __init__(self, stills: Sequence[tuple[Still, str]]) -> None:
        super().__init__()
        folder = scratch()
        unique = list({still.picture: (still, film) for still, film in stills}.values())
        self.files = [folder / name for name in names_for(unique)]
        pairs = [
            (pictures.original(still.picture), file)
            for (still, _), file in zip(unique, self.files, strict=True)
        ]
        self._only = unique[0][0].picture if len(unique) == 1 else ""
        self._image: QImage | None = None
        self.setData(OUT, QByteArray(b"1"))
        self._copying = threading.Thread(target=_copy, args=(pairs,), name="copies", daemon=True)
        self._copying.start()

    def formats(self) -> list[str]:
        return [_URLS, *([_IMAGE] if self._only else []), *super().formats()]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype == _URLS or (mimetype == _IMAGE and bool(self._only)) or super().hasFormat(mimetype)

    def retrieveData(self, mimetype: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mimetype == _IMAGE and self._only:
            return self._picture()
        if mimetype != _URLS:
            return super().retrieveData(mimetype, preferred)
        return self.links()

    def _picture(self) -> QImage:
        """Return the only picture's pixels, for programs that take no files."""
        if self._image is None:
            try:
                self._image = image_of(pictures.decode(self._only))
            except KnownError:
                self._image = QImage()
        return self._image

    def links(self) -> list[QUrl]:
        """Wait for the copies; return where they are."""
        self._copying.join(_PATIENCE)
        return [QUrl.fromLocalFile(str(file)) for file in self.files if file.exists()]


def _copy(pairs: Sequence[tuple[Path, Path]]) -> None:
    for source, target in pairs:
        try:
            shutil.copyfile(source, target)
        except OSError:  # the one that is missing from the library is not handed out
            target.unlink(missing_ok=True)
