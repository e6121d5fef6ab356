# SPDX-License-Identifier: GPL-3.0-or-later
"""The shots of a film file: found in the background, shown on a contact sheet."""
