"""Zalo's own hosts of what people send."""

# Photos and voice lie at zdn.vn and zadn.vn; files begin at dlfl.vn, which sends on to flchat.vn and dlmd.me.
HOSTS = ("zdn.vn", "zadn.vn", "dlfl.vn", "flchat.vn", "dlmd.me")
