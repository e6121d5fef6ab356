# SPDX-License-Identifier: GPL-3.0-or-later
"""Choose the encoding of a subtitle by looking at its words in each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles import encodings
from moodboard.domain.subtitles.markup import plain
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.ui.dialogs.base import FormDialog

_ROLE = Qt.ItemDataRole.UserRole


class EncodingDialog(FormDialog):
    """A list of encodings, and rows of the file as each reads them."""

    chosen = Signal(str)
    """The encoding; empty for the detected one."""

    def __init__(self, sample: bytes, detected: str, in_use: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._sample = sample
        heading = self.tr("Choose the encoding")
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.keep_button.setText(self.tr("Read it so"))
        self.keep_button.setToolTip(self.tr("Read the subtitle in this encoding (Enter)"))
        self.keep_button.setAccessibleName(self.keep_button.text())
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Encodings"))
        self.list.setFont(ui_font("body"))
        self.list.setFixedWidth(218)
        self._words = QLabel(self)
        self._words.setFont(make_font(SERIF, 17))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words.setAccessibleName(self.tr("The words in this encoding"))
        self._fill(detected, in_use)
        self.list.currentRowChanged.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self._words, 1)
        self.rows.addLayout(row, 1)
        self.setMinimumSize(680, 460)
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, detected: str, in_use: str) -> None:
        first = QListWidgetItem(self.tr("Detected: {name}").format(name=name_of(detected)))
        first.setData(_ROLE, "")
        first.setData(_ROLE + 1, detected)
        self.list.addItem(first)
        for name in encodings.OFFERED:
            item = QListWidgetItem(name_of(name))
            item.setData(_ROLE, name)
            item.setData(_ROLE + 1, name)
            self.list.addItem(item)
            if name == in_use:
                self.list.setCurrentItem(item)
        if not in_use:
            self.list.setCurrentRow(0)

    def sample_words(self) -> str:
        """What is shown of the file."""
        return self._words.text()

    def _show(self, _row: int = 0) -> None:
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        try:
            text = encodings.decode(self._sample, str(item.data(_ROLE + 1)) or None).text
        except KnownError as error:
            text = str(error)
        rows = (plain(row) for row in text.splitlines())
        self._words.setText("\n\n".join(row for row in rows if row)[:900])

    def keep(self) -> None:
        """Read it so."""
        item = self.list.currentItem()
        if self.list.currentRow() >= 0:
            self.chosen.emit(str(item.data(_ROLE)))
        self.accept()


_NAMES = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1258": "Vietnamese (Windows-1258)",
    "cp874": "Thai (Windows-874)",
    "cp932": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese, simplified (GBK)",
    "big5hkscs": "Chinese, traditional (Big5)",
    "cp949": "Korean (EUC-KR)",
    "koi8_r": "Russian (KOI8-R)",
    "koi8_u": "Ukrainian (KOI8-U)",
    "cp866": "Cyrillic (DOS 866)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "cp850": "Western (DOS 850)",
    "cp852": "Central European (DOS 852)",
    "mac_roman": "Western (Mac Roman)",
}


def name_of(encoding: str) -> str:
    """Return an encoding as people may know it."""
    return _NAMES.get(encoding, encoding)
