# SPDX-License-Identifier: GPL-3.0-or-later
"""The only door to message boxes and file dialogs, so that tests replace one object."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from moodboard import __version__


def show_error(parent: QWidget | None, sentence: str) -> None:
    """Say in one sentence what could not be done."""
    _box(parent, sentence, QMessageBox.Icon.Warning).exec()


def show_note(parent: QWidget | None, sentence: str, detail: str = "") -> None:
    """Say something that needs no decision."""
    box = _box(parent, sentence, QMessageBox.Icon.NoIcon)
    box.setInformativeText(detail)
    box.exec()


def ask(parent: QWidget | None, question: str, yes: str, detail: str = "") -> bool:
    """Ask before something that is not easily taken back; ``yes`` names the deed."""
    box = _box(parent, question, QMessageBox.Icon.NoIcon)
    box.setInformativeText(detail)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(
        QCoreApplication.translate("messages", "Cancel"), QMessageBox.ButtonRole.RejectRole
    )
    box.setDefaultButton(_as_push(cancel))
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is agree


def show_bug(parent: QWidget | None, report: str) -> None:
    """Show the one report of a mistake of ours, with a way to copy it."""
    box = _box(
        parent,
        QCoreApplication.translate("messages", "Something went wrong inside Moodboard."),
        QMessageBox.Icon.Warning,
    )
    box.setInformativeText(
        QCoreApplication.translate("messages", "What you made is kept. The report below helps to mend it.")
    )
    box.setDetailedText(report)
    copy = box.addButton(
        QCoreApplication.translate("messages", "Copy the report"), QMessageBox.ButtonRole.ActionRole
    )
    box.addButton(QCoreApplication.translate("messages", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(report)


def show_about(parent: QWidget | None) -> None:
    """Say what this is and under which terms."""
    box = _box(
        parent,
        QCoreApplication.translate("messages", "Moodboard {version}").format(version=__version__),
        QMessageBox.Icon.NoIcon,
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "messages",
            "A quiet place for the films you rewatch. Free software under the GNU General Public "
            "License, version 3 or later. Set in Newsreader and Hanken Grotesk.",
        )
    )
    box.exec()


def choose_files(
    parent: QWidget | None, title: str, filters: Sequence[str] = (), folder: str = ""
) -> list[Path]:
    """Let the person pick one or more files."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, folder, ";;".join(filters))
    return [Path(name) for name in chosen]


def choose_folder(parent: QWidget | None, title: str, folder: str = "") -> Path | None:
    """Let the person pick a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(chosen) if chosen else None


def choose_save(
    parent: QWidget | None, title: str, suggestion: Path | str, filters: Sequence[str] = ()
) -> Path | None:
    """Let the person name a file to write."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), ";;".join(filters))
    return Path(chosen) if chosen else None


def _box(parent: QWidget | None, text: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Moodboard")
    box.setIcon(icon)
    box.setText(text)
    return box


def _as_push(button: object) -> QPushButton:
    if not isinstance(button, QPushButton):
        raise TypeError("a message box holds push buttons")
    return button
