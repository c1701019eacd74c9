"""One connection to NATS that is made again for ever, and refuses what is to be sent while it is away."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
import time
from dataclasses import dataclass
from typing import Any, Callable, Mapping
from urllib.parse import urlsplit

import wire

log = logging.getLogger("broker")

CONNECT_WITHIN_S = 2.0
#: Between two attempts: 250 ms and up to as much again, so that a fleet does not come back in one moment.
RETRY_S, JITTER_S = 0.25, 0.25
#: How often the broker is asked for a sign of life, and when a silent one is given up.
PROBE_S, SILENT_S = 0.2, 3.0
#: A silence is remembered so long: what it held back may arrive behind the first sign of life.
SILENCE_S = 1.0
#: What a broker that stands still does not read may grow to this, in bytes.
UNREAD_MOST = 8 << 20

_CONNECTION_FAULTS = (
    OSError,
    EOFError,
    ValueError,
    wire.ProtocolFault,
    asyncio.TimeoutError,
    asyncio.LimitOverrunError,
)

Callback = Callable[[wire.Message], Any]


class Disconnected(Exception):
    """There is no broker now: nothing was sent, and nothing is kept to be sent later."""


class NoAnswer(Exception):
    """No answer came in time. Whether the request was carried out is unknown."""


class NobodyListens(Exception):
    """The broker says 503: nothing was done."""


@dataclass
class Subscription:
    """What is subscribed to, so that a new connection can subscribe again."""

    subject: str
    queue: str
    callback: Callback
    sid: int


class Broker:
    """The client. Callbacks run in the event loop and must not block; what takes longer starts a task."""

    def __init__(self, urls: str, user: str, password: str, name: str, inbox_prefix: str) -> None:
        self._urls = [_address(url) for url in urls.split(",")]
        self._login = {"user": user, "pass": password, "name": name}
        self._inbox = f"{inbox_prefix}.{secrets.token_hex(11)}"
        self._subscriptions: dict[int, Subscription] = {}
        self._waiting: dict[str, asyncio.Future[wire.Message]] = {}
        self._pongs: list[tuple[float, asyncio.Future[None]]] = []
        self._writer: asyncio.StreamWriter | None = None
        self._up = asyncio.Event()
        self._closing = False
        self._next_sid = 0
        self._alive_at = time.monotonic()
        self._silence, self._silence_until = 0.0, 0.0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to connect; returns once it is connected for the first time."""
        self.subscribe(f"{self._inbox}.*", self._answered)
        self._task = asyncio.create_task(self._run())
        await self._up.wait()

    @property
    def connected(self) -> bool:
        return self._up.is_set()

    @property
    def silence_s(self) -> float:
        """For how long a message that arrives now may have lain on its way at most."""
        now = time.monotonic()
        present = now - self._alive_at
        return max(present, self._silence) if now < self._silence_until else present

    def new_inbox(self) -> str:
        """A subject of this client's own: nobody else may listen there."""
        return f"{self._inbox}-{secrets.token_hex(8)}"

    def subscribe(self, subject: str, callback: Callback, queue: str = "") -> Subscription:
        """Holds over reconnections, until `unsubscribe`."""
        self._next_sid += 1
        subscription = Subscription(subject, queue, callback, self._next_sid)
        self._subscriptions[subscription.sid] = subscription
        if self.connected:
            self._write(wire.subscribe(subject, subscription.sid, queue))
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """The broker sends it nothing more; what is on its way is still delivered until `forget`."""
        if self.connected:
            self._write(wire.unsubscribe(subscription.sid))

    def forget(self, subscription: Subscription) -> None:
        self._subscriptions.pop(subscription.sid, None)

    def publish(
        self, subject: str, data: bytes, reply: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        """Raises Disconnected while there is no broker."""
        if not self.connected:
            raise Disconnected()
        self._write(wire.publish(subject, data, reply, headers))

    async def request(
        self, subject: str, data: bytes, within_s: float, headers: Mapping[str, str] | None = None
    ) -> wire.Message:
        """Raises Disconnected or NobodyListens (nothing was done), or NoAnswer (nobody knows)."""
        reply = f"{self._inbox}.{secrets.token_hex(8)}"
        answer: asyncio.Future[wire.Message] = asyncio.get_running_loop().create_future()
        self._waiting[reply] = answer
        try:
            self.publish(subject, data, reply, headers)
            message = await asyncio.wait_for(answer, within_s)
        except asyncio.TimeoutError:
            raise NoAnswer(subject) from None
        finally:
            self._waiting.pop(reply, None)
        if message.status == 503:
            raise NobodyListens(subject)
        return message

    async def flush(self, within_s: float = 2.0) -> None:
        """Returns when the broker has read all that was sent before. Raises Disconnected or NoAnswer."""
        if not self.connected:
            raise Disconnected()
        try:
            await asyncio.wait_for(asyncio.shield(self._ping()), within_s)
        except asyncio.TimeoutError:
            raise NoAnswer("PING") from None

    async def close(self) -> None:
        """Ends the connection. Flush before, if what was sent must arrive."""
        self._closing = True
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._lost()

    async def _run(self) -> None:
        place, said = 0, ""
        while not self._closing:
            try:
                await self._stay(*self._urls[place % len(self._urls)])
            except _CONNECTION_FAULTS as error:
                reason = f"{type(error).__name__}: {error}"
                if self.connected or reason != said:
                    log.warning("broker away", extra={"facts": {"reason": reason}})
                said = reason
            finally:
                self._lost()
            place += 1
            await asyncio.sleep(RETRY_S + random.random() * JITTER_S)

    async def _stay(self, host: str, port: int) -> None:
        """Connects to one node and reads what it says for as long as it says something."""
        reader, writer = await asyncio.wait_for(
            asyncio.open_connection(host, port, limit=wire.LONGEST_LINE), CONNECT_WITHIN_S
        )
        self._writer = writer
        await asyncio.wait_for(self._greet(reader), CONNECT_WITHIN_S)
        self._alive_at, self._silence_until = time.monotonic(), 0.0
        self._up.set()
        for subscription in self._subscriptions.values():
            self._write(wire.subscribe(subscription.subject, subscription.sid, subscription.queue))
        log.info("broker connected")
        probe = asyncio.create_task(self._probe())
        try:
            while True:
                self._take(await wire.read_frame(reader))
        finally:
            probe.cancel()

    async def _greet(self, reader: asyncio.StreamReader) -> None:
        hello = await wire.read_frame(reader)
        if not isinstance(hello, wire.Verb) or hello.name != "INFO":
            raise wire.ProtocolFault("no INFO came first")
        if hello.info.get("tls_required"):
            raise wire.ProtocolFault("the broker wants TLS, which this example leaves out")
        options = {"verbose": False, "pedantic": False, "protocol": 1, "lang": "python", "version": "1.0.0"}
        answers = {"headers": True, "no_responders": True}
        self._write(wire.connect({**options, **answers, **self._login}))
        while True:
            frame = await wire.read_frame(reader)
            if isinstance(frame, wire.Verb) and frame.name == "-ERR":
                raise wire.ProtocolFault(frame.text)
            if isinstance(frame, wire.Verb) and frame.name == "PONG":
                return

    def _take(self, frame: wire.Frame) -> None:
        if isinstance(frame, wire.Message):
            subscription = self._subscriptions.get(frame.sid)
            if subscription:
                subscription.callback(frame)
        elif frame.name == "PING":
            self._write(b"PONG\r\n")
        elif frame.name == "PONG" and self._pongs:
            sent_at, answered = self._pongs.pop(0)
            self._sign_of_life(sent_at)
            if not answered.done():
                answered.set_result(None)
        elif frame.name == "-ERR":
            # A refused subject is no end of the connection; the broker itself hangs up where it is one.
            log.error("broker refuses", extra={"facts": {"reason": frame.text}})

    def _sign_of_life(self, sent_at: float) -> None:
        now = time.monotonic()
        silence = now - self._alive_at
        if silence > 2 * PROBE_S:
            self._silence = max(silence, self._silence) if now < self._silence_until else silence
            self._silence_until = now + SILENCE_S
        self._alive_at = max(self._alive_at, sent_at)

    async def _probe(self) -> None:
        while True:
            await asyncio.sleep(PROBE_S)
            if self._pongs and time.monotonic() - self._pongs[0][0] > SILENT_S and self._writer:
                self._writer.transport.abort()
            self._ping()

    def _ping(self) -> asyncio.Future[None]:
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answered.add_done_callback(lambda future: future.cancelled() or future.exception())
        self._pongs.append((time.monotonic(), answered))
        self._write(b"PING\r\n")
        return answered

    def _write(self, data: bytes) -> None:
        if self._writer is None or self._writer.is_closing():
            return
        if self._writer.transport.get_write_buffer_size() > UNREAD_MOST:
            self._writer.transport.abort()
            return
        self._writer.write(data)

    def _answered(self, message: wire.Message) -> None:
        waiting = self._waiting.get(message.subject)
        if waiting and not waiting.done():
            waiting.set_result(message)

    def _lost(self) -> None:
        """What waits for the broker learns at once that it waits in vain; requests run into their time: unknown."""
        self._up.clear()
        if self._writer:
            self._writer.transport.abort()
        self._writer = None
        pongs, self._pongs = self._pongs, []
        for _, answered in pongs:
            if not answered.done():
                answered.set_exception(Disconnected())


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url if "://" in url else f"nats://{url}")
    return parts.hostname or "127.0.0.1", parts.port or 4222
