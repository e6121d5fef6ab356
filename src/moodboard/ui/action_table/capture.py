# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the capture page: playing a film file, and pinning shots and lines out of it."""

from __future__ import annotations

from moodboard.ui.action_table.spec import CAPTURE, QT_TRANSLATE_NOOP, ActionSpec, Needs


def _here(name: str, text: str, *keys: str, icon: str = "", checkable: bool = False) -> ActionSpec:
    """Return a command that is heard on the capture page alone, and needs an open file."""
    return ActionSpec(f"capture.{name}", text, "capture", keys, Needs.FILE, icon, CAPTURE, checkable)


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "capture.open", QT_TRANSLATE_NOOP("actions", "Capture"), "capture", ("Ctrl+4",), icon="capture"
    ),
    ActionSpec(
        "capture.choose",
        QT_TRANSLATE_NOOP("actions", "Choose a film file…"),
        "capture",
        ("O",),
        icon="folder",
        where=CAPTURE,
    ),
    _here("film", QT_TRANSLATE_NOOP("actions", "Which film this is…"), icon="film"),
    _here("pin_shot", QT_TRANSLATE_NOOP("actions", "Pin shot"), "P", icon="picture"),
    _here("pin_line", QT_TRANSLATE_NOOP("actions", "Pin line"), "L", icon="text"),
    _here("pin_both", QT_TRANSLATE_NOOP("actions", "Pin both"), "B"),
    _here("burst", QT_TRANSLATE_NOOP("actions", "Pin the sharpest frame around"), "Shift+P"),
    _here("jpeg", QT_TRANSLATE_NOOP("actions", "Keep frames as JPEG"), checkable=True),
    _here("retake_earlier", QT_TRANSLATE_NOOP("actions", "Take again a frame earlier"), "<"),
    _here("retake_later", QT_TRANSLATE_NOOP("actions", "Take again a frame later"), ">"),
    _here("play", QT_TRANSLATE_NOOP("actions", "Play or pause"), "Space", icon="play"),
    _here("step_back", QT_TRANSLATE_NOOP("actions", "A frame back"), ",", icon="chevron-left"),
    _here("step_on", QT_TRANSLATE_NOOP("actions", "A frame on"), ".", icon="chevron-right"),
    _here("back", QT_TRANSLATE_NOOP("actions", "Five seconds back"), "Left"),
    _here("on", QT_TRANSLATE_NOOP("actions", "Five seconds on"), "Right"),
    _here("back_minute", QT_TRANSLATE_NOOP("actions", "A minute back"), "Ctrl+Left"),
    _here("on_minute", QT_TRANSLATE_NOOP("actions", "A minute on"), "Ctrl+Right"),
    _here("cut_back", QT_TRANSLATE_NOOP("actions", "To the cut before"), "Shift+Left", icon="cut-back"),
    _here("cut_on", QT_TRANSLATE_NOOP("actions", "To the next cut"), "Shift+Right", icon="cut-on"),
    _here("go_to", QT_TRANSLATE_NOOP("actions", "Go to a time…"), "G"),
    _here("slower", QT_TRANSLATE_NOOP("actions", "Slower"), "["),
    _here("faster", QT_TRANSLATE_NOOP("actions", "Faster"), "]"),
    _here("normal_speed", QT_TRANSLATE_NOOP("actions", "Normal speed"), "Backspace"),
    _here("mute", QT_TRANSLATE_NOOP("actions", "Sound off or on"), "M", icon="sound"),
    _here("louder", QT_TRANSLATE_NOOP("actions", "Louder"), "Ctrl+Up"),
    _here("softer", QT_TRANSLATE_NOOP("actions", "Softer"), "Ctrl+Down"),
    _here("sheet", QT_TRANSLATE_NOOP("actions", "Contact sheet of the film"), "S", icon="grid"),
    _here("find_line", QT_TRANSLATE_NOOP("actions", "Find a line of the film"), "/", icon="search"),
    _here("sync_earlier", QT_TRANSLATE_NOOP("actions", "Lines a tenth of a second earlier"), "Alt+,"),
    _here("sync_later", QT_TRANSLATE_NOOP("actions", "Lines a tenth of a second later"), "Alt+."),
    _here("said_now", QT_TRANSLATE_NOOP("actions", "The chosen line is said now"), "Alt+N"),
    _here("words", QT_TRANSLATE_NOOP("actions", "Words on the picture"), "V", checkable=True),
    _here("full", QT_TRANSLATE_NOOP("actions", "The picture alone"), "F", icon="fit", checkable=True),
    ActionSpec(
        "capture.done", QT_TRANSLATE_NOOP("actions", "Done capturing"), "capture", ("Esc",), where=CAPTURE
    ),
)
