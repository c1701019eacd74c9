"""The service's own database: which facts had their effect, what they add up to, and the biggest payouts."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable, Mapping, TypeVar

from facts import DeadLetter, Fact, Outage

MINUTE_S = 60
#: What is answered from, and what is kept: an hour more, for clocks that are not the ledger's.
SHOWN_MINUTES, KEPT_MINUTES = 60, 120
DEFAULT_LIMIT = 10

TABLES = """
CREATE TABLE IF NOT EXISTS inbox (
  event_id TEXT PRIMARY KEY,
  minute INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inbox_by_minute ON inbox (minute);
CREATE TABLE IF NOT EXISTS minutes (
  game_id TEXT NOT NULL, currency TEXT NOT NULL, minute INTEGER NOT NULL,
  rounds INTEGER NOT NULL, paid INTEGER NOT NULL,
  PRIMARY KEY (game_id, currency, minute)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS payouts (
  round_id TEXT PRIMARY KEY,
  game_id TEXT NOT NULL, currency TEXT NOT NULL, minute INTEGER NOT NULL,
  stake INTEGER NOT NULL, payout INTEGER NOT NULL, recorded_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS payouts_by_size ON payouts (game_id, currency, payout DESC);
CREATE INDEX IF NOT EXISTS payouts_by_minute ON payouts (minute);
CREATE TABLE IF NOT EXISTS dead_letters (
  event_id TEXT PRIMARY KEY,
  subject TEXT NOT NULL, payload BLOB NOT NULL, cause TEXT NOT NULL, delivery INTEGER NOT NULL,
  buried_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
);
"""

Result = TypeVar("Result")


class Payouts:
    """SQLite in a thread of its own, so that waiting for the disk holds up no answer but its own."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        self._swept_minute = 0

    async def open(self) -> None:
        """Creates what is missing. Raises Outage if the file cannot be written."""

        def connect() -> None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._file, isolation_level=None, timeout=5.0)
            # A commit that was acknowledged survives a loss of power, not of the process alone.
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.executescript(TABLES)

        await self._in_thread(connect)

    async def close(self) -> None:
        await self._in_thread(lambda: self._database.close())
        self._thread.shutdown()

    async def apply(self, fact: Fact) -> bool:
        """Counts a settled round, once. Raises Outage if it cannot be written now."""
        return await self._in_thread(lambda: self._transaction(lambda: self._count(fact)))

    async def bury(self, letter: DeadLetter) -> None:
        values = (letter.id, letter.subject, letter.payload, letter.cause, letter.delivery)
        into = "INSERT OR REPLACE INTO dead_letters (event_id, subject, payload, cause, delivery) VALUES (?, ?, ?, ?, ?)"
        await self._in_thread(lambda: self._database.execute(into, values))

    async def list_payouts(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Answers `rpc.top-payouts.list-payouts.v1`. No refusals: a game that nobody played has no payouts."""
        game, currency = request["gameId"], request["currency"]
        since = _present_minute() - SHOWN_MINUTES
        key = (game, currency, since)

        def money(amount: int) -> Mapping[str, Any]:
            return {"amount": amount, "currency": currency}

        def read() -> Mapping[str, Any]:
            sums = "SELECT coalesce(sum(rounds), 0), coalesce(sum(paid), 0) FROM minutes"
            biggest = "SELECT round_id, stake, payout, recorded_at FROM payouts"
            which = "WHERE game_id = ? AND currency = ? AND minute >= ?"
            rounds, paid = self._database.execute(f"{sums} {which}", key).fetchone()
            order = "ORDER BY payout DESC, recorded_at DESC LIMIT ?"
            rows = self._database.execute(f"{biggest} {which} {order}", (*key, request.get("limit", DEFAULT_LIMIT)))
            data = [
                {"roundId": round_id, "stake": money(stake), "payout": money(payout), "recordedAt": recorded_at}
                for round_id, stake, payout, recorded_at in rows
            ]
            start = datetime.fromtimestamp(since * MINUTE_S, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            return {"gameId": game, "since": start, "rounds": rounds, "paid": money(paid), "data": data}

        return await self._in_thread(read)

    def _count(self, fact: Fact) -> bool:
        body = fact.body
        minute, oldest = _minute(body["recordedAt"]), _present_minute() - KEPT_MINUTES
        self._sweep(oldest)
        # Of no hour any more. So its id need not be known for ever either, however late it is told again.
        if minute < oldest:
            return False
        noted = self._database.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?)", (fact.id, minute))
        if noted.rowcount == 0:
            return False
        stake, payout = body["stake"]["amount"], body["payout"]["amount"]
        game = (body["gameId"], body["payout"]["currency"], minute)
        self._database.execute(
            "INSERT INTO minutes VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE"
            " SET rounds = rounds + 1, paid = paid + excluded.paid",
            (*game, payout),
        )
        if payout > 0:
            row = (body["roundId"], *game, stake, payout, body["recordedAt"])
            self._database.execute("INSERT INTO payouts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return True

    def _sweep(self, oldest: int) -> None:
        """Forgets what no hour holds any more, once a minute."""
        if oldest <= self._swept_minute:
            return
        self._swept_minute = oldest
        for table in ("inbox", "payouts", "minutes"):
            self._database.execute(f"DELETE FROM {table} WHERE minute < ?", (oldest,))

    def _transaction(self, work: Callable[[], Result]) -> Result:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            result = work()
            self._database.execute("COMMIT")
            return result
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except sqlite3.OperationalError as error:
            # A full disk, a locked file: no fault of the fact or of the request.
            raise Outage(str(error)) from error


def _minute(instant: str) -> int:
    """Minutes since 1970 of an instant of the contracts, whose form the schema has checked."""
    whole = re.sub(r"\.\d+", "", instant).replace("Z", "+00:00")
    return int(datetime.fromisoformat(whole).timestamp()) // MINUTE_S


def _present_minute() -> int:
    return int(time.time()) // MINUTE_S
