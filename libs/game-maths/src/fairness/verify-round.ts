import { invariant } from '@croupier/kernel';
import { canonicalHash, canonicalJson } from '../canonical-json.js';
import { decisionTableOf, playedOn } from '../decision-tables.js';
import { engineOf } from '../engines.js';
import { instantTableOf, type TableDefinition } from '../instant-tables.js';
import { type Draw, RecordingRandom } from '../random.js';
import { playJackpot } from '../jackpots/play.js';
import { jackpotChecks } from '../jackpots/verify.js';
import { parseSlotDefinition } from '../slots/parse.js';
import { playSlot } from '../slots/play.js';
import type { Hashes, ProvenRound, RoundCheck } from './proven-round.js';
import { randomOfRound } from './seeded-round.js';

/**
 * Derives a round again from seeds and definition alone and compares it with what was played. Every check is there, those
 * that cannot be made as ones that do not hold.
 */
export function verifyRound(round: ProvenRound, { hmac, sha256 }: Hashes): RoundCheck[] {
  const seed = seedOf(round, sha256);
  const definition = definitionCheck(round);
  if (seed.serverSeed === undefined || !definition.holds) return [seed.check, definition];
  const { serverSeed } = seed;
  const { clientSeed, roundId, refusals } = round;
  const random = new RecordingRandom(randomOfRound({ serverSeed, clientSeed, roundId, refusals }, hmac));
  try {
    const derived = derive(round, random);
    const jackpot = jackpotChecks(round, { hmac, sha256 });
    return [seed.check, definition, ...comparisons(round, derived, random.draws), ...jackpot];
  } catch (error) {
    // Whatever a forged or damaged record leads to, the record is at fault.
    const detail = `cannot be derived: ${error instanceof Error ? error.message : String(error)}`;
    return [seed.check, definition, { what: 'draws', holds: false, detail }];
  }
}

function seedOf(
  { serverSeed, serverSeedHash }: ProvenRound,
  sha256: Hashes['sha256'],
): { check: RoundCheck; serverSeed?: Uint8Array } {
  const what = 'seed';
  if (serverSeed === undefined)
    return { check: { what, holds: false, detail: 'the server has not shown its seed yet' } };
  if (!/^[0-9a-f]{64}$/.test(serverSeed))
    return { check: { what, holds: false, detail: 'the seed is not 32 bytes in hex' } };
  const bytes = Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(serverSeed.slice(2 * index, 2 * index + 2), 16),
  );
  const hash = hexOf(sha256(bytes));
  const holds = hash === serverSeedHash;
  const detail = holds
    ? `is the one that was committed to, ${hash}`
    : `has the hash ${hash}, not ${serverSeedHash}`;
  return { check: { what, holds, detail }, ...(holds ? { serverSeed: bytes } : {}) };
}

function definitionCheck({ definition, definitionHash }: ProvenRound): RoundCheck {
  const what = 'definition';
  if (definition === undefined)
    return { what, holds: false, detail: `is missing; give that of ${definitionHash}` };
  const hash = canonicalHash(definition);
  const holds = hash === definitionHash;
  return {
    what,
    holds,
    detail: holds ? `is the one that was played, ${hash}` : `has the hash ${hash}, not ${definitionHash}`,
  };
}

/** What the seeds give: only members that the outcome must hold, too. */
function derive(round: ProvenRound, random: RecordingRandom): { payout: number; outcome: object } {
  const { definition, stake, bets = [] } = round;
  const engine = engineOf(definition);
  const table = instantTableOf(engine.kind);
  if (table) {
    const parsed = engine.parse(definition) as TableDefinition;
    const { payout, stake: _stake, bets: _bets, ...drawn } = table.play(parsed, bets, random);
    return { payout, outcome: drawn };
  }
  if (decisionTableOf(engine.kind)) return decided(round, random);
  const slot = parseSlotDefinition(definition);
  const { payout, spins, freeSpinsTotal } = playSlot(slot, stake.amount, random);
  // A free round is not played for the jackpot, and says nothing of one.
  const isFor = slot.jackpot !== undefined && round.outcome['jackpot'] !== undefined;
  const jackpot = slot.jackpot && isFor ? playJackpot(slot.jackpot, stake.amount, random) : undefined;
  return { payout, outcome: { spins, freeSpinsTotal, ...(jackpot?.draw ? { jackpot } : {}) } };
}

/** A round with decisions: each is played as it was taken. */
function decided(
  { definition, bets = [], actions = [] }: ProvenRound,
  random: RecordingRandom,
): { payout: number; outcome: object } {
  const engine = engineOf(definition);
  const table = decisionTableOf(engine.kind);
  invariant(table, 'a game with decisions');
  const parsed = engine.parse(definition) as TableDefinition;
  const state = playedOn(table, parsed, { bets, actions, random });
  return { payout: table.payout(state) ?? Number.NaN, outcome: table.view(parsed, state) };
}

function comparisons(
  round: ProvenRound,
  derived: { payout: number; outcome: object },
  draws: readonly Draw[],
): RoundCheck[] {
  const { outcome, payout } = round;
  const differs = Object.entries(derived.outcome).filter(
    ([name, value]) => canonicalJson(value) !== canonicalJson(outcome[name]),
  );
  const sameDraws = canonicalJson(draws) === canonicalJson(outcome['draws']);
  const samePayout = derived.payout === payout.amount;
  return [
    {
      what: 'draws',
      holds: sameDraws,
      detail: sameDraws
        ? `are the ${draws.length} that the seeds give`
        : `are not those of the seeds: ${draws.map(({ value }) => value).join(' ')}`,
    },
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

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
