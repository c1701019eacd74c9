"""top-payouts: hears the rounds that the wallet settles and answers which paid most in the last hour."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import secrets
import signal
import sys
from typing import Any, Coroutine

from asks import AskServer
from broker import Broker
from contracts import Contracts
from discovery import Discovery
from facts import FactsConsumer, Outage
from payouts import Payouts
from schema import UnknownKeyword
from settings import MissingSetting, Settings, read_settings, write_logs_to_stdout

NAME = "top-payouts"
ASK = "rpc.top-payouts.list-payouts.v1"
FACT = "evt.wallet.round.settled.v1"
#: The names that follow from a service's: its inbox, and the stream of the service that tells the fact.
INBOX = "_INBOX_top_payouts"
STREAM = "EVT_WALLET"
#: Of each step of a stop; a platform that kills after half a minute never has to.
STOP_S = 5.0

log = logging.getLogger("main")


async def serve(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT, then ends in order: no new work, finish, acknowledge, flush, close."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)

    contracts = Contracts(settings.contracts)
    payouts = Payouts(settings.database)
    broker = Broker(settings.nats_url, settings.nats_user, settings.nats_password, NAME, INBOX)
    asks = AskServer(broker, contracts, NAME)
    facts = FactsConsumer(broker, contracts, payouts, STREAM, NAME, settings.handler_budget_s)
    discovery = Discovery(broker, asks, NAME, secrets.token_hex(8), lambda: facts.state)

    await payouts.open()
    asks.serve(ASK, payouts.list_payouts)
    facts.hear(FACT)
    if not await _unless(stop, broker.start()):
        await broker.close()
        await payouts.close()
        return
    facts.start()
    discovery.open()
    # Whoever asks because it is ready is heard: the broker has read the subscriptions, unless it has gone again.
    await _unless(stop, broker.flush())
    log.info("ready")
    await stop.wait()

    log.info("stopping")
    discovery.close()
    await asyncio.gather(asks.drain(STOP_S), facts.stop(STOP_S))
    try:
        await broker.flush()
    except Exception as error:
        log.warning("stopped without a broker", extra={"facts": {"reason": repr(error)}})
    await broker.close()
    await payouts.close()
    log.info("stopped")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """False if it is time to stop before the work is done."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopping):
        if not task.done():
            task.cancel()
    return working.done() and not working.cancelled() and working.exception() is None


def main() -> int:
    if sys.version_info < (3, 10):
        sys.stderr.write("Python 3.10 or later is needed\n")
        return 1
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", help="JSON file of settings, as `npm start` writes it: .croupier/env/top-payouts.json")
    parser.add_argument("--database", help="SQLite file of this service; or DATABASE_FILE")
    options = parser.parse_args()
    write_logs_to_stdout(os.environ.get("LOG_LEVEL", "info"))
    try:
        settings = read_settings(os.environ, options.settings, options.database)
        asyncio.run(serve(settings))
    except MissingSetting as error:
        log.error("settings are missing", extra={"facts": {"missing": str(error)}})
        return 1
    except (KeyError, OSError, ValueError, UnknownKeyword, Outage) as error:
        log.error("not started", extra={"facts": {"reason": repr(error)}})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
