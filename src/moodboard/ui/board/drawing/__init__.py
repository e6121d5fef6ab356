# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawing on the board: the tools, their bar, and how drawings look."""
