import { randomUUID } from 'node:crypto';
import { until } from '@croupier/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Platform, quickTables } from './support/platform.js';
import { type Answer, call, must, Player, somePostcode } from '../tools/rolling/player.js';

const dayMs = 24 * 3_600_000;
const gbp = (amount: number): object => ({ amount, currency: 'GBP' });

describe('a player who needs protection, over HTTP', () => {
  let platform: Platform;
  let gateway: string;
  let sandbox: string;

  beforeAll(async () => {
    platform = await Platform.shared(quickTables);
    ({ gateway, sandbox } = await platform.run());
  }, 300_000);

  async function seated(): Promise<Player> {
    const player = new Player(gateway, sandbox);
    await player.sitDown(2000);
    return player;
  }

  const payIn = (player: Player, amount: number): Promise<Answer> =>
    player.call('POST', '/v1/deposits', { key: randomUUID(), body: { amount: gbp(amount), method: 'card' } });

  const takeOut = (player: Player, amount: number): Promise<Answer> =>
    player.call('POST', '/v1/withdrawals', {
      key: randomUUID(),
      body: { amount: gbp(amount), method: 'bank' },
    });

  /** What the mailbox has for somebody; undefined while it has nothing. */
  async function letterOf(player: Player): Promise<string | undefined> {
    const mail = await fetch(`${sandbox}/mailbox/messages?to=${encodeURIComponent(player.email)}`);
    const text = await mail.text();
    return text.includes('"subject"') ? text : undefined;
  }

  /** What an excluded player finds who had a game open: no play, no deposits, and their own cash. */
  async function findsOnlyTheirCash(player: Player): Promise<void> {
    const blocked = { status: 403, body: { code: 'play_blocked' } };
    expect(await player.call('POST', '/v1/games/lamplight-ledger/sessions')).toMatchObject(blocked);
    // In the game that was open before.
    await player.wait(3000);
    expect(await player.play(20)).toMatchObject(blocked);
    expect(await payIn(player, 1000)).toMatchObject({ status: 403, body: { code: 'deposit_blocked' } });
    must(await takeOut(player, await player.cash()), 201);
    expect(await player.cash()).toBe(0);
  }

  it('is asked for a deposit limit before the first deposit, and deposits within it', async () => {
    const player = new Player(gateway, sandbox);
    await player.register();
    await player.verify();
    expect(await payIn(player, 2000)).toMatchObject({
      status: 409,
      body: { code: 'deposit_limit_unanswered' },
    });
    const { body } = await player.call('GET', '/v1/limits');
    expect(body).toMatchObject({ depositPrompt: 'open' });
    const answered = await player.call('PUT', '/v1/limits', {
      headers: { 'if-match': `"${String(body['version'])}"` },
      body: { limits: [{ kind: 'deposit', period: 'day', amount: gbp(2000) }] },
    });
    expect(answered).toMatchObject({ status: 200, body: { depositPrompt: 'answered' } });
    expect(await payIn(player, 2001)).toMatchObject({ status: 409, body: { code: 'deposit_limit_reached' } });
    must(await payIn(player, 2000), 201);
  });

  it('is held to a deposit limit, and raises it a day and a word later', async () => {
    const player = await seated();
    const set = (amount: number, version: unknown): Promise<Answer> =>
      player.call('PUT', '/v1/limits', {
        headers: { 'if-match': `"${String(version)}"` },
        body: { limits: [{ kind: 'deposit', period: 'month', amount: gbp(amount) }] },
      });
    const { body } = await player.call('GET', '/v1/limits');
    const limited = await set(3050, body['version']);
    expect(limited).toMatchObject({
      status: 200,
      body: { limits: [{ used: gbp(2000), remaining: gbp(1050) }] },
    });
    expect(await payIn(player, 1051)).toMatchObject({ status: 409, body: { code: 'deposit_limit_reached' } });
    const asked = await set(5000, limited.body['version']);
    const [{ pending }] = asked.body['limits'] as [{ pending: { changeId: string } }];
    const confirm = (): Promise<Answer> =>
      player.call('POST', `/v1/limits/changes/${pending.changeId}/confirmation`);
    expect(await confirm()).toMatchObject({ status: 409, body: { code: 'limit_change_too_early' } });
    await player.wait(dayMs + 60_000);
    expect(await confirm()).toMatchObject({ status: 200, body: { limits: [{ amount: gbp(5000) }] } });
  });

  it('excludes themselves: sessions end, nothing can be staked, the cash stays theirs', async () => {
    const player = await seated();
    const excluded = await player.call('POST', '/v1/self-exclusions', {
      body: { months: 6, understood: true },
    });
    must(excluded, 201);
    await until('the session is over', async () => (await player.call('GET', '/v1/me')).status === 401);
    await player.signIn();
    await findsOnlyTheirCash(player);
    expect((await player.call('GET', '/v1/protection')).body).toMatchObject({
      mayPlay: false,
      mayDeposit: false,
      inForce: true,
      restrictions: [{ restriction: 'self_exclusion' }],
    });
  });

  it('gets no second account with another mailbox and another family name', async () => {
    const postcode = somePostcode();
    const player = new Player(gateway, sandbox);
    await player.register({ postcode });
    must(await player.call('POST', '/v1/self-exclusions', { body: { months: 6, understood: true } }), 201);
    const again = new Player(gateway, sandbox);
    must(await again.askToRegister({ postcode, familyName: 'Lovelace' }), 202);
    const letter = await until('the letter arrives', () => letterOf(again));
    expect(letter).toContain('We cannot open an account for you');
    expect(letter).not.toContain('Your code');
    const neighbour = new Player(gateway, sandbox);
    must(await neighbour.askToRegister({ postcode, dateOfBirth: '1991-05-13' }), 202);
    expect(await until('the code arrives', () => letterOf(neighbour))).toContain('Your code');
  });

  it('joins the national scheme: the next sign-in finds only their cash', async () => {
    const player = await seated();
    must(await call(`${sandbox}/exclusion/people`, 'POST', { body: { email: player.email } }), 200);
    await player.signIn();
    await findsOnlyTheirCash(player);
  });

  it('is excluded already: gets no account, and the letter says why', async () => {
    const player = new Player(gateway, sandbox);
    await expect(
      Promise.race([
        player.register({ familyName: 'Excluded' }),
        until('the letter arrives', async () => {
          const url = `${sandbox}/mailbox/messages?to=${encodeURIComponent(player.email)}`;
          return (await (await fetch(url)).text()).includes('We cannot open an account for you');
        }),
      ]),
    ).resolves.toBe(true);
  });
});
