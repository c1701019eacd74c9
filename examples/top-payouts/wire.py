"""The text that goes over a connection to NATS: what a client writes, and what it reads."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any, Mapping, Union

VERSION_LINE = "NATS/1.0"
#: No line of the protocol but INFO comes near it, and that one names every node of a cluster.
LONGEST_LINE = 1 << 20


class ProtocolFault(Exception):
    """The other side does not speak NATS, or not in a way that this client reads."""


@dataclass(frozen=True)
class Message:
    """One message as it was delivered. `status` is the broker's own word, such as 503 or 404; 0 in a usual message."""

    subject: str
    sid: int
    reply: str
    headers: Mapping[str, str]
    data: bytes
    status: int = 0
    description: str = ""


@dataclass(frozen=True)
class Verb:
    """Anything else the broker says: INFO, PING, PONG, +OK, -ERR."""

    name: str
    text: str = ""
    info: Mapping[str, Any] = field(default_factory=dict)


Frame = Union[Message, Verb]


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """The next thing the broker says. Raises ProtocolFault, or what the reader raises at the end of the connection."""
    line = (await reader.readuntil(b"\r\n"))[:-2].decode()
    name, _, rest = line.partition(" ")
    name = name.upper()
    if name in ("MSG", "HMSG"):
        return await _read_message(reader, name, rest.split())
    if name == "INFO":
        return Verb(name, info=json.loads(rest))
    if name in ("PING", "PONG", "+OK", "-ERR"):
        return Verb(name, text=rest.strip().strip("'"))
    raise ProtocolFault(f"{name[:20]} is no word of the protocol")


async def _read_message(reader: asyncio.StreamReader, name: str, words: list[str]) -> Message:
    """`MSG subject sid [reply] size`, `HMSG subject sid [reply] size-of-headers size`, then so many bytes."""
    sizes = 1 if name == "MSG" else 2
    if len(words) not in (2 + sizes, 3 + sizes):
        raise ProtocolFault(f"{name} with {len(words)} words")
    reply = words[2] if len(words) == 3 + sizes else ""
    size = int(words[-1])
    head = int(words[-2]) if sizes == 2 else 0
    body = await reader.readexactly(size + 2)
    status, description, headers = parse_headers(body[:head]) if head else (0, "", {})
    return Message(words[0], int(words[1]), reply, headers, body[head:size], status, description)


def parse_headers(block: bytes) -> tuple[int, str, dict[str, str]]:
    """Status, its description and the headers of a block; of a name that comes twice the first value counts."""
    first, *lines = block.decode("utf-8", "replace").split("\r\n")
    match = re.fullmatch(r"NATS/1\.0(?: +(\d{3})(?: +(.*))?)?\s*", first)
    if match is None:
        raise ProtocolFault("headers of another version")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name, value.strip())
    return int(match[1] or 0), match[2] or "", headers


def publish(subject: str, data: bytes, reply: str = "", headers: Mapping[str, str] | None = None) -> bytes:
    """`PUB`, or `HPUB` if there are headers."""
    words = f"{_word(subject)} {_word(reply)} " if reply else f"{_word(subject)} "
    if not headers:
        return f"PUB {words}{len(data)}\r\n".encode() + data + b"\r\n"
    lines = "".join(f"{_header(name)}: {_header(value)}\r\n" for name, value in headers.items())
    block = f"{VERSION_LINE}\r\n{lines}\r\n".encode()
    return f"HPUB {words}{len(block)} {len(block) + len(data)}\r\n".encode() + block + data + b"\r\n"


def subscribe(subject: str, sid: int, queue: str = "") -> bytes:
    """`SUB`, in a queue group if one is named."""
    group = f"{_word(queue)} " if queue else ""
    return f"SUB {_word(subject)} {group}{sid}\r\n".encode()


def unsubscribe(sid: int) -> bytes:
    """`UNSUB`: nothing is delivered to it any more; what was sent before may still arrive."""
    return f"UNSUB {sid}\r\n".encode()


def connect(options: Mapping[str, Any]) -> bytes:
    """`CONNECT` and a `PING`: the `PONG` says that the broker took it."""
    return f"CONNECT {json.dumps(options)}\r\nPING\r\n".encode()


def _word(text: str) -> str:
    """A subject with a blank in it would be another line of the protocol."""
    if not text or re.search(r"\s", text):
        raise ValueError(f"{text!r} is no subject")
    return text


def _header(text: str) -> str:
    if "\r" in text or "\n" in text:
        raise ValueError("a header is one line")
    return text
