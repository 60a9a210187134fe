"""The peer: the same form in a bare aiogram bot, its states in memory, as its documentation shows it."""

from __future__ import annotations

import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web


class Form(StatesGroup):
    name = State()
    phone = State()
    commune = State()


async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(Form.name)
    await message.answer("What should we call you?")


async def name(message: Message, state: FSMContext) -> None:
    await state.update_data(name=message.text)
    await state.set_state(Form.phone)
    await message.answer("Which number can we call?")


async def phone(message: Message, state: FSMContext) -> None:
    await state.update_data(phone=message.text)
    await state.set_state(Form.commune)
    await message.answer("Which commune do you live in?")


async def commune(message: Message, state: FSMContext) -> None:
    kept = await state.get_data()
    await state.clear()
    await message.answer(f"Thank you, {kept['name']}. We will call {kept['phone']}.")


def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API"]))
    bot = Bot(os.environ["TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(start, Command("form"))
    dispatcher.message.register(name, StateFilter(Form.name))
    dispatcher.message.register(phone, StateFilter(Form.phone))
    dispatcher.message.register(commune, StateFilter(Form.commune))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=os.environ["SECRET"]).register(
        app, path="/hook"
    )
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)


if __name__ == "__main__":
    main()
