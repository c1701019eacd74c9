import { newId } from '@croupier/kernel';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { database as definition } from '../data-source.js';
import { accountOrder, postArguments, postCall, type PostCommand } from './post-call.js';
import { type Movement, movementOf, type Posting } from './posting.js';

/** A command without its player: what two players can be told alike. */
interface Step {
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
    outcome: { stops: [1] },
  })),
);

const anyStep = fc.oneof(
  { weight: 8, arbitrary: instant },
  transfer('deposit', 'deposit', 1, 0),
  transfer('withdrawal_hold', 'withdrawal_hold', -1, 1),
  transfer('withdrawal_release', 'withdrawal_end', 1, -1),
  step(
    'stake',
    'stake',
    fc.record({ stake, roundId }).map((bet) => ({ ...bet, ...game })),
  ),
  roundId.chain((id) =>
    step(
      'settlement',
      'round_end',
      amount.map((payout) => ({ roundId: id, payout, outcome: { pocket: 7 } })),
      fc.constant(id),
    ),
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

const limits = [
  { kind: 'stake', period: 'day', amount: { amount: 300, currency: 'GBP' } },
  { kind: 'stake', period: 'month', amount: { amount: 1100, currency: 'GBP' } },
  { kind: 'loss', period: 'week', amount: { amount: 400, currency: 'GBP' } },
];

function depositOf(cash: number): Step {
  const at = new Date(noon).toISOString();
  const changes = { cashChange: cash, withdrawingChange: 0, clearingChange: -cash, provider: 'x' };
  return { kind: 'deposit', source: 'deposit', externalId: newId(), at, movement: {}, changes };
}

function commandOf({ kind, source, externalId, at, movement, changes }: Step, playerId: string): PostCommand {
  const fact = { subject: 'evt.wallet.test.v1', payload: {} };
  const intent = { movement, changes };
  const frame = { playerId, source, externalId, kind, at, movement, fact, intent };
  return { posting: { ...movementOf({ ...frame, currency: 'GBP' }), ...changes }, at, trace: undefined };
}

describe('a batch', () => {
  let database: TestDatabase;
  let service: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase(definition);
    service = new DataSource({ type: 'postgres', url: database.url, poolSize: 1 });
    await service.initialize();
  });

  afterAll(async () => {
    expect(await checkLedger(database.admin)).toEqual([]);
    await service.destroy();
    await database.drop();
  });

  async function player(limited: boolean): Promise<string> {
    const playerId = newId();
    await service.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    if (limited)
      await service.query(`SELECT set_controls($1, 1, $2, '[]')`, [playerId, JSON.stringify(limits)]);
    return playerId;
  }

  /**
   * Carries steps out for each of the players, together or one after the other; those beside them do one deposit each in
   * the same batch. @returns the answers per player
   */
  async function carryOut(
    playerIds: readonly string[],
    steps: readonly Step[],
    together: boolean,
    beside: readonly string[] = [],
  ): Promise<object[][]> {
    const commands = [
      ...steps.flatMap((step) => playerIds.map((playerId) => commandOf(step, playerId))),
      ...beside.map((playerId) => commandOf(depositOf(1), playerId)),
    ];
    const post = async (batch: PostCommand[]): Promise<{ place: number }[]> => {
      const order = accountOrder(batch);
      const answers: { place: number }[] = await service.query(
        `SELECT place, verdict, cash, bonus, version, stake, payout, stake_from_bonus, payout_to_bonus, bonus_change,
                outcome, retry_after_ms FROM (${postCall}) AS answers`,
        postArguments(order.flatMap((index) => batch[index] ?? [])),
      );
      return answers.map((row) => ({ ...row, place: order[row.place - 1] ?? NaN }));
    };
    const rows: { place: number }[] = [];
    const batches = together ? [commands] : commands.map((command) => [command]);
    for (const batch of batches) {
      const before = rows.length;
      rows.push(...(await post(batch)).map((row) => ({ ...row, place: before + row.place })));
    }
    expect(rows).toHaveLength(commands.length);
    rows.sort((a, b) => a.place - b.place);
    return playerIds.map((_, who) =>
      rows
        .slice(0, steps.length * playerIds.length)
        .filter(({ place }) => place % playerIds.length === who)
        .map(({ place, ...row }) => ({ ...row, step: Math.floor(place / playerIds.length) })),
    );
  }

  /** All that is stored of a player, but for ids and times that are given when it is stored. */
  async function stored(playerId: string): Promise<unknown> {
    const strip = `- ARRAY['player_id', 'transaction_id', 'recorded_at', 'opened_at', 'changed_at', 'event_id', 'created_at', 'id']`;
    const of = async (table: string, order: string): Promise<unknown> =>
      service.query(
        `SELECT to_jsonb(t) ${strip} AS row FROM ${table} t WHERE player_id = $1 ORDER BY ${order}`,
        [playerId],
      );
    return Promise.all([
      of('accounts', 'currency'),
      of('journal', 'version'),
      of('known_commands', 'source, external_id'),
      of('round_stakes', 'round_id'),
      of('awards', 'award_id'),
    ]);
  }

  it('gives what its commands give one by one, whatever they are', async () => {
    const input = fc.record({
      limited: fc.boolean(),
      first: fc.constantFrom(0, 300, 5000),
      drawn: fc.array(anyStep, { minLength: 2, maxLength: 12 }),
      repeats: fc.array(fc.nat(), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ limited, first, drawn, repeats }) => {
        const steps = [...drawn, ...repeats.flatMap((n) => drawn[n % drawn.length] ?? [])];
        const [before, one, other, alone, after] = [
          await player(false),
          await player(limited),
          await player(limited),
          await player(limited),
          await player(false),
        ];
        await carryOut([one, other, alone], [depositOf(first)], false);
        const expected = await carryOut([alone], steps, false);
        const answers = await carryOut([one, other], steps, true, [before, after]);
        expect(answers).toEqual([expected[0], expected[0]]);
        expect(await stored(one)).toEqual(await stored(alone));
      }),
      { numRuns: 150 },
    );
  }, 240_000);
});
