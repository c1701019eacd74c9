import {
  adjustBalance,
  creditPayout,
  creditWin,
  readFigures,
  readReconciliation,
  readRtp,
  type Reconciliation,
  commitWithdrawal,
  convertBonus,
  correctRound,
  creditDeposit,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  holdWithdrawal,
  placeStake,
  readTrialBalance,
  releaseWithdrawal,
  type ReversibleKind,
  reverseTransaction,
  rollBackStakes,
  settleStakes,
  streamOf,
  transferMoney,
  voidStakes,
} from '@croupier/contracts';
import { dateAt, DomainError, newId } from '@croupier/kernel';
import { checkLedger, clearOfMidnight, midnightMs, type ServiceUnderTest, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { Casino } from '../../../games/test/casino.js';
import { seeded } from '../../test/evening.js';
import { gbp } from '../../test/facts.js';
import { service } from '../service.js';

const everyAccount = [
  ...['game_revenue', 'bonus_cost', 'psp_clearing', 'jackpot_liability', 'adjustments'],
  ...['player_cash', 'player_bonus', 'stakes_in_play', 'withdrawals_in_flight'],
];
const seed = Number(process.env['TEST_SEED'] ?? 4711);

/** Lets one refusal pass: chance asks for what is not there now and then. */
function refusedWith(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DomainError && error.code === code)) throw error;
  };
}

