"""Hears the facts of one stream, one at a time, each acknowledged after its effect is committed."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import Any, Mapping, Protocol

from broker import Broker
from contracts import Contracts, read_json, write_json
from wire import Message

log = logging.getLogger("facts")

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
BATCH = 64
PULL_S = 3.0
RETRY_S = 1.0
#: A fact that failed this often by itself becomes a dead letter.
MOST_FAILURES = 8


class Unreadable(Exception):
    """What comes is no fact of the contract, and will be none at the next delivery."""


class Outage(Exception):
    """The effect cannot be made durable now, whatever the fact: it is tried again for as long as that takes."""


@dataclass(frozen=True)
class Fact:
    """A fact as it came: its id is the same at every delivery."""

    id: str
    subject: str
    body: Mapping[str, Any]
    delivery: int


@dataclass(frozen=True)
class DeadLetter:
    """What cannot be worked on, kept with its cause for a person to look at."""

    id: str
    subject: str
    payload: bytes
    cause: str
    delivery: int


class Effects(Protocol):
    """Where facts have their effect."""

    async def apply(self, fact: Fact) -> bool:
        """Makes the effect and the id of the fact durable in one transaction; False if there was nothing to do."""

    async def bury(self, letter: DeadLetter) -> None:
        """Keeps what cannot be worked on."""


class FactsConsumer:
    """The durable pull consumer of this service on one stream; replicas share it."""

    def __init__(
        self, broker: Broker, contracts: Contracts, effects: Effects, stream: str, durable: str, budget_s: float
    ) -> None:
        self._broker = broker
        self._contracts = contracts
        self._effects = effects
        self._api = f"$JS.API.CONSUMER.{{}}.{stream}.{durable}"
        self._stream, self._durable, self._budget_s = stream, durable, budget_s
        self._payloads: dict[str, str] = {}
        self._delivered: asyncio.Queue[Message] = asyncio.Queue()
        self._stopping = asyncio.Event()
        self._failures: dict[str, int] = {}
        self._inbox, self._pulls = broker.new_inbox(), 0
        self._task: asyncio.Task[None] | None = None
        self.state: dict[str, Any] = {"facts": "waiting", "heard": 0, "again": 0, "deadLetters": 0}

    def hear(self, subject: str) -> None:
        """Raises KeyError if the contracts know no such fact."""
        self._payloads[subject] = self._contracts.fact(subject)

    def start(self) -> None:
        self._subscription = self._broker.subscribe(f"{self._inbox}.*", self._delivered.put_nowait)
        self._task = asyncio.create_task(self._run())

    async def stop(self, within_s: float) -> None:
        """Ends after the fact at hand; what else was delivered goes back at once, for the next process."""
        self._stopping.set()
        if self._task:
            await asyncio.wait([self._task], timeout=within_s)
            self._task.cancel()
        self._broker.unsubscribe(self._subscription)
        self._broker.forget(self._subscription)

    async def _run(self) -> None:
        said = ""
        while not self._stopping.is_set():
            try:
                await self._declare()
                said = ""
                while not self._stopping.is_set():
                    await self._pull()
            except Exception as error:
                # A producer that was never started has no stream: said once, not every second.
                if repr(error) != said:
                    log.info("facts wait", extra={"facts": {"stream": self._stream, "reason": repr(error)}})
                said = repr(error)
            self.state["facts"] = "waiting"
            await self._pause(RETRY_S)

    async def _declare(self) -> None:
        """One that is there keeps its place in the stream; what this version wants otherwise is brought up to date."""
        config = {
            "durable_name": self._durable,
            "name": self._durable,
            "deliver_policy": "all",
            "ack_policy": "explicit",
            # Facts handed to a process that died come again after this, when nobody can be at work on one any more.
            "ack_wait": round(self._budget_s * 1.2 * 1e9),
            "filter_subjects": sorted(self._payloads),
            "max_deliver": -1,
            "max_ack_pending": 256,
        }
        request = write_json({"stream_name": self._stream, "config": config})
        answer = await self._broker.request(self._api.format("CREATE"), request, 2.0)
        error = read_json(answer.data).get("error")
        if error:
            raise ValueError(error.get("description", "no consumer"))
        self.state["facts"] = "heard"

    async def _pull(self) -> None:
        """Asks for a batch, and works through what comes until the broker says that it is over."""
        self._pulls += 1
        reply = f"{self._inbox}.{self._pulls}"
        request = write_json({"batch": BATCH, "expires": round(PULL_S * 1e9)})
        self._broker.publish(self._api.format("MSG.NEXT"), request, reply)
        taken = 0
        while taken < BATCH:
            message = await self._next(PULL_S + RETRY_S)
            if message is None:
                break
            if message.status:
                if message.subject != reply:
                    continue
                # 404 and 408: there is no more now. Anything else (409, 503): the consumer is gone, or has no leader.
                if message.status in (404, 408):
                    break
                raise ValueError(f"{message.status} {message.description}")
            taken += 1
            await self._work(message)
        while self._stopping.is_set() and not self._delivered.empty():
            message = self._delivered.get_nowait()
            if not message.status:
                self._settle(message, b"-NAK")

    async def _next(self, within_s: float) -> Message | None:
        """None when nothing came in time, or when it is time to stop."""
        if self._stopping.is_set():
            return None
        came = asyncio.ensure_future(self._delivered.get())
        stop = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({came, stop}, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if came.done():
            return came.result()
        came.cancel()
        return None

    async def _work(self, message: Message) -> None:
        delivery = _delivery(message)
        fact_id = message.headers.get("ce-id", "") or message.reply
        try:
            fact = Fact(fact_id, message.subject, self._read(message), delivery)
            first = await asyncio.wait_for(self._effects.apply(fact), self._budget_s)
        except Exception as error:
            await self._failed(message, fact_id, delivery, error)
            return
        self._settle(message, b"+ACK")
        self._failures.pop(fact_id, None)
        self.state["heard" if first else "again"] += 1

    def _read(self, message: Message) -> Mapping[str, Any]:
        """Members it does not know pass: whoever tells the fact may be newer than this."""
        name = self._payloads.get(message.subject)
        if name is None:
            raise Unreadable(f"nobody here hears {message.subject}")
        if not UUID.fullmatch(message.headers.get("ce-id", "")):
            raise Unreadable("it has no ce-id that is a UUID")
        try:
            body = read_json(message.data)
        except (ValueError, RecursionError):
            raise Unreadable("it is not JSON") from None
        faults = self._contracts.schemas.faults(name, body, tolerant=True)
        if faults:
            raise Unreadable(f"{name}: {faults[0].message}")
        checked: Mapping[str, Any] = body
        return checked

    async def _failed(self, message: Message, fact_id: str, delivery: int, error: Exception) -> None:
        facts = {"subject": message.subject, "eventId": fact_id, "delivery": delivery, "error": repr(error)}
        # However often it was delivered meanwhile, an outage says nothing about the fact.
        failures = self._failures.get(fact_id, 0) + (0 if isinstance(error, Outage) else 1)
        self._failures[fact_id] = failures
        if not isinstance(error, Unreadable) and failures < MOST_FAILURES:
            log.warning("fact will be tried again", extra={"facts": facts})
            delay_ns = round(min(0.1 * 2 ** min(delivery, 5), 2.0) * 1e9)
            self._settle(message, b"-NAK " + write_json({"delay": delay_ns}))
            return
        try:
            letter = DeadLetter(fact_id, message.subject, message.data, str(error) or repr(error), delivery)
            await self._effects.bury(letter)
        except Exception as cause:
            log.error("dead letter could not be stored", extra={"facts": {**facts, "cause": repr(cause)}})
            self._settle(message, b'-NAK {"delay":10000000000}')
            return
        self._settle(message, b"+TERM dead letter")
        self._failures.pop(fact_id, None)
        self.state["deadLetters"] += 1
        log.error("fact became a dead letter", extra={"facts": facts})

    def _settle(self, message: Message, word: bytes) -> None:
        """Unsaid while the broker is away: then the fact comes again, and its id is known."""
        if self._broker.connected:
            self._broker.publish(message.reply, word)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except asyncio.TimeoutError:
            pass


def _delivery(message: Message) -> int:
    """`$JS.ACK.<stream>.<consumer>.<delivery>.…`, with domain and account hash before the stream where there are any."""
    words = message.reply.split(".")
    place = 4 if len(words) == 9 else 6
    return int(words[place]) if len(words) > place and words[place].isdigit() else 1
