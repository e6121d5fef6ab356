# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours on the board: strips, the eyedropper, grounds, stills found by a colour."""
