# SPDX-License-Identifier: GPL-3.0-or-later
"""The left pane: the film list and the chosen film's shots and lines."""
