"""The peer: the same form in a bare python-telegram-bot bot, its conversation in memory, behind Starlette."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, ConversationHandler, MessageHandler, filters

NAME, PHONE, COMMUNE = range(3)
Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _context: Context) -> int:
    await update.message.reply_text("What should we call you?")
    return NAME


async def name(update: Update, context: Context) -> int:
    context.user_data["name"] = update.message.text
    await update.message.reply_text("Which number can we call?")
    return PHONE


async def phone(update: Update, context: Context) -> int:
    context.user_data["phone"] = update.message.text
    await update.message.reply_text("Which commune do you live in?")
    return COMMUNE


async def commune(update: Update, context: Context) -> int:
    kept = context.user_data
    await update.message.reply_text(f"Thank you, {kept['name']}. We will call {kept['phone']}.")
    return ConversationHandler.END


def main() -> None:
    bot = Application.builder().token(os.environ["TOKEN"]).base_url(os.environ["API"] + "/bot").updater(None).build()
    words = filters.TEXT & ~filters.COMMAND
    bot.add_handler(
        ConversationHandler(
            [CommandHandler(["start", "form"], start)],
            {
                NAME: [MessageHandler(words, name)],
                PHONE: [MessageHandler(words, phone)],
                COMMUNE: [MessageHandler(words, commune)],
            },
            [CommandHandler("start", start)],
        )
    )

    async def hook(request: Request) -> Response:
        if request.headers.get("x-telegram-bot-api-secret-token") != os.environ["SECRET"]:
            return PlainTextResponse("no", 403)
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        return PlainTextResponse("ok")

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        async with bot:
            await bot.start()
            yield
            await bot.stop()

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])], lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error", access_log=False)


if __name__ == "__main__":
    main()
