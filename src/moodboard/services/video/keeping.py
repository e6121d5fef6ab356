# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found out about a film file, kept beside the library for next time.

One small file for each film file, named by its size, its date and its first bytes: renamed or
moved it is known again, altered it is not. All of them may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import zipfile
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import Cut
from moodboard.services import library
from moodboard.services.video import opening

log = logging.getLogger(__name__)

FOLDER = "film-files"
_VERSION = 2
_HEAD = 65536
_MOST = 200
"""Film files whose findings are kept; those not asked for longest go first."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot of a film with a small picture of it."""

    at: float
    """When it begins: the cut before it."""
    picture_at: float
    """When the frame of the picture is shown."""
    jpeg: bytes
    average: str
    """sRGB hex."""
    palette: tuple[str, ...] = ()
    """At most six sRGB hex colours of the picture, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a pass over a film file found; ``reached`` seconds of it so far."""

    cuts: tuple[Cut, ...] = ()
    shots: tuple[Shot, ...] = ()
    colours: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 3), np.float32))
    """The average colour of each second in OKLab; NaN where there was no frame."""
    reached: float = 0.0
    complete: bool = False
    jumps: int = 0
    """How often the file's timestamps jump back."""


def key_of(path: Path) -> str:
    """Return a name for the file's content as it is now."""
    opening.check(path)
    try:
        info = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise KnownError(f"{path.name} could not be opened: {error.strerror}.") from error
    made = hashlib.blake2b(head, digest_size=16)
    made.update(f"{info.st_size} {info.st_mtime_ns}".encode())
    return made.hexdigest()


def folder() -> Path | None:
    """Return where findings are kept; None while no library is open."""
    return library.folder() / FOLDER if library.is_open() else None


def read(path: Path) -> Survey:
    """Return what is known of a film file; an empty survey when nothing is."""
    place = folder()
    if place is None:
        return Survey()
    file = place / f"{key_of(path)}.zip"
    try:
        with zipfile.ZipFile(file) as kept:
            found = _survey(kept)
        os.utime(file)
    except FileNotFoundError:
        return Survey()
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        log.info("What was kept of a film file could not be read: %s", error)
        return Survey()
    return found


def _survey(kept: zipfile.ZipFile) -> Survey:
    told = json.loads(kept.read("survey.json"))
    if told["version"] != _VERSION:
        return Survey()
    jpegs = kept.read("shots.bin")
    shots, place = [], 0
    for at, picture_at, length, average, palette in told["shots"]:
        shots.append(Shot(at, picture_at, jpegs[place : place + length], average, tuple(palette)))
        place += length
    return Survey(
        cuts=tuple(Cut(at, since, soft) for at, since, soft in told["cuts"]),
        shots=tuple(shots),
        colours=np.load(BytesIO(kept.read("colours.npy")), allow_pickle=False),
        reached=float(told["reached"]),
        complete=bool(told["complete"]),
        jumps=int(told["jumps"]),
    )


def write(path: Path, survey: Survey, key: str) -> None:
    """Keep what was found; what cannot be kept is found again another time."""
    place = folder()
    if place is None:
        return
    told = {
        "version": _VERSION,
        "name": path.name,
        "cuts": [(cut.at, cut.since, cut.soft) for cut in survey.cuts],
        "shots": [
            (shot.at, shot.picture_at, len(shot.jpeg), shot.average, shot.palette) for shot in survey.shots
        ],
        "reached": survey.reached,
        "complete": survey.complete,
        "jumps": survey.jumps,
    }
    colours = BytesIO()
    np.save(colours, survey.colours, allow_pickle=False)
    unfinished = place / f".{key}.{os.getpid()}.part"
    try:
        place.mkdir(exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as kept:
            kept.writestr("survey.json", json.dumps(told))
            kept.writestr("colours.npy", colours.getvalue())
            kept.writestr("shots.bin", b"".join(shot.jpeg for shot in survey.shots))
        unfinished.replace(place / f"{key}.zip")
        _sweep(place)
    except OSError as error:
        log.info("What was found in a film file could not be kept: %s", error)
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    kept = sorted(place.glob("*.zip"), key=lambda file: file.stat().st_mtime)
    for file in kept[:-_MOST]:
        file.unlink(missing_ok=True)


def until(survey: Survey, reached: float) -> Survey:
    """Return what a survey tells of the film up to a time; a shot without its picture yet is left out."""
    for shot in survey.shots:
        if shot.at <= reached < shot.picture_at:
            reached = max(0.0, shot.at - 0.001)
    return replace(
        survey,
        cuts=tuple(cut for cut in survey.cuts if cut.at <= reached),
        shots=tuple(shot for shot in survey.shots if shot.picture_at <= reached),
        colours=survey.colours[: int(reached)],
        reached=reached,
        complete=False,
    )
