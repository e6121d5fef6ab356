# SPDX-License-Identifier: GPL-3.0-or-later
"""A second start, when the first cannot be raised."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moodboard.domain.errors import KnownError
from moodboard.qt import single
from moodboard.qt.single import SingleWindow


def test_a_second_start_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.raised):
        assert not second.is_first()
    first.release()


def test_a_first_that_does_not_answer_is_told_and_not_passed_over(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "_PAUSE", 0.0)
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    first._server.close()
    with pytest.raises(KnownError, match="does not answer"):
        second.is_first()
    first.release()
    assert second.is_first()
    second.release()
