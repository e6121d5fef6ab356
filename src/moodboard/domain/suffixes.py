# SPDX-License-Identifier: GPL-3.0-or-later
"""The endings of boards that come from elsewhere: the window asks for them long before it reads one."""

from __future__ import annotations

SENT = ".moodboard"
"""Our own boards, sent by a friend."""
SUFFIXES = (".bee", ".pur", SENT)
"""BeeRef's boards, PureRef's, and our own."""
EXPORTS = (".zip", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".nfo", ".xml")
"""Files that services write a history into."""
SUBTITLES = (".srt", ".ass", ".ssa", ".vtt", ".sub", ".mpl")
"""Words of a film with their times; those that end in .txt look like any other words."""
TEXTS = (".txt", ".md")
"""Words; a table may be among them."""
