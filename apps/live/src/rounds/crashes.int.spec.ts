import { randomInt } from 'node:crypto';
import { settleStakes, type TableRound, tableRoundChanged } from '@croupier/contracts';
import { parseRouletteDefinition, type RouletteBet, resolveBets } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { House, red, tableId } from '../../test/house.js';
import { LiveProcess } from '../../test/live-process.js';

const bets = [red, { kind: 'straight' as const, numbers: [0], amount: 50 }];

describe('a table whose owner is killed', () => {
  let house: House;
  let processes: LiveProcess[] = [];
  const told: TableRound[] = [];
  let onTold: (round: TableRound) => void = () => undefined;

  beforeAll(async () => {
    house = await House.open();
    house.stack.broker.connection.subscribe(tableRoundChanged.subject, {
      callback: (_error, message) => {
        const round = message.json<TableRound>();
        if (round.tableId !== tableId) return;
        told.push(round);
        onTold(round);
      },
    });
    await house.stack.broker.connection.flush();
    await house.live.close();
    processes = [start(), start()];
    await ready();
  });

  beforeEach(ready);

  afterEach(() => {
    onTold = () => undefined;
    house.wallet.faults = {};
  });

  afterAll(async () => {
    for (const process of processes) process.kill();
    await house.close();
  });

  function start(): LiveProcess {
    return LiveProcess.start(house.stack, house.live.database.url);
  }

  /** Both processes run, so that one can take over from the other. */
  async function ready(): Promise<void> {
    await until('two replicas run', () => {
      processes = processes.map((process) => (process.running ? process : start()));
      return processes.every(({ owner }) => owner !== undefined);
    });
  }

  /** Whoever owns the table dies now; another process is started, as a supervisor would. */
  async function crash(): Promise<void> {
    const [row] = await house.rows<{ owner: string }>(`SELECT owner FROM live_tables WHERE table_id = $1`, [
      tableId,
    ]);
    const owner = processes.find((process) => process.owner === row?.owner);
    if (!owner) return;
    owner.kill();
    processes = [...processes.filter((process) => process !== owner), start()];
  }

  /** As a client does: the same request until it is answered one way or the other. */
  async function insist(playerId: string): Promise<'taken' | 'refused'> {
    const idempotencyKey = newId();
    for (;;) {
      try {
        await house.place(playerId, bets, { idempotencyKey });
        return 'taken';
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind === 'internal') throw error;
        if (error.code === 'bets_closed' || error.code === 'not_seated') return 'refused';
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function seated(): Promise<string> {
    return until('a player is seated', () => house.player().catch(() => undefined));
  }

  /** Every part of the round was ended once, by the pocket that was sealed, and what was told of it is one story. */
  async function checkRound(roundId: string): Promise<void> {
    const [round] = await house.rows<{ phase: string; pocket: number }>(
      `SELECT phase, pocket FROM table_rounds WHERE round_id = $1`,
      [roundId],
    );
    const parts = await house.rows<{ player_id: string; payout: string; state: string }>(
      `SELECT player_id, payout, state FROM round_parts WHERE round_id = $1`,
      [roundId],
    );
    expect(parts.map(({ state }) => state).filter((state) => state !== 'settled')).toEqual([]);
    // Whoever was to answer may have been killed just now.
    const table = await until('the table is read', () => house.table().catch(() => undefined));
    const definition = parseRouletteDefinition(table.definition);
    for (const { player_id: playerId, payout } of parts) {
      const ended = house.wallet.partOf(playerId, roundId)?.ended;
      const { bets: own } = ended?.outcome as { bets: RouletteBet[] };
      const due = resolveBets(definition, own, round?.pocket ?? -1).payout;
      expect([ended?.how, ended?.payout, Number(payout)]).toEqual(['settled', due, due]);
    }
    const results = told.filter((each) => each.roundId === roundId && each.result);
    expect(new Set(results.map(({ result }) => result?.pocket))).toEqual(new Set([round?.pocket]));
  }

  it.each(['betting', 'closed', 'spinning', 'settling'] as const)(
    'ends the round the same way when that happens as %s is told',
    async (phase) => {
      const playerId = await seated();
      const { roundId } = await until('bets are open', () => house.phase('betting', 2000));
      expect(await insist(playerId)).toBe('taken');
      if (phase !== 'betting') {
        await new Promise<void>((resolve) => (onTold = (round) => void (round.phase === phase && resolve())));
      }
      await crash();
      expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
      await checkRound(roundId);
    },
  );

  it.each(['before', 'after'] as const)(
    'settles once when that happens %s the wallet carries the settlement out',
    async (moment) => {
      const playerId = await seated();
      const { roundId } = await until('bets are open', () => house.phase('betting', 2000));
      expect(await insist(playerId)).toBe('taken');
      let killed = false;
      house.wallet.faults[moment] = async (subject) => {
        if (subject !== settleStakes.subject || killed) return;
        killed = true;
        await crash();
      };
      expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
      expect(killed).toBe(true);
      await checkRound(roundId);
      const { payout } = house.wallet.partOf(playerId, roundId)?.ended ?? { payout: -1 };
      expect(house.wallet.cash.get(playerId)).toBe(100_000 - 150 + payout);
    },
  );

  it('loses no bet and pays none twice while owners are killed at random', async () => {
    const players = [];
    for (let index = 0; index < 8; index += 1) players.push(await seated());
    const taken = new Map(players.map((playerId) => [playerId, 0]));
    const end = Date.now() + 15_000;
    const killing = (async () => {
      while (Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, randomInt(1500)));
        await crash();
        await ready();
      }
    })();
    await Promise.all(
      players.map(async (playerId) => {
        while (Date.now() < end) {
          if ((await insist(playerId)) === 'taken') taken.set(playerId, (taken.get(playerId) ?? 0) + 1);
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
      }),
    );
    await killing;
    const stakes = [...taken.values()].reduce((sum, count) => sum + count, 0);
    expect(stakes).toBeGreaterThan(0);
    await until('everything is ended', async () => {
      const open = await house.rows(
        `SELECT 1 FROM table_rounds r JOIN table_bets b USING (round_id)
          WHERE r.phase NOT IN ('settled', 'voided') AND b.status IN ('placing', 'placed')`,
      );
      return open.length === 0;
    });
    for (const playerId of players) {
      expect(house.wallet.inPlay(playerId)).toBe(0);
      const parts = [...house.wallet.parts.values()].filter((part) => part.playerId === playerId);
      const staked = parts.flatMap(({ stakes }) => [...stakes.values()]);
      expect(staked.length).toBeGreaterThanOrEqual(taken.get(playerId) ?? 0);
      const cash = staked.reduce((sum, amount) => sum - amount, 100_000);
      const paid = parts.reduce((sum, { ended }) => sum + (ended?.payout ?? 0), 0);
      expect(house.wallet.cash.get(playerId)).toBe(cash + paid);
    }
    const rounds = await house.rows<{ round_id: string; number: string }>(
      `SELECT round_id, number FROM table_rounds WHERE table_id = $1 AND phase = 'settled' ORDER BY number`,
      [tableId],
    );
    for (const { round_id: roundId } of rounds) await checkRound(roundId);
  });
});
