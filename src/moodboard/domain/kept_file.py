# SPDX-License-Identifier: GPL-3.0-or-later
"""What is remembered of a film file: whose film it is, where one left, which words go with it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class SubtitleChoice:
    """Which subtitle goes with a film file, and how it was set right."""

    path: str = ""
    """Of a file; empty for a track inside the film."""
    track: int | None = None
    """The stream inside the film file."""
    encoding: str = ""
    """As the person said it; empty while the detected one will do."""
    rate: float | None = None
    """Frames a second, for files that count frames."""
    shift: float = 0.0
    """Seconds that are added to the file's times."""
    stretch: float = 1.0
    """What the file's times are multiplied by before that."""
    off: bool = False
    """The person wants none."""
    edits: str = ""
    """JSON of the cues that were joined and split; see ``domain.subtitles.cue_edits``."""

    @property
    def is_made(self) -> bool:
        """Whether anything was chosen at all."""
        return bool(self.path) or self.track is not None or self.off


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A film file that was opened on this computer."""

    uuid: str
    path: str
    film_id: int | None = None
    size: int = 0
    """Bytes."""
    key: str = ""
    """A name for its content: the same file elsewhere is known by it."""
    duration: float = 0.0
    place: float = 0.0
    """Seconds into the film where it was left."""
    audio: int | None = None
    """The sound track that was chosen, by its stream; None for the file's own choice."""
    subtitles: SubtitleChoice = SubtitleChoice()
    opened: str = ""
    """When last, ISO 8601; empty when it was only found."""


def choice_text(choice: SubtitleChoice) -> str:
    """Return the choice as it is stored: JSON of what differs from none, empty for none."""
    plain = SubtitleChoice()
    said = {name: value for name, value in asdict(choice).items() if value != getattr(plain, name)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""


def read_choice(text: str) -> SubtitleChoice:
    """Return the stored choice; what makes no sense in it is left out."""
    try:
        said: Any = json.loads(text) if text else {}
    except ValueError:
        return SubtitleChoice()
    if not isinstance(said, dict):
        return SubtitleChoice()
    fitting: dict[str, Any] = {}
    for one in fields(SubtitleChoice):
        value = said.get(one.name)
        if _fits(one.name, value):
            fitting[one.name] = value
    return SubtitleChoice(**fitting)


def _fits(name: str, value: Any) -> bool:
    if name == "track":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if name in ("rate", "stretch"):
        return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1000
    if name == "shift":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1_000_000
    if name == "off":
        return isinstance(value, bool)
    return isinstance(value, str)
