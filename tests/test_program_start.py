# SPDX-License-Identifier: GPL-3.0-or-later
"""The two ways in, what the machine offers, and one window for each library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moodboard import __main__ as entry
from moodboard import machine
from moodboard.qt import plurals
from moodboard.qt.single import SingleWindow


@pytest.mark.parametrize("given", [[], ["--library", "x"], ["--library=x"]])
def test_without_a_command_the_window_opens(given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(entry, "window", lambda arguments: opened.append(arguments) or 0)
    assert entry.main(given) == 0
    assert opened == [given]


def test_a_command_never_imports_the_window(tmp_path: Path) -> None:
    code = (
        "import sys; from moodboard.__main__ import main; code = main(sys.argv[1:]); "
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    line = [sys.executable, "-c", code, "--library", str(tmp_path / "new"), "films"]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 0


def test_missing_libraries_are_named_with_the_command_that_brings_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "OFFSCREEN", ("libnothing-of-that-name.so.7",))
    said = machine.what_is_missing(window=False)
    assert said is not None
    assert "libnothing-of-that-name.so.7" in said
    assert all(tool in said for tool in ("apt-get install", "dnf install", "pacman -S"))


def test_without_a_display_the_machine_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    assert machine.main(["window"]) == machine.NO_DISPLAY
    assert "no display" in capsys.readouterr().err


def test_the_window_without_a_display_ends_with_a_sentence(tmp_path: Path) -> None:
    environment = {"PATH": "", "HOME": str(tmp_path)}
    line = [sys.executable, "-m", "moodboard", "--library", str(tmp_path / "library")]
    done = subprocess.run(line, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display")
    assert not (tmp_path / "library").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="local sockets are named otherwise")
def test_a_second_start_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.raised):
        assert not SingleWindow(tmp_path).is_first()
    first.release()
    again = SingleWindow(tmp_path)
    assert again.is_first()
    again.release()


@pytest.mark.parametrize(
    ("text", "count", "said"),
    [
        ("%n film(s)", 1, "1 film"),
        ("%n film(s)", 1200, "1,200 films"),
        ("%n watch(es)", 0, "0 watches"),
        ("%n time(s) are logged", 1, "1 time is logged"),
    ],
)
def test_counts_are_said_in_plain_english(qtbot: QtBot, text: str, count: int, said: str) -> None:
    from PySide6.QtCore import QCoreApplication

    plurals.install()
    assert QCoreApplication.translate("any", text, None, count) == said


def test_other_texts_are_left_alone(qtbot: QtBot) -> None:
    from PySide6.QtCore import QCoreApplication

    plurals.install()
    assert QCoreApplication.translate("any", "Undo") == "Undo"
