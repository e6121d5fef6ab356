# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists and tables that look like paper: no frame, no grid, rows that are painted by us."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QListView, QTableView

from moodboard.ui.focus_ring import OWN_RING

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
"""Reasons for which the row that takes the focus is ringed."""


def make_plain(view: QListView) -> None:
    """Take a list's frame and ground away; it rings its row itself and follows the pointer."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setProperty("plain", True)
    view.setProperty(OWN_RING, True)
    view.setMouseTracking(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.viewport().setAutoFillBackground(False)


def make_plain_rows(table: QTableView, height: int) -> None:
    """Take everything away that makes a table look like one; its rows are all of one height."""
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(height)
    columns.hide()
    columns.setStretchLastSection(True)
    columns.setMinimumSectionSize(0)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
