import { newId } from '@croupier/kernel';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { database as definition } from '../data-source.js';
import { anyStep, commandOf, depositOf, limits, type Step, windows } from '../../test/steps.js';
import { accountOrder, postArguments, postCall, type PostCommand } from './post-call.js';

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
      await service.query(`SELECT set_controls($1, 1, $2, '[]', $3)`, [
        playerId,
        JSON.stringify(limits),
        JSON.stringify(windows),
      ]);
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
                outcome::jsonb - '{transactionId,recordedAt}'::text[] AS outcome, retry_after_ms FROM (${postCall}) AS answers`,
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
    const strip = `- ARRAY['player_id', 'transaction_id', 'recorded_at', 'opened_at', 'changed_at', 'event_id', 'created_at', 'id']
      #- '{outcome,transactionId}' #- '{outcome,recordedAt}'`;
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
