import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  decideApproval,
  gameChanged,
  type GameChanged,
  listGameVersions,
  openGameSession,
  readGame,
  readProof,
  readRound,
  readRoundStatement,
  renewSeeds,
  requestApproval,
  type RoundStatement,
} from '@croupier/contracts';
import { canonicalHash, verifyRound } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { ConfigError } from '@croupier/runtime';
import { checkLedger, toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as complianceService } from '../../../compliance/src/service.js';
import { capGameJson } from '../../test/cap-game.js';
import { Casino } from '../../test/casino.js';
import { Sitter } from '../../test/hands.js';
import { Keeper } from '../../test/versions.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { Definitions } from './definitions.queries.js';

const hashes = {
  hmac: (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
};
/** The game with other pays, and rules that tell what it then returns. */
const changed = (version: string, three = 2) =>
  capGameJson({ version, pays: { ace: { 2: 1, 3: three }, king: { 3: 6 } } });
const refused = (code: string, detail?: RegExp) => ({
  code,
  ...(detail ? { detail: expect.stringMatching(detail) as unknown } : {}),
});

describe('versions of a game', () => {
  let casino: Casino;
  let keeper: Keeper;

  beforeAll(async () => {
    casino = await Casino.open();
    await casino.replica();
    keeper = new Keeper(casino);
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  const statementOf = (playerId: string, roundId: string): Promise<RoundStatement> =>
    until('it is in the history', () =>
      casino.stack.bus.ask(readRoundStatement, { playerId, roundId }).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'not_found') return undefined;
        throw error;
      }),
    );
  const versions = (gameId: string) => casino.stack.bus.ask(listGameVersions, { gameId });

  it.each([
    ['a return outside its band', { rtp: { minimum: '0.01', maximum: '0.02' } }, /outside the declared/],
    ['the version that is live', { version: '1.0.0' }, /^version: is 1\.0\.0; give a higher one/],
    ['another game', { id: 'other-game' }, /^id: is other-game/],
    ['another engine', { kind: 'roulette' }, /^kind: is roulette/],
    [
      'a text that is no figure of it',
      { rules: capGameJson()['rules'] },
      /tells players 12\.345678 %, which is no figure/,
    ],
    ['faults of the form', { rows: 0 }, /rows/],
  ])('refuses a proposal with %s, by name', async (name, change, fault) => {
    const definition: Record<string, unknown> = { ...changed('9.0.0'), ...change };
    if (name.startsWith('a text')) {
      const [first, ...rest] = definition['rules'] as { paragraphs: string[] }[];
      definition['rules'] = [{ ...first, paragraphs: ['It returns 12.345678 %.'] }, ...rest];
    }
    await expect(keeper.propose('cap-game', definition)).rejects.toMatchObject(
      name === 'the version that is live' ? refused('version_taken') : refused('definition_refused', fault),
    );
  });

  it('refuses another jackpot, a game with decisions without its sheet, and a game that is not there', async () => {
    const beacons = await shipped('tideway-beacons');
    const jackpot = { ...(beacons['jackpot'] as object), seed: 1 };
    await expect(
      keeper.propose('tideway-beacons', { ...beacons, version: '9.0.0', jackpot }),
    ).rejects.toMatchObject(refused('definition_refused', /jackpot/));
    const blackjack = { ...(await shipped('mill-lane-blackjack')), version: '9.0.0' };
    await expect(keeper.propose('mill-lane-blackjack', blackjack)).rejects.toMatchObject(
      refused('definition_refused', /^sheet: is missing/),
    );
    await expect(keeper.propose('no-such-game', changed('9.0.0'))).rejects.toMatchObject(
      refused('unknown_game'),
    );
  });

  it('goes live approved and offline only, is announced once, and is what is played from then on', async () => {
    const told = await toldOnce<GameChanged>(casino.stack.broker, gameChanged.subject);
    const before = await casino.stack.bus.ask(readGame, { gameId: 'cap-game' });
    const proposed = await keeper.propose('cap-game', changed('1.1.0'));
    expect(proposed).toMatchObject({ state: 'proposed', proposedBy: keeper.staffId });
    expect(proposed.differences).toEqual([
      'version: "1.0.0" → "1.1.0"',
      'pays.ace.3: 3 → 2',
      expect.stringMatching(/^rules\.3\.paragraphs\.0: "It returns \S+ %\." → "It returns/),
    ]);
    expect(await keeper.propose('cap-game', changed('1.1.0'))).toEqual(proposed);
    await expect(keeper.propose('cap-game', changed('1.1.0', 1))).rejects.toMatchObject(
      refused('version_taken'),
    );
    await expect(keeper.release(proposed)).rejects.toMatchObject(refused('version_not_approved'));
    await expect(
      keeper.approve({ ...proposed, definitionHash: before.definitionHash }),
    ).rejects.toMatchObject(refused('payload_differs'));
    const approvalId = newId();
    expect(await keeper.approve(proposed, approvalId)).toMatchObject({ state: 'approved', approvalId });
    expect(await keeper.approve(proposed)).toMatchObject({ approvalId });
    await expect(keeper.release(proposed)).rejects.toMatchObject(refused('game_online'));

    const playerId = await casino.player();
    const old = await casino.session(playerId);
    const key = newId();
    const request = { playerId, gameSessionId: old.gameSessionId, idempotencyKey: key };
    const played = await casino.play(request);
    expect(played.outcome).toMatchObject({
      definitionHash: before.definitionHash,
      definitionVersion: '1.0.0',
    });
    const { releasableFrom } = await keeper.switch('cap-game', 'offline');
    expect(Date.parse(releasableFrom ?? '')).toBeGreaterThan(Date.now());
    // Other processes may still begin a round of it.
    await expect(keeper.release(proposed)).rejects.toMatchObject(refused('game_online'));
    await keeper.everywhere('cap-game', ({ offlineSince }) => offlineSince !== undefined);
    casino.shift(playerId, 2500);
    await expect(casino.play({ playerId, gameSessionId: old.gameSessionId })).rejects.toMatchObject(
      refused('game_offline'),
    );
    await expect(casino.session(playerId)).rejects.toMatchObject(refused('game_offline'));
    const tried = casino.stack.bus.ask(openGameSession, { playerId, gameId: 'cap-game', mode: 'demo' });
    await expect(tried).rejects.toMatchObject(refused('game_offline'));
    expect(await casino.play(request)).toMatchObject({ roundId: played.roundId, outcome: played.outcome });

    await keeper.close('cap-game');
    const [one, other] = await Promise.all([keeper.release(proposed), keeper.release(proposed)]);
    expect(other).toEqual(one);
    expect(one).toMatchObject({ state: 'live', approvalId, releasedBy: keeper.staffId });
    await keeper.switch('cap-game', 'online');
    await keeper.switch('cap-game', 'online');
    await keeper.everywhere(
      'cap-game',
      ({ game, offlineSince }) => game.hash === one.definitionHash && !offlineSince,
    );
    expect(await casino.stack.bus.ask(readGame, { gameId: 'cap-game' })).toMatchObject({
      definitionHash: proposed.definitionHash,
      returnToPlayer: { ratio: proposed.returnToPlayer },
      change: { previousVersion: '1.0.0', whatChanges: 'Something pays more than it did.' },
    });
    const states = (await versions('cap-game')).data.map(({ version, state }) => [version, state]);
    expect(states).toEqual([
      ['1.1.0', 'live'],
      ['1.0.0', 'retired'],
    ]);
    await until('all of it was told', () => Promise.resolve(told.facts().length >= 3));
    expect(told.facts().map(({ what, version }) => [what, version])).toEqual([
      ['offline', '1.0.0'],
      ['released', '1.1.0'],
      ['online', '1.1.0'],
    ]);
    expect(told.facts()[1]).toMatchObject({
      definitionHash: proposed.definitionHash,
      change: { previousVersion: '1.0.0', previousHash: before.definitionHash, approvalId },
    });

    // Whoever sat there before has to open it anew, and so sees what it has become.
    await expect(casino.play({ playerId, gameSessionId: old.gameSessionId })).rejects.toMatchObject(
      refused('session_closed'),
    );
    expect(await casino.play(request)).toMatchObject({ roundId: played.roundId, outcome: played.outcome });
    const renewed = await casino.session(playerId);
    const next = await casino.play({ playerId, gameSessionId: renewed.gameSessionId });
    expect(next.outcome).toMatchObject({
      definitionHash: proposed.definitionHash,
      definitionVersion: '1.1.0',
    });
    // Each is told and derived again by the version that it was played by.
    for (const [{ roundId, settledAt, outcome }, version] of [
      [played, '1.0.0'],
      [next, '1.1.0'],
    ] as const) {
      const statement = await statementOf(playerId, roundId);
      expect(statement).toMatchObject({ version, rederived: 'agrees', name: 'Cap Game' });
      expect(statement.definitionHash).toBe(outcome['definitionHash']);
      expect(statement.sentences[0]).toContain(`1.00 GBP was staked on Cap Game, version ${version}.`);
      const years = new Date(statement.keptUntil).getUTCFullYear() - new Date(settledAt).getUTCFullYear();
      expect(years).toBe(5);
    }
    const forged = newId();
    await until('a round with another payout is in the history', async () => {
      const rows = (await casino.games.database.admin.query(
        `INSERT INTO rounds SELECT player_id, $1, game_session_id, game_id, currency, stake, payout + 1, outcome,
                started_at, settled_at FROM rounds WHERE round_id = $2 RETURNING round_id`,
        [forged, played.roundId],
      )) as object[];
      return rows.length > 0;
    });
    expect((await statementOf(playerId, forged)).rederived).toBe('differs');
  });

  it('lets a round that waits end by the version it was dealt by, and proves it by that one', async () => {
    const gameId = 'mill-lane-blackjack';
    const sitter = await Sitter.at(casino, gameId);
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    const definition = { ...(await shipped(gameId)), version: '1.0.1' };
    const sheet = { ...(await sheetOf(gameId)), definitionHash: canonicalHash(definition) };
    const released = await keeper.change(gameId, definition, sheet);
    const { playerId } = sitter;
    await expect(sitter.deal(newId())).rejects.toMatchObject(refused('session_closed'));
    await expect(statementOf(playerId, dealt.roundId)).rejects.toMatchObject(refused('round_in_play'));
    const resumed = await casino.stack.bus.ask(openGameSession, { playerId, gameId });
    expect(resumed).toMatchObject({ gameSessionId: sitter.gameSessionId, openRoundId: dealt.roundId });
    const ended = await sitter.act(dealt, { kind: 'stand' });
    expect(ended.open).toBeUndefined();
    expect(ended.outcome).toMatchObject({ definitionVersion: '1.0.0' });
    const hash = String(ended.outcome['definitionHash']);
    expect(hash).not.toBe(released.definitionHash);
    const definitions = casino.games.app.get(Definitions, { strict: false });
    const read = await definitions.played(gameId, hash);
    expect(read?.definition).toMatchObject({ version: '1.0.0' });
    // What decisions are taken by is not read anew for each of them.
    expect(await definitions.played(gameId, hash)).toBe(read);

    await casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId: sitter.gameSessionId });
    await casino.games.database.admin.query(
      `UPDATE seeds SET retired_at = retired_at - interval '2 minutes' WHERE player_id = $1`,
      [playerId],
    );
    const proof = await until('it is in the history', () =>
      casino.stack.bus.ask(readProof, { playerId, roundId: ended.roundId }).catch(() => undefined),
    );
    expect(proof).toMatchObject({ definitionVersion: '1.0.0', definition: { version: '1.0.0' } });
    const { bets, ...proven } = proof;
    const round = { ...proven, bets: (bets ?? []).map((bet) => ({ ...bet, numbers: bet.numbers ?? [] })) };
    expect(verifyRound(round, hashes).filter(({ holds }) => !holds)).toEqual([]);
    expect(await statementOf(playerId, ended.roundId)).toMatchObject({
      ...{ version: '1.0.0', rederived: 'agrees', name: 'Mill Lane Blackjack' },
    });
    const kept = await casino.stack.bus.ask(readRound, { playerId, roundId: ended.roundId });
    expect(kept.outcome).toEqual(ended.outcome);
  });

  it('answers a key as it did when it came first, whatever bets the game takes by now', async () => {
    /** Nothing is below two pounds any more. */
    const dearer = async (gameId: string, version: string): Promise<Record<string, unknown>> => {
      const text = JSON.stringify({ ...(await shipped(gameId)), version });
      const dear = text
        .replaceAll('"minimum":10,', '"minimum":200,')
        .replaceAll('0.10 GBP to', '2.00 GBP to');
      return JSON.parse(dear) as Record<string, unknown>;
    };
    const stake = { amount: 100, currency: 'GBP' as const };
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'saltmarsh-roulette');
    const bets = [{ kind: 'red', amount: 100 }];
    const spin = { playerId, gameSessionId, stake, bets, idempotencyKey: newId() };
    const { roundId, outcome } = await casino.play(spin);
    await keeper.change('saltmarsh-roulette', await dearer('saltmarsh-roulette', '1.2.0'));
    expect(await casino.play(spin)).toMatchObject({ roundId, outcome });
    const black = casino.play({ ...spin, bets: [{ kind: 'black', amount: 100 }] });
    await expect(black).rejects.toMatchObject(refused('idempotency_key_reused'));

    const gameId = 'mill-lane-blackjack';
    const sitter = await Sitter.at(casino, gameId);
    const key = sitter.keyOffering('stand');
    const dealt = await sitter.deal(key);
    const definition = await dearer(gameId, '1.0.2');
    const sheet = { ...(await sheetOf(gameId)), definitionHash: canonicalHash(definition) };
    await keeper.change(gameId, definition, sheet);
    expect(await sitter.deal(key)).toEqual(dealt);
    await expect(sitter.deal(key, 200)).rejects.toMatchObject(refused('idempotency_key_reused'));
    await expect(sitter.deal(newId())).rejects.toMatchObject(refused('bets_not_accepted'));
  });

  it('has a key whose version only newer software reads come again, and answers it where that is read', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'heron-baccarat');
    const stake = { amount: 100, currency: 'GBP' as const };
    const bets = [{ kind: 'player', amount: 100 }];
    const hand = { playerId, gameSessionId, stake, bets, idempotencyKey: newId() };
    const { roundId, outcome } = await casino.play(hand);
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const key = sitter.keyOffering('stand');
    const dealt = await sitter.deal(key, 200);
    const hashes: string[] = [];
    for (const gameId of ['heron-baccarat', 'mill-lane-blackjack']) {
      const { definitionHash } = await casino.stack.bus.ask(readGame, { gameId });
      hashes.push(definitionHash);
      const definition = { ...(await shipped(gameId)), version: '1.0.9' };
      const sheet = { ...(await sheetOf('mill-lane-blackjack')), definitionHash: canonicalHash(definition) };
      await keeper.change(gameId, definition, gameId === 'mill-lane-blackjack' ? sheet : undefined);
    }
    const keepAs = async (change: string): Promise<void> => {
      for (const table of ['game_versions', 'played_definitions'])
        await casino.games.database.admin.query(
          `UPDATE ${table} SET definition = ${change} WHERE definition_hash = ANY ($1)`,
          [hashes],
        );
    };
    await keepAs(`definition || '{"newer": true}'`);
    const unread = await Promise.allSettled([
      casino.play(hand),
      sitter.deal(key, 200),
      sitter.act(dealt, { kind: 'stand' }),
    ]);
    const unavailable = { reason: { code: 'service_unavailable' } };
    expect(unread).toMatchObject([unavailable, unavailable, unavailable]);
    await keepAs(`definition - 'newer'`);
    expect(await casino.play(hand)).toMatchObject({ roundId, outcome });
    expect(await sitter.deal(key, 200)).toEqual(dealt);
    expect((await sitter.act(dealt, { kind: 'stand' })).open).toBeUndefined();
  });

  it('releases one of two that were approved as changes of the same version', async () => {
    const gameId = 'often-one';
    const live = await casino.stack.bus.ask(readGame, { gameId });
    const [left, right] = [
      await keeper.propose(gameId, { ...live.definition, version: '2.0.0' }),
      await keeper.propose(gameId, { ...live.definition, version: '3.0.0' }),
    ];
    await Promise.all([keeper.approve(left), keeper.approve(right)]);
    await keeper.close(gameId);
    const ends = await Promise.allSettled([keeper.release(left), keeper.release(right)]);
    const fulfilled = ends.filter(({ status }) => status === 'fulfilled');
    expect(fulfilled).toHaveLength(1);
    const [lost] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as object] : []));
    expect(lost).toMatchObject(refused('version_outdated'));
    const states = (await versions(gameId)).data.map(({ state }) => state);
    expect(states.filter((state) => state === 'live')).toHaveLength(1);
    await expect(keeper.propose(gameId, { ...live.definition, version: '1.5.0' })).rejects.toMatchObject(
      refused('definition_refused', /^version/),
    );
  });

  it('is approved by two people beside the one who asks, and the audit trail says what became of it', async () => {
    const compliance = await casino.stack.start(complianceService);
    const gameId = 'hidden-one';
    const live = await casino.stack.bus.ask(readGame, { gameId });
    const proposed = await keeper.propose(gameId, { ...live.definition, version: '2.0.0' });
    const { version, definitionHash } = proposed;
    const { approvalId, payloadHash } = await casino.stack.bus.ask(requestApproval, {
      ...{ approvalId: newId(), kind: 'change-game', payload: { gameId, version, definitionHash } },
      ...{ reason: 'certified on Monday', makerId: keeper.staffId, makerRoles: ['risk'] },
    });
    const agree = () =>
      casino.stack.bus.ask(decideApproval, {
        ...{ approvalId, payloadHash, decision: 'approve', reason: 'looked at it' },
        ...{ approverId: newId(), approverRoles: ['admin'] },
      });
    await agree();
    await expect(keeper.release(proposed)).rejects.toMatchObject(refused('version_not_approved'));
    await agree();
    await keeper.close(gameId);
    const released = await until('it may be released', () =>
      keeper.release(proposed).catch((error: unknown) => {
        expect(error).toMatchObject(refused('version_not_approved'));
        return undefined;
      }),
    );
    expect(released).toMatchObject({ state: 'live', approvalId });
    const entry = await until('it is in the trail', async () => {
      const rows = (await compliance.database.admin.query(
        `SELECT staff_id, target_id, parameters::jsonb FROM audit_entries
          WHERE action = 'game-released' AND target_id = $1`,
        [gameId],
      )) as object[];
      return rows[0];
    });
    expect(entry).toMatchObject({
      ...{ staff_id: keeper.staffId, target_id: gameId },
      parameters: { version, definitionHash, previousHash: live.definitionHash, approvalId },
    });
  });

  it('cannot be changed past the approval in the database, nor by the service', async () => {
    const proposed = await keeper.propose('often-two', {
      ...(await casino.stack.bus.ask(readGame, { gameId: 'often-two' })).definition,
      version: '2.0.0',
    });
    const { admin } = casino.games.database;
    const alone = admin.query(`UPDATE game_versions SET state = 'approved' WHERE definition_hash = $1`, [
      proposed.definitionHash,
    ]);
    await expect(alone).rejects.toThrow('approved_first');
    const [{ role }] = (await admin.query(`SELECT current_database() AS role`)) as [{ role: string }];
    const [rights] = (await admin.query(
      `SELECT has_column_privilege($1, 'game_versions', 'definition', 'UPDATE') AS definition,
              has_table_privilege($1, 'game_versions', 'DELETE') OR has_table_privilege($1, 'rounds', 'DELETE')
                OR has_table_privilege($1, 'rounds', 'TRUNCATE') AS gone`,
      [role],
    )) as object[];
    expect(rights).toEqual({ definition: false, gone: false });
  });

  it('is what a process that starts later offers; a new file lies dormant, a file that was edited keeps it from starting', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
    try {
      await writeFile(path.join(folder, 'cap-game.json'), JSON.stringify(changed('4.0.0', 1)));
      const late = await casino.replica(folder);
      const offered = late.app.get(Catalogue, { strict: false }).offer('cap-game');
      expect(offered.game.definition.version).toBe('1.1.0');
      expect(offered.change?.previousVersion).toBe('1.0.0');
      await writeFile(path.join(folder, 'cap-game.json'), JSON.stringify(changed('1.1.0', 1)));
      const edited = casino.replica(folder);
      await expect(edited).rejects.toThrow(ConfigError);
      await expect(edited).rejects.toThrow(/cap-game\.json: is not 1\.1\.0 as it was approved/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('keeps new slots from being offered that certify refuses, and names each with its place', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
    try {
      const json = capGameJson();
      const [first, second] = json['reels'] as string[][];
      const beyond = {
        ...{ ...json, id: 'beyond-reach', reels: [first, second, ['ace', 'king', 'bell', 'queen']] },
        symbols: [...(json['symbols'] as object[]), { id: 'queen', name: 'Queen', kind: 'regular' }],
        pays: { ...(json['pays'] as object), queen: { 3: 900 } },
      };
      const told = { id: 'pays', title: 'Pays', paragraphs: ['3 Kings pay 9 times the line bet.'] };
      const loud = { ...json, id: 'loud-texts', rules: [...(json['rules'] as object[]), told] };
      const silent = {
        ...json,
        id: 'silent-texts',
        rules: (json['rules'] as { id: string }[]).map((section) => ({
          ...section,
          paragraphs: ['As tested.'],
        })),
      };
      for (const game of [beyond, loud, silent, changed('4.0.0', 1)] as { id: string }[])
        await writeFile(path.join(folder, `${game.id}.json`), JSON.stringify(game));
      const late = casino.replica(folder);
      await expect(late).rejects.toThrow(ConfigError);
      await expect(late).rejects.toThrow(/beyond-reach\.json: pays\.queen\.3: is never paid/);
      await expect(late).rejects.toThrow(/loud-texts\.json: .* and pays\.king gives 6/);
      await expect(late).rejects.toThrow(/silent-texts\.json: rules\[3\]: does not tell the return/);
      await expect(late).rejects.not.toThrow(/cap-game/);
      const rows = await casino.games.database.admin.query<object[]>(
        `SELECT game_id FROM offered_games WHERE game_id IN ('beyond-reach', 'loud-texts', 'silent-texts')`,
      );
      expect(rows).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('keeps a new table that cannot be certified from being offered, and none that is live already', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
    try {
      const roulette = await shipped('saltmarsh-roulette');
      const rules = (roulette['rules'] as { id: string }[]).filter(({ id }) => id !== 'pays');
      const file = { ...roulette, id: 'old-wheel', rules };
      await writeFile(path.join(folder, 'cap-game.json'), JSON.stringify(changed('4.0.0', 1)));
      await writeFile(path.join(folder, 'old-wheel.json'), JSON.stringify(file));
      await expect(casino.replica(folder)).rejects.toThrow(/old-wheel\.json: rules: have no section "pays"/);
      // As it became live when nobody asked for the section.
      const { admin } = casino.games.database;
      await admin.query(`INSERT INTO offered_games (game_id) VALUES ('old-wheel')`);
      await admin.query(
        `INSERT INTO game_versions (game_id, version, definition_hash, definition, return_to_player, what_changes, state)
         VALUES ('old-wheel', $1, $2, $3, '0.97297297', '', 'live')`,
        [roulette['version'], canonicalHash(file), JSON.stringify(file)],
      );
      const late = await casino.replica(folder);
      expect(late.app.get(Catalogue, { strict: false }).offer('old-wheel').game.kind).toBe('roulette');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  const definitions = path.resolve(import.meta.dirname, '../../definitions');
  const read = async (file: string) =>
    JSON.parse(await readFile(path.join(definitions, file), 'utf8')) as Record<string, unknown>;
  const shipped = (gameId: string) => read(`${gameId}.json`);
  const sheetOf = (gameId: string) => read(path.join('sheets', `${gameId}.json`));
});
