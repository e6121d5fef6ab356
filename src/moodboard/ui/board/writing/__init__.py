# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing on the board: typing in place, notes with lists and links, and the controls of type."""
