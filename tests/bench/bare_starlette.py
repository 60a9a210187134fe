"""The limit: a Starlette route that reads the update and sends nothing but "ok"; its reply is the response."""

from __future__ import annotations

import os

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def hook(request: Request) -> Response:
    update = await request.json()
    return PlainTextResponse(str(update["update_id"]))


def main() -> None:
    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error", access_log=False)


if __name__ == "__main__":
    main()
