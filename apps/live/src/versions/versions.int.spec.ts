import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  approveTableVersion,
  decideApproval,
  type GameChanged,
  type GameVersion,
  listTables,
  listTableVersions,
  openTableSession,
  proposeTableVersion,
  readTableDefinition,
  releaseTableVersion,
  requestApproval,
  switchTable,
  tableChanged,
} from '@croupier/contracts';
import { canonicalHash } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { ConfigError } from '@croupier/runtime';
import { type RunningService } from '@croupier/runtime';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { service as complianceService } from '../../../compliance/src/service.js';
import { House, red, tableId } from '../../test/house.js';
import { PlaceBetsCommand } from '../bets/place-bets.handler.js';
import { LeasesService } from '../tables/leases.service.js';
import { LiveTables, UnreadTable } from '../tables/live-tables.service.js';
import { TableCatalogue } from '../tables/table-catalogue.service.js';

const definitions = path.resolve(import.meta.dirname, '../../definitions');
const other = 'lighthouse-table';
const staffId = newId();
const refused = (code: string, detail?: RegExp) => ({
  code,
  ...(detail ? { detail: expect.stringMatching(detail) as unknown } : {}),
});

const shipped = async (id: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(path.join(definitions, `${id}.json`), 'utf8')) as Record<string, unknown>;

