# SPDX-License-Identifier: GPL-3.0-or-later
"""The person's own keys: in the system's keyring, or in memory until the program ends; never in a file.

A keyring may ask for its password and wait for ever, so it is asked by a thread that can be left behind.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from moodboard.domain.errors import KnownError
from moodboard.services import apart

# keyring is imported when a key is first asked for: it looks for its helpers for a tenth of a second.

SERVICE = "Moodboard"
TMDB = "tmdb"
VARIABLES = {TMDB: "MOODBOARD_TMDB_KEY"}
WAIT_SECONDS = 60.0
"""Long enough to type the keyring's password."""
_SAFE = 1
"""Keyrings below this priority write what they keep as it is, or nearly so."""
_T = TypeVar("_T")

_session: dict[str, str] = {}
_lock = threading.Lock()


class NoKeyringError(KnownError):
    """Nothing on this machine keeps secrets; the key can still be used until the program ends."""


class Place(StrEnum):
    """Where a key is."""

    NOWHERE = ""
    KEYRING = "keyring"
    SESSION = "session"
    VARIABLE = "variable"


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def find(name: str, report: apart.Report = _silent) -> tuple[str, Place]:
    """Return a key and where it is; an empty one when there is none, or no keyring that could tell."""
    with _lock:
        if name in _session:
            return _session[name], Place.SESSION
    if said := os.environ.get(VARIABLES[name], "").strip():
        return said, Place.VARIABLE
    try:
        kept = _asked(lambda ring: ring.get_password(SERVICE, name), report)
    except NoKeyringError:
        return "", Place.NOWHERE
    return (str(kept), Place.KEYRING) if kept else ("", Place.NOWHERE)


def keep(name: str, key: str, report: apart.Report = _silent) -> None:
    """Put a key into the system's keyring; raises NoKeyringError when there is none."""
    _asked(lambda ring: ring.set_password(SERVICE, name, key), report)
    with _lock:
        _session.pop(name, None)


def use_now(name: str, key: str) -> None:
    """Use a key until the program ends."""
    with _lock:
        _session[name] = key


def forget(name: str, report: apart.Report = _silent) -> None:
    """Forget a key wherever it is kept."""
    with _lock:
        _session.pop(name, None)
    try:
        _asked(lambda ring: _delete(ring, name), report)
    except NoKeyringError:
        return


def _delete(ring: Any, name: str) -> None:
    if ring.get_password(SERVICE, name) is not None:
        ring.delete_password(SERVICE, name)


def _asked(question: Callable[[Any], _T], report: apart.Report) -> _T:
    return apart.run(
        lambda _stop: _answer(question),
        report,
        WAIT_SECONDS,
        KnownError("The system’s keyring does not answer. Unlock it, then try again."),
        KnownError("The system’s keyring could not be used. Use the key for this session only."),
    )


def _answer(question: Callable[[Any], _T]) -> _T:
    from keyring.errors import KeyringError
    from keyring.errors import NoKeyringError as NoRing

    try:
        return question(_ring())
    except NoRing as error:
        raise _nothing() from error
    except KeyringError as error:
        raise KnownError(
            "The system’s keyring refused. Unlock it and try again, or use the key for this session only."
        ) from error


def _ring() -> Any:
    """Return the keyring that keeps secrets so that nobody else reads them; raises NoKeyringError."""
    import keyring

    chosen = keyring.get_keyring()
    for ring in getattr(chosen, "backends", None) or (chosen,):
        if ring.priority >= _SAFE:
            return ring
    raise _nothing()


def _nothing() -> NoKeyringError:
    return NoKeyringError(
        "This machine has no keyring to keep the key in. You can use it for this session only."
    )
