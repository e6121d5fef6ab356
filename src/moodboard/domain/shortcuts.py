# SPDX-License-Identifier: GPL-3.0-or-later
"""Which keys call which command, and which two commands want the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum

Keys = tuple[str, ...]
_ANYWHERE: Mapping[str, str] = {}
"""Where commands are heard, by command: one that is not told is heard everywhere."""


class Refused(StrEnum):
    """Why keys cannot call a command."""

    KEPT = "kept"
    """They always do the same: arrows, Tab, Enter, Esc, Space on the board and in lists, F10 the menu."""
    TYPED = "typed"
    """They are typed in lists and fields, and the command is heard there."""


_KEPT_WITH_SHIFT = frozenset({"Left", "Right", "Up", "Down", "Tab", "Backtab", "Return", "Enter"})
_KEPT = _KEPT_WITH_SHIFT | {"Esc", "Space", "F10"}
_PLAYS = frozenset({"Space", "Left", "Right", "Esc"})
MOST_KEYS = 4
"""So many ways to call one command are enough for anybody."""


def merged(defaults: Mapping[str, Keys], own: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the keys in use: the person's own where there are any; empty ones switch a shortcut off."""
    return {command: own.get(command, keys) for command, keys in defaults.items()}


def holders(
    keys: str, in_use: Mapping[str, Keys], but: str = "", places: Mapping[str, str] = _ANYWHERE
) -> tuple[str, ...]:
    """Return the commands, ``but`` one, that these keys call already where that one is heard."""
    return tuple(
        command
        for command, held in in_use.items()
        if command != but and keys in held and _meet(command, but, places)
    )


def conflicts(
    in_use: Mapping[str, Keys], places: Mapping[str, str] = _ANYWHERE
) -> dict[str, tuple[str, ...]]:
    """Return, by keys, the commands of all that are wanted by two or more in the same place."""
    wanted: dict[str, list[str]] = {}
    for command, held in in_use.items():
        for keys in held:
            wanted.setdefault(keys, []).append(command)
    found: dict[str, tuple[str, ...]] = {}
    for keys, commands in wanted.items():
        clashing = tuple(
            one for one in commands if any(_meet(one, other, places) for other in commands if other != one)
        )
        if clashing:
            found[keys] = clashing
    return found


def _meet(one: str, other: str, places: Mapping[str, str]) -> bool:
    """Tell whether two commands are ever heard at once: two pages never are."""
    here, there = places.get(one, ""), places.get(other, "")
    return not here or not there or here == there


def given(own: Mapping[str, Keys], command: str, keys: Sequence[str], default: Keys) -> dict[str, Keys]:
    """Return the person's own keys after a change; what is the default again is not their own."""
    changed = {name: held for name, held in own.items() if name != command}
    wanted = tuple(dict.fromkeys(keys))[:MOST_KEYS]
    if wanted != default:
        changed[command] = wanted
    return changed


def taken(
    own: Mapping[str, Keys],
    defaults: Mapping[str, Keys],
    command: str,
    keys: str,
    instead: str | None = None,
    places: Mapping[str, str] = _ANYWHERE,
) -> dict[str, Keys]:
    """Return the person's own keys after a command got some that others held: those lose them.

    They come instead of the command's first ones, or of those told; instead of "" they come beside all.
    """
    changed = dict(own)
    in_use = merged(defaults, own)
    for holder in holders(keys, in_use, command, places):
        left = tuple(held for held in in_use[holder] if held != keys)
        changed = given(changed, holder, left, defaults[holder])
    held = in_use[command]
    place = len(held) if instead == "" else held.index(instead) if instead in held else 0
    return given(changed, command, (*held[:place], keys, *held[place + 1 :]), defaults[command])


def may_be(keys: str, everywhere: bool, playing: bool = False) -> Refused | None:
    """Tell why a command cannot have these keys, None when it can; ``everywhere``: not on boards only.

    ``playing``: where films play, Space and some others are free to mean what they do in any player.
    """
    modifiers, key = _parted(keys)
    kept = not modifiers - {"Shift"} and key in (_KEPT_WITH_SHIFT if modifiers else _KEPT)
    if kept and not (playing and key in _PLAYS):
        return Refused.KEPT
    typed = not modifiers - {"Shift"} and not _is_function_key(key)
    return Refused.TYPED if everywhere and typed else None


def _parted(keys: str) -> tuple[set[str], str]:
    """Return the modifiers and the key of "Ctrl+Shift++"."""
    head, key = (keys[:-1], "+") if keys.endswith("+") else keys.rpartition("+")[::2]
    return set(head.split("+")) - {""}, key


def _is_function_key(key: str) -> bool:
    return key[:1] == "F" and key[1:].isdigit()


def to_text(own: Mapping[str, Keys]) -> str:
    """Return what the settings keep."""
    return json.dumps({name: list(keys) for name, keys in sorted(own.items())}) if own else ""


def from_text(text: str, known: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the person's own keys; what makes no sense, or is of another version, is left out."""
    try:
        stored = json.loads(text) if text else {}
        return {
            name: tuple(str(one) for one in keys)[:MOST_KEYS]
            for name, keys in stored.items()
            if name in known and isinstance(keys, list)
        }
    except (ValueError, AttributeError):
        return {}
