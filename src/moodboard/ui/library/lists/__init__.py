# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that a person keeps by hand: shown, ordered by drag, annotated in place."""
