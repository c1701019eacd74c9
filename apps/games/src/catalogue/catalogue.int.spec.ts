import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listGames, readGame } from '@croupier/contracts';
import { ConfigError } from '@croupier/runtime';
import { TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settings } from '../../test/settings.js';
import { capGameJson } from '../../test/cap-game.js';
import { service } from '../service.js';

describe('catalogue', () => {
  let stack: TestStack;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
    stack = await TestStack.open();
    await stack.start(service, settings);
  });

  afterAll(async () => {
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists the definitions of the working directory with their exact return', async () => {
    const { data } = await stack.bus.ask(listGames, {});
    expect(data.map(({ gameId, kind, returnToPlayer }) => [gameId, kind, returnToPlayer.ratio])).toEqual([
      ['heron-baccarat', 'baccarat', '0.85640371'],
      ['kestrel-draw', 'video-poker', '0.99543904'],
      ['lamplight-ledger', 'slot', '0.95193052'],
      ['mill-lane-blackjack', 'blackjack', '0.99594078'],
      ['russet-orchard', 'slot', '0.95521088'],
      ['saltmarsh-roulette', 'roulette', '0.97297297'],
      ['tideline-dice', 'dice', '0.98280000'],
      ['tideway-beacons', 'slot', '0.95796247'],
      ['tideway-lanterns', 'slot', '0.95796247'],
    ]);
  });

  it('shows one game whole', async () => {
    const game = await stack.bus.ask(readGame, { gameId: 'lamplight-ledger' });
    expect(game).toMatchObject({ name: 'Lamplight Ledger', minimumCycleMs: 2500, version: '1.0.0' });
    expect(game.definition).toMatchObject({ id: 'lamplight-ledger', rows: 3 });
    expect(game.stakes).toContainEqual({ amount: 500, currency: 'GBP' });
  });

  it('refuses a game that is not there', async () => {
    await expect(stack.bus.ask(readGame, { gameId: 'no-such-game' })).rejects.toMatchObject({
      code: 'unknown_game',
    });
  });

  it('does not start with definitions that cannot be played, and names every one of them', async () => {
    await writeFile(path.join(folder, 'cap-game.json'), JSON.stringify(capGameJson()));
    await writeFile(path.join(folder, 'broken.json'), '{');
    const rich = { ...capGameJson(), id: 'too-rich', rtp: { minimum: '0.01', maximum: '0.02' } };
    await writeFile(path.join(folder, 'too-rich.json'), JSON.stringify(rich));
    const refused = stack.start(service, { ...settings, GAME_DEFINITIONS_DIR: folder });
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/broken\.json: [^]*too-rich\.json: returns 0\.\d{8} exactly/);
    await expect(refused).rejects.not.toThrow(/cap-game/);
  });

  it.each([
    ['a folder that is not there', 'missing', 'cannot read GAME_DEFINITIONS_DIR'],
    ['an empty folder', '.', 'finds no definition'],
  ])('does not start with %s', async (_, inner, message) => {
    const empty = await mkdtemp(path.join(folder, 'empty-'));
    const refused = stack.start(service, { ...settings, GAME_DEFINITIONS_DIR: path.join(empty, inner) });
    await expect(refused).rejects.toThrow(message);
  });
});
