import { createPrivateKey } from 'node:crypto';
import { playRound, settleRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { ActorGuard, timeLeftHeader } from '@croupier/messaging';
import { actorKeys, type ServiceUnderTest, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { service as complianceService } from '../../../compliance/src/service.js';
import { Attacker, commands, Draws, forgeries, type Forgery } from '../../test/attacker.js';
import { Casino } from '../../test/casino.js';

const seed = Number(process.env['TEST_SEED'] ?? 25);
const attempts = 500;
const together = 20;
const gateway = createPrivateKey({
  key: Buffer.from(actorKeys.ACTOR_SIGNING_KEY, 'base64'),
  ...{ format: 'der', type: 'pkcs8' },
});

/** Wallet, games and compliance on a broker with its real permissions, people to rob, and those who try. */
class Scene {
  readonly victims: string[] = [];
  readonly staffId = newId();

  private constructor(
    readonly casino: Casino,
    private readonly compliance: ServiceUnderTest,
    private readonly attackers: ReadonlyMap<string, Attacker>,
  ) {}

  static async open(): Promise<Scene> {
    const casino = await Casino.open();
    const { url } = casino.stack.nats;
    // The last one may ask everything: as if the permissions of the broker had been lost.
    const names = ['analytics', 'games', 'admin'];
    const attackers = await Promise.all(
      names.map(async (name) => [name, await Attacker.as(name, url)] as const),
    );
    const scene = new Scene(casino, await casino.stack.start(complianceService), new Map(attackers));
    for (let count = 0; count < together; count += 1) scene.victims.push(await casino.player());
    return scene;
  }

  as(name: string): Attacker {
    return this.attackers.get(name) as Attacker;
  }

  /** Five hundred drawn attempts. @returns how often each account met with each answer */
  async attack(): Promise<Record<string, number>> {
    const draws = new Draws(seed);
    const ways: Record<string, Forgery> = forgeries(gateway, draws);
    const met: Record<string, number> = {};
    const since = Date.now() - attempts * 10;
    const one = async (index: number): Promise<void> => {
      // One after the other for each of them, or their own game cycle would stop some.
      const victim = this.victims[index % together] as string;
      const startedAt = new Date(since + index * 10).toISOString();
      const who = draws.of(['analytics', 'games', 'admin']);
      // What games itself is allowed to ask of the wallet, it tries; the others try everything.
      const make = who === 'games' ? commands[0] : draws.of(commands);
      const command = make?.(victim, this.staffId, startedAt);
      const how = draws.of(Object.values(ways));
      if (!command) return;
      const answer = `${who}: ${await this.as(who).forge(command, how(command))}`;
      met[answer] = (met[answer] ?? 0) + 1;
    };
    for (let sent = 0; sent < attempts; sent += together) {
      await Promise.all(Array.from({ length: together }, (_, index) => one(sent + index)));
    }
    return met;
  }

  /** All that could have been left behind, by table. */
  async left(): Promise<object> {
    const rows = (one: ServiceUnderTest, text: string): Promise<unknown> => one.database.admin.query(text);
    return {
      accounts: await rows(this.casino.wallet, 'SELECT * FROM accounts ORDER BY player_id'),
      journal: await rows(this.casino.wallet, 'SELECT count(*) FROM transactions'),
      reserved: await rows(this.casino.wallet, 'SELECT count(*) FROM deposit_reservations'),
      sessions: await rows(this.casino.games, 'SELECT count(*) FROM game_sessions'),
      audit: await rows(this.compliance, 'SELECT count(*) FROM audit_entries'),
    };
  }

  async close(): Promise<void> {
    for (const attacker of this.attackers.values()) await attacker.close();
    await this.casino.close();
  }
}

describe('forged asks', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });

  afterAll(() => scene.close());

  it(`are accepted not once in ${attempts}, and leave nothing behind (seed ${seed})`, async () => {
    const before = await scene.left();
    const met = await scene.attack();
    expect(Object.keys(met).sort()).toEqual([
      'admin: actor_not_proven',
      'analytics: broker',
      'games: actor_not_proven',
    ]);
    expect(Object.values(met).reduce((sum, count) => sum + count)).toBe(attempts);
    expect(await scene.left()).toEqual(before);
  });

  it('are counted where they were refused, by reason, with nobody named', async () => {
    const figures = await (await fetch(`${scene.casino.wallet.url}/metrics`)).text();
    const counted = figures
      .split('\n')
      .filter((line) => line.startsWith('casino_messaging_unproven_actors_total{'));
    const reasons = counted.map((line) => /reason="([a-z_]+)"/.exec(line)?.[1]);
    expect([...new Set(reasons)].sort()).toEqual([
      ...[
        'bad_signature',
        'expired',
        'malformed',
        'missing',
        'other_player',
        'unknown_key',
        'wrong_audience',
      ],
    ]);
    expect(scene.victims.filter((victim) => figures.includes(victim))).toEqual([]);
  });

  it('are no better as replays of a true one: for another player, of another amount, or too late', async () => {
    const { casino, victims } = scene;
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const heard: { body: Record<string, unknown>; headers: Record<string, string> }[] = [];
    casino.stack.broker.connection.subscribe(settleRound.subject, {
      callback: (_, message) => {
        const headers = (message.headers?.keys() ?? []).map((key) => [key, message.headers?.get(key) ?? '']);
        heard.push({ body: message.json(), headers: Object.fromEntries(headers) as Record<string, string> });
      },
    });
    await casino.play({ playerId, gameSessionId });
    await until('it is overheard', () => heard.length > 0);
    const { body, headers } = heard[0] as (typeof heard)[number];
    const before = await scene.left();
    const games = scene.as('games');
    const { subject } = settleRound;
    const other = { ...body, playerId: victims[0], roundId: newId() };
    const more = { ...body, payout: { amount: 1_000_000, currency: 'GBP' } };
    expect([
      await games.try(subject, other, headers),
      await games.try(subject, body, { ...headers, [timeLeftHeader]: '0' }),
      await scene.as('analytics').try(subject, body, headers),
      await scene.as('admin').try(playRound.subject, { ...other, idempotencyKey: newId() }, headers),
    ]).toEqual(['actor_not_proven', 'deadline_spent', 'broker', 'actor_not_proven']);
    // The same round again is answered as it was recorded, whatever payout is claimed.
    await games.try(subject, more, headers);
    expect(await scene.left()).toEqual(before);
  });
});

describe('without the check', () => {
  let scene: Scene;

  beforeAll(async () => {
    jest
      .spyOn(ActorGuard.prototype, 'of')
      .mockReturnValue(({ actor, proof }) => ({ actor, ...(proof ? { proof } : {}) }));
    scene = await Scene.open();
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await scene.close();
  });

  it('the same attempts are all accepted, but for those that the broker stops', async () => {
    const before = await scene.left();
    const met = await scene.attack();
    // A forged launch ends the game of the forged bets before it, as a true one would.
    const answers = Object.keys(met).filter((answer) => !answer.endsWith(': session_closed'));
    expect(answers.sort()).toEqual(['admin: accepted', 'analytics: broker', 'games: accepted']);
    expect(await scene.left()).not.toEqual(before);
  });
});
