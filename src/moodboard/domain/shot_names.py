# SPDX-License-Identifier: GPL-3.0-or-later
"""What names of screenshots tell, as players give them: the film and the time in it."""

from __future__ import annotations

import re

from moodboard.domain.release_words import spaced, without_making

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_DAY = r"(?:19|20)\d\d([-._]?)(?:0[1-9]|1[0-2])\1[0-3]\d"
_WALL_CLOCK = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_BESIDE_CLOCK = re.compile(
    r"[ _]*\[(?:19|20)\d\d[._-]\d\d[._-]\d\d[ _-]\d\d[._-]\d\d[._-]\d\d(?:[._-]\d{1,3})?\]"
    r"|(?<=[ _-])(?:19|20)\d{6}_\d{6}(?:\.\d{3})?(?!\d)"
)
"""The clock on the wall as MPC-HC and PotPlayer write it behind the film's name."""
_PLAYERS = re.compile(
    r"(?i)^(?:mpv(?:[-_ ]?(?:shot|screenshot))?|vlcsnap|iina|kodi|plex|celluloid|smplayer|mplayer|cap(?=_)"
    r"|potplayer(?:mini)?(?:64)?|mpc-(?:hc|be)(?:64)?|screen ?shot|snapshot|thumb)"
    r"(?:[-_ ]+\d+)?(?=$|[\W\d_])[-_ ]*"
)
"""What players and desktops write before all else."""
_TOOLS = re.compile(
    r"(?i)^(?:bildschirmfoto|capture(?! [^\W\d])|img|dsc|pxl|win|shot[-_ ]?\d+|thumb\d+)(?=$|[\W\d_])"
)
_TIMECODES = (
    re.compile(
        r"(?<![\dA-Za-z])(?P<h>\d{1,2})h[ ._-]?(?P<m>\d{1,2})m(?:in)?[ ._-]?"
        r"(?:(?P<s>\d{1,2})s(?:ec)?[ ._-]?(?:(?P<f>\d{1,3})(?:ms)?(?!\d))?)?"
    ),
    re.compile(
        r"(?<![\dA-Za-z])(?P<h>)(?P<m>\d{1,3})m(?:in)?[ ._-]?"
        r"(?P<s>\d{1,2})s(?:ec)?(?:[ ._-]?(?P<f>\d{1,3})(?:ms)?(?!\d))?"
    ),
    # A fourth number of two digits is a frame or a counter unless a point or comma says a fraction.
    re.compile(
        r"(?<!\d)(?P<h>\d{1,2})(?P<sep>[:;._-])(?P<m>\d{2})(?P=sep)(?P<s>\d{2})"
        r"(?:[.,](?P<f>\d{1,3})|[:;_-](?P<t>\d{3}))?(?!\d)"
    ),
    re.compile(r"(?i)(?<=_snapshot_)(?P<h>)(?P<m>\d{1,3})[.](?P<s>\d{2})(?P<f>)(?![.\d])"),
    # Behind the whole name of a film file, as KMPlayer counts: hhmmss and thousandths.
    re.compile(
        r"(?i)(?<=[.](?:mkv|mp4|avi|mov|m4v|mpg|wmv|vob)_)(?P<h>\d\d)(?P<m>[0-5]\d)(?P<s>[0-5]\d)[.]?(?P<f>\d{3})(?!\d)"
    ),
)
_VIDEO = re.compile(
    r"(?i)\.(?:mkv|mp4|m4v|mov|avi|webm|vob|ts|m2ts|mts|mpe?g|ogv|ogm|wmv|flv|divx)(?=$|[\s_.\-\[(])"
)
_VLC = re.compile(r"(?i)^vlcsnap-(?=.*[^\W\d])")
_SNAPSHOT = re.compile(r"(?i)(?<=[ _-])(?:snapshot|screenshot|shot|thumb)[ _-]?\d*$|(?<=\))-?thumb\d*$")
_FROM_THE_SCREEN = re.compile(r"(?i)^(?:from|at|vom|um|\d+|\(\d+\))?[\W_]*$")
EXTRAS = frozenset({"extrathumbs", "extrafanart"})


def guess(name: str) -> tuple[str | None, float | None]:
    """Return the film's title and the seconds into it that a file name tells, None for what it does not.

    Titles are told by names with a timecode ("Her-01.29.14.250.jpg"), with the name of a film file
    ("Her.mkv-shot0001.jpg") or a year ("Her (2013).jpg"); in others the first word is as often a camera's.
    """
    stem = _BESIDE_CLOCK.sub("", _ENDING.sub("", name))
    if (clock := _WALL_CLOCK.search(stem)) is not None:
        before = stem[: clock.start()]  # a clock on the wall, not the film's
        told = _file_title(before) or (title_in(before) if _VLC.match(before) else None)
        return told, None
    for pattern in _TIMECODES:
        for found in pattern.finditer(stem):
            seconds = _seconds(found)
            if seconds is not None:
                before = stem[: found.start()]
                behind = stem[found.end() :] if not before.strip(" [({<") else ""
                return title_in(before) or title_in(behind.lstrip(" -–_.])}>")), seconds
    dated = re.match(r"(.+?)[ ._]*\(((?:18|19|20)\d\d)\)", stem)
    return (title_in(dated[0]) if dated else _file_title(stem)), None


def _file_title(stem: str) -> str | None:
    video = _VIDEO.search(stem)
    return title_in(stem[: video.start()]) if video else None


def _seconds(found: re.Match[str]) -> float | None:
    hours, minutes, seconds = (int(found[part] or 0) for part in ("h", "m", "s"))
    if seconds > 59 or (minutes > 59 and found["h"]):
        return None
    parts = found.groupdict()
    digits = parts.get("f") or parts.get("t")
    fraction = int(digits) / 10 ** len(digits) if digits else 0.0
    return hours * 3600 + minutes * 60 + seconds + fraction


def title_in(said: str) -> str | None:
    """Return the title of a film in the name of its file, without how and by whom it was made."""
    said = said.rstrip(" -–_.([{@#,")
    if (video := _VIDEO.search(said)) is not None:
        said = said[: video.start()]
    said = _SNAPSHOT.sub("", said).rstrip(" -–_.([{@#,")
    bare = _PLAYERS.sub("", said, count=1)
    if _TOOLS.match(bare) or (bare != said and _FROM_THE_SCREEN.match(bare)):
        return None
    said = re.sub(r"[ _\-@\[(]+[tT]$", "", bare)
    found = spaced(without_making(said))
    return " ".join(found.split()).strip("-([ ") or None
