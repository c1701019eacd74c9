import { randomUUID } from 'node:crypto';
import { until } from '@croupier/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectUnavailable, expectWhole, Load } from './support/load.js';
import { Platform, quickTables } from './support/platform.js';
import { type Answer, call, must, Player } from '../tools/rolling/player.js';
import { Admin } from './support/staff.js';

const gbp = (amount: number): object => ({ amount, currency: 'GBP' });
const amountOf = (body: Answer['body'], name: string): number => (body[name] as { amount: number }).amount;

describe('bad luck on the rest of the floor: each part is killed while players have something in it', () => {
  let platform: Platform;
  let player: Player;
  let others: Player[];
  let admin: Admin;
  /** How often something was refused because of who was dead. */
  let refusals = 0;

  beforeAll(async () => {
    platform = await Platform.shared(quickTables);
    const { gateway, sandbox } = await platform.run();
    [player, ...others] = [1, 2].map(() => new Player(gateway, sandbox)) as [Player, ...Player[]];
    for (const one of [player, ...others]) await one.sitDown(20_000);
    admin = await Admin.signIn(platform);
  }, 300_000);

  const claim = (): Promise<Answer> =>
    player.call('POST', '/v1/bonuses/opening-night/claim', { key: randomUUID() });
  const deposit = (): Promise<Answer> =>
    player.call('POST', '/v1/deposits', { key: randomUUID(), body: { amount: gbp(1000), method: 'card' } });
  const block = (): Promise<Answer> =>
    admin.call('POST', `players/${player.playerId}/block`, { body: { reason: 'asked for by telephone' } });
  const setLimits = async (): Promise<Answer> =>
    player.call('PUT', '/v1/limits', {
      headers: { 'if-match': '"1"' },
      body: { limits: [{ kind: 'deposit', period: 'day', amount: gbp(100_000) }] },
    });
  const signUp = (): Promise<Answer> => new Player(player.gateway, player.sandbox).askToRegister();

  /** What each part alone can do, and what a player does meanwhile. */
  const parts: { part: string; needed: (() => Promise<Answer>)[]; unaffected: string[] }[] = [
    { part: 'bonus', needed: [claim], unaffected: ['/v1/wallet', '/v1/games', '/v1/tables', '/v1/limits'] },
    {
      part: 'analytics',
      needed: [() => player.call('GET', '/v1/offers'), () => admin.call('GET', 'figures/reconciliation')],
      unaffected: ['/v1/wallet', '/v1/games', '/v1/bonuses', '/v1/tables'],
    },
    {
      part: 'live',
      needed: [() => player.call('GET', '/v1/tables')],
      unaffected: ['/v1/wallet', '/v1/games', '/v1/bonuses', '/v1/messages'],
    },
    {
      part: 'studios',
      needed: [() => player.call('GET', '/v1/studio-games')],
      unaffected: ['/v1/wallet', '/v1/games', '/v1/tables', '/v1/bonuses'],
    },
    {
      part: 'compliance',
      needed: [block],
      unaffected: ['/v1/wallet', '/v1/bonuses', '/v1/tables', '/v1/limits'],
    },
    {
      part: 'safer-gambling',
      needed: [deposit, setLimits, signUp],
      unaffected: ['/v1/wallet', '/v1/games', '/v1/tables', '/v1/deposits'],
    },
  ];

  it.each(parts)(
    'kill -9 $part: the others go on, and what needs it says so',
    async ({ part, needed, unaffected }) => {
      const load = new Load(others, player, unaffected);
      await load.flows(4);
      await platform.kill(part);
      const refused = await Promise.all(needed.map((request) => request()));
      await until('all is ready again', () => platform.allReady(), 60_000);
      await load.flows(4);
      await load.stop();

      // What may be asked again is, by the gateway: an answer that comes after all was given by who took its place.
      for (const answer of refused) if (answer.status >= 300) expectUnavailable(answer);
      refusals += refused.filter(({ status }) => status === 503).length;
      expect(load.seen.filter(({ status }) => status !== 200)).toEqual([]);
      expect(load.failed).toEqual([]);
      await load.accountFor(platform);
    },
    300_000,
  );

  it('says so oftener than not', () => expect(refusals).toBeGreaterThan(parts.length / 2));

  it('a staff action that could not be noted was not done', async () => {
    await player.wait(3000);
    must(await player.play(10), 201);
  });

  it('a bonus counts what was wagered while it was dead, each round once', async () => {
    const claimed = await claim();
    must(claimed, 201);
    await player.credited(await player.payIn(1000));
    const path = `/v1/bonuses/${String(claimed.body['awardId'])}`;
    const award = async (): Promise<Answer['body']> => (await player.call('GET', path)).body;
    await until('the bonus is given', async () => (await award())['status'] === 'active', 60_000);
    const spins = async (count: number): Promise<void> => {
      for (let spin = 0; spin < count; spin += 1) {
        await player.wait(3000);
        must(await player.play(20), 201);
      }
    };
    await spins(3);
    await platform.kill('bonus');
    await spins(5);
    await until('all is ready again', () => platform.allReady(), 60_000);
    await spins(2);
    const counted = async (): Promise<number> => amountOf(await award(), 'wagered');
    await until('all rounds are counted', async () => (await counted()) >= 200, 60_000);
    await spins(1);
    await until('one more is', async () => (await counted()) > 200, 60_000);
    expect(await counted()).toBe(220);
    await expectWhole(platform);
  }, 300_000);

  it('a round of a studio’s game, over kills of either side, is paid or given back to the penny', async () => {
    const guest = others[0] as Player;
    const before = await guest.cash();
    const { body: launch } = await guest.call('POST', '/v1/studio-games/sandbox-studio.tide-coin/launches', {
      body: {},
    });
    const token = new URL(String(launch['url'])).searchParams.get('token');
    const studio = `${guest.sandbox}/studio`;
    const entered = await call(`${studio}/play`, 'POST', { body: { token } });
    must(entered, 200);
    const seat = `${studio}/seats/${String(entered.body['seatId'])}`;
    // The first two answers to its win are lost.
    const played = await call(`${seat}/rounds`, 'POST', { body: { stake: 117, side: 'heads' } });
    must(played, 201);
    await Promise.all([platform.kill('studios'), platform.kill('sandbox')]);
    await until('all is ready again', () => platform.allReady(), 60_000);
    const [round] = await until(
      'the round is over',
      async () => {
        const { body } = await call(seat, 'GET', { headers: { accept: 'application/json' } });
        const rounds = body['rounds'] as { state: string; payout: number | null }[];
        return rounds.every(({ state }) => state === 'done' || state === 'undone') ? rounds : undefined;
      },
      60_000,
    );
    expect(await guest.cash()).toBe(before - (round?.state === 'done' ? 117 - Number(round.payout) : 0));
    await expectWhole(platform);
  }, 300_000);

  it('the bets of a table whose owner dies are settled once, by the wheel, or given back', async () => {
    const { body } = await player.call('GET', '/v1/tables');
    const [table] = body['data'] as { tableId: string }[];
    const tableId = String(table?.tableId);
    must(await player.call('POST', `/v1/tables/${tableId}/sessions`, { body: {} }), 201);
    const before = await player.cash();
    const key = randomUUID();
    const bets = { stake: gbp(100), bets: [{ kind: 'red', amount: 100 }] };
    const placed = await until(
      'the bets are in a round',
      async () => {
        const answer = await player.call('POST', `/v1/tables/${tableId}/bets`, { key, body: bets });
        return answer.status === 201 ? answer : undefined;
      },
      90_000,
    );
    await platform.kill('live');
    await until(
      'nothing is in play',
      async () => amountOf((await player.call('GET', '/v1/wallet')).body, 'inPlay') === 0,
      60_000,
    );
    const roundId = String(placed.body['roundId']);
    const live = await platform.database('live');
    const [round] = (await live.query(`SELECT phase, pocket FROM table_rounds WHERE round_id = $1`, [
      roundId,
    ])) as [{ phase: string; pocket: number | null }];
    await live.destroy();
    const wallet = await platform.database('wallet');
    const lines = (await wallet.query(
      `SELECT kind, stake::int, payout::int FROM transactions WHERE player_id = $1 AND source = 'round_end'`,
      [player.playerId],
    )) as { kind: string; stake: number | null; payout: number | null }[];
    await wallet.destroy();
    const red = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];
    const voided = round.phase.startsWith('void');
    const payout = red.includes(round.pocket ?? 0) ? 200 : 0;
    expect(lines).toEqual([
      voided ? expect.objectContaining({ kind: 'void' }) : { kind: 'settlement', stake: 100, payout },
    ]);
    expect(await player.cash()).toBe(before - 100 + (voided ? 100 : payout));
    await expectWhole(platform);
  }, 300_000);

  it('whoever goes from a game to a table and back plays one of them at a time (RTS 14C)', async () => {
    const { body } = await player.call('GET', '/v1/tables');
    const tableId = String((body['data'] as { tableId: string }[])[0]?.tableId);
    const bet = (): Promise<Answer> =>
      player.call('POST', `/v1/tables/${tableId}/bets`, {
        key: randomUUID(),
        body: { stake: gbp(100), bets: [{ kind: 'red', amount: 100 }] },
      });
    const spin = async (): Promise<unknown> => {
      await player.wait(5000);
      const { status, body: answer } = await player.play(10);
      return status === 201 ? 'played' : answer['code'];
    };
    // From the test before, the player sits at the table.
    expect(await spin()).toBe('session_closed');
    await until('the bets are in a round', async () => (await bet()).status === 201 || undefined, 90_000);
    await player.openGame();
    expect(await spin()).toBe('round_in_play');
    await until(
      'the round of the table is over',
      async () => amountOf((await player.call('GET', '/v1/wallet')).body, 'inPlay') === 0,
      60_000,
    );
    expect(await spin()).toBe('played');
    const code = await until(
      'the table refuses bets for the game',
      async () => {
        const refused = String((await bet()).body['code']);
        return refused === 'bets_closed' ? undefined : refused;
      },
      90_000,
    );
    expect(code).toBe('session_closed');
  }, 300_000);

  it('the figures of an evening with so many deaths are the ledger’s, to the penny', async () => {
    await platform.kill('analytics');
    await player.wait(3000);
    must(await player.play(10), 201);
    const compared = await until(
      'the figures are exact',
      async () => {
        const answer = await admin.call('GET', 'figures/reconciliation');
        return answer.body['exact'] === true ? answer.body : undefined;
      },
      60_000,
    );
    expect(compared).toMatchObject({ exact: true, missingFacts: 0 });
    expect((compared['lines'] as object[]).length).toBeGreaterThan(2);
    const trail = await admin.call('GET', 'audit-trail/verification');
    expect(trail).toMatchObject({ status: 200, body: { intact: true } });
  }, 300_000);
});
