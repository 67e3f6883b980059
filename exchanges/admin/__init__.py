"""The back-office's pages on places, rounds, groups and sessions."""

from exchanges.admin import groups, rounds, sessions, venues

__all__ = ["groups", "rounds", "sessions", "venues"]
