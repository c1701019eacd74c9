import {
  type TableDetail,
  type TableRound,
  tableRoundChanged,
  type TableSpin,
  tableSpinSettled,
  type TableTotals,
  tableTotalsCounted,
} from '@croupier/contracts';
import { type Draw, parseRouletteDefinition, replayRoulette, type RouletteBet } from '@croupier/game-maths';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House, red, tableId } from '../../test/house.js';

const bets = [
  red,
  { kind: 'straight' as const, numbers: [17], amount: 50 },
  { kind: 'dozen' as const, numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], amount: 150 },
];

/** What lies on which spot, by kind and first number, in the order the table tells its spots. */
function onSpots({ spots }: TableDetail, totals: TableTotals | undefined): Record<string, number> {
  expect(totals?.spots).toHaveLength(spots?.length ?? 0);
  const named = (spots ?? []).map(({ kind, numbers }, index) => [
    `${kind}:${numbers[0] ?? ''}`,
    totals?.spots?.[index] ?? 0,
  ]);
  return Object.fromEntries(named.filter(([, amount]) => amount !== 0)) as Record<string, number>;
}

describe('a table', () => {
  let house: House;
  const told: TableRound[] = [];
  const totals: TableTotals[] = [];
  const spins: TableSpin[] = [];

  beforeAll(async () => {
    house = await House.open();
    const hear = <Payload>(subject: string, into: Payload[]): unknown =>
      house.stack.broker.connection.subscribe(subject, {
        callback: (_error, message) => void into.push(message.json<Payload>()),
      });
    hear(tableRoundChanged.subject, told);
    hear(tableTotalsCounted.subject, totals);
    hear(tableSpinSettled.subject, spins);
    await house.stack.broker.connection.flush();
  });

  afterAll(() => house.close());

  it('plays round after round: every phase told once, in order, the pocket only with the result', async () => {
    const { roundId, number } = await house.phase('betting', 2000);
    await house.ended(roundId);
    const own = await until('all is told', () => {
      const rounds = told.filter((round) => round.roundId === roundId);
      return rounds.length >= 5 ? rounds : undefined;
    });
    expect(own.map(({ phase }) => phase)).toEqual(['betting', 'closed', 'spinning', 'settling', 'settled']);
    expect(own.map(({ revision }) => revision - number * 10)).toEqual([0, 1, 2, 3, 4]);
    expect(own.map(({ result }) => result !== undefined)).toEqual([false, false, false, true, true]);
    expect(own[4]?.result).toEqual(own[3]?.result);
    const next = await house.phase('betting');
    expect(next.number).toBeGreaterThan(number);
  });

  it('hides the sealed pocket from everybody while the wheel spins', async () => {
    const { roundId } = await house.phase('spinning');
    const [row] = await house.rows<{ pocket: number | null }>(
      `SELECT pocket FROM table_rounds WHERE round_id = $1`,
      [roundId],
    );
    const { round, results } = await house.table();
    expect(row?.pocket).not.toBeNull();
    if (round?.phase === 'spinning') {
      expect(round.result).toBeUndefined();
      expect(results.map(({ number }) => number)).not.toContain(round.number);
    }
  });

  it('settles each player once, by a pocket that the sealed draw derives again', async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => house.player()));
    const { roundId } = await house.phase('betting', 2000);
    await Promise.all(players.map((playerId) => house.place(playerId, bets, { roundId })));
    await house.ended(roundId);
    const parts = await house.rows<{ player_id: string; payout: string; stake: string; state: string }>(
      `SELECT player_id, payout, stake, state FROM round_parts WHERE round_id = $1`,
      [roundId],
    );
    expect(parts).toHaveLength(players.length);
    const definition = parseRouletteDefinition((await house.table()).definition);
    for (const { player_id: playerId, payout, stake, state } of parts) {
      const part = house.wallet.partOf(playerId, roundId);
      expect([state, stake]).toEqual(['settled', '300']);
      expect(part?.ended).toMatchObject({ how: 'settled', payout: Number(payout) });
      const outcome = part?.ended?.outcome as { bets: RouletteBet[]; draws: Draw[]; pocket: number };
      const derived = replayRoulette(definition, outcome.bets, outcome.draws);
      expect(derived).toMatchObject({ stake: 300, payout: Number(payout), pocket: outcome.pocket });
      expect(house.wallet.cash.get(playerId)).toBe(100_000 - 300 + Number(payout));
      expect(house.wallet.inPlay(playerId)).toBe(0);
    }
  });

  it('tells of each spin once what it brought and came to for all, and of one without bets as well', async () => {
    const players = await Promise.all([house.player(), house.player()]);
    const { roundId, number } = await house.phase('betting', 2000);
    await Promise.all(players.map((playerId) => house.place(playerId, bets, { roundId })));
    const { pocket } = await house.ended(roundId);
    const empty = await house.phase('betting', 2000);
    await house.ended(empty.roundId);
    const of = (id: string) => spins.filter((spin) => spin.roundId === id);
    await until('both are told', () => of(roundId).length > 0 && of(empty.roundId).length > 0);
    const paid = players.reduce(
      (sum, playerId) => sum + (house.wallet.partOf(playerId, roundId)?.ended?.payout ?? Number.NaN),
      0,
    );
    const { definitionHash } = await house.table();
    const money = (amount: number) => ({ amount, currency: 'GBP' });
    expect(of(roundId)).toEqual([
      {
        ...{ tableId, roundId, number, definitionHash, pocket, players: 2 },
        ...{ stake: money(600), payout: money(paid), settledAt: expect.any(String) },
      },
    ]);
    expect(of(empty.roundId)).toMatchObject([{ players: 0, stake: money(0), payout: money(0) }]);
  });

  it('tells what all players have on the layout, and shows a player the own bets', async () => {
    const [ada, ben] = [await house.player(), await house.player()];
    const { roundId } = await house.phase('betting', 2000);
    await house.place(ada, bets, { roundId });
    await house.place(ada, [red], { roundId });
    await house.place(ben, [red], { roundId });
    const table = await house.table(ada);
    expect(table.bets.map(({ stake }) => stake.amount)).toEqual([300, 100]);
    expect(table.totals).toMatchObject({ players: 2, amount: { amount: 500 } });
    const last = await until('the totals are told', () =>
      totals.find((each) => each.roundId === roundId && each.amount.amount === 500),
    );
    expect(onSpots(table, last)).toEqual({ 'dozen:1': 150, 'straight:17': 50, 'red:1': 300 });
    expect(onSpots(table, table.totals)).toEqual(onSpots(table, last));
    expect(last).toEqual({
      spots: expect.any(Array),
      tableId,
      roundId,
      players: 2,
      amount: { amount: 500, currency: 'GBP' },
      kinds: [
        { kind: 'dozen', bets: 1, amount: { amount: 150, currency: 'GBP' } },
        { kind: 'red', bets: 2, amount: { amount: 300, currency: 'GBP' } },
        { kind: 'straight', bets: 1, amount: { amount: 50, currency: 'GBP' } },
      ],
    });
    expect(JSON.stringify(totals)).not.toContain(ada);
  });

  it('numbers its rounds without gaps and draws each once', async () => {
    const rounds = await house.rows<{
      number: string;
      pocket: number | null;
      draws: Draw[] | null;
      phase: string;
    }>(`SELECT number, pocket, draws, phase FROM table_rounds WHERE table_id = $1 ORDER BY number`, [
      tableId,
    ]);
    expect(rounds.map(({ number }) => Number(number))).toEqual(rounds.map((_, index) => index + 1));
    const done = rounds.filter(({ phase }) => phase === 'settled');
    expect(done.length).toBeGreaterThanOrEqual(3);
    for (const { draws } of done) expect(draws).toEqual([expect.objectContaining({ bound: 37 })]);
  });
});
