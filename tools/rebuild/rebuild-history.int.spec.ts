import {
  depositCredited,
  playerRegistered,
  roundCorrected,
  roundSettled,
  roundVoided,
  services,
  sessionOpened,
  streamOf,
} from '@croupier/contracts';
import { withDatabase } from '@croupier/embedded';
import { type FactContract, newId, ownerOf } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as games } from '../../apps/games/src/service.js';
import { settings as gamesSettings } from '../../apps/games/test/settings.js';
import { service as profile } from '../../apps/profile/src/service.js';
import { histories, noHistories } from './histories.js';
import { rebuildHistory } from './rebuild-history.js';
import { RebuildFault, type RebuildReport } from './rebuild.js';

const pounds = (amount: number): object => ({ amount, currency: 'GBP' });
const at = new Date(Date.UTC(2026, 10, 23, 12)).toISOString();

describe('a history from the streams', () => {
  let stack: TestStack;
  const running: Record<string, ServiceUnderTest> = {};

  beforeAll(async () => {
    stack = await TestStack.open();
    const { streams } = await jetstreamManager(stack.broker.connection);
    for (const source of ['wallet', 'identity'])
      await streams.add({ name: streamOf(source), subjects: [`evt.${source}.>`] });
    running['games'] = await stack.start(games, gamesSettings);
    running['profile'] = await stack.start(profile, { KYC_URL: 'http://127.0.0.1:9', KYC_API_KEY: 'test' });
  });

  afterAll(() => stack.close());

  const of = (app: string): ServiceUnderTest => running[app] as ServiceUnderTest;

  async function publish(fact: FactContract<never>, payload: object): Promise<void> {
    const headers = newHeaders();
    headers.set('ce-id', newId());
    await jetstream(stack.broker.connection).publish(fact.subject, JSON.stringify(payload), { headers });
  }

  function settle(payout: number, playerId = newId()): Promise<void> {
    const after = { balance: pounds(900), bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
    return publish(roundSettled as FactContract<never>, {
      ...{ playerId, transactionId: newId(), ...after, version: 1, recordedAt: at },
      ...{ roundId: newId(), gameSessionId: newId(), gameId: 'lamplight-ledger', startedAt: at },
      ...{ stake: pounds(100), payout: pounds(payout), outcome: { stops: [payout] } },
      ...{ stakeFromBonus: pounds(0), payoutToBonus: pounds(0), freeRound: false },
    });
  }

  function again(app: string): Promise<RebuildReport> {
    const name = new URL(of(app).database.url).pathname.slice(1);
    return rebuildHistory(histories[app] as (typeof histories)[string], {
      service: app,
      OWNER_DATABASE_URL: withDatabase(process.env['TEST_POSTGRES_URL'] ?? '', name),
      ...{ NATS_URL: stack.nats.url, NATS_USER: app, NATS_PASSWORD: 'test' },
    });
  }

  const rows = (app: string): Promise<object[]> =>
    of(app).database.admin.query(
      `SELECT * FROM ${Object.keys(histories[app]?.tables ?? {})[0] ?? ''} ORDER BY 1, 2`,
    );

  async function count(app: string, table: string): Promise<number> {
    const [{ n }] = (await of(app).database.admin.query(`SELECT count(*)::int AS n FROM ${table}`)) as [
      { n: number },
    ];
    return n;
  }

  const heard = (app: string, facts: number): Promise<unknown> =>
    until(`${app} heard ${facts} facts`, async () => (await count(app, 'inbox')) >= facts);

  it('is the one that was written when the facts came, and mended where it is not', async () => {
    for (let payout = 0; payout < 40; payout += 1) await settle(payout);
    await heard('games', 40);
    const live = await rows('games');
    expect(live).toHaveLength(40);
    const as = (same: boolean): object => ({
      events: 40,
      projections: [
        { name: 'rounds', rows: 40, same },
        { name: 'round_voids', rows: 0, same },
      ],
    });
    expect(await again('games')).toMatchObject(as(true));
    expect(await rows('games')).toEqual(live);
    const { admin } = of('games').database;
    await admin.query(`UPDATE rounds SET payout = payout + 1 WHERE payout < 3`);
    await admin.query(`DELETE FROM rounds WHERE payout = 30`);
    await admin.query(`INSERT INTO rounds SELECT player_id, uuidv7(), game_session_id, game_id, currency, stake, payout,
                         outcome, started_at, settled_at FROM rounds WHERE payout = 20`);
    expect(await rows('games')).not.toEqual(live);
    expect(await again('games')).toMatchObject(as(false));
    expect(await rows('games')).toEqual(live);
    expect(await again('games')).toMatchObject(as(true));
  });

  it('has the facts that the service had not heard yet, which it then passes over', async () => {
    await of('games').close();
    for (let payout = 100; payout < 105; payout += 1) await settle(payout);
    expect(await again('games')).toMatchObject({ events: 45, projections: [{ rows: 45, same: true }, {}] });
    await stack.replica(games, of('games'), gamesSettings);
    await settle(200);
    await heard('games', 46);
    expect(await count('games', 'rounds')).toBe(46);
    expect(await count('games', 'dead_letters')).toBe(0);
  });

  it('loses nothing of what comes while it is made', async () => {
    const playerId = newId();
    const telling = (async () => {
      for (let payout = 0; payout < 300; payout += 1)
        await publish(sessionOpened as FactContract<never>, {
          ...{ playerId, sessionId: newId(), openedAt: at },
        });
    })();
    const reports: RebuildReport[] = [];
    do reports.push(await again('profile'));
    while ((reports.at(-1)?.events ?? 0) < 300);
    await telling;
    await heard('profile', 300 + 46);
    expect(reports.every(({ projections }) => projections.every(({ same }) => same))).toBe(true);
    expect(await count('profile', `activities WHERE kind = 'session.opened'`)).toBe(300);
    expect(await count('profile', 'dead_letters')).toBe(0);
  });

  it('has what was told while it waited for those who were writing', async () => {
    const before = await count('games', 'inbox');
    const { admin } = of('games').database;
    const writer = admin.createQueryRunner();
    await writer.startTransaction();
    await writer.query('LOCK TABLE inbox IN ROW EXCLUSIVE MODE');
    const waiting = again('games');
    await until('it waits', async () => {
      const sql = `SELECT FROM pg_locks WHERE relation = 'inbox'::regclass AND NOT granted`;
      return ((await admin.query(sql)) as unknown[]).length > 0;
    });
    await settle(300);
    await writer.commitTransaction();
    await writer.release();
    expect((await waiting).events).toBe(before + 1);
    await heard('games', before + 1);
    expect(await count('games', 'rounds')).toBe(before + 1);
  });

  it('is made again with the rounds that are void, settled or not, and without what nobody told', async () => {
    const before = { inbox: await count('games', 'inbox'), voids: await count('games', 'round_voids') };
    const playerId = newId();
    const after = { balance: pounds(900), bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
    const about = { playerId, ...after, recordedAt: at, gameId: 'lamplight-ledger', gameSessionId: newId() };
    const one = (): object => ({ ...about, transactionId: newId(), roundId: newId(), startedAt: at });
    await publish(roundVoided as FactContract<never>, {
      ...{
        ...one(),
        version: 2,
        refund: pounds(100),
        refundToBonus: pounds(0),
        reason: 'round_not_finished',
      },
    });
    await publish(roundCorrected as FactContract<never>, {
      ...{
        ...one(),
        version: 3,
        approvalId: newId(),
        reason: 'game_fault',
        corrects: newId(),
        correctsVersion: 1,
      },
      ...{
        settledAt: at,
        stake: pounds(100),
        stakeFromBonus: pounds(0),
        payout: pounds(0),
        freeRound: false,
      },
      ...{ cashChange: pounds(100), bonusChange: pounds(0), bonusCost: pounds(0) },
    });
    await heard('games', before.inbox + 2);
    const { admin } = of('games').database;
    const live: unknown = await admin.query('SELECT * FROM round_voids ORDER BY 1, 2');
    expect(live).toHaveLength(before.voids + 2);
    expect((await again('games')).projections).toMatchObject([{ same: true }, { same: true }]);
    await admin.query(`UPDATE round_voids SET reason = 'another' WHERE corrected`);
    await admin.query(`DELETE FROM round_voids WHERE NOT corrected`);
    expect((await again('games')).projections[1]).toMatchObject({ name: 'round_voids', same: false });
    expect(await admin.query('SELECT * FROM round_voids ORDER BY 1, 2')).toEqual(live);
  });

  it('of an account is made of all who told of it, and leaves the player alone', async () => {
    const playerId = newId();
    await publish(playerRegistered as FactContract<never>, { playerId, currency: 'GBP', registeredAt: at });
    const money = { bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
    await publish(depositCredited as FactContract<never>, {
      ...{ playerId, transactionId: newId(), balance: pounds(500), ...money, version: 1, recordedAt: at },
      ...{ depositId: newId(), amount: pounds(500) },
    });
    await heard('profile', 351);
    const live = await rows('profile');
    const { admin } = of('profile').database;
    await admin.query(`UPDATE activities SET facts = '{}' WHERE player_id = $1`, [playerId]);
    const { projections } = await again('profile');
    expect(projections).toEqual([{ name: 'activities', rows: live.length, same: false }]);
    expect(await rows('profile')).toEqual(live);
  });

  it('is left alone if the streams have not all of it any more', async () => {
    const live = await rows('games');
    const { streams } = await jetstreamManager(stack.broker.connection);
    await streams.purge(streamOf('wallet'), { keep: 10 });
    await expect(again('games')).rejects.toThrow(RebuildFault);
    expect(await rows('games')).toEqual(live);
  });

  it('is kept by those who are said to, and the others say why they keep none', () => {
    const hearing = Object.entries(services).filter(
      ([name, { consumes }]) =>
        consumes.some(({ subject }) => ownerOf(subject) !== name) && name !== 'top-payouts',
    );
    const known = [...Object.keys(histories), ...Object.keys(noHistories), 'analytics', 'bonus'];
    expect(known.sort()).toEqual(hearing.map(([name]) => name).sort());
  });
});
