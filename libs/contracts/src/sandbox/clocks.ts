import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import { IntegerField, ListField } from '../fields.js';

/** How far a player's clock runs ahead of real time. */
export class PlayerClock extends PlayerRef {
  @IntegerField({ description: 'Total shift forward, in ms.', example: 86_400_000 })
  shiftMs: number;
}

export class ListClocks {}

export class ClockList {
  @ListField({ description: 'Every clock that was moved.', of: () => PlayerClock, max: 1_000_000 })
  clocks: PlayerClock[];
}

export const listClocks = declareAsk({
  subject: 'rpc.sandbox.list-clocks.v1',
  summary: "Every player's moved clock; asked by each service that starts in a sandbox.",
  request: ListClocks,
  reply: ClockList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: [],
});

/** Told over plain NATS to every process at once, each of which answers; it is a tool, not a fact of the business. */
export const clockMoved = declareFact({
  subject: 'evt.sandbox.clock.moved.v1',
  summary: "A player's clock was moved forward.",
  payload: PlayerClock,
  aggregate: 'playerId',
});
