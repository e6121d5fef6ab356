# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet list under a page: how often the board's film was seen, and when."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from moodboard.domain.dates import full
from moodboard.domain.export import Diary
from moodboard.domain.film import Watch
from moodboard.domain.rating import stars
from moodboard.qt.page_words import escaped


def _tr(words: str) -> str:
    return QCoreApplication.translate("page", words)


def listed(diary: Diary) -> Iterator[str]:
    """Yield the list, closed at first: one line says how often and when last."""
    yield f"<footer><details><summary>{escaped(_summary(diary))}</summary>\n<ol>"
    for watch in diary.watches:
        yield _watch(watch)
    yield "</ol></details></footer>"


def letters(diary: Diary) -> str:
    """Return all that the list says, for whoever gathers its letters."""
    words = [_summary(diary)]
    for watch in diary.watches:
        words += [*_facts(watch), watch.note]
    return " ".join(words)


def _summary(diary: Diary) -> str:
    last = next((full(watch.date) for watch in diary.watches if watch.date.is_known), "")
    parts = (diary.film, _tr("Seen ×{n}").format(n=diary.times), last)
    return " · ".join(part for part in parts if part)


def _facts(watch: Watch) -> list[str]:
    """Return what is known of a watch, but its rating and its note."""
    facts = [full(watch.date) or _tr("No date")]
    if watch.times > 1:
        facts.append(f"×{watch.times}")
    if watch.people:
        facts.append(_tr("with {names}").format(names=", ".join(watch.people)))
    if watch.where:
        facts.append(watch.where)
    return facts


def _watch(watch: Watch) -> str:
    said = escaped(" · ".join(_facts(watch)))
    rating = stars(watch.rating)
    if rating is not None:
        spoken = escaped(_tr("{n} of 5 stars").format(n=f"{rating:g}"))
        drawn = "★" * int(rating) + ("½" if rating % 1 else "")
        said += f' · <span class="stars" role="img" aria-label="{spoken}">{drawn}</span>'
    note = f"<p>{escaped(watch.note)}</p>" if watch.note else ""
    return f"<li>{said}{note}</li>"
