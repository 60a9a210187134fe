"""Dockerfile and compose file against the real files, commands and settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.cli.main import loaded
from bot.cli.serve import GRACE
from bot.settings.settings import Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "loa"}


def settings() -> set[str]:
    return {f"LOA_{name.upper()}" for name in Settings.model_fields}


def run_commands() -> list[list[str]]:
    """Every `loa …` that a container runs."""
    written = re.findall(r"^CMD \[(.*)\]", DOCKERFILE, re.M)
    image = [[word.strip(' "') for word in line.split(",")] for line in written]
    return image + [service["command"] for service in OURS.values()]


def test_every_command_is_one_of_ours_with_its_options() -> None:
    for program, command, *options in run_commands():
        assert program == "loa"
        accepted = {
            flag for parameter in loaded(command).params for flag in (*parameter.opts, *parameter.secondary_opts)
        }
        assert set(options) <= accepted, (command, options)


def test_every_setting_exists() -> None:
    named = set(re.findall(r"\bLOA_[A-Z_]+(?==)", DOCKERFILE))
    for service in OURS.values():
        named |= set(service["environment"])
    named |= set(re.findall(r"^(LOA_[A-Z_]+)=$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M))
    assert named <= settings()


def test_what_compose_asks_for_is_in_the_example_and_reaches_every_program() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert asked - set(re.findall(r"^(\w+)=$", example, re.M)) == {"BIND_ADDRESS", "TRUSTED_PROXIES"}, (
        "those have defaults"
    )
    assert all(service["env_file"][0]["path"] == ".env" for service in OURS.values())


def test_a_content_folder_stays_the_same_in_the_next_container() -> None:
    assert {service["hostname"] for service in OURS.values()} == {"loa"}


def test_every_file_that_is_copied_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.*)", DOCKERFILE, re.M):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_the_image_runs_without_rights_and_holds_no_secret() -> None:
    stage = DOCKERFILE.rsplit("FROM ", 1)[1]
    assert re.search(r"^USER (?!root)\w+", stage, re.M)
    assert "HEALTHCHECK" in stage
    assert not re.search(r"(KEY|TOKEN|PASSWORD|SECRET)=\S", DOCKERFILE)
    assert ".env" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_secrets_come_from_the_environment_only() -> None:
    for name, service in COMPOSE["services"].items():
        for variable, value in service["environment"].items():
            if re.search(r"KEY|TOKEN|PASSWORD|DATABASE", variable):
                assert re.search(r"\$\{\w+:[?-]", str(value)), (name, variable)


def test_every_image_is_named_exactly() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    images += [service["image"] for service in COMPOSE["services"].values() if "build" not in service]
    assert images
    for image in images:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z-]+", image), image


def test_no_container_takes_the_whole_machine_or_is_killed_while_it_stops() -> None:
    stop = GRACE + Settings.model_fields["delivery_grace_seconds"].default
    for name, service in COMPOSE["services"].items():
        assert {"mem_limit", "cpus"} <= set(service), name
        assert int(service["stop_grace_period"].removesuffix("s")) > stop, name


def test_containers_start_in_order_and_keep_their_data() -> None:
    services = COMPOSE["services"]
    assert services["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"
    for name in ("web", "deliver"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert services[name]["restart"] == "unless-stopped"
    assert "healthcheck" in services["db"]
    mounted = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert set(COMPOSE["volumes"]) <= mounted
    assert all(Path(ROOT / volume).exists() for volume in mounted if volume.startswith("./"))
