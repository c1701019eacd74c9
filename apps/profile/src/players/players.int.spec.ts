import {
  createPlayer,
  type CreatePlayer,
  playerChanged,
  readContact,
  readProfile,
  readSettings,
  updateProfile,
  updateSettings,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TestBureau } from '../../test/bureau.js';
import { somebody } from '../../test/people.js';
import { service } from '../service.js';

describe('players', () => {
  let stack: TestStack;
  let bureau: TestBureau;
  let profile: ServiceUnderTest;
  let player: CreatePlayer;
  let playerId: string;
  const moved = { line1: '2 Hill Road', line2: 'Flat 2', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' };
  const address = moved as CreatePlayer['address'];

  beforeAll(async () => {
    [stack, bureau] = await Promise.all([TestStack.open(), TestBureau.open()]);
    profile = await stack.start(service, bureau.settings);
  });

  afterAll(async () => {
    await stack.close();
    await bureau.close();
  });

  beforeEach(async () => {
    player = somebody();
    playerId = player.playerId;
    await stack.bus.ask(createPlayer, player);
  });

  function sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return profile.database.admin.query(text, values);
  }

  it('tells where to write and whether marketing is welcome, and nothing else', async () => {
    const contact = { email: player.email, givenName: player.givenName, marketingByEmail: false };
    expect(await stack.bus.ask(readContact, { playerId })).toEqual(contact);
    await stack.bus.ask(updateSettings, { playerId, marketingByEmail: true });
    expect(await stack.bus.ask(readContact, { playerId })).toEqual({ ...contact, marketingByEmail: true });
    await expect(stack.bus.ask(readContact, { playerId: newId() })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  describe('create-player', () => {
    it('is replaced by a repeat until the address is confirmed, and never after', async () => {
      await stack.bus.ask(createPlayer, { ...player, givenName: 'Augusta' });
      expect((await stack.bus.ask(readProfile, { playerId })).givenName).toBe('Augusta');
      await sql(`UPDATE players SET confirmed_at = now() WHERE player_id = $1`, playerId);
      await stack.bus.ask(createPlayer, { ...player, givenName: 'Mallory', email: 'mallory@example.org' });
      const after = await stack.bus.ask(readProfile, { playerId });
      expect(after).toMatchObject({ givenName: 'Augusta', email: player.email, version: 1 });
    });

    it('makes one row of 8 at once', async () => {
      const one = somebody();
      await Promise.all(Array.from({ length: 8 }, () => stack.bus.ask(createPlayer, one)));
      const rows = await sql(`SELECT 1 FROM players WHERE player_id = $1`, one.playerId);
      expect(rows).toHaveLength(1);
    });

    it('forgets people who did not confirm for a week, and nobody else', async () => {
      const [confirmed, fresh, old] = [somebody(), somebody(), somebody()];
      for (const one of [confirmed, fresh, old]) await stack.bus.ask(createPlayer, one);
      await sql(`UPDATE players SET created_at = created_at - interval '8 days' WHERE player_id = ANY($1)`, [
        confirmed.playerId,
        old.playerId,
      ]);
      await sql(`UPDATE players SET confirmed_at = now() WHERE player_id = $1`, confirmed.playerId);
      await stack.bus.ask(createPlayer, somebody());
      await stack.bus.ask(readProfile, { playerId: confirmed.playerId });
      await stack.bus.ask(readProfile, { playerId: fresh.playerId });
      const gone = stack.bus.ask(readProfile, { playerId: old.playerId });
      await expect(gone).rejects.toMatchObject({ code: 'not_found' });
    });

    it.each([
      ['a date that is none', { dateOfBirth: '1990-02-30' }, 'dateOfBirth'],
      ['a broken address', { address: { ...moved, country: 'FR' } }, 'address.country'],
      ['an unknown member', { role: 'admin' }, 'role'],
    ])('refuses %s', async (_, fault, field) => {
      const request = somebody(fault as Partial<CreatePlayer>);
      const refused = stack.bus.ask(createPlayer, request);
      await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field });
    });
  });

  describe('update-profile', () => {
    it('changes the address and the version, and answers a repeat alike', async () => {
      const request = { playerId, address, expectedVersion: 1 };
      const changed = await stack.bus.ask(updateProfile, request);
      expect(changed).toMatchObject({ address, version: 2 });
      expect(await stack.bus.ask(updateProfile, request)).toEqual(changed);
      const told = sql(
        `SELECT payload->>'version' AS version FROM outbox WHERE subject = $1 AND payload->>'playerId' = $2`,
        playerChanged.subject,
        playerId,
      );
      expect(await told).toEqual([{ version: '2' }]);
      expect(await stack.bus.ask(readProfile, { playerId })).toEqual(changed);
    });

    it('refuses a change based on an old version and leaves no trace', async () => {
      await stack.bus.ask(updateProfile, { playerId, address, expectedVersion: 1 });
      const before = await stack.bus.ask(readProfile, { playerId });
      const other = { ...address, line1: '3 Other Road' };
      for (const expectedVersion of [1, 3]) {
        const refused = stack.bus.ask(updateProfile, { playerId, address: other, expectedVersion });
        await expect(refused).rejects.toMatchObject({ code: 'profile_changed' });
      }
      expect(await stack.bus.ask(readProfile, { playerId })).toEqual(before);
    });

    it('lets one of 8 different changes at once win', async () => {
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) =>
          stack.bus.ask(updateProfile, {
            playerId,
            address: { ...address, line1: `${index} Road` },
            expectedVersion: 1,
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await stack.bus.ask(readProfile, { playerId })).version).toBe(2);
    });
  });

  describe('settings', () => {
    it('begin without any consent and with a reality check each hour', async () => {
      expect(await stack.bus.ask(readSettings, { playerId })).toEqual({
        marketingByEmail: false,
        marketingBySms: false,
        realityCheckMinutes: 60,
      });
    });

    it('change what is given and keep the rest', async () => {
      await stack.bus.ask(updateSettings, { playerId, marketingByEmail: true });
      await stack.bus.ask(updateSettings, { playerId, realityCheckMinutes: 15 });
      expect(await stack.bus.ask(readSettings, { playerId })).toEqual({
        marketingByEmail: true,
        marketingBySms: false,
        realityCheckMinutes: 15,
      });
    });

    it('prove each consent given and taken back, once', async () => {
      for (const marketingBySms of [true, true, false])
        await stack.bus.ask(updateSettings, { playerId, marketingBySms });
      const rows = await sql(
        `SELECT channel, given FROM consent_changes WHERE player_id = $1 ORDER BY changed_at, change_id`,
        playerId,
      );
      expect(rows).toEqual([
        { channel: 'sms', given: true },
        { channel: 'sms', given: false },
      ]);
    });

    it.each([
      [{ realityCheckMinutes: 4 }, 'realityCheckMinutes'],
      [{ realityCheckMinutes: 241 }, 'realityCheckMinutes'],
      [{ marketingByEmail: 'yes' }, 'marketingByEmail'],
    ])('refuse %p', async (fault, field) => {
      const refused = stack.bus.ask(updateSettings, { playerId, ...(fault as object) });
      await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field });
    });
  });

  it('does not know who was never created', async () => {
    const unknown = { playerId: newId() };
    const answers = await Promise.allSettled([
      stack.bus.ask(readProfile, unknown),
      stack.bus.ask(readSettings, unknown),
      stack.bus.ask(updateSettings, { ...unknown, marketingByEmail: true }),
      stack.bus.ask(updateProfile, { ...unknown, address, expectedVersion: 1 }),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
  });

  it('does not let its database role delete players or change evidence', async () => {
    const role = new DataSource({ type: 'postgres', url: profile.database.url, poolSize: 1 });
    await role.initialize();
    for (const statement of [
      `DELETE FROM players`,
      `UPDATE players SET player_id = gen_random_uuid()`,
      `UPDATE verification_checks SET outcome = 'pass'`,
      `DELETE FROM consent_changes`,
      `UPDATE activities SET kind = 'x'`,
    ])
      await expect(role.query(statement)).rejects.toThrow('permission denied');
    await role.destroy();
  });
});
