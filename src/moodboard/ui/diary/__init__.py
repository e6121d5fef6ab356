# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary's page: by month as a list, and by day on a calendar."""
