"""How a verb says no, here as everywhere."""

from members.flows.refused import Refused

__all__ = ["Refused"]
