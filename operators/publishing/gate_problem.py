"""What the gate finds, and what it must know of the world to find it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from operators.links import OfficialList

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is stable, ``field`` leads to the place (``conditions[no-sms].remedy``), ``message`` says what to do.

    ``clears`` is the host, number or address that a reviewer can clear.
    """

    code: str
    field: str
    message: str
    refuses: bool = True
    clears: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


@dataclass(frozen=True, slots=True)
class GateContext:
    """What the gate must know of the world: what is published, and which day it is in the country."""

    today: date
    official: OfficialList = field(default_factory=OfficialList)
    operator_hosts: OfficialList = field(default_factory=OfficialList)
    regulator_hosts: OfficialList = field(default_factory=OfficialList)
    known_hosts: frozenset[str] = frozenset()
    live_operators: Mapping[str, str] = field(default_factory=dict)
    live_policies: frozenset[str] = frozenset()
    withdrawn_from: str = ""
    """The day of the withdrawal that readers are told of now; empty where they are told of none."""
    rival: str = ""
    turned: tuple[str, ...] = ()
    """Sentences that say which self-check outcomes this edition would turn."""
    outdated: tuple[tuple[str, str], ...] = ()
    """Places and languages of texts that translate what another language said before."""


def refuse(code: str, where: str, message: str) -> Problem:
    return Problem(code, where, message)


def warn(code: str, where: str, message: str, clears: str = "") -> Problem:
    return Problem(code, where, message, refuses=False, clears=clears)
