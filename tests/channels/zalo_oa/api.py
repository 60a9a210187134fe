"""The HTTP of the Official Account in a box; refusals come with HTTP 200, as Zalo's do."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.channels.zalo_oa.rules import Refused, shown

if TYPE_CHECKING:
    from tests.channels.zalo_oa.emulator import Fault, OaEmulator

SHUT, FREE = timedelta(days=7), timedelta(hours=48)
LIMITED = "Your application reached limit call api"
GONE = "MessageV2 API has been shut down"
QUOTAS = [{"product_type": "cs", "quota_type": "sub_quota", "total": 500, "remain": 488, "valid_through": "2026-12-31"}]


class Api:
    def __init__(self, zalo: OaEmulator) -> None:
        self.zalo = zalo
        self.times: list[datetime] = []

    def app(self) -> Starlette:
        posts = {
            "/v4/oa/access_token": self.token,
            "/v3.0/oa/message/cs": self.answering(self.message),
            "/v3.0/oa/message/template": self.answering(self.template),
            "/message/template": self.answering(self.template),
            "/v2.0/oa/upload/{kind}": self.upload,
            "/v3.0/oa/quota/message": self.answering(self.quota),
            "/v2.0/oa/message": self.answering(self.reaction),
            "/v3.0/oa/message/transaction": self.answering(self.gone),
            "/v3.0/oa/message/promotion": self.answering(self.gone),
        }
        gets = {
            "/template/info/v2": self.answering(self.template_info),
            "/v3.0/oa/user/detail": self.answering(self.detail),
            "/v2.0/oa/getoa": self.answering(self.about),
        }
        routes = [Route(path, handler, methods=["POST"]) for path, handler in posts.items()]
        return Starlette(routes=[*routes, *(Route(path, handler, methods=["GET"]) for path, handler in gets.items())])

    async def token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        self.zalo.calls.append((request.url.path, form))
        fault = await self._fault(request)
        if fault and not fault.after:
            return _spoilt(fault)
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return _no_grant(-14010, "Invalid content type")
        if request.headers.get("secret_key") != self.zalo.app_secret or form.get("app_id") != self.zalo.app_id:
            return _no_grant(-14002, "Invalid appId")
        match form.get("grant_type"):
            case "authorization_code":
                if not self.zalo.redeem(form.get("code", ""), form.get("code_verifier", "")):
                    return _no_grant(-14019, "Invalid authorization code")
            case "refresh_token":
                if not self.zalo.renew(form.get("refresh_token", "")):
                    return _no_grant(-14014, "Invalid refresh token")
            case _:
                return _no_grant(-14013, "Invalid grant type")
        access, refresh = self.zalo.consent()
        await asyncio.sleep(fault.hang if fault else self.zalo.slowness)
        if fault:
            return _spoilt(fault)
        return JSONResponse({"access_token": access, "refresh_token": refresh, "expires_in": "90000"})

    def answering(self, take: Callable[[Request, Any], Any]) -> Any:
        async def handler(request: Request) -> Response:
            json_sent = "json" in request.headers.get("content-type", "")
            if request.method == "POST" and not json_sent:
                return JSONResponse({"error": -201, "message": "body is invalid!"})
            body = await request.json() if json_sent else dict(request.query_params)
            return await self._answer(request, body, lambda: take(request, body))

        return handler

    async def upload(self, request: Request) -> Response:
        kind, form = request.path_params["kind"], await request.form()
        file: Any = form.get("file")
        content = await file.read() if hasattr(file, "read") else b""
        name = getattr(file, "filename", "") or ""
        return await self._answer(request, len(content), lambda: self._keep(kind, name, content))

    def message(self, _request: Request, body: Any) -> dict[str, Any]:
        zalo = self.zalo
        person = zalo.people.get(str(body.get("recipient", {}).get("user_id", "")))
        if person is None:
            raise Refused(-201, "user_id is invalid!")
        seen = shown(body, dict.fromkeys(zalo.uploaded()), dict.fromkeys(zalo.uploaded()))
        if person.refuses:
            raise Refused(person.refuses, "refused")
        if person.last is None or zalo.now - person.last > SHUT:
            raise Refused(-230, "User has not interacted with the OA in the past 7 days")
        kind = "reply" if zalo.now - person.last <= FREE else "sub_quota"
        id = f"m{next(zalo.numbers)}"
        person.put(id, seen)
        quota = {"quota_type": kind, "remain": "8", "total": "8"}
        return {"message_id": id, "user_id": person.id, "sent_time": zalo.stamp(), "quota": quota}

    def template(self, _request: Request, body: Any) -> dict[str, Any]:
        takes, data = self._known(body.get("template_id")), body.get("template_data", {})
        for one in takes:
            if one["require"] and one["name"] not in data:
                raise Refused(-1124, "template data is missing")
            if len(data.get(one["name"], "")) > one["maxLength"]:
                raise Refused(-1122, "template data is too long")
        if data.keys() - {one["name"] for one in takes}:
            raise Refused(-1121, "template data is unknown")
        phone = body.get("phone")
        if phone is not None and not (str(phone).startswith("84") and 0 < len(body.get("tracking_id", "")) <= 48):
            raise Refused(-108, "phone is invalid")
        self.zalo.sent_templates.append(body)
        id = f"t{next(self.zalo.numbers)}"
        return {"message_id" if phone is None else "msg_id": id, "sent_time": self.zalo.stamp()}

    def template_info(self, _request: Request, asked: Any) -> dict[str, Any]:
        return {"templateId": asked.get("template_id"), "listParams": self._known(asked.get("template_id"))}

    def quota(self, _request: Request, asked: Any) -> Any:
        if "user_id" in asked:
            return {"last_interaction": self.zalo.stamp(), "cs_reply": {"remain": 8, "total": 8}}
        if asked.get("quota_owner") not in ("OA", "App"):
            raise Refused(-201, "quota_owner is invalid!")
        return QUOTAS

    def detail(self, _request: Request, asked: Any) -> dict[str, Any]:
        person = self.zalo.people.get(json.loads(asked["data"])["user_id"])
        if person is None:
            raise Refused(-201, "user_id is invalid!")
        return {"user_id": person.id, "display_name": person.name, "user_is_follower": person.follows}

    def about(self, _request: Request, _asked: Any) -> dict[str, Any]:
        return {"oaid": self.zalo.oa_id, "name": "BHXH tỉnh", "is_verified": True, "package_name": "Growth"}

    def reaction(self, _request: Request, body: Any) -> dict[str, Any]:
        if "message" in body:
            raise Refused(-240, GONE)
        return {"message_id": f"m{next(self.zalo.numbers)}"}

    def gone(self, _request: Request, _body: Any) -> Any:
        raise Refused(-240, GONE)

    def _keep(self, kind: str, name: str, content: bytes) -> dict[str, str]:
        pictures = content.startswith((b"\x89PNG", b"\xff\xd8"))
        right = pictures if kind == "image" else name.lower().endswith((".pdf", ".doc", ".docx", ".csv"))
        if not right or len(content) > (1_048_576 if kind == "image" else 5 * 1_048_576):
            raise Refused(-210, "Parameter exceeds allowable limit")
        id = f"up{next(self.zalo.numbers)}"
        (self.zalo.attachments if kind == "image" else self.zalo.files)[id] = self.zalo.now
        self.zalo.contents[id] = content
        return {"attachment_id" if kind == "image" else "token": id}

    def _known(self, template: Any) -> list[dict[str, Any]]:
        if template not in self.zalo.templates:
            raise Refused(-109, "template is invalid")
        return self.zalo.templates[template]

    async def _answer(self, request: Request, body: Any, take: Callable[[], Any]) -> Response:
        """What every call has in common: faults, token, limit."""
        self.zalo.calls.append((request.url.path, body))
        fault = await self._fault(request)
        if fault and not fault.after:
            return _spoilt(fault)
        try:
            self._check(request)
            data = take()
        except Refused as refused:
            limited = {"X-RateLimit-Limit": str(self.zalo.per_minute), "X-RateLimit-Remain": "0"}
            return JSONResponse({"error": refused.code, "message": str(refused)}, headers=limited)
        if fault:
            await asyncio.sleep(fault.hang)
            return _spoilt(fault)
        return JSONResponse({"data": data, "error": 0, "message": "Success"})

    def _check(self, request: Request) -> None:
        zalo, token = self.zalo, request.headers.get("access_token", "")
        business = not request.url.path.startswith("/v")
        if token not in zalo.access:
            raise Refused(-124 if business else -216, "Access token is invalid")
        if zalo.access[token] <= zalo.now:
            raise Refused(-124 if business else -220, "access_token is expired or removed")
        proof = hmac.new(zalo.app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if zalo.proof and request.headers.get("appsecret_proof") != proof:
            raise Refused(-242, "Invalid appsecret_proof provided in the API argument")
        self.times = [at for at in self.times if zalo.now - at < timedelta(minutes=1)] + [zalo.now]
        if len(self.times) > zalo.per_minute:
            raise Refused(-32, LIMITED)

    async def _fault(self, request: Request) -> Fault | None:
        for fault in self.zalo.faults:
            if fault.path == request.url.path:
                self.zalo.faults.remove(fault)
                if not fault.after:
                    await asyncio.sleep(fault.hang)
                return fault
        return None


def _spoilt(fault: Fault) -> Response:
    if fault.nonsense:
        return Response("<html>502</html>", fault.http)
    body: Mapping[str, Any] = fault.body if fault.body is not None else {"error": fault.error, "message": "spoilt"}
    return JSONResponse(body, fault.http)


def _no_grant(code: int, name: str) -> Response:
    about = {"error_name": name, "error_reason": name, "error_description": name, "ref_doc": "https://…"}
    return JSONResponse({"error": code, **about})
