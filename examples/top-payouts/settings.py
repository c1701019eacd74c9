"""What the service must be told, from a JSON file that `npm start` writes or from the environment."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Mapping

#: The contracts beside which this folder lies in the repository.
CONTRACTS = Path(__file__).resolve().parents[2] / "libs" / "contracts"


class MissingSetting(Exception):
    """A setting without a default is not there."""


class _Secret(str):
    def __repr__(self) -> str:
        return "'…'"


@dataclass(frozen=True)
class Settings:
    """All settings; the password is shown by nothing that prints them."""

    nats_url: str
    nats_user: str
    nats_password: _Secret
    database: Path
    contracts: Path
    handler_budget_s: float


def read_settings(environment: Mapping[str, str], file: str | None, database: str | None) -> Settings:
    """The environment wins over the file. Raises MissingSetting, and OSError or ValueError for an unreadable file."""
    values = {**(json.loads(Path(file).read_text("utf-8")) if file else {}), **environment}
    if database:
        values["DATABASE_FILE"] = database
    missing = [name for name in ("NATS_URL", "NATS_USER", "NATS_PASSWORD", "DATABASE_FILE") if not values.get(name)]
    if missing:
        raise MissingSetting(", ".join(missing))
    return Settings(
        nats_url=values["NATS_URL"],
        nats_user=values["NATS_USER"],
        nats_password=_Secret(values["NATS_PASSWORD"]),
        database=Path(values["DATABASE_FILE"]),
        contracts=Path(values.get("CONTRACTS", CONTRACTS)),
        handler_budget_s=int(values.get("HANDLER_BUDGET_MS", "10000")) / 1000,
    )


class _JsonLines(logging.Formatter):
    """One JSON object a line, as the other services write them."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        facts = getattr(record, "facts", {})
        line = {"level": record.levelname.lower(), "time": at.replace("+00:00", "Z"), "msg": record.getMessage()}
        stack = {"stack": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps({**line, "part": record.name, **facts, **stack}, ensure_ascii=False)


def write_logs_to_stdout(level: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler])
