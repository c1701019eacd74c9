"""Asks any service of a running platform and prints its answer: `ask.py SUBJECT BODY`, as whoever --settings names."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

from broker import Broker, NoAnswer, NobodyListens


async def ask(settings: dict[str, str], subject: str, body: str, time_left_ms: int) -> int:
    """Exit code 0 for a reply, 1 for a refusal or if nobody listens (nothing was done), 2 if nobody knows."""
    user = settings["NATS_USER"]
    inbox = f"_INBOX_{user.replace('-', '_')}"
    broker = Broker(settings["NATS_URL"], user, settings["NATS_PASSWORD"], "ask.py", inbox)
    try:
        await asyncio.wait_for(broker.start(), 5.0)
    except asyncio.TimeoutError:
        print(f"no broker at {settings['NATS_URL']}, or it does not let {user} in", file=sys.stderr)
        return 1
    headers = {"Croupier-Time-Left-Ms": str(time_left_ms), "Croupier-Sent-Ms": str(int(time.monotonic() * 1000))}
    try:
        answer = await broker.request(subject, body.encode(), time_left_ms / 1000, headers)
    except NobodyListens:
        print("nobody listens: nothing was done", file=sys.stderr)
        return 1
    except NoAnswer:
        print("no answer in time: whether it was carried out is unknown", file=sys.stderr)
        return 2
    finally:
        await broker.close()
    print(json.dumps(json.loads(answer.data), indent=2, ensure_ascii=False))
    return 1 if "Croupier-Error" in answer.headers else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subject", help="rpc.top-payouts.list-payouts.v1, or $SRV.STATS.top-payouts")
    parser.add_argument("body", nargs="?", default="{}", help="the request, JSON")
    parser.add_argument("--settings", default=".croupier/env/tools.json", help="JSON file that names broker and user")
    parser.add_argument("--time-left-ms", type=int, default=2000)
    options = parser.parse_args()
    settings = json.loads(Path(options.settings).read_text("utf-8"))
    return asyncio.run(ask(settings, options.subject, options.body, options.time_left_ms))


if __name__ == "__main__":
    sys.exit(main())
