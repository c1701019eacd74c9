"""Answers asks: one queue group, so that replicas share them, and no ask without an answer of the declared form."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Mapping

from broker import Broker, Disconnected, Subscription
from contracts import Contracts, Refusal, read_json, write_json
from transit import Transit
from wire import Message

log = logging.getLogger("asks")

DEFAULT_MS, MOST_MS = 2000, 60_000
#: What a handler may take beyond its time, for its own refusal to come first.
GRACE_S = 1.0
MOST_AT_ONCE = 512

Handler = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


@dataclass
class Statistics:
    """Of one ask, since the start."""

    requests: int = 0
    errors: int = 0
    last_error: str = ""
    total_s: float = 0.0


class AskServer:
    """Serves subjects of the contracts until it is drained."""

    def __init__(self, broker: Broker, contracts: Contracts, group: str) -> None:
        self._broker = broker
        self._contracts = contracts
        self._group = group
        self._transit = Transit()
        self._open: list[Subscription] = []
        self._running: set[asyncio.Task[None]] = set()
        self.statistics: dict[str, Statistics] = {}

    def serve(self, subject: str, handler: Handler) -> None:
        """Raises KeyError if the contracts know no such ask."""
        request, reply = self._contracts.ask(subject)
        self.statistics[subject] = Statistics()

        async def work(body: Any) -> Mapping[str, Any]:
            faults = self._contracts.schemas.faults(request, body)
            if faults:
                raise self._contracts.invalid(faults)
            answer = await handler(body)
            wrong = self._contracts.schemas.faults(reply, answer)
            if wrong:
                raise AssertionError(f"{reply} would be {wrong[0]}")
            return answer

        def take(message: Message) -> None:
            task = asyncio.create_task(self._answer(message, work))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

        self._open.append(self._broker.subscribe(subject, take, self._group))

    async def drain(self, within_s: float) -> None:
        """Takes no new ask and answers those that were already delivered. Raises nothing; `within_s` bounds it."""
        for subscription in self._open:
            self._broker.unsubscribe(subscription)
        try:
            # What the broker sent before it read the UNSUB is here when its PONG is.
            await self._broker.flush(within_s)
        except Exception as error:
            log.warning("drained without a broker", extra={"facts": {"reason": repr(error)}})
        for subscription in self._open:
            self._broker.forget(subscription)
        if self._running:
            await asyncio.wait(self._running, timeout=within_s)

    async def _answer(self, message: Message, work: Handler) -> None:
        arrived_at = time.monotonic()
        trace = _trace_id(message.headers.get("traceparent", ""))
        body, code = b"", "ok"
        try:
            left_s = self._left_s(message)
            if len(self._running) > MOST_AT_ONCE:
                raise self._contracts.refusal("overloaded", retryAfterMs=1000)
            if left_s <= 0:
                raise self._contracts.refusal("deadline_spent")
            body = write_json(await asyncio.wait_for(work(self._read(message)), left_s + GRACE_S))
        except Refusal as refusal:
            code, body = refusal.code, write_json(refusal.body)
        except asyncio.TimeoutError:
            code, body = "outcome_unknown", write_json(self._contracts.refusal("outcome_unknown").body)
        except Exception:
            log.exception("ask failed", extra={"facts": {"subject": message.subject, "traceId": trace}})
            code, body = "internal", write_json(self._contracts.refusal("internal").body)
        self._respond(message, body, refused=code != "ok")
        self._count(message.subject, code, time.monotonic() - arrived_at, trace)

    def _left_s(self, message: Message) -> float:
        text = message.headers.get("Croupier-Time-Left-Ms", "")
        left_ms = min(int(text), MOST_MS) if re.fullmatch(r"-?[0-9]{1,9}", text) else DEFAULT_MS
        sent = message.headers.get("Croupier-Sent-Ms", "")
        return left_ms / 1000 - self._transit.lain_s(message.reply, sent, self._broker.silence_s)

    def _read(self, message: Message) -> Any:
        try:
            return read_json(message.data)
        except (ValueError, RecursionError):
            raise self._contracts.refusal("malformed_json") from None

    def _respond(self, message: Message, body: bytes, refused: bool) -> None:
        if not message.reply:
            return
        try:
            self._broker.publish(message.reply, body, headers={"Croupier-Error": "1"} if refused else None)
        except (Disconnected, ValueError):
            # Its caller learns the outcome by asking again.
            log.warning("answer not sent", extra={"facts": {"subject": message.subject}})

    def _count(self, subject: str, code: str, took_s: float, trace: str) -> None:
        row = self.statistics[subject]
        row.requests += 1
        row.total_s += took_s
        if code != "ok":
            row.errors += 1
            row.last_error = code
        facts = {"subject": subject, "code": code, "durationMs": round(took_s * 1000, 1), "traceId": trace}
        log.info("ask answered", extra={"facts": facts})


def _trace_id(traceparent: str) -> str:
    """The 32 digits that all logs of one request share; a new trace begins where there is none."""
    match = re.fullmatch(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", traceparent)
    return match[1] if match else secrets.token_hex(16)
