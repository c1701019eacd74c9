import { newId } from '@croupier/kernel';
import fc from 'fast-check';
import { type PostCommand } from '../src/ledger/post-call.js';
import { type Movement, movementOf, type Posting } from '../src/ledger/posting.js';

/** A command without its player: what two players can be told alike. */
export interface Step {
  kind: Posting['kind'];
  source: string;
  externalId: string;
  at: string;
  movement: Movement;
  changes?: Pick<Posting, 'cashChange' | 'withdrawingChange' | 'clearingChange' | 'provider'>;
}

const rounds = Array.from({ length: 3 }, () => newId());
const awardIds = Array.from({ length: 2 }, () => newId());
const keys = Array.from({ length: 8 }, () => newId());
const noon = Date.parse('2026-11-29T12:00:00Z');

const amount = fc.constantFrom(0, 1, 50, 99, 100, 250);
const stake = fc.constantFrom(1, 50, 99, 100, 250);
const signed = fc.constantFrom(-250, -1, 1, 99);
const roundId = fc.constantFrom(...rounds);
const awardId = fc.constantFrom(...awardIds);
const game = { gameId: 'a-game', gameSessionId: rounds[0] };

function step(
  kind: Step['kind'],
  source: string,
  movement: fc.Arbitrary<Movement>,
  externalId: fc.Arbitrary<string> = fc.constantFrom(...keys, ...Array.from({ length: 24 }, () => newId())),
): fc.Arbitrary<Step> {
  // Over midnight into Monday, and from November into December: into another day, week and month.
  const at = fc
    .constantFrom(0, 0, 0, 1000, 13 * 3_600_000, 37 * 3_600_000, 38 * 3_600_000)
    .map((ms) => new Date(noon + ms).toISOString());
  return fc.record({ kind: fc.constant(kind), source: fc.constant(source), externalId, at, movement });
}

function transfer(kind: Step['kind'], source: string, cash: number, withdrawing: number): fc.Arbitrary<Step> {
  return fc.tuple(step(kind, source, fc.constant({})), amount).map(([one, by]) => ({
    ...one,
    changes: {
      cashChange: cash * by,
      withdrawingChange: withdrawing * by,
      clearingChange: -(cash + withdrawing) * by,
      provider: 'x',
    },
  }));
}

const instant = step(
  'round',
  'round',
  fc.record({ stake, payout: amount, minimumCycleMs: fc.constantFrom(0, 0, 0, 500) }).map((bet) => ({
    ...bet,
    ...game,
    gameSessionId: rounds[bet.stake % 2],
    outcome: { stops: [1] },
  })),
);

export const anyStep = fc.oneof(
  { weight: 8, arbitrary: instant },
  transfer('deposit', 'deposit', 1, 0),
  transfer('withdrawal_hold', 'withdrawal_hold', -1, 1),
  transfer('withdrawal_release', 'withdrawal_end', 1, -1),
  transfer('withdrawal_commit', 'withdrawal_end', 0, -1),
  step(
    'stake',
    'stake',
    fc.record({ stake, roundId }).map((bet) => ({ ...bet, ...game })),
    fc.constantFrom(...keys),
  ),
  roundId.chain((id) =>
    step(
      'settlement',
      'round_end',
      amount.map((payout) => ({ roundId: id, payout, outcome: { pocket: 7 } })),
      fc.constant(id),
    ),
  ),
  // Half of them of a stake that is there, or of one that comes after it.
  step('rollback', 'rollback', fc.constant({}), fc.constantFrom(...keys)),
  step('payout', 'payout', fc.record({ payout: amount, roundId }), fc.constantFrom(...keys)),
  step(
    'promo_win',
    'win',
    amount.map((one) => ({ amount: one })),
  ),
  step(
    'jackpot_win',
    'win',
    amount.map((one) => ({ amount: one, jackpotId: 'grand' })),
  ),
  step(
    'adjustment',
    'adjustment',
    signed.map((cashChange) => ({ cashChange, approvalId: rounds[0] as string })),
  ),
  step(
    'transfer',
    'transfer',
    fc.record({ amount, toBonus: fc.boolean() }).map((one) => ({ ...one, approvalId: rounds[0] as string })),
  ),
  step(
    'reversal',
    'reversal',
    fc
      .constantFrom('deposit', 'withdrawal_end', 'win', 'adjustment', 'payout', 'round_end')
      .map((reversedSource) => ({ reversedSource, approvalId: rounds[0] as string })),
    fc.constantFrom(...keys, ...rounds),
  ),
  // Of an instant or free round by its key, or of one that was settled later.
  step(
    'round_correction',
    'round_correction',
    fc.constant({ reversedSource: 'round', approvalId: rounds[0] as string }),
    fc.constantFrom(...keys, ...rounds),
  ),
  roundId.chain((id) => step('void', 'round_end', fc.constant({ roundId: id }), fc.constant(id))),
  awardId.chain((id) =>
    step(
      'bonus_grant',
      'bonus_grant',
      fc.constant({ awardId: id, amount: 200, maximumStake: 100 }),
      fc.constant(id),
    ),
  ),
  awardId.chain((id) =>
    step(
      'free_rounds_grant',
      'bonus_grant',
      fc.constant({ awardId: id, maximumStake: 100, freeRounds: 2, freeStake: 50, gameId: 'a-game' }),
      fc.constant(id),
    ),
  ),
  step(
    'free_round',
    'round',
    fc.record({ awardId, payout: amount }).map((one) => ({
      ...one,
      ...game,
      stake: 50,
      minimumCycleMs: 0,
      outcome: { stops: [2] },
    })),
  ),
  awardId.chain((id) => step('bonus_conversion', 'award_end', fc.constant({ awardId: id }), fc.constant(id))),
  awardId.chain((id) => step('bonus_forfeit', 'award_end', fc.constant({ awardId: id }), fc.constant(id))),
);