/** A random evening in the real wallet and the real games; analytics only listens. */
describe('reconciliation with the ledger', () => {
  let casino: Casino;
  let analytics: ServiceUnderTest;
  const players: { playerId: string; gameSessionId: string; ahead: number; awardId?: string }[] = [];
  const random = seeded(seed);
  const another = seeded(seed + 1);
  /** Put aside for jackpots, and deposits undone; pence. */
  let [aside, reversed] = [0, 0];
  /** Rounds that may still be void, and how many are. */
  const settled: { playerId: string; roundId: string }[] = [];
  let corrected = 0;
  let today: string;

  beforeAll(async () => {
    await clearOfMidnight();
    today = dateAt(new Date());
    casino = await Casino.open();
    analytics = await casino.stack.start(service);
    for (let index = 0; index < 5; index += 1) {
      const playerId = await casino.player(20_000 + random(10_000));
      const { gameSessionId } = await casino.session(playerId, 'lamplight-ledger');
      players.push({ playerId, gameSessionId, ahead: 0 });
    }
  }, midnightMs);

  afterAll(() => casino.close());

  const compare = (): Promise<Reconciliation> => casino.stack.bus.ask(readReconciliation, {});
  const exact = (): Promise<Reconciliation> =>
    until('figures and ledger agree', async () => {
      const compared = await compare();
      return compared.exact ? compared : undefined;
    });

  /** A slow machine leaves an answer out now and then: the same command again tells what became of it. */
  async function surely(command: () => Promise<unknown>, attempts = 5): Promise<void> {
    try {
      await command();
    } catch (error) {
      if (!(error instanceof DomainError && error.retry) || attempts === 1) throw error;
      await surely(command, attempts - 1);
    }
  }

  /** Voids one of the rounds that were played, whatever became of its award since. */
  async function correctOne(): Promise<void> {
    const [wrong] = settled.splice(another(settled.length), 1);
    if (!wrong) return;
    const why = { currency: 'GBP' as const, reason: 'game_fault' as const, approvalId: newId() };
    await surely(() => casino.stack.bus.ask(correctRound, { ...wrong, ...why }));
    corrected += 1;
  }

  async function playAndNote(bet: Parameters<Casino['play']>[0]): Promise<void> {
    await surely(async () => {
      const { roundId } = await casino.play(bet);
      settled.push({ playerId: bet.playerId, roundId });
    });
  }

  /** Gives bonus money or free rounds, plays one of them, or ends the award in one of its ways. */
  async function bonusStep(player: (typeof players)[number], choice: number): Promise<void> {
    const { playerId, gameSessionId, awardId } = player;
    const { bus } = casino.stack;
    if (awardId && choice > 1) {
      casino.shift(playerId, (player.ahead += 3000));
      const free = { playerId, gameSessionId, awardId, idempotencyKey: newId(), stake: gbp(10) };
      return playAndNote(free).catch(refusedWith('no_free_round'));
    }
    if (awardId) {
      const award = { playerId, awardId };
      delete player.awardId;
      return surely(() =>
        choice === 0 ? bus.ask(convertBonus, award) : bus.ask(forfeitBonus, { ...award, reason: 'expired' }),
      ).catch(refusedWith('award_not_active'));
    }
    const award = { playerId, awardId: (player.awardId = newId()), maximumStake: gbp(500) };
    const rounds = { gameId: 'lamplight-ledger', rounds: 5, stake: gbp(10) };
    return surely(() =>
      choice === 0
        ? bus.ask(grantBonus, { ...award, amount: gbp(1 + random(900)) })
        : bus.ask(grantFreeRounds, { ...award, ...rounds }),
    );
  }

  /** Stakes of a table that are settled, returned, or still in play when the evening ends. */
  async function tableStep(
    { playerId, gameSessionId }: (typeof players)[number],
    choice: number,
  ): Promise<void> {
    const { bus } = casino.stack;
    const round = { playerId, roundId: newId() };
    for (const stake of [gbp(1 + random(200)), gbp(1 + random(200)), gbp(1 + random(9))]) {
      const placed = { ...round, stakeId: newId(), gameSessionId, gameId: 'table-1', stake };
      await surely(() => bus.ask(placeStake, { ...placed, startedAt: new Date().toISOString() }));
      const back = {
        playerId: round.playerId,
        stakeId: placed.stakeId,
        currency: 'GBP' as const,
        reason: 'x',
      };
      if (stake.amount < 10) await surely(() => bus.ask(rollBackStakes, { rollbacks: [back] }));
    }
    const jackpot = { jackpotId: 'lantern-grand', amount: gbp(1 + random(3)) };
    const settlement = { ...round, payout: gbp(random(600)), outcome: { pocket: 17 }, jackpot };
    if (choice === 1) {
      const payout = { ...round, payoutId: newId(), payout: gbp(random(80)) };
      await surely(() => bus.ask(creditPayout, payout));
    }
    if (choice < 2) {
      aside += jackpot.amount.amount;
      await surely(() => bus.ask(settleStakes, { settlements: [settlement] }));
      settled.push(round);
      // Where the player has spent it by then it stays.
      if (random(2) === 0)
        await undo(playerId, 'settlement', round.roundId).catch(refusedWith('insufficient_funds'));
      return;
    }
    if (choice === 2) {
      const back = { ...round, currency: 'GBP', reason: 'round_not_finished' };
      return surely(() => bus.ask(voidStakes, { voids: [back] }));
    }
  }

  function undo(playerId: string, kind: ReversibleKind, reference: string): Promise<void> {
    const [approvalId, currency, reason] = [newId(), 'GBP' as const, 'test'];
    const request = { playerId, approvalId, kind, reference, currency, reason };
    return surely(() => casino.stack.bus.ask(reverseTransaction, request));
  }

  /** A prize, a jackpot, a correction, or one of these and a deposit undone. */
  async function otherStep({ playerId, awardId }: (typeof players)[number], choice: number): Promise<void> {
    const { bus } = casino.stack;
    const [approvalId, amount, currency, reason] = [newId(), gbp(1 + random(300)), 'GBP' as const, 'test'];
    if (choice < 2) {
      const win = { playerId, winId: newId(), amount, reason };
      const jackpot = choice === 0 ? { jackpotId: 'lantern-grand' } : {};
      await surely(() => bus.ask(creditWin, { ...win, ...jackpot }));
      if (random(3) === 0) await undo(playerId, choice === 0 ? 'jackpot_win' : 'promo_win', win.winId);
    } else if (choice === 2) {
      const change = { amount: random(2) === 0 ? -amount.amount : amount.amount, currency };
      await surely(() => bus.ask(adjustBalance, { playerId, approvalId, amount: change, reason }));
      if (random(3) === 0) await undo(playerId, 'adjustment', approvalId);
    } else if (choice === 3) {
      const depositId = newId();
      await surely(() => bus.ask(creditDeposit, { playerId, depositId, provider: 'sandbox-psp', amount }));
      await undo(playerId, 'deposit', depositId);
      reversed += amount.amount;
    } else if (awardId) {
      const to = random(2) === 0 ? ('cash' as const) : ('bonus' as const);
      await surely(() => bus.ask(transferMoney, { playerId, approvalId, amount: gbp(1), to, reason })).catch(
        refusedWith('award_not_active'),
      );
    }
  }

  async function step(): Promise<void> {
    const player = players[random(players.length)] as (typeof players)[number];
    const { playerId, gameSessionId } = player;
    const about = random(7);
    if (about === 0) return bonusStep(player, random(6)).catch(refusedWith('insufficient_funds'));
    if (about === 2) return otherStep(player, random(5)).catch(refusedWith('insufficient_funds'));
    if (about === 1) return tableStep(player, random(4)).catch(refusedWith('insufficient_funds'));
    const { bus } = casino.stack;
    const withdrawal = { playerId, withdrawalId: newId() };
    const [kind, amount] = [random(8), gbp(1 + random(500))];
    if (kind === 0) {
      const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp', amount };
      return surely(() => bus.ask(creditDeposit, deposit));
    }
    if (kind === 1) {
      await surely(() => bus.ask(holdWithdrawal, { ...withdrawal, amount }));
      const end = [commitWithdrawal, releaseWithdrawal][random(3)];
      return end && surely(() => bus.ask(end, { ...withdrawal, provider: 'sandbox-psp' }));
    }
    casino.shift(playerId, (player.ahead += 3000));
    const bet = {
      playerId,
      gameSessionId,
      idempotencyKey: newId(),
      stake: gbp([10, 20, 50, 100][random(4)] ?? 10),
    };
    return playAndNote(bet);
  }

  it(`is exact to the penny after a random evening (seed ${seed})`, async () => {
    for (let count = 1; count <= 200; count += 1) {
      await step();
      if (count % 10 === 0) await correctOne().catch(refusedWith('insufficient_funds'));
    }
    const { lines, missingFacts } = await exact();
    expect(missingFacts).toBe(0);
    const trial = await casino.stack.bus.ask(readTrialBalance, {});
    const ledger = (account: string): number =>
      trial.lines.find((line) => line.account.startsWith(account))?.balance.amount ?? 0;
    for (const account of everyAccount) {
      const line = lines.find((candidate) => candidate.account === account);
      expect([account, line?.figures.amount, line?.difference.amount]).toEqual([account, ledger(account), 0]);
      expect(line?.figures.amount).not.toBe(0);
    }
    const { total } = await casino.stack.bus.ask(readFigures, { from: today, to: today, by: 'total' });
    expect(total.ggrMinor).toBe(ledger('game_revenue') + aside);
    expect(total.ngrMinor).toBe(ledger('game_revenue') + aside + ledger('bonus_cost'));
    expect(total.freeRounds).toBeGreaterThan(0);
    expect(corrected).toBeGreaterThan(5);
    expect(total.voids).toBeGreaterThanOrEqual(corrected);
    expect(total.withdrawalsMinor - total.depositsMinor + reversed).toBe(ledger('psp_clearing'));
    expect(total.activePlayers).toBe(5);
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  }, 120_000);

  it('counts nothing twice when a new process is told everything again', async () => {
    const before = await casino.stack.bus.ask(readFigures, { from: today, to: today, by: 'total' });
    await analytics.close();
    const { connection } = casino.stack.broker;
    const manager = await jetstreamManager(connection);
    // Without its consumer the broker knows of nothing that was heard: all of it is delivered anew.
    const [stream, durable] = [streamOf('wallet'), 'analytics'];
    const { delivered } = await manager.consumers.info(stream, durable);
    await manager.consumers.delete(stream, durable);
    await casino.stack.replica(service, analytics);
    await until(
      'all of it was told again',
      async () => {
        const again = await manager.consumers.info(stream, durable).catch(() => undefined);
        return again !== undefined && again.ack_floor.stream_seq >= delivered.stream_seq;
      },
      60_000,
    );
    const { exact: agrees, missingFacts } = await compare();
    expect({ agrees, missingFacts }).toEqual({ agrees: true, missingFacts: 0 });
    const after = await casino.stack.bus.ask(readFigures, { from: today, to: today, by: 'total' });
    expect(after).toEqual(before);
  }, 120_000);

  it('knows the exact return of the definition that was played', async () => {
    const known = await until('the catalogue is learned', async () => {
      const { games } = await casino.stack.bus.ask(readRtp, { from: today, to: today });
      return games.some(({ theoreticalReturn }) => theoreticalReturn) ? games : undefined;
    });
    expect(known.map(({ gameId }) => gameId).sort()).toEqual(['lamplight-ledger', 'table-1']);
    const game = known.find(({ gameId }) => gameId === 'lamplight-ledger');
    expect(game).toMatchObject({ gameId: 'lamplight-ledger', theoreticalReturn: '0.95193052' });
    expect(game?.definitionHash).toMatch(/^[0-9a-f]{64}$/);
    const expected = Math.round((game?.stakesMinor ?? 0) * 0.95193052);
    expect(game?.expectedPayoutsMinor).toBe(expected);
    expect(game?.deviationMinor).toBe((game?.payoutsMinor ?? 0) - expected);
    expect(game).not.toHaveProperty('standardErrors');
  });

  it('shows what is wrong: a figure that was edited, and a fact that never came', async () => {
    await analytics.database.admin.query(
      `UPDATE hours SET stakes = stakes + 1
        WHERE (hour, game_id, currency) = (SELECT hour, game_id, currency FROM hours WHERE stakes > 0 LIMIT 1)`,
    );
    const edited = await compare();
    const line = edited.lines.find(({ account }) => account === 'game_revenue');
    expect([edited.exact, line?.difference.amount]).toEqual([false, -1]);
    await analytics.database.admin.query('SELECT rebuild_projections()');
    expect((await compare()).exact).toBe(true);
    await analytics.database.admin.query('UPDATE accounts SET facts = facts - 1 WHERE player_id = $1', [
      players[0]?.playerId,
    ]);
    expect(await compare()).toMatchObject({ exact: false, missingFacts: 1 });
    await analytics.database.admin.query('SELECT rebuild_projections()');
  });

  it('refuses typed while the wallet is away, and the figures go on', async () => {
    await casino.wallet.close();
    await expect(compare()).rejects.toMatchObject({ code: 'service_unavailable' });
    const { total } = await casino.stack.bus.ask(readFigures, { from: today, to: today, by: 'total' });
    expect(total.rounds).toBeGreaterThan(0);
  });
});
