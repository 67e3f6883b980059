"""The back-office's pages on places, rounds, groups and sessions, and on people as seen from the exchanges."""

from exchanges.admin import groups, people, projects, rounds, sessions, venues

__all__ = ["groups", "people", "projects", "rounds", "sessions", "venues"]
