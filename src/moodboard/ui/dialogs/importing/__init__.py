# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages on which an import is looked through before anything is written."""
