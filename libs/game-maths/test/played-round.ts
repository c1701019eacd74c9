import { canonicalHash } from '../src/canonical-json.js';
import { decisionTableOf, type TableAction } from '../src/decision-tables.js';
import type { PublishedDefinition } from '../src/engine.js';
import { engineOf } from '../src/engines.js';
import type { PlayedRecord } from '../src/fairness/proven-round.js';
import { instantTableOf, type TableDefinition } from '../src/instant-tables.js';
import { playJackpot } from '../src/jackpots/play.js';
import { RecordingRandom } from '../src/random.js';
import type { SlotDefinition } from '../src/slots/definition.js';
import { playSlot } from '../src/slots/play.js';
import { StreamRandom } from '../src/stream-random.js';
import type { TableBet } from '../src/table-bets.js';
import { definitionJson } from './definitions.js';

const parsed = new Map<string, PublishedDefinition>();

export interface PlayedRound extends PlayedRecord {
  readonly definition: PublishedDefinition;
}

/** A whole round of a game as its record holds it, drawn from a number; decisions are those that the rules take. */
export function playedRound(
  id: string,
  seed: number,
  { bets = [], stake = 100 }: { bets?: readonly TableBet<string>[]; stake?: number } = {},
): PlayedRound {
  const definition = parsed.get(id) ?? engineOf(definitionJson(id)).parse(definitionJson(id));
  parsed.set(id, definition);
  const random = new RecordingRandom(
    new StreamRandom(Uint8Array.from({ length: 32 }, (_, at) => (seed >> at) & 255)),
  );
  const {
    payout,
    bets: placed,
    actions,
    staked,
    outcome,
  } = played(engineOf(definition).kind, definition, { bets, stake, random });
  return {
    ...{ definition, definitionHash: canonicalHash(definition) },
    ...{ stake: { amount: staked }, payout: { amount: payout } },
    ...(placed ? { bets: placed } : {}),
    ...(actions ? { actions } : {}),
    // As it comes out of the ledger.
    outcome: JSON.parse(
      JSON.stringify({ ...outcome, ...(actions ? { actions } : {}), draws: random.draws }),
    ) as Record<string, unknown>,
  };
}

interface Drawn {
  payout: number;
  staked: number;
  outcome: object;
  bets?: readonly TableBet<string>[];
  actions?: readonly TableAction[];
}

function played(
  kind: string,
  definition: PublishedDefinition,
  { bets, stake, random }: { bets: readonly TableBet<string>[]; stake: number; random: RecordingRandom },
): Drawn {
  const table = instantTableOf(kind);
  if (table) {
    const { payout, stake: staked, ...outcome } = table.play(definition as TableDefinition, bets, random);
    return { payout, staked, outcome, bets };
  }
  const deciding = decisionTableOf(kind);
  if (!deciding) {
    const slot = definition as SlotDefinition;
    const { payout, ...outcome } = playSlot(slot, stake, random);
    const jackpot = slot.jackpot ? { jackpot: playJackpot(slot.jackpot, stake, random) } : {};
    return { payout, staked: stake, outcome: { ...outcome, ...jackpot } };
  }
  const deal = [{ kind: deciding.mainBet, numbers: [], amount: stake }];
  const game = definition as TableDefinition;
  const actions: TableAction[] = [];
  let state = deciding.begin(game, deal, random, 'GBP');
  while (deciding.payout(state) === undefined) {
    const action = deciding.byDefault(game, state);
    const step = deciding.act(game, state, action, random);
    if (step.fault) throw new Error(step.fault.detail);
    actions.push(action);
    state = step.state;
  }
  const outcome = deciding.view(game, state);
  return {
    payout: deciding.payout(state) ?? 0,
    staked: deciding.staked(state),
    outcome,
    bets: deal,
    actions,
  };
}
