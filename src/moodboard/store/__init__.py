# SPDX-License-Identifier: GPL-3.0-or-later
"""Peewee and SQL, and only here: rows in, domain values out."""