describe('versions of a table', () => {
  let house: House;
  let replica: RunningService;

  beforeAll(async () => {
    house = await House.open();
    replica = await house.replica();
  });

  afterAll(() => house.close());

  const ask = () => house.stack.bus;
  const propose = (gameId: string, definition: Record<string, unknown>) =>
    ask().ask(proposeTableVersion, {
      ...{ gameId, definition, staffId, whatChanges: 'The wheel has other limits than it had.' },
    });
  const approve = ({ gameId, version, definitionHash }: GameVersion, approvalId = newId()) =>
    ask().ask(approveTableVersion, { gameId, version, definitionHash, approvalId });
  const turn = (gameId: string, state: 'online' | 'offline') =>
    ask().ask(switchTable, { gameId, state, staffId });
  const release = ({ gameId, version }: Pick<GameVersion, 'gameId' | 'version'>) =>
    ask().ask(releaseTableVersion, { gameId, version, staffId });
  const versions = (gameId: string) => ask().ask(listTableVersions, { gameId });
  const quiet = (gameId: string) =>
    until('its last round has ended', async () => (await versions(gameId)).releasableFrom);
  const summary = async (id: string) =>
    (await ask().ask(listTables, {})).data.find((each) => each.tableId === id);

  it.each([
    ['a return outside its band', { rtp: { minimum: '0.01', maximum: '0.02' } }, /outside the declared/],
    ['another table', { id: 'other-table' }, /^id: is other-table/],
    ['another engine', { kind: 'keno' }, /kind/],
    ['faults of the form', { wheel: [] }, /wheel/],
  ])('refuses a proposal with %s, by name', async (_, change, fault) => {
    const definition = { ...(await shipped(tableId)), version: '9.0.0', ...change };
    await expect(propose(tableId, definition)).rejects.toMatchObject(refused('definition_refused', fault));
  });

  it('refuses a text that is no figure of it, a version that is no higher, and a table that is not there', async () => {
    const json = { ...(await shipped(tableId)), version: '9.0.0' };
    const rules = (json as unknown as { rules: { id: string }[] }).rules.map((section) =>
      section.id === 'return' ? { ...section, paragraphs: ['It returns 12.345678 %.'] } : section,
    );
    await expect(propose(tableId, { ...json, rules })).rejects.toMatchObject(
      refused('definition_refused', /tells players 12\.345678 %/),
    );
    await expect(propose(tableId, { ...json, version: '0.9.0' })).rejects.toMatchObject(
      refused('definition_refused', /^version: is 0\.9\.0; give a higher one than 1\.1\.0/),
    );
    await expect(propose('no-such-table', json)).rejects.toMatchObject(refused('unknown_table'));
  });

  it('goes live approved and closed only, is announced once, and is what is played from then on', async () => {
    const told = await toldOnce<GameChanged>(house.stack.broker, tableChanged.subject);
    const before = await house.table();
    const proposed = await propose(tableId, { ...(await shipped(tableId)), version: '1.2.0' });
    expect(proposed).toMatchObject({ gameId: tableId, state: 'proposed', proposedBy: staffId });
    expect(proposed.differences).toEqual(['version: "1.1.0" → "1.2.0"']);
    const same = await propose(tableId, { ...(await shipped(tableId)), version: '1.2.0' });
    expect(same).toEqual(proposed);
    const elsewise = { ...(await shipped(tableId)), version: '1.2.0', name: 'Harbour Tables' };
    await expect(propose(tableId, elsewise)).rejects.toMatchObject(refused('version_taken'));
    await expect(release(proposed)).rejects.toMatchObject(refused('version_not_approved'));
    await expect(approve({ ...proposed, definitionHash: before.definitionHash })).rejects.toMatchObject(
      refused('payload_differs'),
    );
    const approvalId = newId();
    expect(await approve(proposed, approvalId)).toMatchObject({ state: 'approved', approvalId });
    await expect(release(proposed)).rejects.toMatchObject(refused('game_online'));

    const playerId = await house.player();
    const { roundId, number } = await house.phase('betting', 2000);
    await house.place(playerId, [red], { roundId });
    const closed = await turn(tableId, 'offline');
    expect(closed.releasableFrom).toBeUndefined();
    // The round that is on is the last: no bet is taken, and it ends as it would have.
    await expect(house.place(playerId, [red])).rejects.toMatchObject(refused('game_offline'));
    await expect(release(proposed)).rejects.toMatchObject(refused('game_online'));
    expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
    await quiet(tableId);
    const join = () => ask().ask(openTableSession, { playerId, tableId });
    await until('every process knows of it', async () => {
      const answers = await Promise.allSettled([join(), join(), join(), join()]);
      return answers.every((answer) => answer.status === 'rejected');
    });
    await expect(join()).rejects.toMatchObject(refused('game_offline'));
    expect((await summary(tableId))?.round).toMatchObject({ number, phase: 'settled' });
    expect((await summary(tableId))?.offlineSince).toBe(closed.since);

    const seat = await house.rows<{ game_session_id: string }>(
      `SELECT game_session_id FROM table_sessions WHERE player_id = $1 AND closed_at IS NULL`,
      [playerId],
    );
    expect(seat).toHaveLength(1);
    const [one, another] = await Promise.all([release(proposed), release(proposed)]);
    expect(another).toEqual(one);
    expect(one).toMatchObject({ state: 'live', approvalId, releasedBy: staffId });
    await turn(tableId, 'online');
    await turn(tableId, 'online');
    const next = await house.phase('betting', 2000);
    expect(next.number).toBe(number + 1);
    const [row] = await house.rows<{ definition_hash: string }>(
      `SELECT definition_hash FROM table_rounds WHERE round_id = $1`,
      [next.roundId],
    );
    expect(row?.definition_hash).toBe(proposed.definitionHash);
    // Whoever sat there takes a seat anew, and so sees what it has become.
    expect((await house.table(playerId)).gameSessionId).toBeUndefined();
    await expect(house.place(playerId)).rejects.toMatchObject(refused('not_seated'));
    await until('every process offers it', async () => {
      const tables = await Promise.all([house.table(playerId), house.table(playerId), house.table(playerId)]);
      return tables.every((each) => each.definitionHash === proposed.definitionHash);
    });
    expect(await house.table(playerId)).toMatchObject({
      ...{ version: '1.2.0', definitionHash: proposed.definitionHash },
      change: { previousVersion: '1.1.0', whatChanges: 'The wheel has other limits than it had.' },
    });
    await until('a seat can be had', () => join().catch(() => undefined));
    const later = await house.phase('betting', 2000);
    await house.place(playerId, [red], { roundId: later.roundId });
    await house.ended(later.roundId);
    expect(house.wallet.partOf(playerId, later.roundId)?.ended?.outcome).toMatchObject({
      ...{ definitionHash: proposed.definitionHash, definitionVersion: '1.2.0' },
    });
    const states = (await versions(tableId)).data.map(({ version, state }) => [version, state]);
    expect(states).toEqual([
      ['1.2.0', 'live'],
      ['1.1.0', 'retired'],
    ]);
    await until('all of it was told', () => Promise.resolve(told.facts().length >= 3));
    expect(told.facts().map(({ what, version }) => [what, version])).toEqual([
      ['offline', '1.1.0'],
      ['released', '1.2.0'],
      ['online', '1.2.0'],
    ]);
    expect(told.facts()[1]).toMatchObject({
      ...{ gameId: tableId, definitionHash: proposed.definitionHash, staffId },
      change: { previousVersion: '1.1.0', previousHash: before.definitionHash, approvalId },
    });
    // What was played before is kept, and found by its hash.
    const { definitionHash } = before;
    const kept = await ask().ask(readTableDefinition, { definitionHash });
    expect(kept).toMatchObject({ tableId, definition: { version: '1.1.0' } });
    expect(canonicalHash(kept.definition)).toBe(definitionHash);
    const unknown = ask().ask(readTableDefinition, { definitionHash: 'a3'.repeat(32) });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  it('releases one of two that were approved as changes of the same version', async () => {
    const json = await shipped(other);
    const [left, right] = [
      await propose(other, { ...json, version: '2.0.0' }),
      await propose(other, { ...json, version: '3.0.0' }),
    ];
    await Promise.all([approve(left), approve(right)]);
    await turn(other, 'offline');
    await quiet(other);
    const ends = await Promise.allSettled([release(left), release(right)]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as object] : []));
    expect(lost).toMatchObject(refused('version_outdated'));
    const states = (await versions(other)).data.map(({ state }) => state);
    expect(states.filter((state) => state === 'live')).toHaveLength(1);
  });

  it('is approved by two people beside the one who asks, and the audit trail says what became of it', async () => {
    const compliance = await house.stack.start(complianceService);
    const { bus } = house.stack;
    const proposed = await propose(other, { ...(await shipped(other)), version: '4.0.0' });
    const { version, definitionHash, gameId } = proposed;
    const { approvalId, payloadHash } = await bus.ask(requestApproval, {
      ...{ approvalId: newId(), kind: 'change-table', payload: { gameId, version, definitionHash } },
      ...{ reason: 'certified on Monday', makerId: staffId, makerRoles: ['risk'] },
    });
    const agree = () =>
      bus.ask(decideApproval, {
        ...{ approvalId, payloadHash, decision: 'approve', reason: 'looked at it' },
        ...{ approverId: newId(), approverRoles: ['admin'] },
      });
    await agree();
    await expect(release(proposed)).rejects.toMatchObject(refused('version_not_approved'));
    await agree();
    await quiet(other);
    const released = await until('it may be released', () =>
      release(proposed).catch((error: unknown) => {
        expect(error).toMatchObject(refused('version_not_approved'));
        return undefined;
      }),
    );
    expect(released).toMatchObject({ state: 'live', approvalId });
    const entry = await until('it is in the trail', async () => {
      const rows = (await compliance.database.admin.query(
        `SELECT staff_id, target_kind, parameters::jsonb FROM audit_entries
          WHERE action = 'table-released' AND target_id = $1 AND parameters::jsonb ->> 'version' = $2`,
        [other, version],
      )) as object[];
      return rows[0];
    });
    expect(entry).toMatchObject({
      ...{ staff_id: staffId, target_kind: 'table', parameters: { version, definitionHash, approvalId } },
    });
  });

  it('cannot be changed past the approval in the database', async () => {
    const proposed = await propose(tableId, { ...(await shipped(tableId)), version: '8.0.0' });
    const alone = house.rows(`UPDATE table_versions SET state = 'approved' WHERE definition_hash = $1`, [
      proposed.definitionHash,
    ]);
    await expect(alone).rejects.toThrow('approved_first');
  });

  it('answers bets as it did when they were placed, whatever the table is by now, and tries anew what was refused', async () => {
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('betting', 2000);
    const [taken, out] = [{ idempotencyKey: newId() }, { idempotencyKey: newId() }];
    const first = await house.place(playerId, [red], taken);
    house.wallet.elsewhere.set(playerId, 'session_closed');
    await expect(house.place(playerId, [red], out)).rejects.toMatchObject(refused('session_closed'));
    house.wallet.elsewhere.delete(playerId);
    await turn(tableId, 'offline');
    expect(await house.place(playerId, [red], taken)).toEqual(first);
    await house.ended(roundId);

    const text = JSON.stringify({ ...(await shipped(tableId)), version: '1.3.0' });
    const dearer = text.replaceAll('"minimum":50', '"minimum":200').replaceAll('0.50 GBP to', '2.00 GBP to');
    const proposed = await propose(tableId, JSON.parse(dearer) as Record<string, unknown>);
    await approve(proposed);
    await quiet(tableId);
    await release(proposed);
    await turn(tableId, 'online');
    const catalogues = [house.live, replica].map(({ app }) => app.get(TableCatalogue, { strict: false }));
    await until('every process offers it', () =>
      Promise.resolve(catalogues.every((each) => each.get(tableId).hash === proposed.definitionHash)),
    );
    const again = () => house.place(playerId, [red], taken);
    expect(await Promise.all([again(), again(), again(), again()])).toEqual([first, first, first, first]);
    const black = house.place(playerId, [{ kind: 'black', amount: 100 }], taken);
    await expect(black).rejects.toMatchObject(refused('idempotency_key_reused'));
    await expect(house.place(playerId, [red], out)).rejects.toMatchObject(refused('bets_not_accepted'));
    expect(house.wallet.partOf(playerId, roundId)?.stakes.size).toBe(1);
  });

  it('answers what was placed by a version that it has to look up, on the one connection it has', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-tables-'));
    try {
      await writeFile(path.join(folder, `${other}.json`), JSON.stringify(await shipped(other)));
      const playerId = await house.player();
      const taken = { idempotencyKey: newId() };
      const bets = [{ ...red, amount: 200 }];
      await turn(tableId, 'online');
      await house.phase('betting', 2000);
      const first = await house.place(playerId, bets, taken);
      // The reader of the outbox keeps the other one.
      const small = await house.replica({ TABLE_DEFINITIONS_DIR: folder, DATABASE_POOL: '2' });
      const stake = { amount: 200, currency: 'GBP' as const };
      const again = () =>
        small.app
          .get(CommandBus, { strict: false })
          .execute(new PlaceBetsCommand({ playerId, tableId, stake, bets, ...taken }));
      expect(await Promise.all([again(), again(), again(), again()])).toEqual([first, first, first, first]);
      await small.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  const ownerOf = ({ app }: RunningService): string => app.get(LeasesService, { strict: false }).owner;
  const own = async (service: RunningService): Promise<void> => {
    await house.rows(
      `UPDATE live_tables SET owner = $2, epoch = epoch + 1, lease_until = clock_timestamp() + interval '1 second'
        WHERE table_id = $1`,
      [tableId, ownerOf(service)],
    );
  };
  const owner = async (): Promise<string | undefined> => {
    const rows = await house.rows<{ owner: string }>(`SELECT owner FROM live_tables WHERE table_id = $1`, [
      tableId,
    ]);
    return rows[0]?.owner;
  };

  it('is played by those that read it, whoever else had the table, from the release to the draw', async () => {
    await turn(tableId, 'offline');
    const [before] = (await versions(tableId)).data.filter(({ state }) => state === 'live');
    const json = JSON.parse(
      (
        await house.rows<{ text: string }>(
          `SELECT definition::text AS text FROM table_versions WHERE definition_hash = $1`,
          [before?.definitionHash],
        )
      )[0]?.text ?? '',
    ) as Record<string, unknown>;
    const proposed = await propose(tableId, { ...json, version: '1.4.0' });
    await approve(proposed);
    await quiet(tableId);
    // As a process of before, which does not know what is new in it.
    const tables = house.live.app.get(LiveTables, { strict: false });
    const known = tables.playedBy.bind(tables);
    const read = jest.spyOn(tables, 'playedBy').mockImplementation((table, hash) => {
      return hash === proposed.definitionHash ? Promise.reject(new UnreadTable(hash)) : known(table, hash);
    });
    await own(house.live);
    await release(proposed);
    await turn(tableId, 'online');
    const current = () =>
      house.rows<{ round_id: string; phase: string }>(
        `SELECT round_id, phase FROM table_rounds WHERE table_id = $1 AND definition_hash = $2 ORDER BY number DESC LIMIT 1`,
        [tableId, proposed.definitionHash],
      );
    const first = await until('a round is begun by it', async () => (await current())[0]);
    expect(await owner()).toBe(ownerOf(replica));
    // It comes to have the table while bets are open, as after a crash of the other.
    await own(house.live);
    expect(await house.ended(first.round_id)).toMatchObject({ phase: 'settled' });
    expect(await owner()).toBe(ownerOf(replica));
    read.mockRestore();
    await tables.refresh();
  });

  it('is played by those that have a file of its table, whoever else had it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-tables-'));
    try {
      await writeFile(path.join(folder, `${other}.json`), JSON.stringify(await shipped(other)));
      const before = await house.replica({ TABLE_DEFINITIONS_DIR: folder });
      const { roundId, number } = await house.phase('betting');
      await house.ended(roundId);
      await own(before);
      const next = await until('the next round is begun', async () => {
        const [row] = await house.rows<{ number: number }>(
          `SELECT number::int FROM table_rounds WHERE table_id = $1 AND number > $2 + 1`,
          [tableId, number],
        );
        return row;
      });
      expect(next.number).toBeGreaterThan(number);
      await before.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is what a process that starts later offers; a new file lies dormant, an edited one keeps it from starting', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-tables-'));
    const file = path.join(folder, `${tableId}.json`);
    try {
      await writeFile(file, JSON.stringify({ ...(await shipped(tableId)), version: '7.0.0' }));
      const late = await house.replica({ TABLE_DEFINITIONS_DIR: folder });
      await late.close();
      expect((await versions(tableId)).data.map(({ version }) => version)).not.toContain('7.0.0');
      await writeFile(
        file,
        JSON.stringify({ ...(await shipped(tableId)), version: '1.2.0', name: 'Harbour Tables' }),
      );
      const edited = house.replica({ TABLE_DEFINITIONS_DIR: folder });
      await expect(edited).rejects.toThrow(ConfigError);
      await expect(edited).rejects.toThrow(/harbour-table\.json: is not 1\.2\.0 as it was approved/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
