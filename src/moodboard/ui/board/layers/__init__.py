# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, locks and layers on the board, the map of it, and looking at one picture after the other."""
