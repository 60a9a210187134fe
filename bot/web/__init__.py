"""The pages: the citizen's chat, the demo, webhooks, health. Rendered by the server; a little script adds comfort."""
