"""Who may do what in the back-office, model by model: v(iew), a(dd), c(hange), d(elete); team, then administrators.

Everybody else is turned away at its door. A model registered in the admin must be added here.
"""

ADMIN: dict[str, tuple[str, str]] = {
    # People
    "members.Member": ("vac", "vac"),
    "members.Household": ("vacd", "vacd"),
    "members.Authorisation": ("vac", "vacd"),
    "members.Consent": ("v", "v"),
    "members.Offer": ("vac", "vacd"),
    "members.Request": ("vac", "vacd"),
    # The catalogue and the villages
    "members.Theme": ("vac", "vacd"),
    "members.Skill": ("vac", "vacd"),
    "members.SkillTerm": ("vacd", "vacd"),
    "members.Commune": ("vac", "vacd"),
    "members.CommuneDistance": ("vacd", "vacd"),
    # The centre; its row is written once
    "members.Centre": ("v", "vc"),
    # Traces
    "members.Message": ("vc", "vc"),
    "members.SheetImport": ("v", "v"),
    # Sessions
    "exchanges.ActionGroup": ("vc", "vcd"),
    "exchanges.Project": ("vc", "vcd"),
    "exchanges.News": ("v", "v"),
    "exchanges.Session": ("vc", "vc"),
    "exchanges.Participation": ("v", "v"),
    "exchanges.Call": ("v", "v"),
    # The mouline
    "exchanges.Round": ("v", "v"),
    "exchanges.Proposal": ("v", "v"),
    "exchanges.Unserved": ("v", "v"),
    "exchanges.Refusal": ("vacd", "vacd"),
    # Places and days
    "exchanges.Venue": ("vac", "vacd"),
    "exchanges.Closure": ("vacd", "vacd"),
}
