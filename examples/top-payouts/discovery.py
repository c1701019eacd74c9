"""The NATS services API (ADR-32): `nats micro ls` and whoever else asks finds this service with its figures."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Callable

from asks import AskServer
from broker import Broker, Subscription
from contracts import write_json
from wire import Message

VERSION = "1.0.0"


class Discovery:
    """Answers while it is open. It is opened when the service is ready and closed first: listed is ready."""

    def __init__(
        self, broker: Broker, asks: AskServer, name: str, instance: str, health: Callable[[], dict[str, Any]]
    ) -> None:
        self._broker = broker
        self._asks = asks
        self._health = health
        self._identity = {"name": name, "id": instance, "version": VERSION, "metadata": {"language": "python"}}
        self._started = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._open: list[Subscription] = []

    def open(self) -> None:
        for verb, answer in (("PING", dict), ("INFO", self._info), ("STATS", self._stats)):
            kind = {**self._identity, "type": f"io.nats.micro.v1.{verb.lower()}_response"}
            for place in ("", f".{kind['name']}", f".{kind['name']}.{kind['id']}"):
                self._open.append(self._broker.subscribe(f"$SRV.{verb}{place}", self._answering(kind, answer)))

    def close(self) -> None:
        for subscription in self._open:
            self._broker.unsubscribe(subscription)
            self._broker.forget(subscription)

    def _answering(self, kind: dict[str, Any], answer: Callable[[], dict[str, Any]]) -> Callable[[Message], None]:
        def respond(message: Message) -> None:
            if message.reply and self._broker.connected:
                self._broker.publish(message.reply, write_json({**kind, **answer()}))

        return respond

    def _endpoint(self, subject: str) -> dict[str, Any]:
        return {"name": subject.split(".")[2], "subject": subject, "queue_group": self._identity["name"]}

    def _info(self) -> dict[str, Any]:
        endpoints = [{**self._endpoint(subject), "metadata": {}} for subject in self._asks.statistics]
        return {"description": "The biggest payouts of each game in the last hour.", "endpoints": endpoints}

    def _stats(self) -> dict[str, Any]:
        endpoints = [
            {
                **self._endpoint(subject),
                "num_requests": row.requests,
                "num_errors": row.errors,
                "last_error": row.last_error,
                "processing_time": round(row.total_s * 1e9),
                "average_processing_time": round(row.total_s * 1e9 / row.requests) if row.requests else 0,
                # What ADR-32 leaves to the service: how it stands with the facts it hears.
                "data": self._health(),
            }
            for subject, row in self._asks.statistics.items()
        ]
        return {"started": self._started, "endpoints": endpoints}
