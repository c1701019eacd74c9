import { currencies, invariant } from '@croupier/kernel';
import { canonicalJson } from '../canonical-json.js';
import { decisionTableOf, playedOn } from '../decision-tables.js';
import { engineOf } from '../engines.js';
import { instantTableOf, type TableDefinition } from '../instant-tables.js';
import { playJackpot } from '../jackpots/play.js';
import { type RandomSource, ReplayError } from '../random.js';
import type { SlotDefinition } from '../slots/definition.js';
import { playSlot } from '../slots/play.js';
import { hashOfDefinition, parsedDefinition } from './known-definition.js';
import type { PlayedRecord, RoundCheck } from './proven-round.js';

/** Whether the definition is the one that the record names. */
export function definitionCheck({ definition, definitionHash }: PlayedRecord): RoundCheck {
  const what = 'definition';
  if (definition === undefined)
    return { what, holds: false, detail: `is missing; give that of ${definitionHash}` };
  const hash = hashOfDefinition(definition);
  const holds = hash === definitionHash;
  return {
    what,
    holds,
    detail: holds ? `is the one that was played, ${hash}` : `has the hash ${hash}, not ${definitionHash}`,
  };
}

/** What definition and numbers give: only members that the outcome must hold, too. @throws ReplayError, DefinitionError */
export function derive(round: PlayedRecord, random: RandomSource): { payout: number; outcome: object } {
  const { definition, stake, bets = [] } = round;
  const engine = engineOf(definition);
  const table = instantTableOf(engine.kind);
  if (table) {
    const parsed = parsedDefinition(definition) as TableDefinition;
    const { payout, stake: staked, bets: _bets, ...drawn } = table.play(parsed, bets, random);
    holdsStake(round, staked);
    return { payout, outcome: drawn };
  }
  if (decisionTableOf(engine.kind)) return decided(round, random);
  const slot = parsedDefinition(definition) as SlotDefinition;
  const { payout, spins, freeSpinsTotal } = playSlot(slot, stake.amount, random);
  // A free round is not played for the jackpot, and says nothing of one.
  const isFor = slot.jackpot !== undefined && round.outcome['jackpot'] !== undefined;
  const jackpot = slot.jackpot && isFor ? playJackpot(slot.jackpot, stake.amount, random) : undefined;
  return { payout, outcome: { spins, freeSpinsTotal, ...(jackpot?.draw ? { jackpot } : {}) } };
}

/** A stake that its bets do not come to would be told beside a payout that is theirs. @throws ReplayError */
function holdsStake({ stake }: Pick<PlayedRecord, 'stake'>, staked: number): void {
  if (stake.amount !== staked) throw new ReplayError(`${staked} was staked, not ${stake.amount}`);
}

/** A round with decisions: each is played as it was taken. */
function decided(
  { definition, stake, bets = [], actions = [] }: PlayedRecord,
  random: RandomSource,
): { payout: number; outcome: object } {
  const engine = engineOf(definition);
  const table = decisionTableOf(engine.kind);
  invariant(table, 'a game with decisions');
  const parsed = parsedDefinition(definition) as TableDefinition;
  const currency = stake.currency ?? currencies.find((each) => parsed.limits[each]) ?? 'GBP';
  const state = playedOn(table, parsed, { bets, actions, random, currency });
  holdsStake({ stake }, table.staked(state));
  return { payout: table.payout(state) ?? Number.NaN, outcome: table.view(parsed, state) };
}

/** Whether outcome and payout are those that were derived. */
export function comparisons(round: PlayedRecord, derived: { payout: number; outcome: object }): RoundCheck[] {
  const { outcome, payout } = round;
  const differs = Object.entries(derived.outcome).filter(
    ([name, value]) => canonicalJson(value) !== canonicalJson(outcome[name]),
  );
  const samePayout = derived.payout === payout.amount;
  return [
    {
      what: 'outcome',
      holds: differs.length === 0,
      detail:
        differs.length === 0
          ? 'is what the definition makes of them'
          : `differs from what the definition makes of them in ${differs.map(([name]) => name).join(', ')}`,
    },
    {
      what: 'payout',
      holds: samePayout,
      detail: samePayout
        ? `is ${derived.payout}, as it must be`
        : `was ${payout.amount} and had to be ${derived.payout}`,
    },
  ];
}
