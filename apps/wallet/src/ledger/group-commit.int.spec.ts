import { creditDeposit, settleRound } from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gbp, House, round } from '../../test/house.js';

const largest = Number.MAX_SAFE_INTEGER;

/** Several times as many as one batch holds, and no more than are let in at once: one that came again would be late. */
const crowd = 440;

describe('group commit', () => {
  let house: House;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  it('carries a crowd out in few commits, each with its own result', async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => house.player(500)));
    const { admin } = house.wallet.database;
    const bets = Array.from({ length: crowd }, (_, n) =>
      round(players[n % 20] ?? '', n % 7 === 0 ? 501 : 10, 10),
    );
    const outcomes = await Promise.all(
      bets.map((bet) =>
        house.insist(settleRound, bet).then(
          () => 'settled',
          (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
        ),
      ),
    );
    expect(outcomes).toEqual(
      bets.map(({ stake }) => (stake.amount > 500 ? 'insufficient_funds' : 'settled')),
    );
    // A transaction of PostgreSQL is known by the id it wrote its rows with.
    const [row] = (await admin.query(
      `SELECT count(DISTINCT xmin::text)::int AS commits, count(*)::int AS rounds FROM known_commands
        WHERE player_id = ANY($1) AND source = 'round'`,
      [players],
    )) as [{ commits: number; rounds: number }];
    expect(row.rounds).toBe(outcomes.filter((outcome) => outcome === 'settled').length);
    expect(row.commits).toBeLessThan(row.rounds / 4);
  });

  it('keeps the order in which a player’s commands came', async () => {
    const playerId = await house.player(1000);
    const bets = Array.from({ length: 100 }, () => round(playerId, 1));
    await Promise.all(bets.map((bet) => house.stack.bus.ask(settleRound, bet, { deadlineMs: 20_000 })));
    const rows = (await house.wallet.database.admin.query(
      `SELECT external_id FROM transactions WHERE player_id = $1 AND kind = 'round' ORDER BY version`,
      [playerId],
    )) as { external_id: string }[];
    expect(rows.map(({ external_id }) => external_id)).toEqual(bets.map(({ roundId }) => roundId));
  });

  it('replays the same command sent many times at once, and records it once', async () => {
    const playerId = await house.player(1000);
    const bet = round(playerId, 100, 30);
    const answers = await Promise.all(Array.from({ length: 50 }, () => house.insist(settleRound, bet)));
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await house.view(playerId)).toMatchObject({ cash: 930, version: 2 });
  });

  it('a command the database itself refuses fails alone: its neighbours are carried out once', async () => {
    const full = await house.player(0);
    await house.deposit(full, largest);
    const others = await Promise.all(Array.from({ length: 30 }, () => house.player(0)));
    const credit = (playerId: string, amount: number): Promise<string> =>
      house.stack.bus
        .ask(
          creditDeposit,
          { playerId, depositId: newId(), provider: 'sandbox-psp', amount: gbp(amount) },
          { deadlineMs: 20_000 },
        )
        .then(
          () => 'credited',
          (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
        );
    const [refused, ...credited] = await Promise.all([
      credit(full, 1),
      ...others.map((playerId) => credit(playerId, 100)),
    ]);
    expect(refused).toBe('internal');
    expect(new Set(credited)).toEqual(new Set(['credited']));
    expect((await house.view(full)).cash).toBe(largest);
    for (const playerId of others) expect((await house.view(playerId)).cash).toBe(100);
  });
});
