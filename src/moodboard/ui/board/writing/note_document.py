# SPDX-License-Identifier: GPL-3.0-or-later
"""A note while it is edited: its markup as a document, and back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from moodboard.domain import note_markup
from moodboard.domain.board import TextStyle
from moodboard.domain.note_markup import Paragraph, Row, Run
from moodboard.qt import fonts
from moodboard.qt.text_setting import bolder

BOLD = QTextFormat.Property.UserProperty.value + 1
"""Whether words are bold: a variable font's weight is an axis, which no format tells back."""
_Kind = QTextListFormat.Style
_LISTS = {Row.BULLET: _Kind.ListDisc, Row.NUMBER: _Kind.ListDecimal}
_KEPT = (QTextFormat.Property.FontVariableAxes, QTextFormat.Property.FontWeight)


def format_of(run: Run, style: TextStyle) -> QTextCharFormat:
    """Return how words are shown; sizes and all else come from the document's own font."""
    made = QTextCharFormat()
    if run.bold:
        made = _bold_format(style)
        made.setProperty(BOLD, True)
    if run.italic:
        made.setFontItalic(True)
    if run.link:
        made.setAnchor(True)
        made.setAnchorHref(run.link)
        made.setFontUnderline(True)
    return made


def _bold_format(style: TextStyle) -> QTextCharFormat:
    """Return a format that holds the weight alone: as an axis for our fonts, else as a weight."""
    made = QTextCharFormat()
    made.setFont(fonts.font_of(bolder(style)))
    for kind in QTextFormat.Property:
        is_font = kind.name.startswith(("Font", "FirstFont", "OldFont", "TextUnderline"))
        if is_font and kind not in _KEPT:
            made.clearProperty(kind.value)
    if style.face in fonts.FAMILIES:
        made.clearProperty(QTextFormat.Property.FontWeight.value)  # else it is emboldened once more
    return made


def fill(document: QTextDocument, markup: str, style: TextStyle) -> None:
    """Show a note's markup."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    before = Row.PLAIN
    for n, paragraph in enumerate(note_markup.parse(markup)):
        if n:
            cursor.insertBlock()
        if paragraph.row is not before:
            set_row(cursor, paragraph.row, max(1, paragraph.number))
        before = paragraph.row
        for run in paragraph.runs:
            cursor.insertText(run.text, format_of(run, style))
    cursor.endEditBlock()


def read(document: QTextDocument) -> str:
    """Return the markup of what is shown; empty rows at both ends are left out."""
    rows: list[Paragraph] = []
    block = document.firstBlock()
    while block.isValid():
        rows.append(_paragraph(block))
        block = block.next()
    while rows and not rows[-1].text.strip():
        rows.pop()
    while rows and not rows[0].text.strip():
        rows.pop(0)
    return note_markup.write(note_markup.with_links(row) for row in rows)


def _paragraph(block: QTextBlock) -> Paragraph:
    runs = tuple(_runs(block))
    made: QTextList | None = block.textList()
    if made is None:
        return Paragraph(runs)
    if made.format().style() == _Kind.ListDecimal:
        number = made.format().start() + made.itemNumber(block)
        return Paragraph(runs, Row.NUMBER, min(999, number))
    return Paragraph(runs, Row.BULLET)


def _runs(block: QTextBlock) -> Iterable[Run]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        form = fragment.charFormat()
        link = form.anchorHref() if form.isAnchor() else ""
        yield Run(
            fragment.text().replace("\u2028", " "),
            bool(form.boolProperty(BOLD)),
            form.fontItalic(),
            link,
        )
        place += 1


# -- what keys and buttons do -------------------------------------------------------------------------


def is_bold(cursor: QTextCursor) -> bool:
    """Tell whether the chosen words, or those about to be typed, are bold."""
    return bool(cursor.charFormat().boolProperty(BOLD))


def toggled_bold(cursor: QTextCursor, style: TextStyle) -> QTextCharFormat:
    """Return the format of the cursor's words, bold or no longer so."""
    now = _run_of(cursor)
    return format_of(Run("", not now.bold, now.italic, now.link), style)


def toggled_italic(cursor: QTextCursor, style: TextStyle) -> QTextCharFormat:
    """Return the format of the cursor's words, italic or no longer so."""
    now = _run_of(cursor)
    return format_of(Run("", now.bold, not now.italic, now.link), style)


def linked(cursor: QTextCursor, address: str, style: TextStyle) -> QTextCharFormat:
    """Return the format of the cursor's words as a link; without an address as none."""
    now = _run_of(cursor)
    return format_of(Run("", now.bold, now.italic, address), style)


def _run_of(cursor: QTextCursor) -> Run:
    form = cursor.charFormat()
    link = form.anchorHref() if form.isAnchor() else ""
    return Run("", is_bold(cursor), form.fontItalic(), link)


def row_of(cursor: QTextCursor) -> Row:
    """Return what kind of row the cursor is in."""
    made: QTextList | None = cursor.currentList()
    if made is None:
        return Row.PLAIN
    return Row.NUMBER if made.format().style() == _Kind.ListDecimal else Row.BULLET


def set_row(cursor: QTextCursor, row: Row, start: int = 1) -> None:
    """Make a list of the rows that the cursor spans, or plain rows."""
    cursor.beginEditBlock()
    if row is Row.PLAIN:
        walk = QTextCursor(cursor)
        walk.setPosition(cursor.selectionStart())
        while walk.position() <= cursor.selectionEnd():
            made = walk.currentList()
            if made is not None:
                made.remove(walk.block())
                form = walk.blockFormat()
                form.setIndent(0)
                walk.setBlockFormat(form)
            if not walk.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
    else:
        form_of_list = QTextListFormat()
        form_of_list.setStyle(_LISTS[row])
        form_of_list.setIndent(1)
        form_of_list.setStart(start)
        cursor.createList(form_of_list)
    cursor.endEditBlock()
