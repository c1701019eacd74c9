import {
  checkAccess,
  type CheckRegistration,
  checkRegistration,
  excludeSelf,
  type PlayerProfile,
  playerChanged,
  playerReleased,
  playerRestricted,
  readProtection,
  returnFromExclusion,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bench, stranger } from '../../test/bench.js';

const monthMs = 31 * 24 * 3_600_000;

describe('a self-exclusion, whatever account is used', () => {
  let bench: Bench;
  let first: string;
  let second: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => {
    first = newId();
    second = newId();
  });

  afterEach(async () => {
    bench.scheme.reset();
    await bench.wallet.comeBack();
  });

  /** Makes profile say that a player is the person of another account, with a mailbox of their own. */
  function samePerson(playerId: string, as: string, over: Partial<PlayerProfile> = {}): void {
    const { address } = stranger(as);
    bench.people.set(playerId, { ...stranger(playerId), address, ...over });
  }

  const enter = (playerId: string) => bench.stack.bus.ask(checkAccess, { playerId, purpose: 'sign_in' });
  const exclude = (playerId: string, months = 6) =>
    bench.stack.bus.ask(excludeSelf, { playerId, months, understood: true });
  const may = async (playerId: string) =>
    (await bench.stack.bus.ask(checkAccess, { playerId, purpose: 'play' })).allowed;
  const blocks = (playerId: string) => bench.wallet.inForce.get(playerId)?.blocks ?? [];
  const restricted = async (playerId: string) => (await bench.told(playerRestricted, playerId)).length;
  const register = (of: string, over: Partial<CheckRegistration> = {}) => {
    const { givenName, familyName, dateOfBirth, address } = stranger(of);
    const person = { givenName, familyName, dateOfBirth, postcode: address.postcode };
    const email = `${newId()}@example.org`;
    return bench.stack.bus.ask(checkRegistration, { ...person, email, ...over });
  };

  it('refuses a registration of the person, and keeps that it did', async () => {
    await enter(first);
    expect(await register(first)).toEqual({ excluded: false });
    await exclude(first);
    expect(await register(first, { familyName: 'BYRON ' })).toEqual({ excluded: true });
    const mailbox = {
      email: `${first}+2@example.org`,
      givenName: 'Eve',
      familyName: 'Other',
      postcode: 'M1 1AA',
    };
    expect(await register(first, { ...mailbox, dateOfBirth: '1980-01-01' })).toEqual({ excluded: true });
    const { decisions } = await bench.stack.bus.ask(readProtection, { playerId: first });
    expect(decisions.filter(({ decision }) => decision === 'registration.refused')).toHaveLength(2);
    expect(JSON.stringify(decisions)).not.toMatch(/mailbox|postcode|birth|e-mail/i);
  });

  it.each([
    ['a name', { dateOfBirth: '1970-01-01', postcode: 'M1 1AA' }],
    ['a postcode', { givenName: 'Eve', familyName: 'Other', dateOfBirth: '1970-01-01' }],
    ['a name and a birthday', { postcode: 'M1 1AA' }],
  ])('lets people register who only share %s', async (_, over) => {
    await enter(first);
    await exclude(first);
    await until('it is known of whom', async () => (await register(first)).excluded);
    expect(await register(first, over)).toEqual({ excluded: false });
  });

  it('comes to an account that is in use already, in the wallet too, and tells whom to sign out', async () => {
    samePerson(second, first);
    await enter(first);
    await enter(second);
    const { until: end } = await exclude(first);
    await until('the other account is excluded', () => blocks(second).length === 2);
    expect(await bench.told(playerRestricted, second)).toMatchObject([
      { restriction: 'self_exclusion', until: end },
    ]);
    const { decisions } = await bench.stack.bus.ask(readProtection, { playerId: second });
    expect(decisions).toMatchObject([{ decision: 'self_exclusion.placed', decidedBy: 'platform' }]);
    await Promise.all([enter(second), enter(second), enter(first)]);
    expect([await restricted(first), await restricted(second)]).toEqual([1, 1]);
  });

  it('meets, at its first sign-in, an account that was opened meanwhile, before the answer', async () => {
    await exclude(first);
    await until('it is known of whom', async () => (await register(first)).excluded);
    samePerson(second, first);
    expect(await enter(second)).toMatchObject({ reasons: ['self_exclusion'] });
    expect(blocks(second)).toHaveLength(2);
  });

  it('keeps the other account out while the wallet cannot be told', async () => {
    await enter(first);
    await exclude(first);
    samePerson(second, first);
    await bench.wallet.goAway();
    await expect(enter(second)).rejects.toMatchObject({ code: 'protection_pending' });
    expect(await may(second)).toBe(false);
    await bench.wallet.comeBack();
    await until('the wallet knows', () => blocks(second).length === 2);
  });

  it('meets a player who moves to where they are known', async () => {
    await enter(first);
    await exclude(first);
    await enter(second);
    expect(await may(second)).toBe(true);
    samePerson(second, first);
    const fact = { playerId: second, version: 2, changedAt: new Date().toISOString() };
    await bench.publish(playerChanged, fact);
    await bench.publish(playerChanged, fact);
    await until('the move is heard', async () => !(await may(second)));
    await until('the wallet knows', () => blocks(second).length === 2);
    expect(await restricted(second)).toBe(1);
  });

  it('ends for the person when they ask to return with the account they excluded, and then with the other', async () => {
    samePerson(second, first);
    await enter(first);
    await enter(second);
    await exclude(first);
    await until('the other account is excluded', () => blocks(second).length === 2);
    for (const playerId of [first, second]) await bench.moveClock(playerId, 7 * monthMs);
    for (const playerId of [first, second]) await bench.stack.bus.ask(returnFromExclusion, { playerId });
    for (const playerId of [first, second]) await bench.moveClock(playerId, 7 * monthMs + 25 * 3_600_000);
    for (const playerId of [first, second])
      expect(await enter(playerId)).toEqual({ allowed: true, reasons: [] });
    expect(await bench.told(playerReleased, second)).toHaveLength(1);
    expect(await register(first)).toEqual({ excluded: false });
  });

  it('is not ended by asking with the other account alone', async () => {
    samePerson(second, first);
    await enter(first);
    await enter(second);
    await exclude(first);
    await until('the other account is excluded', () => blocks(second).length === 2);
    await bench.moveClock(second, 7 * monthMs);
    await bench.stack.bus.ask(returnFromExclusion, { playerId: second });
    await bench.moveClock(second, 7 * monthMs + 25 * 3_600_000);
    expect(await enter(second)).toMatchObject({ reasons: ['self_exclusion'] });
  });

  it('keeps nothing of a person that can be read', async () => {
    await enter(first);
    const rows = JSON.stringify(await bench.sql(`SELECT * FROM person_marks WHERE player_id = $1`, first));
    expect(rows).toMatch(/mark/);
    expect(rows).not.toMatch(/ada|byron|1990|example/i);
  });
});
