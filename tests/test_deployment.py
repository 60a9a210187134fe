"""docs/deploy: the units and the proxies' files as systemd, nginx and Caddy read them, against Loa's own numbers."""

from __future__ import annotations

import re
import shlex
import shutil
import ssl
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import fields
from pathlib import Path
from typing import Any

import crossplane
import pytest

from bot.channels.zalo_oa import webhook as zalo_oa
from bot.cli.main import loaded
from bot.cli.serve import GRACE
from bot.settings.settings import Settings
from bot.web import webhooks

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"
UNITS = [*sorted(path.name for path in DEPLOY.glob("*.service")), "loa-backup.timer"]
SERVICES = [name for name in UNITS if name.endswith(".service")]
FOLDER, PROGRAM = "/srv/loa", "/opt/loa/bin/loa"
SECTIONS = {"service": {"Unit", "Service", "Install"}, "timer": {"Unit", "Timer", "Install"}}


class Unit(ConfigParser):
    """A unit: keys keep their case, and one that is written twice is a slip."""

    def __init__(self, name: str) -> None:
        super().__init__(delimiters="=", comment_prefixes="#", interpolation=None, strict=True)
        self.name = name
        self.read_string((DEPLOY / name).read_text(encoding="utf-8"))

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def commands(name: str) -> list[list[str]]:
    """Every `loa …` that the unit runs."""
    service, found = Unit(name)["Service"], []
    for key in (key for key in service if key.startswith("Exec")):
        found += [shlex.split(run) for run in re.findall(rf"{PROGRAM} ([^']*)", service[key])]
    return found


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_has_only_the_sections_of_its_kind(name: str) -> None:
    unit = Unit(name)
    assert set(unit.sections()) <= SECTIONS[name.rpartition(".")[2]]
    assert f"/etc/systemd/system/{name}" in (DEPLOY / name).read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_to_say(name: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    ours = str(Path(sys.prefix) / "bin" / "loa")
    for unit in UNITS:
        (tmp_path / unit).write_text((DEPLOY / unit).read_text(encoding="utf-8").replace(PROGRAM, ours))
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, cwd=tmp_path
    )
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_runs_a_command_that_there_is(name: str) -> None:
    assert commands(name)
    for command, *arguments in commands(name):
        parameters = loaded(command).params
        flags = {flag for parameter in parameters for flag in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in arguments if word.startswith("--")} <= flags
        assert bool([word for word in arguments if not word.startswith("--")]) == bool(
            [parameter for parameter in parameters if parameter.param_type_name == "argument"]
        )


@pytest.mark.parametrize("name", ["loa.service", "loa-deliver.service"])
def test_systemd_waits_longer_than_loa_takes_to_stop(name: str) -> None:
    stop = GRACE + Settings.model_fields["delivery_grace_seconds"].default
    assert stop < int(Unit(name)["Service"]["TimeoutStopSec"])
    assert Unit(name)["Service"]["Restart"] == "always"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_more_rights_than_it_needs(name: str) -> None:
    service = Unit(name)["Service"]
    assert (service["User"], service["WorkingDirectory"]) == ("loa", FOLDER)
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["ProtectHome"]) == ("yes", "strict", "yes")
    assert service["CapabilityBoundingSet"] == ""
    assert all(place.startswith(f"{FOLDER}/") for place in service["ReadWritePaths"].split())
    assert not re.search(r"(KEY|TOKEN|SECRET|PASSWORD)=", (DEPLOY / name).read_text(encoding="utf-8"))


def test_a_backup_is_written_where_the_unit_may_write_and_old_ones_go() -> None:
    service = Unit("loa-backup.service")["Service"]
    (written,) = re.findall(r'backup "(\S+)/loa-[^"]*\.zip"', service["ExecStart"])
    assert written in service["ReadWritePaths"].split()
    assert service["ExecStartPost"].split()[1] == written
    assert Unit("loa-backup.timer")["Timer"]["Persistent"] == "yes"


def test_the_short_command_stands_where_the_units_stand() -> None:
    script = DEPLOY / "loa"
    assert subprocess.run(["sh", "-n", script]).returncode == 0
    assert f"cd {FOLDER} && exec runuser -u loa -- {PROGRAM} " in script.read_text(encoding="utf-8")


