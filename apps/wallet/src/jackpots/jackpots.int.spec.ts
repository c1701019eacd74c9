import {
  type JackpotBalance,
  type JackpotPlay,
  listTransactions,
  moveJackpot,
  readJackpots,
  reverseTransaction,
  type RoundSettlement,
  type SettleRound,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gbp, House } from '../../test/house.js';
import { service } from '../service.js';

const seed = 500;
let pots = 0;

describe('progressive jackpots', () => {
  let house: House;

  beforeAll(async () => {
    house = await House.open();
    // A second process on the same ledger: of asks that arrive at once each gets some.
    await house.stack.replica(service, house.wallet);
  });

  afterAll(async () => {
    expect(await house.wallet.database.admin.query('SELECT * FROM jackpot_differences()')).toEqual([]);
    expect(await house.close()).toEqual([]);
  });

  const newPot = (): string => `pot-${(pots += 1)}`;

  function play(jackpotId: string, over: Partial<JackpotPlay> = {}): JackpotPlay {
    return { jackpotId, seed, contributionMillionths: 250_000, winId: newId(), ...over };
  }

  function round(playerId: string, pot: JackpotPlay, over: Partial<SettleRound> = {}): SettleRound {
    return {
      ...{ playerId, roundId: newId(), gameSessionId: playerId, gameId: 'three-lights' },
      ...{ stake: gbp(25), payout: gbp(0), startedAt: new Date().toISOString(), minimumCycleMs: 0 },
      ...{ outcome: { stops: [1] }, pot },
      ...over,
    };
  }

  const settle = (request: SettleRound): Promise<RoundSettlement> => house.insist(settleRound, request);

  async function potOf(jackpotId: string): Promise<JackpotBalance> {
    const { data } = await house.insist(readJackpots, {});
    return data.find((each) => each.jackpotId === jackpotId) as JackpotBalance;
  }

  const liability = (jackpotId: string): Promise<number> => account(`jackpot_liability:pot:${jackpotId}`);

  async function account(name: string): Promise<number> {
    const [row] = (await house.wallet.database.admin.query(
      `SELECT coalesce(sum(amount), 0)::int AS sum FROM entries WHERE account = $1`,
      [name],
    )) as [{ sum: number }];
    return row.sum;
  }

  it('carries what is less than a minor unit until it is one, and puts the seed in with the first round', async () => {
    const [playerId, jackpotId] = [await house.player(), newPot()];
    const held: [number, number, number][] = [];
    for (let count = 0; count < 5; count += 1) {
      await settle(round(playerId, play(jackpotId, { contributionMillionths: 300_001 })));
      const { value, remainderMillionths } = await potOf(jackpotId);
      held.push([value.amount, remainderMillionths, await liability(jackpotId)]);
    }
    expect(held).toEqual([
      [500, 300_001, 500],
      [500, 600_002, 500],
      [500, 900_003, 500],
      [501, 200_004, 501],
      [501, 500_005, 501],
    ]);
  });

  it('pays a winner all of it by a transaction of its own, and begins it anew', async () => {
    const [playerId, jackpotId] = [await house.player(1000), newPot()];
    await settle(round(playerId, play(jackpotId, { contributionMillionths: 2_600_000 })));
    const won = round(playerId, play(jackpotId, { contributionMillionths: 900_000, wins: true }));
    const settled = await settle({ ...won, payout: gbp(10) });
    expect(settled.sessionNet).toEqual(gbp(10 - 50 + 503));
    expect(settled).toMatchObject({
      balance: gbp(1000 - 50 + 10 + 503),
      version: 4,
      payout: gbp(10),
      outcome: {
        stops: [1],
        pot: { jackpotId, cycle: 1, won: gbp(503), winId: won.pot?.winId, value: gbp(500) },
      },
    });
    expect(await potOf(jackpotId)).toMatchObject({
      ...{ cycle: 2, value: gbp(500), remainderMillionths: 500_000 },
      falls: [{ cycle: 1, amount: gbp(503) }],
    });
    expect(await liability(jackpotId)).toBe(0);
    const { data } = await house.insist(listTransactions, { playerId });
    expect(data.map(({ kind, change }) => [kind, change.amount])).toEqual([
      ...[
        ['jackpot_win', 503],
        ['round', -15],
        ['round', -25],
        ['deposit', 1000],
      ],
    ]);
    // Whatever a repeat was drawn or knows of the pot.
    const again = await settle({ ...won, payout: gbp(0), pot: play(jackpotId) });
    expect(again).toEqual({ ...settled, replayed: true });
    const { pot: _pot, ...without } = won;
    expect(await settle(without)).toEqual({ ...settled, replayed: true });
    expect(await potOf(jackpotId)).toMatchObject({ cycle: 2, value: gbp(500) });
  });

  it('pays a pot once, however many win at the same moment in two replicas', async () => {
    const jackpotId = newPot();
    const players = await Promise.all(Array.from({ length: 24 }, () => house.player(100)));
    const contributionMillionths = 1_500_000;
    const all = await Promise.all(
      players.map((playerId) =>
        settle(round(playerId, play(jackpotId, { contributionMillionths, wins: true }))),
      ),
    );
    const won = all.map(({ outcome }) => (outcome['pot'] as { won: { amount: number } }).won.amount);
    // Each of them has a pot of its own, begun anew: 500 and one contribution, with the half of the one before.
    expect(won.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, index) => (index < 12 ? 501 : 502)),
    );
    const cycles = new Set(all.map(({ outcome }) => (outcome['pot'] as { cycle: number }).cycle));
    expect(cycles.size).toBe(players.length);
    expect(await potOf(jackpotId)).toMatchObject({ cycle: 25, value: gbp(500), remainderMillionths: 0 });
  });

  it('falls at its hidden amount, pays exactly that, and keeps what is above it', async () => {
    const [playerId, jackpotId] = [await house.player(10_000), newPot()];
    const drops = [
      { cycle: 1, amount: 503 },
      { cycle: 2, amount: 501 },
    ];
    const wins: (number | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { outcome } = await settle(
        round(playerId, play(jackpotId, { contributionMillionths: 1_700_000, drops })),
      );
      wins.push((outcome['pot'] as { won?: { amount: number } }).won?.amount);
      if (count === 2) break;
    }
    expect(wins).toEqual([undefined, 503, 501]);
    expect(await potOf(jackpotId)).toMatchObject({ cycle: 3, value: gbp(501), remainderMillionths: 100_000 });
    // Whoever does not know the amount of this cycle must learn it first: nothing was staked.
    const late = settleLate(round(playerId, play(jackpotId, { drops })));
    expect(await late).toBe('jackpot_moved_on');
    expect((await potOf(jackpotId)).value).toEqual(gbp(501));
  });

  const settleLate = (request: SettleRound): Promise<string> =>
    settle(request).then(
      () => 'none',
      (error: { code: string }) => error.code,
    );

  it('does not feed it with a refused round, a free one, or one only rehearsed', async () => {
    const [playerId, jackpotId] = [await house.player(30), newPot()];
    await settle(round(playerId, play(jackpotId)));
    expect(await settleLate(round(playerId, play(jackpotId, { wins: true })))).toBe('insufficient_funds');
    await settle({ ...round(playerId, play(jackpotId, { wins: true })), stake: gbp(1), dryRun: true });
    expect(await settleLate({ ...round(playerId, play(jackpotId)), awardId: newId() })).toBe(
      'invalid_request',
    );
    expect(await potOf(jackpotId)).toMatchObject({ cycle: 1, value: gbp(500), remainderMillionths: 250_000 });
  });

  it('has a win that staff undo in the pot again', async () => {
    const [playerId, jackpotId] = [await house.player(100), newPot()];
    const won = round(playerId, play(jackpotId, { contributionMillionths: 1_000_000, wins: true }));
    await settle(won);
    const undo = {
      playerId,
      kind: 'jackpot_win' as const,
      reference: won.pot?.winId ?? '',
      currency: 'GBP' as const,
    };
    const approved = { ...undo, reason: 'malfunction', approvalId: newId() };
    await house.insist(reverseTransaction, approved);
    await house.insist(reverseTransaction, approved);
    // The new seed and all that had been won; the round itself stays as it was.
    expect(await potOf(jackpotId)).toMatchObject({ cycle: 2, value: gbp(500 + 501) });
    expect(await liability(jackpotId)).toBe(501);
  });

  it('moves all of a pot to another one and takes no more rounds for it', async () => {
    const [playerId, from, to] = [await house.player(1000), newPot(), newPot()];
    await settle(round(playerId, play(from, { contributionMillionths: 3_400_000 })));
    await settle(round(playerId, play(to, { contributionMillionths: 700_000 })));
    const move = { jackpotId: from, toJackpotId: to, approvalId: newId(), reason: 'game_withdrawn' };
    const revenue = await account('game_revenue');
    const moved = await house.insist(moveJackpot, move);
    expect(moved).toMatchObject({ amount: gbp(503), replayed: false });
    expect(await house.insist(moveJackpot, move)).toEqual({ ...moved, replayed: true });
    expect(await potOf(from)).toMatchObject({ state: 'closed', value: gbp(0), remainderMillionths: 0 });
    expect(await potOf(to)).toMatchObject({ value: gbp(1004), remainderMillionths: 100_000 });
    expect([await liability(from), await liability(to)]).toEqual([0, 1003]);
    expect(await account('game_revenue')).toBe(revenue);
    expect(await settleLate(round(playerId, play(from)))).toBe('jackpot_closed');
    const other = { ...move, toJackpotId: newPot() };
    await expect(house.stack.bus.ask(moveJackpot, other)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const back = { ...move, jackpotId: to, toJackpotId: from, approvalId: newId() };
    await expect(house.stack.bus.ask(moveJackpot, back)).rejects.toMatchObject({ code: 'jackpot_closed' });
    // What the ledger still owes the pot comes with the next round.
    await settle(round(playerId, play(to)));
    expect(await liability(to)).toBe(1004);
  });

  it('is seen when it is not what its rounds made of it', async () => {
    const [playerId, jackpotId] = [await house.player(100), newPot()];
    await settle(round(playerId, play(jackpotId)));
    const { admin } = house.wallet.database;
    const edit = (by: number): Promise<unknown> =>
      admin.query(
        `UPDATE jackpots SET contributed = contributed + $2, balance = balance + $2 WHERE jackpot_id = $1`,
        [jackpotId, by],
      );
    await edit(1);
    const found = (await admin.query('SELECT * FROM jackpot_differences()')) as { fact: string }[];
    expect(found.map(({ fact }) => fact)).toEqual([expect.stringContaining(`jackpot ${jackpotId} has`)]);
    await edit(-1);
  });

  it('adds up to the millionth over random rounds, wins, repeats and lost connections', async () => {
    const step = fc.record({
      player: fc.nat(2),
      contribution: fc.nat(3_000_000),
      wins: fc.boolean(),
      repeat: fc.boolean(),
      cut: fc.nat(9),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const jackpotId = newPot();
      const players = await Promise.all([0, 1, 2].map(() => house.player(1000)));
      // All at one instant: which of two that a player starts at once is first is not what this is about.
      const over = { startedAt: new Date().toISOString() };
      const asked = steps.map(({ player, contribution, wins }) =>
        round(
          players[player] as string,
          play(jackpotId, { contributionMillionths: contribution, wins }),
          over,
        ),
      );
      const results = await Promise.all(
        asked.flatMap((request, index) => {
          if (steps[index]?.cut === 0) void cutConnections(house);
          return steps[index]?.repeat ? [settle(request), settle(request)] : [settle(request)];
        }),
      );
      const once = new Map(results.map(({ roundId, outcome }) => [roundId, outcome['pot'] as PotOutcome]));
      const told = [...once.values()];
      const contributed = sum(told.map(({ contributionMillionths }) => contributionMillionths));
      const paid = sum(told.map(({ won }) => won?.amount ?? 0));
      const cycles = 1 + told.filter(({ won }) => won).length;
      const { value, remainderMillionths, cycle } = await potOf(jackpotId);
      expect(cycle).toBe(cycles);
      const inIt = BigInt(value.amount) * million + BigInt(remainderMillionths);
      expect(inIt).toBe(BigInt(seed * cycles) * million + BigInt(contributed) - BigInt(paid) * million);
      expect(contributed).toBe(sum(asked.map(({ pot }) => pot?.contributionMillionths ?? 0)));
      expect(await house.wallet.database.admin.query('SELECT * FROM jackpot_differences()')).toEqual([]);
    });
    await fc.assert(property, { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 15), endOnFailure: true });
  }, 120_000);
});

interface PotOutcome {
  contributionMillionths: number;
  won?: { amount: number };
}

const million = 1_000_000n;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** As the database's death looks to the wallet: whatever it had sent may have been carried out or not. */
async function cutConnections({ wallet }: House): Promise<void> {
  await wallet.database.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_database() AND query LIKE 'SELECT * FROM post%'`,
  );
}
