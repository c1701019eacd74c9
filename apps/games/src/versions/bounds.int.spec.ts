import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readGame, readRoundStatement } from '@croupier/contracts';
import type { SeparateCounter } from '@croupier/counting';
import { canonicalHash, Counter } from '@croupier/game-maths';
import { ConfigError, type RunningService } from '@croupier/runtime';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { capGameJson } from '../../test/cap-game.js';
import { Casino } from '../../test/casino.js';
import { longGame } from '../../test/long-game.js';
import { Keeper } from '../../test/versions.js';

describe('bounds that are stricter than those a version was taken for live under', () => {
  let casino: Casino;
  let games: RunningService;

  beforeAll(async () => {
    casino = await Casino.open();
    const live = longGame('long-game');
    const { admin } = casino.games.database;
    await admin.query(`INSERT INTO offered_games (game_id) VALUES ('long-game')`);
    await admin.query(
      `INSERT INTO game_versions (game_id, version, definition_hash, definition, return_to_player, what_changes, state)
       VALUES ('long-game', '1.0.0', $1, $2, '0.87654321', '', 'live')`,
      [canonicalHash(live), JSON.stringify(live)],
    );
    await writeFile(path.join(casino.folder, 'long-game.json'), JSON.stringify(live));
    // Of a service with later bounds, which finds it live.
    await casino.games.close();
    games = await casino.replica();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  it('leave it open, by the return it was taken with, and are told to the house', async () => {
    const game = await casino.stack.bus.ask(readGame, { gameId: 'long-game' });
    expect(game.returnToPlayer).toMatchObject({ ratio: '0.87654321' });
    expect(game.offlineSince).toBeUndefined();
    const figures = await (await fetch(`${games.url}/metrics`)).text();
    expect(figures).toMatch(/^casino_games_beyond_bounds_count\b.* 1$/m);
  });

  it('play its rounds, and derive and tell them', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'long-game');
    const { roundId } = await casino.play({
      ...{ playerId, gameSessionId, stake: { amount: 100, currency: 'GBP' } },
    });
    const statement = await until('it is in the history', () =>
      casino.stack.bus.ask(readRoundStatement, { playerId, roundId }).catch(() => undefined),
    );
    expect(statement).toMatchObject({ rederived: 'agrees', name: 'Long Game', version: '1.0.0' });
  });

  it('keep out what is new, by file and by proposal, with every fault by its path', async () => {
    const keeper = new Keeper(casino);
    const fault = /\$: can have a round whose record is \d+ bytes, of at most 6291456; give fewer/;
    await expect(
      keeper.propose('long-game', { ...longGame('long-game'), version: '2.0.0' }),
    ).rejects.toMatchObject({
      ...{ code: 'definition_refused', detail: expect.stringMatching(fault) as unknown },
    });
    await writeFile(path.join(casino.folder, 'other-long.json'), JSON.stringify(longGame('other-long')));
    const late = casino.replica();
    await expect(late).rejects.toThrow(ConfigError);
    await expect(late).rejects.toThrow(/other-long\.json: \$: can have a round whose record is/);
    await expect(late).rejects.not.toThrow(/long-game\.json/);
  });

  it('count no proposal beyond the memory of the service, and take the sheet of one that was certified elsewhere', async () => {
    const keeper = new Keeper(casino);
    const definition = capGameJson({ version: '1.1.0' });
    const { terms } = games.app.get<SeparateCounter>(Counter as never, { strict: false });
    terms.mostBytes = 1000;
    try {
      await expect(keeper.propose('cap-game', definition)).rejects.toMatchObject({
        code: 'definition_refused',
        detail: expect.stringContaining(`than are counted exactly; give`) as unknown,
      });
      await expect(keeper.propose('cap-game', definition)).rejects.toMatchObject({
        detail: expect.stringContaining('certify FILE --json SHEET) and give its sheet') as unknown,
      });
      const sheet = {
        definitionHash: canonicalHash(definition),
        bets: [{ bet: 'spin', basis: 'As certified.', returnToPlayer: { fraction: '7/8' } }],
      };
      const proposed = await keeper.propose('cap-game', definition, sheet);
      await keeper.approve(proposed);
      await keeper.close('cap-game');
      const released = await keeper.release(proposed);
      await keeper.switch('cap-game', 'online');
      expect(released).toMatchObject({ version: '1.1.0', returnToPlayer: '0.87500000', state: 'live' });
      const playerId = await casino.player();
      const { gameSessionId } = await casino.session(playerId);
      const round = await casino.play({ playerId, gameSessionId, stake: { amount: 100, currency: 'GBP' } });
      expect(round.outcome).toMatchObject({ definitionVersion: '1.1.0' });
    } finally {
      delete terms.mostBytes;
    }
  });
});
