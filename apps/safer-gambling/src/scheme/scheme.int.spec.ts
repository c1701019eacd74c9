import {
  checkAccess,
  checkRegistration,
  playerReleased,
  playerRestricted,
  readProtection,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bench } from '../../test/bench.js';

const person = {
  givenName: 'Ada',
  familyName: 'Byron',
  dateOfBirth: '1990-04-12',
  email: 'ada@example.org',
  postcode: 'BS1 4AA',
};

describe('the exclusion scheme', () => {
  let bench: Bench;
  let playerId: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => {
    playerId = newId();
  });

  afterEach(async () => {
    bench.scheme.reset();
    await bench.wallet.comeBack();
  });

  const enter = () => bench.stack.bus.ask(checkAccess, { playerId, purpose: 'sign_in' });
  const mayPlay = () => bench.stack.bus.ask(checkAccess, { playerId, purpose: 'play' });
  const blocks = () => bench.wallet.inForce.get(playerId)?.blocks;
  const checks = () =>
    bench.sql(`SELECT answer, reference FROM scheme_checks WHERE player_id = $1`, playerId);

  it('is asked about a player who signs in, by what profile knows, and the check is kept without it', async () => {
    expect(await enter()).toEqual({ allowed: true, reasons: [] });
    expect(bench.scheme.asked.at(-1)).toEqual({
      firstName: 'Ada',
      lastName: 'Byron',
      dateOfBirth: '1990-04-12',
      email: `${playerId}@example.org`,
      postcode: playerId.slice(-10),
      mobile: '',
      key: 'scheme-test-key',
    });
    expect(await checks()).toEqual([{ answer: 'clear', reference: 'check-1' }]);
    const everything = JSON.stringify(await bench.sql(`SELECT * FROM scheme_checks`));
    expect(everything).not.toMatch(/Ada|Byron|example/);
  });

  it('restricts whom it names, in the wallet before the answer, once, until it names them no more', async () => {
    bench.scheme.answer = 'Y';
    expect(await enter()).toEqual({ allowed: true, reasons: ['scheme_exclusion'] });
    expect(blocks()).toEqual([
      { scope: 'play', reason: 'scheme_exclusion' },
      { scope: 'deposit', reason: 'scheme_exclusion' },
    ]);
    await Promise.all([enter(), enter(), enter()]);
    expect(await mayPlay()).toEqual({ allowed: false, reasons: ['scheme_exclusion'] });
    expect(await bench.told(playerRestricted, playerId)).toHaveLength(1);
    bench.scheme.answer = 'P';
    expect(await enter()).toEqual({ allowed: true, reasons: [] });
    expect(await bench.told(playerReleased, playerId)).toHaveLength(1);
    await until('the wallet knows', () => blocks()?.length === 0);
    const { decisions } = await bench.stack.bus.ask(readProtection, { playerId });
    expect(decisions.map(({ decision, decidedBy }) => [decision, decidedBy])).toEqual([
      ['scheme_exclusion.ended', 'scheme'],
      ['scheme_exclusion.placed', 'scheme'],
    ]);
  });

  it.each([
    ['is down', { status: 503 }],
    ['hangs', { delayMs: 3000 }],
    ['says nothing', { answer: undefined }],
    ['says something unknown', { answer: 'maybe' }],
  ])('lets nobody in, and nobody register, while it %s', async (_, fault) => {
    Object.assign(bench.scheme, fault);
    const code = 'exclusion_scheme_unavailable';
    await expect(enter()).rejects.toMatchObject({ code, kind: 'unavailable' });
    await expect(bench.stack.bus.ask(checkRegistration, person)).rejects.toMatchObject({ code });
    expect(await checks()).toEqual([{ answer: 'unavailable', reference: null }]);
    // What is known already goes on to be answered: open sessions live on.
    expect(await mayPlay()).toEqual({ allowed: true, reasons: [] });
  });

  it('keeps an excluded player out while the wallet cannot be told', async () => {
    bench.scheme.answer = 'Y';
    await bench.wallet.goAway();
    await expect(enter()).rejects.toMatchObject({ code: 'protection_pending' });
    expect(await mayPlay()).toMatchObject({ allowed: false });
    await bench.wallet.comeBack();
    await until('the wallet knows', () => blocks()?.length === 2);
  });

  describe('once a day, without the player', () => {
    const comesUp = () =>
      bench.sql(`UPDATE players SET next_check_at = now() - interval '1 s' WHERE player_id = $1`, playerId);
    const rechecks = () =>
      bench.sql(`SELECT answer FROM scheme_checks WHERE player_id = $1 AND purpose = 'recheck'`, playerId);

    it('restricts whoever joined it meanwhile, in the wallet too, and tells whom to sign out', async () => {
      await enter();
      bench.scheme.answer = 'Y';
      await comesUp();
      await until('the wallet knows', () => blocks()?.length === 2);
      expect(await bench.told(playerRestricted, playerId)).toMatchObject([
        { restriction: 'scheme_exclusion' },
      ]);
      const [row] = await bench.sql(
        `SELECT next_check_at > now() + interval '23 hours' AS tomorrow FROM players WHERE player_id = $1`,
        playerId,
      );
      expect(row).toEqual({ tomorrow: true });
      expect(await rechecks()).toEqual([{ answer: 'excluded' }]);
    });

    it('changes nothing without an answer, and asks again', async () => {
      await enter();
      bench.scheme.status = 503;
      await comesUp();
      await until('it was asked', async () => (await rechecks()).length === 1);
      expect(await mayPlay()).toEqual({ allowed: true, reasons: [] });
      bench.scheme.reset();
      bench.scheme.answer = 'Y';
      await comesUp();
      await until('it was asked again', async () => (await mayPlay()).allowed === false);
    });

    it('leaves alone who has not been here for 90 days', async () => {
      await enter();
      const present = newId();
      await bench.stack.bus.ask(checkAccess, { playerId: present, purpose: 'sign_in' });
      await bench.sql(
        `UPDATE players SET signed_in_at = now() - interval '91 days' WHERE player_id = $1`,
        playerId,
      );
      bench.scheme.answer = 'Y';
      await comesUp();
      await bench.sql(`UPDATE players SET next_check_at = now() WHERE player_id = $1`, present);
      await until('the other is asked about', () => bench.wallet.inForce.get(present)?.blocks.length === 2);
      expect(await rechecks()).toEqual([]);
    });
  });

  it.each([
    ['Y', true],
    ['N', false],
    ['P', false],
  ])('says of somebody who registers: %s', async (answer, excluded) => {
    bench.scheme.answer = answer;
    expect(await bench.stack.bus.ask(checkRegistration, person)).toEqual({ excluded });
  });
});
