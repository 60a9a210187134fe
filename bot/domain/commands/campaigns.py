"""Commands of staff about campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Deed(StrEnum):
    """What is to be done with a campaign."""

    SHOW = "show"
    TEST = "test"
    ASK = "ask"
    APPROVE = "approve"
    REFUSE = "refuse"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True)
class ShowCampaigns:
    """ "Các đợt tin": the last ones, and where each is."""


@dataclass(frozen=True)
class DoWithCampaign:
    """ "Duyệt đợt tin 3", "tạm dừng đợt tin 3"."""

    number: int
    deed: Deed = Deed.SHOW


CampaignCommand: TypeAlias = ShowCampaigns | DoWithCampaign
