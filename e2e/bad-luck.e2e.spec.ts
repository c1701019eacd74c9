import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@croupier/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectWhole, Load } from './support/load.js';
import { Platform, quickTables } from './support/platform.js';
import { Player } from '../tools/rolling/player.js';

/** What goes on while a part is away, because it does not need it. NATS and PostgreSQL are needed by all. */
const unaffected: Record<string, string[]> = {
  games: ['/v1/wallet', '/v1/me', '/v1/deposits'],
  payments: ['/v1/wallet', '/v1/games', '/v1/rounds'],
  identity: ['/v1/wallet', '/v1/games', '/v1/deposits'],
  profile: ['/v1/wallet', '/v1/games', '/v1/rounds'],
  wallet: ['/v1/games', '/v1/me', '/v1/deposits'],
  notifications: ['/v1/wallet', '/v1/games', '/v1/me', '/v1/deposits'],
  'safer-gambling': ['/v1/wallet', '/v1/games', '/v1/me', '/v1/deposits'],
};
/** A running bet needs neither of these. */
const notNeededByBets = ['payments', 'identity', 'profile', 'notifications', 'safer-gambling'];
/** Back within the time of an ask, often enough: the gateway asks again, and nobody notices. */
const oftenUnnoticed = ['nats', 'postgres'];

describe('bad luck: each part is killed in turn while people play', () => {
  let platform: Platform;
  let players: Player[];

  beforeAll(async () => {
    platform = await Platform.shared(quickTables);
    const run = await platform.run();
    players = [new Player(run.gateway, run.sandbox), new Player(run.gateway, run.sandbox)];
    for (const player of players) await player.sitDown(20_000);
  }, 300_000);

  it.each([
    'games',
    'payments',
    'identity',
    'profile',
    'wallet',
    'notifications',
    'safer-gambling',
    'nats',
    'postgres',
  ])(
    'kill -9 %s: typed refusals, no manual step, every acknowledged bet once',
    async (part) => {
      const load = new Load(players, reader(), unaffected[part] ?? []);
      await load.flows(7);
      await platform.whole(part, await platform.kill(part));
      await load.flows(5);
      await load.stop();

      load.expectTypedRefusals();
      expect(load.seen.filter(({ status }) => status !== 200)).toEqual([]);
      if (notNeededByBets.includes(part)) expect(load.failed).toEqual([]);
      else if (!oftenUnnoticed.includes(part)) expect(load.failed.length).toBeGreaterThan(0);
      await load.resolveUnknown();
      await load.accountFor(platform);
    },
    300_000,
  );

  function reader(): Player {
    return players[0] as Player;
  }

  it('a deposit paid while payments is dead is credited once, and a withdrawal asked for before is paid once', async () => {
    const player = reader();
    const before = await player.cash();
    const started = await player.call('POST', '/v1/deposits', {
      key: randomUUID(),
      body: { amount: { amount: 1300, currency: 'GBP' }, method: 'card' },
    });
    const withdrawn = await player.call('POST', '/v1/withdrawals', {
      key: randomUUID(),
      body: { amount: { amount: 700, currency: 'GBP' }, method: 'bank' },
    });
    expect([started.status, withdrawn.status]).toEqual([201, 201]);
    await platform.kill('payments');
    await player.payAt(String(started.body['redirectUrl']));
    await player.credited(String(started.body['depositId']));
    const withdrawal = `/v1/withdrawals/${String(withdrawn.body['withdrawalId'])}`;
    await until(
      'the withdrawal is paid',
      async () => (await player.call('GET', withdrawal)).body['status'] === 'paid',
    );
    expect(await player.cash()).toBe(before + 1300 - 700);
    await expectWhole(platform);
  });

  it('what happens while notifications is dead is written to the player when it is back, once', async () => {
    const player = reader();
    await platform.kill('notifications');
    await player.credited(await player.payIn(1711));
    const told = (): Promise<string[]> =>
      titles(player).then((all) => all.filter((one) => /17\.11/.test(one)));
    await until('the player is told', async () => (await told()).length > 0);
    const mails = (): Promise<string[]> =>
      subjects(player).then((all) => all.filter((one) => /17\.11/.test(one)));
    await until('the mail is there', async () => (await mails()).length > 0);
    await platform.kill('notifications');
    await until('all is ready again', () => platform.allReady(), 60_000);
    await pause(2000);
    expect([await told(), await mails()]).toEqual([
      ['Deposit of £17.11 received'],
      ['Deposit of £17.11 received'],
    ]);
  });

  async function titles(player: Player): Promise<string[]> {
    const { body } = await player.call('GET', '/v1/messages?limit=100');
    return ((body['data'] ?? []) as { title: string }[]).map(({ title }) => title);
  }

  async function subjects({ sandbox, email }: Player): Promise<string[]> {
    const answer = await fetch(`${sandbox}/mailbox/messages?limit=100&to=${encodeURIComponent(email)}`);
    return ((await answer.json()) as { data: { subject: string }[] }).data.map(({ subject }) => subject);
  }
});
