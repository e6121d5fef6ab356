# SPDX-License-Identifier: GPL-3.0-or-later
"""What fields, their values and where they came from are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from moodboard.domain import metadata
from moodboard.domain.metadata import NAMES, FieldSource, Value
from moodboard.qt.fonts import ui_font

_FIELDS = {
    metadata.YEAR: QT_TRANSLATE_NOOP("facts", "Year"),
    metadata.DIRECTORS: QT_TRANSLATE_NOOP("facts", "Directed by"),
    metadata.RUNTIME: QT_TRANSLATE_NOOP("facts", "Runtime"),
    metadata.ORIGINAL: QT_TRANSLATE_NOOP("facts", "Original title"),
    metadata.IMDB: QT_TRANSLATE_NOOP("facts", "IMDb number"),
    metadata.TMDB: QT_TRANSLATE_NOOP("facts", "TMDB number"),
    metadata.POSTER: QT_TRANSLATE_NOOP("facts", "Poster"),
}


def field_words(field: str) -> str:
    """Return what a field is called."""
    return QCoreApplication.translate("facts", str(_FIELDS[field]))


def value_words(field: str, value: Value) -> str:
    """Return a value in words, empty for none."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if field == metadata.RUNTIME and value:
        return QCoreApplication.translate("facts", "{n} min").format(n=value)
    return str(value or "")


def source_words(source: FieldSource) -> str:
    """Return where a value came from."""
    return QCoreApplication.translate("facts", "from {service}").format(service=NAMES[source.service])


def source_label(source: FieldSource | None, parent: QWidget) -> QLabel | None:
    """Return the small words under a field, none for the person's own."""
    if source is None:
        return None
    label = small_label(parent)
    label.setText(source_words(source))
    return label


def small_label(parent: QWidget) -> QLabel:
    """Return a label for small muted words."""
    label = QLabel(parent)
    label.setFont(ui_font("small"))
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def fit_height(dialog: QDialog) -> None:
    """Give a dialog the height that its sentences need, now that there are others."""
    QTimer.singleShot(0, dialog, lambda: _fit(dialog))


def _fit(dialog: QDialog) -> None:
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.setMinimumHeight(layout.totalHeightForWidth(dialog.width()))
        dialog.resize(dialog.width(), dialog.minimumHeight())
