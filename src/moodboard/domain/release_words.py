# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in names of film files and screenshots beside the title: how and by whom it was made."""

from __future__ import annotations

import re

_SURE = (
    r"(?:\d{3,4}[pi]|4k|uhd|hdr(?:10\+?)?|blu-?ray|b[dr]-?rip|web-?(?:dl|rip)|hdtv(?:rip)?|hd-?rip"
    r"|dvd-?(?:rip|scr|r|\d)?|vhs-?rip|remux|[xh][ .]?26[45]|hevc|avc|xvid|divx|av1|(?:8|10|12)-?bit"
    r"|aac(?:\d[ .]\d)?|e?ac-?3|ddp?\d[ .]\d|dts(?:-?hd)?|truehd|atmos|cd\d|imax)"
)
_UNSURE = (
    r"(?:web|dv|dc|dl|ma|remastered|restored|unrated|uncut|extended(?: cut| edition)?|director'?s[ .]cut"
    r"|criterion(?: collection)?|proper|repack|internal|limited|multi|dual(?:[ .-]audio)?|part ?\d"
    r"|sample|subbed|dubbed|german|french|italian|english|open[ .]matte)"
)
"""Words of titles as well ("Charlotte’s Web", "The German Sisters"): they count in a bracket, or before
others that leave no doubt."""
_GAP = r"[\s._\-)\]}]+[\[({]?"
_MADE = re.compile(
    rf"[\s._\-(\[{{]+(?:{_SURE}|{_UNSURE}(?={_GAP}(?:{_UNSURE}{_GAP})*{_SURE}(?![^\W_])))(?=$|[\W_]).*$"
    rf"|[\s._\-]*[(\[{{]{_UNSURE}[)\]}}].*$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^(?:\[[^\]]*\]\s*)+(?=\S)")
_ID = re.compile(r"\s*[\[{(](?:tmdb|tmdbid|imdb|imdbid|tvdb)[-=][^\]})]*[\]})]", re.IGNORECASE)


def without_making(said: str) -> str:
    """Return a name without what tells of its making: ``Her.2013.1080p.BluRay`` is ``Her.2013``."""
    said = _ID.sub("", _GROUP.sub("", said))
    # From the second letter on: a title may begin with such a word.
    found = _MADE.search(said, 1)
    return said[: found.start()] if found else said


def spaced(stem: str) -> str:
    """Return a name whose words are parted by spaces: those of files have points or bars instead."""
    words = stem.replace("_", " ")
    return words if " " in words.strip() else words.replace(".", " ")
