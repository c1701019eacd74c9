import {
  blockPlayer,
  checkAccess,
  excludeSelf,
  playerReleased,
  playerRestricted,
  readProtection,
  returnFromExclusion,
  reviewLimits,
  takeTimeOut,
  unblockPlayer,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Bench } from '../../test/bench.js';
import { service } from '../service.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const minuteMs = 60_000;
const staff = { reason: 'Documents under review', actor: `staff:${newId()}` };

describe('restrictions', () => {
  let bench: Bench;
  let playerId: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => {
    playerId = newId();
  });

  afterEach(() => bench.wallet.comeBack());

  const blocks = () => bench.wallet.inForce.get(playerId)?.blocks;
  const may = (purpose: 'play' | 'deposit' | 'contact') =>
    bench.stack.bus.ask(checkAccess, { playerId, purpose });
  const block = () => bench.stack.bus.ask(blockPlayer, { playerId, ...staff });
  const unblock = () => bench.stack.bus.ask(unblockPlayer, { playerId, ...staff });
  const timeOut = (hours: number) => bench.stack.bus.ask(takeTimeOut, { playerId, hours });
  const exclude = (months: number) =>
    bench.stack.bus.ask(excludeSelf, { playerId, months, understood: true });
  const goBack = () => bench.stack.bus.ask(returnFromExclusion, { playerId });
  const protection = () => bench.stack.bus.ask(readProtection, { playerId });

  it('lets somebody nothing was ever decided about do everything', async () => {
    expect(await may('play')).toEqual({ allowed: true, reasons: [] });
    expect(await protection()).toEqual({
      mayPlay: true,
      mayDeposit: true,
      inForce: true,
      restrictions: [],
      decisions: [],
    });
  });

  describe('of staff', () => {
    it('hold in the wallet before they are answered, until they are ended', async () => {
      const { restrictionId } = await block();
      expect(blocks()).toEqual([
        { scope: 'play', reason: 'staff_block' },
        { scope: 'deposit', reason: 'staff_block' },
      ]);
      expect(await may('deposit')).toEqual({ allowed: false, reasons: ['staff_block'] });
      await bench.stack.bus.ask(reviewLimits, { playerId, confirmed: true });
      await unblock();
      expect(blocks()).toEqual([]);
      expect(await may('deposit')).toEqual({ allowed: true, reasons: [] });
      const [restricted] = await bench.told(playerRestricted, playerId);
      expect(restricted).toMatchObject({ restrictionId, restriction: 'staff_block' });
      expect(await bench.told(playerReleased, playerId)).toMatchObject([{ restrictionId }]);
    });

    it('are one block, however often and by how many they are asked for', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, block));
      expect(new Set(answers.map(({ restrictionId }) => restrictionId)).size).toBe(1);
      await Promise.all(Array.from({ length: 8 }, unblock));
      expect(await bench.told(playerRestricted, playerId)).toHaveLength(1);
      expect(await bench.told(playerReleased, playerId)).toHaveLength(1);
    });

    it('show the player a sentence and keep the note for staff', async () => {
      await block();
      const { decisions } = await protection();
      expect(decisions).toMatchObject([{ decision: 'staff_block.placed', decidedBy: 'staff' }]);
      expect(JSON.stringify(decisions)).not.toContain(staff.reason);
      const rows = await bench.sql(`SELECT note, actor FROM decisions WHERE player_id = $1`, playerId);
      expect(rows).toEqual([{ note: staff.reason, actor: staff.actor }]);
    });

    it('end no other restriction', async () => {
      await timeOut(24);
      await unblock();
      expect(await may('play')).toMatchObject({ allowed: false, reasons: ['time_out'] });
    });
  });

  describe('as time-outs', () => {
    it('bind for their hours of the player’s clock and end by themselves', async () => {
      const { from, until: end } = await timeOut(24);
      expect(Date.parse(end as string) - Date.parse(from)).toBe(dayMs);
      expect(blocks()).toEqual([
        { scope: 'play', reason: 'time_out', until: end },
        { scope: 'deposit', reason: 'time_out', until: end },
      ]);
      await bench.moveClock(playerId, dayMs - minuteMs);
      expect(await may('play')).toEqual({ allowed: false, reasons: ['time_out'], until: end });
      await bench.moveClock(playerId, dayMs + 1000);
      expect(await may('play')).toEqual({ allowed: true, reasons: [] });
    });

    it('are never shortened by a shorter one', async () => {
      const { until: end } = await timeOut(100);
      await timeOut(24);
      expect(await may('play')).toMatchObject({ allowed: false, until: end });
      expect(blocks()).toMatchObject([{ until: end }, { until: end }]);
    });

    it('are said to be over, once', async () => {
      await timeOut(24);
      // The clock of the platform, not of the player, drives the process: the row is made older instead.
      await bench.sql(`ALTER TABLE restrictions DISABLE TRIGGER restrictions_keep`);
      await bench.sql(
        `UPDATE restrictions SET until = until - interval '2 days', ends_at = ends_at - interval '2 days'
          WHERE player_id = $1`,
        playerId,
      );
      await bench.sql(`ALTER TABLE restrictions ENABLE TRIGGER restrictions_keep`);
      await until('its end was told', async () => (await bench.told(playerReleased, playerId)).length > 0);
      expect((await protection()).decisions[0]).toMatchObject({
        decision: 'time_out.ended',
        decidedBy: 'platform',
      });
    });

    it.each([23, 1009])('of %d hours are refused', async (hours) => {
      await expect(timeOut(hours)).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('as self-exclusions', () => {
    it('last until the player asks to return after their time, and a day more', async () => {
      const { from, until: end } = await exclude(6);
      expect(blocks()).toEqual([
        { scope: 'play', reason: 'self_exclusion' },
        { scope: 'deposit', reason: 'self_exclusion' },
      ]);
      await expect(goBack()).rejects.toMatchObject({ code: 'exclusion_not_over' });
      const monthsMs = Date.parse(end as string) - Date.parse(from);
      await bench.moveClock(playerId, monthsMs + 30 * dayMs);
      expect(await may('play')).toMatchObject({ allowed: false });
      const first = await goBack();
      expect(await goBack()).toEqual(first);
      expect(blocks()).toMatchObject([{ until: first.endsAt }, { until: first.endsAt }]);
      await bench.moveClock(playerId, monthsMs + 31 * dayMs - minuteMs);
      expect(await may('play')).toMatchObject({ allowed: false, until: first.endsAt });
      await bench.moveClock(playerId, monthsMs + 31 * dayMs + minuteMs);
      expect(await may('play')).toEqual({ allowed: true, reasons: [] });
    });

    it('do not end while a longer one runs', async () => {
      const { from, until: end } = await exclude(6);
      await exclude(12);
      await bench.moveClock(playerId, Date.parse(end as string) - Date.parse(from) + dayMs);
      await expect(goBack()).rejects.toMatchObject({ code: 'exclusion_not_over' });
    });

    it('need the positive act', async () => {
      const request = { playerId, months: 6, understood: false };
      await expect(bench.stack.bus.ask(excludeSelf, request)).rejects.toMatchObject({
        code: 'invalid_request',
        errors: [{ field: 'understood', code: 'not_confirmed' }],
      });
      expect(blocks()).toBeUndefined();
    });

    it.each([5, 61])('of %d months are refused', async (months) => {
      await expect(exclude(months)).rejects.toMatchObject({ code: 'invalid_request' });
    });

    it('cannot be shortened or ended early in the database either', async () => {
      await exclude(6);
      const own = new DataSource({ type: 'postgres', url: bench.running.database.url, poolSize: 1 });
      await own.initialize();
      const change = (set: string) =>
        own.query(`UPDATE restrictions SET ${set} WHERE player_id = $1`, [playerId]);
      await expect(change(`until = now()`)).rejects.toMatchObject({ code: '42501' });
      await expect(change(`ends_at = now()`)).rejects.toMatchObject({ code: '23514' });
      await expect(change(`released_at = now()`)).rejects.toMatchObject({ code: '23514' });
      await change(`ends_at = until + interval '1 day'`);
      await expect(change(`ends_at = until`)).rejects.toMatchObject({ code: '23001' });
      await own.destroy();
    });
  });

  describe('and a wallet that is away', () => {
    it('are decided, not yet reported as in force, and brought in force when it is back', async () => {
      await bench.wallet.goAway();
      await expect(exclude(6)).rejects.toMatchObject({ code: 'protection_pending', kind: 'unavailable' });
      expect(await may('play')).toMatchObject({ allowed: false, reasons: ['self_exclusion'] });
      expect(await protection()).toMatchObject({ mayPlay: false, inForce: false });
      expect(await bench.told(playerRestricted, playerId)).toHaveLength(1);
      await bench.wallet.comeBack();
      await until('the wallet knows', () => blocks()?.length === 2);
      await until('it is in force', async () => (await protection()).inForce);
    });

    it('are tried again until the account is there', async () => {
      bench.wallet.withoutAccount.add(playerId);
      await expect(block()).rejects.toMatchObject({ code: 'protection_pending' });
      bench.wallet.withoutAccount.delete(playerId);
      await until('the wallet knows', () => blocks()?.length === 2);
    });
  });

  it('end in the newest state, whatever two replicas decide at once', async () => {
    const other = await bench.stack.replica(service, bench.running, bench.settings);
    for (let turn = 0; turn < 5; turn += 1) {
      // One that a busy machine did not answer in time was carried out or not: either way the rest must agree.
      await Promise.allSettled([block(), timeOut(24), unblock(), block(), timeOut(48), unblock()]);
      const { restrictions } = await protection();
      const kinds = [...new Set(restrictions.map(({ restriction }) => restriction))].sort();
      const blocked = [...new Set(blocks()?.map(({ reason }) => reason))].sort();
      expect(blocked).toEqual(kinds);
    }
    await other.close();
    const [row] = await bench.sql(
      `SELECT revision, acknowledged, next_push_at FROM players WHERE player_id = $1`,
      playerId,
    );
    expect(row).toMatchObject({ acknowledged: row?.['revision'], next_push_at: null });
  });

  it('win over a wallet that knows a newer revision than this database', async () => {
    await block();
    bench.wallet.inForce.set(playerId, { playerId, revision: 40, limits: [], blocks: [] });
    await timeOut(24);
    expect(bench.wallet.inForce.get(playerId)).toMatchObject({ revision: 41 });
    expect(blocks()).toHaveLength(4);
  });
});
