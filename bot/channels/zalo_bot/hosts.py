"""Where the Zalo Bot's platform is."""

API = "https://bot-api.zaloplatforms.com"
