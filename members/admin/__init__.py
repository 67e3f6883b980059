"""The back-office's pages on people and what they know."""

from members.admin import catalogue, centre, people, traces, wishes

__all__ = ["catalogue", "centre", "people", "traces", "wishes"]
