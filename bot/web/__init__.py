"""The citizen's chat, the staff board, the demo, editors' pages, webhooks and health checks.

The server renders every page; a little script adds comfort.
"""
