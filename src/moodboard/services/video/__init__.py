# SPDX-License-Identifier: GPL-3.0-or-later
"""Films as files: what is in them, their exact frames, their cuts and their colours.

FFmpeg reads them inside this process, through PyAV, which is imported by the functions that need
it. Files are opened for reading only and never altered.
"""
