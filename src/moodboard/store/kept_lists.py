# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers about the film list that stay true until anybody writes: counts, and lists of numbers.

Each thread keeps a few for its own connection. SQLite tells of other connections' writes by its
``data_version`` and of its own by the rows that it changed so far.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

from moodboard.store import database

_T = TypeVar("_T")
_KEPT = 6


class _Kept(threading.local):
    def __init__(self) -> None:
        self.moment: tuple[object, ...] = ()
        self.answers: OrderedDict[Hashable, object] = OrderedDict()


_kept = _Kept()


def _fresh() -> OrderedDict[Hashable, object]:
    moment = database.moment()
    if _kept.moment != moment:
        _kept.moment = moment
        _kept.answers.clear()
    return _kept.answers


def get(about: Hashable, kind: type[_T]) -> _T | None:
    """Return what was answered, None when that is not known any more."""
    answers = _fresh()
    if about not in answers:
        return None
    answers.move_to_end(about)
    answer = answers[about]
    return answer if isinstance(answer, kind) else None


def put(about: Hashable, answer: object) -> None:
    """Keep an answer; the one that was not asked for longest goes."""
    answers = _fresh()
    answers[about] = answer
    while len(answers) > _KEPT:
        answers.popitem(last=False)


def forget() -> None:
    """Know nothing any more, as after a write."""
    _kept.answers.clear()
