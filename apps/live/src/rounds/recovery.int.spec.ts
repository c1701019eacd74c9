import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { placeStake, settleStakes, voidStakes, walletError } from '@croupier/contracts';
import { type RunningService } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { House, red, tableId } from '../../test/house.js';
import { type Lease, LeaseLost, LeasesService } from '../tables/leases.service.js';
import { PhasesService } from './phases.service.js';

const definitions = path.resolve(import.meta.dirname, '../../definitions');

describe('a table with two replicas', () => {
  // No busy machine keeps an owner from renewing it in time: who owns the table changes only where a test says so.
  const longLease = { TABLE_LEASE_MS: '20000' };
  let house: House;
  let other: RunningService;

  beforeAll(async () => {
    house = await House.open(longLease);
    other = await house.replica(longLease);
  });

  afterAll(() => house.close());

  async function lease(): Promise<Lease> {
    const [row] = await house.rows<{ owner: string; epoch: string }>(
      `SELECT owner, epoch FROM live_tables WHERE table_id = $1`,
      [tableId],
    );
    return { tableId, owner: row?.owner ?? '', epoch: Number(row?.epoch) };
  }

  const ownerOf = ({ app }: RunningService): string => app.get(LeasesService, { strict: false }).owner;

  it('is run by one of them, and both take bets', async () => {
    const first = await lease();
    const { roundId } = await house.phase('betting', 1500);
    const players = await Promise.all(Array.from({ length: 12 }, () => house.player()));
    await Promise.all(
      players.map((playerId) => house.place(playerId, [red], { roundId }).catch(() => undefined)),
    );
    await house.ended(roundId);
    expect(await lease()).toEqual(first);
    expect([ownerOf(house.live), ownerOf(other)]).toContain(first.owner);
  });

  it('is moved on by nobody who has lost it', async () => {
    const held = await lease();
    const { roundId } = await house.phase('betting', 1500);
    const phases = house.live.app.get(PhasesService, { strict: false });
    for (const stale of [
      { ...held, epoch: held.epoch - 1 },
      { ...held, owner: '00000000-0000-7000-8000-000000000000' },
    ]) {
      await expect(phases.close(stale, roundId)).rejects.toThrow(LeaseLost);
    }
    expect((await house.table()).round?.phase).toBe('betting');
  });

  it('goes to the other at once when its owner stops, and the round goes on', async () => {
    const before = await lease();
    const [owner, heir] = ownerOf(house.live) === before.owner ? [house.live, other] : [other, house.live];
    const playerId = await house.player();
    const { roundId } = await house.phase('betting', 1500);
    await house.place(playerId, [red], { roundId });
    await owner.close();
    expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
    expect(await lease()).toEqual({ tableId, owner: ownerOf(heir), epoch: before.epoch + 1 });
    expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('settled');
  });
});

describe('a round that cannot be finished', () => {
  let house: House;

  afterEach(async () => {
    await house.close();
  });

  it('is void when nobody came back for it in time: everybody gets the stake, once', async () => {
    house = await House.open({ TABLE_VOID_AFTER_MS: '500' });
    const players = [await house.player(1000), await house.player(1000)];
    const { roundId } = await house.phase('betting', 1500);
    for (const playerId of players) await house.place(playerId, [red], { roundId });
    await house.live.close();
    await new Promise((resolve) => setTimeout(resolve, 4500));
    let lost = 0;
    house.wallet.faults.after = (subject) => {
      if (subject !== voidStakes.subject || (lost += 1) > 1) return;
      throw walletError('no_account');
    };
    await house.replica({ TABLE_VOID_AFTER_MS: '500' });
    const end = await house.ended(roundId);
    expect(end).toEqual({ phase: 'voided', pocket: null, reason: 'round_not_finished' });
    for (const playerId of players) {
      expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('voided');
      expect(house.wallet.cash.get(playerId)).toBe(1000);
    }
    expect(lost).toBeGreaterThan(1);
    await house.phase('betting');
  });

  it('is void when the wallet stayed silent about bets in it, and no stake is lost that it did take', async () => {
    house = await House.open({ TABLE_VOID_AFTER_MS: '3000' });
    const [heard, unheard] = [await house.player(1000), await house.player(1000)];
    const { roundId } = await house.phase('betting', 1500);
    await house.place(heard, [red], { roundId });
    house.wallet.faults.after = (subject) =>
      subject === placeStake.subject ? new Promise(() => undefined) : undefined;
    await expect(house.place(unheard, [red], { roundId })).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(await house.ended(roundId)).toMatchObject({ phase: 'voided', pocket: null });
    for (const playerId of [heard, unheard]) expect(house.wallet.cash.get(playerId)).toBe(1000);
  });

  it('stands once it is drawn, however long the wallet is away', async () => {
    house = await House.open({ TABLE_VOID_AFTER_MS: '500' });
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('betting', 1500);
    await house.place(playerId, [red], { roundId });
    const until2s = Date.now() + 4000;
    house.wallet.faults.before = (subject) => {
      if (subject === settleStakes.subject && Date.now() < until2s) throw new Error('the wallet is ill');
    };
    expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
    expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('settled');
  });

  it('is played on by what it was begun by when the files have another version since, and so are the next', async () => {
    house = await House.open();
    const playerId = await house.player(1000);
    const { roundId, number } = await house.phase('betting', 1500);
    await house.place(playerId, [red], { roundId });
    await house.live.close();
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-tables-'));
    await cp(definitions, folder, { recursive: true });
    const file = path.join(folder, `${tableId}.json`);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"1.1.0"', '"1.1.1"'));
    await house.replica({ TABLE_DEFINITIONS_DIR: folder });
    expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
    expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('settled');
    const next = await until('the next round is open', async () => {
      const { round, version } = await house.table();
      return round && round.number > number ? { ...round, version } : undefined;
    });
    expect(next).toMatchObject({ number: number + 1, version: '1.1.0' });
    await rm(folder, { recursive: true, force: true });
  });
});
