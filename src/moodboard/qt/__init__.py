# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt without widgets: jobs, item models, thumbnails, the painter of pins."""
