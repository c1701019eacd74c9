import {
  correctRound,
  grantBonus,
  giveStudioRounds,
  listStudioIncidents,
  listTransactions,
  readSessionNet,
  readStudioRound,
  rollBackStakes,
  type WalletTransaction,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';
import type { Said } from '../../test/studio-client.js';
import { ourIdOf, walletRoundIdOf } from './ledger-commands.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

/** T25 of docs/studios.md. */
describe('a win that its studio takes back', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  const statusOf = ({ body }: Said): string | undefined => body.status;

  /** As a careful studio does. */
  async function insist(call: () => Promise<Said>): Promise<Said> {
    for (let left = 60; ; left -= 1) {
      const said = await call();
      if (said.body.status !== 'retry' || left === 0) return said;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function lines(playerId: string): Promise<WalletTransaction[]> {
    return (await casino.stack.bus.ask(listTransactions, { playerId, limit: 50 })).data;
  }

  /** What the player has more or less by all of the session. */
  async function net(at: Sitting): Promise<number> {
    const [row] = await casino.rows<{ id: string }>(
      `SELECT game_session_id AS id FROM studio_sessions WHERE player_id = $1`,
      [at.playerId],
    );
    const request = { playerId: at.playerId, gameSessionId: row?.id ?? '', currency: 'GBP' as const };
    return (await casino.stack.bus.ask(readSessionNet, request)).net.amount;
  }

  it.each([
    ['in a round that goes on', {}, 100],
    ['that ended its round', { roundClosed: true }, 0],
  ])('%s is out of the balance and of the session, and in all books', async (_, over, inPlay) => {
    const at = await casino.sitting(1000);
    const id = `rev-${inPlay}`;
    await at.bet(id, 100, { round: id });
    await at.win(`${id}-win`, id, 300, { round: id, ...over });
    expect(await at.money()).toEqual({ cash: 1200, inPlay });
    const said = await at.reverse(`${id}-back`, `${id}-win`);
    expect(said).toMatchObject({ http: 200, body: { status: 'ok', balance: { total: '900' } } });
    expect(await at.money()).toEqual({ cash: 900, inPlay });
    expect(await net(at)).toBe(-100);
    const [line] = await lines(at.playerId);
    expect(line).toMatchObject({ kind: 'reversal', change: gbp(-300), payout: gbp(300) });
    expect(line).not.toHaveProperty('stake');
    const round = { studioId: 'own', roundId: id, playerId: at.playerId };
    expect((await casino.stack.bus.ask(readStudioRound, round)).transactions).toMatchObject([
      { transactionId: id },
      { transactionId: `${id}-win`, state: 'accepted', reversedAt: expect.any(String) as unknown },
      { transactionId: `${id}-back`, kind: 'reverse-win', winId: `${id}-win`, state: 'accepted' },
    ]);
    const { body } = await casino.own.call('transaction-status', { id: `${id}-back` });
    expect(body['data']).toMatchObject([{ kind: 'reverse-win', winId: `${id}-win`, round: id }]);
  });

  it('is taken once: again, under other ids, and by many at once', async () => {
    const at = await casino.sitting(1000);
    await at.bet('once', 100);
    await at.win('once-win', 'once', 250);
    const at1 = await Promise.all(
      Array.from({ length: 8 }, (_, n) => insist(() => at.reverse(`once-back-${n % 2}`, 'once-win'))),
    );
    expect(at1.map(statusOf)).toEqual(at1.map(() => 'ok'));
    const again = await at.reverse('once-back-0', 'once-win');
    expect(again.body.transactions).toMatchObject([{ status: 'ok', replayed: true }]);
    expect(statusOf(await at.reverse('once-back-2', 'once-win'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
    expect((await lines(at.playerId)).filter(({ kind }) => kind === 'reversal')).toHaveLength(1);
  });

  it('is not paid again, under its id or to who sends it once more', async () => {
    const at = await casino.sitting(1000);
    await at.bet('gone', 100);
    await at.win('gone-win', 'gone', 250);
    await at.reverse('gone-back', 'gone-win');
    expect(await at.win('gone-win', 'gone', 250)).toMatchObject({ http: 422, body: { status: 'reversed' } });
    expect(statusOf(await at.win('gone-win', 'gone', 251))).toBe('conflict');
    // The right one has an id of its own, and the bet stays one that has paid.
    expect(statusOf(await at.win('gone-right', 'gone', 20, { roundClosed: true }))).toBe('ok');
    expect(statusOf(await at.rollback('gone-rollback', 'gone'))).toBe('settled');
    expect(await at.money()).toEqual({ cash: 920, inPlay: 0 });
  });

  it('is refused for good if it comes after that, over a restart and as a prize, too', async () => {
    const at = await casino.sitting(1000);
    await at.bet('late', 100);
    expect(statusOf(await at.reverse('late-back', 'late-win'))).toBe('ok');
    expect(statusOf(await at.reverse('late-other', 'late-win'))).toBe('ok');
    expect(statusOf(await at.win('late-win', 'late', 250))).toBe('reversed');
    const replica = await casino.replica();
    const said = await Promise.all(Array.from({ length: 6 }, () => at.win('late-win', 'late', 250)));
    await replica.close();
    expect(said.map(statusOf)).toEqual(said.map(() => 'reversed'));
    expect(statusOf(await at.call('promo-win', { id: 'late-win', amount: '250' }))).toBe('reversed');
    expect(statusOf(await at.bet('late-win', 5))).toBe('conflict');
    expect(
      await casino.rows(`SELECT kind, state FROM studio_transactions WHERE transaction_id = 'late-win'`),
    ).toEqual([{ kind: 'win', state: 'tombstone' }]);
    // It is no win of the round: a round that has paid nothing may be taken back.
    expect(statusOf(await at.rollback('late-rollback', 'late'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
    const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'own' });
    expect(data.filter(({ transactionId }) => transactionId === 'late-win')).toContainEqual(
      expect.objectContaining({ reason: 'win_reversed', kind: 'win', amountMinor: 250 }),
    );
  });

  it('that races what takes it back is not paid, whichever is first', async () => {
    const at = await casino.sitting(2000);
    for (let turn = 0; turn < 15; turn += 1) {
      const id = `race-${turn}`;
      const over = { round: id, ...(turn % 3 === 0 ? { roundClosed: true } : {}) };
      await at.bet(id, 10, { round: id });
      const both = [
        () => insist(() => at.win(`${id}-win`, id, 70, over)),
        () => insist(() => at.reverse(`${id}-back`, `${id}-win`)),
      ];
      if (turn % 2 === 1) both.reverse();
      await Promise.all(both.map((call) => call()));
      expect(statusOf(await at.win(`${id}-win`, id, 70, over))).toBe('reversed');
    }
    expect((await at.money()).cash).toBe(2000 - 150);
  });

  it.each([
    ['another win', (at: Sitting, id: string) => at.reverse(`${id}-back`, `${id}-other`)],
    ['a bet', (at: Sitting, id: string) => at.bet(`${id}-back`, 5)],
    ['a win', (at: Sitting, id: string) => at.win(`${id}-back`, id, 5)],
  ])('under an id that takes back one win, %s is a conflict', async (what, call) => {
    const at = await casino.sitting(1000);
    const id = `con-${what}`;
    await at.bet(id, 100);
    await at.win(`${id}-win`, id, 50);
    await at.reverse(`${id}-back`, `${id}-win`);
    expect(await call(at, id)).toMatchObject({ http: 409, body: { status: 'conflict' } });
  });

  it('is a win of the player who is named, and no bet', async () => {
    const [at, other] = [await casino.sitting(1000), await casino.sitting(1000)];
    await at.bet('whose', 100);
    await at.win('whose-win', 'whose', 50);
    expect(statusOf(await other.reverse('whose-back', 'whose-win'))).toBe('conflict');
    expect(statusOf(await at.reverse('whose-bet', 'whose'))).toBe('conflict');
    expect(statusOf(await at.reverse('whose-nobody', 'whose-unknown', { playerId: undefined }))).toBe(
      'bad_token',
    );
    expect(await at.money()).toEqual({ cash: 950, inPlay: 100 });
    // Whose it is, the win says.
    expect(statusOf(await at.reverse('whose-right', 'whose-win', { playerId: undefined }))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
  });

  it('is taken of players who may not play, and of whom the session ended', async () => {
    const at = await casino.sitting(1000);
    await at.bet('any', 100);
    await at.win('any-win', 'any', 50);
    await casino.controls(at.playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    await casino.sit(at.playerId);
    expect(statusOf(await at.reverse('any-back', 'any-win', { session: at.session }))).toBe('ok');
    expect((await at.money()).cash).toBe(900);
  });

  const closed = async (round: string): Promise<boolean | undefined> =>
    (
      await casino.rows<{ closed: boolean }>(
        `SELECT closed_at IS NOT NULL AS closed FROM studio_rounds WHERE round_id = $1`,
        [round],
      )
    )[0]?.closed;

  it('is taken as it was paid, whatever was said of the end when it was sent again', async () => {
    const at = await casino.sitting(1000);
    await at.bet('flag', 10, { round: 'flag' });
    await at.win('flag-win', 'flag', 70, { round: 'flag' });
    const again = await at.win('flag-win', 'flag', 70, { round: 'flag', roundClosed: true });
    expect(again.body.transactions).toMatchObject([{ status: 'ok', replayed: true }]);
    expect([await closed('flag'), await at.money()]).toEqual([true, { cash: 1060, inPlay: 0 }]);
    expect(statusOf(await at.reverse('flag-back', 'flag-win'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 990, inPlay: 0 });
  });

  it('that is refused ends no round, unless it was taken back before it came; the right one is paid', async () => {
    const at = await casino.sitting(1000);
    const over = { round: 'right', roundClosed: true };
    await at.bet('right', 10, { round: 'right' });
    await at.reverse('right-back', 'right-wrong');
    expect(statusOf(await at.win('right-unknown', 'unheard-of', 70, over))).toBe('bet_unknown');
    expect(await closed('right')).toBe(false);
    // As if it had been paid and taken back: the stake is lost, and not handed back when nobody ends the round.
    expect(statusOf(await at.win('right-wrong', 'right', 70, over))).toBe('reversed');
    expect([await closed('right'), await at.money()]).toEqual([true, { cash: 990, inPlay: 0 }]);
    expect(statusOf(await at.win('right-win', 'right', 4, over))).toBe('ok');
    expect([await closed('right'), await at.money()]).toEqual([true, { cash: 994, inPlay: 0 }]);
  });

  it('is not called as what takes it back', async () => {
    const at = await casino.sitting(1000);
    for (let times = 0; times < 2; times += 1) {
      expect(statusOf(await at.reverse('itself', 'itself'))).toBe('conflict');
      expect(statusOf(await at.rollback('itself', 'itself'))).toBe('conflict');
    }
  });

  it('names the member that is wrong', async () => {
    const at = await casino.sitting(0);
    expect(await at.reverse('wrong', '', {})).toMatchObject({
      http: 400,
      body: { status: 'malformed', field: 'winId' },
    });
  });

  it('of nothing, of a free round, of a promotion and of a jackpot', async () => {
    const at = await casino.sitting(1000);
    await at.bet('kinds', 100);
    await at.win('kinds-zero', 'kinds', 0);
    const freeRoundsId = newId();
    await casino.stack.bus.ask(giveStudioRounds, {
      ...{ freeRoundsId, playerId: at.playerId, gameId: 'own.coin', rounds: 1, days: 1, staffId: newId() },
    });
    await at.bet('kinds-free', 0, { freeRoundsId, round: 'kinds-free' });
    await at.win('kinds-free-win', 'kinds-free', 40, { round: 'kinds-free', roundClosed: true });
    await at.call('promo-win', { id: 'kinds-promo', amount: '30' });
    await at.call('jackpot-win', { id: 'kinds-jackpot', amount: '500', jackpotId: 'grand' });
    expect((await at.money()).cash).toBe(900 + 40 + 30 + 500);
    const left: number[] = [];
    for (const win of ['zero', 'free-win', 'promo', 'jackpot']) {
      expect(statusOf(await at.reverse(`kinds-${win}-back`, `kinds-${win}`))).toBe('ok');
      left.push((await at.money()).cash);
    }
    expect(left).toEqual([1470, 1430, 1400, 900]);
    expect(statusOf(await at.call('promo-win', { id: 'kinds-promo', amount: '30' }))).toBe('reversed');
    const accounts = await casino.wallet.database.admin.query<{ account: string; sum: string }[]>(
      `SELECT account, sum(amount) FROM entries WHERE player_id = $1 AND account IN ('bonus_cost', 'jackpot_liability:grand')
        GROUP BY account ORDER BY account`,
      [at.playerId],
    );
    expect(accounts.map(({ sum }) => sum)).toEqual(['0', '0']);
  });

  it('that the ledger had refused is nothing to take', async () => {
    const at = await casino.sitting(1000);
    await at.bet('never', 100);
    const stake = { playerId: at.playerId, stakeId: ourIdOf('own', 'never'), currency: 'GBP' as const };
    await casino.stack.bus.ask(rollBackStakes, { rollbacks: [{ ...stake, reason: 'test' }] });
    expect(statusOf(await at.win('never-win', 'never', 50))).toBe('bet_unknown');
    expect(statusOf(await at.reverse('never-back', 'never-win'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('that staff took back with its round is a case for people', async () => {
    const at = await casino.sitting(1000);
    await at.bet('staff', 100);
    await at.win('staff-win', 'staff', 300, { roundClosed: true });
    await casino.stack.bus.ask(correctRound, {
      ...{ playerId: at.playerId, roundId: walletRoundIdOf('own', 'r1', at.playerId), currency: 'GBP' },
      ...{ reason: 'game_fault', approvalId: newId() },
    });
    expect(statusOf(await at.reverse('staff-back', 'staff-win'))).toBe('conflict');
    const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'own' });
    expect(data.find(({ transactionId }) => transactionId === 'staff-back')?.reason).toBe('conflict');
    expect((await at.money()).cash).toBe(1000);
  });

  it('of a round that staff void later is not taken twice', async () => {
    const at = await casino.sitting(1000);
    await at.bet('void', 100);
    await at.win('void-open', 'void', 40);
    await at.win('void-win', 'void', 300, { roundClosed: true });
    await at.win('void-late', 'void', 7);
    await at.reverse('void-back', 'void-win');
    await at.reverse('void-back-2', 'void-open');
    expect((await at.money()).cash).toBe(907);
    await casino.stack.bus.ask(correctRound, {
      ...{ playerId: at.playerId, roundId: walletRoundIdOf('own', 'r1', at.playerId), currency: 'GBP' },
      ...{ reason: 'game_fault', approvalId: newId() },
    });
    expect((await at.money()).cash).toBe(1000);
  });

  describe('and that the player has spent', () => {
    it('stays, whole: refused, remembered, for people to see; under another id once there is enough', async () => {
      const at = await casino.sitting(100);
      await at.bet('spent', 100);
      await at.win('spent-win', 'spent', 300, { roundClosed: true });
      await at.bet('spent-next', 50, { round: 'next' });
      const said = await at.reverse('spent-back', 'spent-win');
      expect(said).toMatchObject({ http: 422, body: { status: 'insufficient', balance: { total: '250' } } });
      expect(await at.money()).toEqual({ cash: 250, inPlay: 50 });
      await casino.deposit(at.playerId, 60);
      expect(statusOf(await at.reverse('spent-back', 'spent-win'))).toBe('insufficient');
      const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'own' });
      expect(data.find(({ transactionId }) => transactionId === 'spent-back')).toMatchObject({
        ...{ reason: 'not_covered', winId: 'spent-win', playerId: at.playerId, times: 2 },
      });
      // The win stands: the same again is a repeat of what was paid.
      expect(statusOf(await at.win('spent-win', 'spent', 300, { roundClosed: true }))).toBe('ok');
      expect(statusOf(await at.reverse('spent-again', 'spent-win'))).toBe('ok');
      expect(await at.money()).toEqual({ cash: 10, inPlay: 50 });
    });

    it('is not taken from bonus money, nor from what is in play or asked for', async () => {
      const at = await casino.sitting(100);
      await at.bet('kept', 100);
      await at.win('kept-win', 'kept', 300, { roundClosed: true });
      await casino.stack.bus.ask(grantBonus, {
        ...{ playerId: at.playerId, awardId: newId(), amount: gbp(500), maximumStake: gbp(1000) },
      });
      await at.bet('kept-next', 250, { round: 'next' });
      expect(statusOf(await at.reverse('kept-back', 'kept-win'))).toBe('insufficient');
    });
  });

  it('counts as lost again, against limits of periods and of windows', async () => {
    for (const controls of [
      { limits: [{ kind: 'loss' as const, period: 'day' as const, amount: gbp(150) }] },
      { windows: [{ kind: 'loss' as const, window: 'rolling_day' as const, amount: gbp(150) }] },
    ]) {
      const at = await casino.sitting(1000);
      const id = `limit-${at.playerId}`;
      await casino.controls(at.playerId, controls);
      await at.bet(id, 100, { round: id });
      await at.win(`${id}-win`, id, 100, { round: id, roundClosed: true });
      await at.reverse(`${id}-back`, `${id}-win`);
      expect(statusOf(await at.bet(`${id}-more`, 51, { round: 'more' }))).toBe('limit');
      expect(statusOf(await at.bet(`${id}-less`, 50, { round: 'less' }))).toBe('ok');
    }
  });

  describe('when something dies in between', () => {
    /** As if the process had died before it wrote down what the wallet did, and its claim had run out. */
    async function forget(id: string, winId?: string): Promise<void> {
      await casino.studios.database.admin.transaction(async (manager) => {
        await manager.query(`SET LOCAL session_replication_role = replica`);
        await manager.query(
          `UPDATE studio_transactions SET state = 'pending', finished_at = NULL, finished_xid = NULL, claimed_until = now()
            WHERE transaction_id = $1`,
          [id],
        );
        await manager.query(`UPDATE studio_transactions SET reversed_at = NULL WHERE transaction_id = $1`, [
          winId,
        ]);
      });
    }

    it('is taken once: the same call finds what was done', async () => {
      const at = await casino.sitting(1000);
      await at.bet('die', 100);
      await at.win('die-win', 'die', 50);
      await at.reverse('die-back', 'die-win');
      await forget('die-back', 'die-win');
      const again = await at.reverse('die-back', 'die-win');
      expect(again.body.transactions).toMatchObject([{ status: 'ok', replayed: true }]);
      expect(statusOf(await at.win('die-win', 'die', 50))).toBe('reversed');
      expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
    });

    it.each([
      ['was carried out', {}],
      ['was carried out and ended its round', { roundClosed: true }],
    ])('takes back a win of which only the ledger knows that it %s', async (what, over) => {
      const at = await casino.sitting(1000);
      const id = `half-${what.length}`;
      await at.bet(id, 100, { round: id });
      await at.win(`${id}-win`, id, 50, { round: id, ...over });
      await forget(`${id}-win`);
      await casino.studios.database.admin.query(
        `UPDATE studio_rounds SET closed_at = NULL, ended_by = NULL WHERE round_id = $1`,
        [id],
      );
      expect(statusOf(await at.reverse(`${id}-back`, `${id}-win`))).toBe('ok');
      expect(statusOf(await at.win(`${id}-win`, id, 50, { round: id, ...over }))).toBe('reversed');
      expect((await at.money()).cash).toBe(900);
      expect(await closed(id)).toBe('roundClosed' in over);
    });

    it('waits for a wallet that is away, and takes a win that did not reach it', async () => {
      const at = await casino.sitting(1000);
      await at.bet('away', 100);
      await casino.wallet.close();
      expect(statusOf(await at.win('away-win', 'away', 50))).toBe('retry');
      expect(statusOf(await at.reverse('away-back', 'away-win'))).toBe('retry');
      await casino.restartWallet();
      expect(statusOf(await insist(() => at.reverse('away-back', 'away-win')))).toBe('ok');
      expect(statusOf(await at.win('away-win', 'away', 50))).toBe('reversed');
      expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
    }, 60_000);
  });

  it('stays one that ended its round, whatever else the call was refused', async () => {
    const at = await casino.sitting(1000);
    await at.bet('mixed', 100, { round: 'mixed' });
    await at.bet('mixed-more', 10, { round: 'mixed' });
    const actions = [
      { kind: 'win', id: 'mixed-win', betId: 'mixed', amount: '300' },
      { kind: 'rollback', id: 'mixed-rollback', betId: 'mixed-more' },
    ];
    const play = { game: 'coin', round: 'mixed', roundClosed: true, actions };
    expect((await at.call('play', play)).body.transactions).toMatchObject([
      { status: 'ok' },
      { status: 'settled' },
    ]);
    expect(statusOf(await at.reverse('mixed-back', 'mixed-win'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 890, inPlay: 0 });
  });
});
