"""The web of open reciprocity: who gives to whom through which savoir, as links, places on a sheet, and threads.

Plain values in, plain values out: no Django, no clock, no chance. A web is a list of `Group`s; a group is named by
its place in the list, a person by any whole number. Nobody is ever joined to somebody: a group stands between.

`links` finds who learns in one group and shares in another, the chains this makes and the rounds that close;
`layout` finds a place for each group and each person; `drawing` turns places into knots, dots and threads.
"""

from exchanges.web.drawing import Drawing, Style, draw
from exchanges.web.links import Group, find_chains, find_circles, find_links

__all__ = ["Drawing", "Group", "Style", "draw", "find_chains", "find_circles", "find_links"]
