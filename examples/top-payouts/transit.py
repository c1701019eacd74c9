"""How long an ask lay on its way, told without comparing two clocks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf

#: Two clocks run apart by less than a few ms in this time.
WINDOW_S = 60.0
#: So many asks of one asker make one likely that was fast.
ENOUGH = 5
MOST_ASKERS = 1000


@dataclass
class _Asker:
    least: float
    before: float
    since: float
    heard: int


class Transit:
    """What one asker's messages take longer than its fastest lately did, they lay in some queue."""

    def __init__(self) -> None:
        self._askers: dict[str, _Asker] = {}

    def lain_s(self, reply: str, sent_ms: str, at_most_s: float) -> float:
        """Seconds. No more than `at_most_s`, the time since the last sign of life: the asker's clock may have been moved."""
        if not (sent_ms.isascii() and sent_ms.isdigit() and len(sent_ms) <= 15):
            return 0.0
        name = reply.rpartition(".")[0]
        now = time.monotonic()
        behind = now - int(sent_ms) / 1000
        asker = self._askers.get(name)
        if asker is None:
            # The oldest goes: a dictionary keeps the order in which its keys came.
            if len(self._askers) >= MOST_ASKERS:
                del self._askers[next(iter(self._askers))]
            self._askers[name] = _Asker(behind, inf, now, 1)
            return 0.0
        late = behind - min(asker.least, asker.before)
        asker.heard += 1
        if now - asker.since > WINDOW_S:
            asker.before, asker.least, asker.since = asker.least, behind, now
        else:
            asker.least = min(asker.least, behind)
        return max(0.0, min(late, at_most_s)) if asker.heard > ENOUGH else 0.0
