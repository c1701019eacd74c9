"""What can be told without a broker: `python3 -m unittest tests`, in this folder."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

import wire
from contracts import Contracts, read_json
from facts import Fact
from payouts import Payouts
from schema import Schemas, UnknownKeyword
from settings import CONTRACTS, read_settings
from transit import Transit


async def frame_of(data: bytes) -> wire.Frame:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return await wire.read_frame(reader)


class Wire(unittest.TestCase):
    def test_reads_what_it_writes(self) -> None:
        sent = wire.publish("a.b", b"{}\r\nx", "reply.1", {"ce-id": "7", "Croupier-Time-Left-Ms": "20"})
        words = sent.split(b" ", 4)
        delivered = b"HMSG a.b 9 reply.1 " + b" ".join(words[3:])
        message = asyncio.run(frame_of(delivered))
        assert isinstance(message, wire.Message)
        self.assertEqual((message.subject, message.sid, message.reply), ("a.b", 9, "reply.1"))
        self.assertEqual(message.headers, {"ce-id": "7", "Croupier-Time-Left-Ms": "20"})
        self.assertEqual(message.data, b"{}\r\nx")

    def test_reads_the_status_of_nobody_listening(self) -> None:
        message = asyncio.run(frame_of(b"HMSG inbox.1 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n"))
        assert isinstance(message, wire.Message)
        self.assertEqual((message.status, message.data), (503, b""))

    def test_takes_no_second_line_in_a_subject_or_header(self) -> None:
        with self.assertRaises(ValueError):
            wire.publish("a\r\nPUB b 0", b"")
        with self.assertRaises(ValueError):
            wire.publish("a", b"", headers={"x": "1\r\ny: 2"})


class Schema(unittest.TestCase):
    def codes(self, schema: dict[str, Any], value: Any, tolerant: bool = False) -> list[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "M.json").write_text(json.dumps(schema))
            schemas = Schemas(Path(folder))
            schemas.load("M")
            return [(fault.field, fault.code) for fault in schemas.faults("M", value, tolerant)]

    def test_does_not_start_on_what_it_does_not_understand(self) -> None:
        for beyond in ({"oneOf": []}, {"format": "ipv4"}, {"items": {"const": 1}}, {"type": "null"}):
            with self.assertRaises(UnknownKeyword):
                self.codes(beyond, {})

    def test_names_every_member_at_fault(self) -> None:
        form = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "n": {"type": "integer", "minimum": 1, "maximum": 9},
                "t": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]+$"},
                "l": {"type": "array", "maxItems": 2, "items": {"type": "boolean"}},
            },
            "required": ["n"],
        }
        self.assertEqual(self.codes(form, {"n": 2.0, "t": "abc", "l": [True]}), [])
        self.assertEqual(self.codes(form, []), [("", "not_an_object")])
        self.assertEqual(self.codes(form, {"x": 1}), [("x", "unknown_field"), ("n", "missing")])
        self.assertEqual(self.codes(form, {"n": True}), [("n", "not_an_integer")])
        self.assertEqual(self.codes(form, {"n": None, "t": None}), [("n", "missing"), ("t", "null_not_allowed")])
        self.assertEqual(self.codes(form, {"n": 0, "t": ""}), [("n", "too_small"), ("t", "too_short")])
        self.assertEqual(self.codes(form, {"n": 10, "t": "ab\n"}), [("n", "too_large"), ("t", "malformed")])
        self.assertEqual(self.codes({"format": "uuid"}, "7"), [("", "malformed")])
        self.assertEqual(self.codes({"format": "date-time"}, "2026-02-30T00:00:00Z"), [("", "not_a_date")])
        self.assertEqual(self.codes(form, {"n": 1, "l": [True, 1]}), [("l.1", "not_a_boolean")])
        self.assertEqual(self.codes(form, {"n": 1, "x": 1}, tolerant=True), [])

    def test_takes_every_golden_message_it_can_read(self) -> None:
        contracts = Contracts(CONTRACTS)
        name = contracts.fact("evt.wallet.round.settled.v1")
        golden = json.loads((CONTRACTS / "golden" / f"{name}.json").read_text())
        for body in golden.values():
            self.assertEqual(contracts.schemas.faults(name, body), [])

    def test_answers_no_ask_that_needs_an_actor(self) -> None:
        contracts = Contracts(CONTRACTS)
        self.assertEqual(contracts.ask("rpc.top-payouts.list-payouts.v1"), ("ListTopPayouts", "TopPayouts"))
        with self.assertRaises(ValueError):
            contracts.ask("rpc.wallet.settle-round.v1")

    def test_reads_json_and_nothing_more(self) -> None:
        for text in (b"", b"{", b"NaN", b'{"a":Infinity}', b"\xff"):
            with self.assertRaises(ValueError):
                read_json(text)


class Lateness(unittest.TestCase):
    def test_what_one_takes_longer_than_the_fastest_it_lay_somewhere(self) -> None:
        transit = Transit()
        now_ms = int(time.monotonic() * 1000)
        for _ in range(6):
            transit.lain_s("inbox.a.1", str(now_ms), 9.0)
        self.assertGreater(transit.lain_s("inbox.a.2", str(now_ms - 3000), 9.0), 2.9)
        self.assertEqual(transit.lain_s("inbox.a.3", str(now_ms - 3000), 0.1), 0.1)
        self.assertEqual(transit.lain_s("inbox.b.1", str(now_ms - 3000), 9.0), 0.0)


class Database(unittest.TestCase):
    def test_counts_a_fact_once_and_forgets_what_no_hour_holds(self) -> None:
        async def walk(file: Path) -> None:
            payouts = Payouts(file)
            await payouts.open()
            counted = [await payouts.apply(fact) for fact in (settled("1", 300), settled("1", 300), settled("2", 0))]
            self.assertEqual(counted, [True, False, True])
            self.assertFalse(await payouts.apply(settled("3", 900, "2020-01-01T00:00:00.000Z")))
            board = await payouts.list_payouts({"gameId": "slot", "currency": "GBP"})
            self.assertEqual((board["rounds"], board["paid"]["amount"]), (2, 300))
            self.assertEqual([row["payout"]["amount"] for row in board["data"]], [300])
            await payouts.close()

        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(walk(Path(folder) / "db.sqlite"))


class Secrets(unittest.TestCase):
    def test_the_password_is_in_nothing_that_prints_the_settings(self) -> None:
        given = {"NATS_URL": "nats://x", "NATS_USER": "u", "NATS_PASSWORD": "hush", "DATABASE_FILE": "d"}
        self.assertNotIn("hush", repr(read_settings(given, None, None)))


def settled(fact_id: str, payout: int, at: str = "") -> Fact:
    at = at or time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    money = {"amount": payout, "currency": "GBP"}
    body = {"roundId": fact_id, "gameId": "slot", "stake": {"amount": 100}, "payout": money, "recordedAt": at}
    return Fact(fact_id, "evt.wallet.round.settled.v1", body, 1)


if __name__ == "__main__":
    unittest.main()