def directives(block: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Every directive of that name in the block that the names before it lead to."""
    name, *deeper = names
    found = [directive for directive in block if directive["directive"] == name]
    return found if not deeper else [one for each in found for one in directives(each["block"], *deeper)]


@pytest.fixture
def nginx(tmp_path: Path) -> dict[str, Any]:
    """The server block that speaks https, as nginx's own parser reads it in its place."""
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {DEPLOY / 'nginx.conf'}; }}\n")
    read = crossplane.parse(str(whole), strict=True, combine=True)
    assert (read["status"], read["errors"]) == ("ok", [])
    servers = directives(read["config"][0]["parsed"], "http", "server")
    (https,) = [one for one in servers if directives(one["block"], "ssl_certificate")]
    return https


def test_nginx_hands_on_what_loa_asks_for(nginx: dict[str, Any]) -> None:
    headers = dict(one["args"] for one in directives(nginx["block"], "proxy_set_header"))
    assert headers["Host"] == "$host"
    assert headers["X-Forwarded-For"] == "$proxy_add_x_forwarded_for"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    assert not directives(nginx["block"], "location", "proxy_set_header"), "one there would undo all of the server's"
    passed = directives(nginx["block"], "location", "proxy_pass")
    assert {tuple(one["args"]) for one in passed} == {("http://loa",)}, "the path as it came, for webhooks are signed"


def test_nginx_speaks_the_tls_of_today(nginx: dict[str, Any]) -> None:
    (protocols,), (ciphers,) = (directives(nginx["block"], name) for name in ("ssl_protocols", "ssl_ciphers"))
    assert protocols["args"] == ["TLSv1.2", "TLSv1.3"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers["args"][0])
    found = [one for one in context.get_ciphers() if one["protocol"] == "TLSv1.2"]
    assert {one["name"] for one in found} == set(ciphers["args"][0].split(":"))
    assert all(one["aead"] and "ECDHE" in one["name"] and one["strength_bits"] >= 128 for one in found)


def test_nginx_holds_back_no_line_of_the_chat(nginx: dict[str, Any]) -> None:
    (lines,) = [one for one in directives(nginx["block"], "location") if one["args"] == ["=", "/chat/lines"]]
    told = {one["directive"]: one["args"][0] for one in lines["block"]}
    assert told["proxy_buffering"] == "off"
    assert told["proxy_read_timeout"] == "1h"


def test_nginx_lets_webhooks_in_and_keeps_addresses_out_of_the_log(nginx: dict[str, Any]) -> None:
    (most,) = directives(nginx["block"], "client_max_body_size")
    assert most["args"] == ["1m"]
    longest = {field.name: field.default for field in fields(webhooks.Webhook)}["longest"]
    assert max(longest, zalo_oa.MOST_BYTES) < 1024**2
    (log,) = directives(nginx["block"], "access_log")
    assert log["args"] == ["off"]
    (metrics,) = [one for one in directives(nginx["block"], "location") if one["args"] == ["=", "/metrics"]]
    assert [one["directive"] for one in metrics["block"]] == ["return"]


def caddy() -> dict[str, list[str]]:
    """What each line of the Caddyfile says, below the names of the blocks that it stands in: "site/reverse_proxy"."""
    said: dict[str, list[str]] = {}
    blocks: list[str] = []
    for line in (DEPLOY / "Caddyfile").read_text(encoding="utf-8").splitlines():
        words = line.strip().split()
        if not words or words[0].startswith("#"):
            continue
        if words == ["}"]:
            blocks.pop()
            continue
        said["/".join([*blocks, words[0]])] = [word for word in words[1:] if word != "{"]
        if words[-1] == "{":
            blocks.append(words[0] if blocks else "site")
    assert blocks == [], "every block is closed"
    return said


def test_caddy_hands_on_everything_at_once() -> None:
    said = caddy()
    assert said["site/reverse_proxy"] == ["127.0.0.1:8080"]
    assert said["site/reverse_proxy/flush_interval"] == ["-1"]
    assert said["site/request_body/max_size"] == ["1MB"]
    assert said["site/respond"] == ["/metrics", "404"]
    assert "site/log" not in said
    assert not [path for path in said if "header_up" in path], "what Caddy sets by itself is right"


def test_caddy_itself_reads_it() -> None:
    if shutil.which("caddy") is None:
        pytest.skip("no Caddy on this machine")
    read = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    assert subprocess.run(read, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_looks_where_loa_listens(name: str) -> None:
    host, port = (Settings.model_fields[field].default for field in ("host", "port"))
    assert f"{host}:{port}" in (DEPLOY / name).read_text(encoding="utf-8")
