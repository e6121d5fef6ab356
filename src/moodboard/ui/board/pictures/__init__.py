# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with the pictures of a board: inside their frames, as files, and moving ones."""