/**
 * A round that pays twice, of which one payout is reversed; in between or after it something that decides where its money is.
 * Single steps come to that too rarely.
 */
export const payoutReversed: fc.Arbitrary<Step[]> = fc
  .record({ round: roundId, award: awardId, key: fc.constantFrom(...keys), isEnd: fc.boolean() })
  .chain(({ round, award, key, isEnd }) => {
    const only = fc.constant;
    const granted = { awardId: award, amount: 200, maximumStake: 500 };
    const end = (kind: Step['kind']): fc.Arbitrary<Step> =>
      step(kind, 'award_end', only({ awardId: award }), only(award));
    const correction = { reversedSource: 'round', approvalId: rounds[0] as string };
    const corrected = step('round_correction', 'round_correction', only(correction), only(round));
    const reversal = { reversedSource: isEnd ? 'round_end' : 'payout', approvalId: rounds[0] as string };
    const bet = fc.constantFrom(99, 250).map((amountOf) => ({ stake: amountOf, roundId: round, ...game }));
    const more = bet.chain((one) => step('stake', 'stake', only({ ...one, roundId: rounds[0] as string })));
    const parts = [
      fc.option(step('bonus_grant', 'bonus_grant', only(granted), only(award)), { nil: undefined }),
      step('stake', 'stake', bet, fc.constantFrom(...keys)),
      step('payout', 'payout', only({ payout: 101, roundId: round }), only(key)),
      step('settlement', 'round_end', only({ roundId: round, payout: 51, outcome: {} }), only(round)),
      fc.oneof(end('bonus_conversion'), end('bonus_forfeit'), corrected, more, only(undefined)),
      step('reversal', 'reversal', only(reversal), only(isEnd ? round : key)),
      fc.oneof(corrected, more),
    ];
    return fc.tuple(...parts).map((made) => made.filter((one) => one !== undefined));
  });

/** Limits tight enough that sequences of steps reach them. */
export const limits = [
  { kind: 'stake', period: 'day', amount: { amount: 300, currency: 'GBP' } },
  { kind: 'stake', period: 'month', amount: { amount: 1100, currency: 'GBP' } },
  { kind: 'loss', period: 'week', amount: { amount: 400, currency: 'GBP' } },
];

export const windows = [
  { kind: 'stake', window: 'rolling_day', amount: { amount: 450, currency: 'GBP' } },
  { kind: 'loss', window: 'game_session', amount: { amount: 350, currency: 'GBP' } },
];

export function depositOf(cash: number): Step {
  const at = new Date(noon).toISOString();
  const changes = { cashChange: cash, withdrawingChange: 0, clearingChange: -cash, provider: 'x' };
  return { kind: 'deposit', source: 'deposit', externalId: newId(), at, movement: {}, changes };
}

export function commandOf(
  { kind, source, externalId, at, movement, changes }: Step,
  playerId: string,
): PostCommand {
  const fact = { subject: 'evt.wallet.test.v1', payload: {} };
  const intent = { movement, changes };
  const frame = { playerId, source, externalId, kind, at, movement, fact, intent };
  return { posting: { ...movementOf({ ...frame, currency: 'GBP' }), ...changes }, at, trace: undefined };
}
