import { type GameVersion, listGames, readGame } from '@croupier/contracts';
import type { SeparateCounter } from '@croupier/counting';
import { canonicalHash, Counter } from '@croupier/game-maths';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { capGameJson } from '../../test/cap-game.js';
import { Casino } from '../../test/casino.js';
import { slowVersion } from '../../test/slow-game.js';
import { Keeper } from '../../test/versions.js';

const other = 'lamplight-ledger';

describe('a version that takes long to be counted', () => {
  let casino: Casino;
  let keeper: Keeper;
  let counter: SeparateCounter;

  beforeAll(async () => {
    casino = await Casino.open();
    keeper = new Keeper(casino);
    counter = casino.games.app.get<SeparateCounter>(Counter as never, { strict: false });
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  const sheetOf = (definition: Record<string, unknown>) => ({
    definitionHash: canonicalHash(definition),
    bets: [{ bet: 'spin', basis: 'As certified.', returnToPlayer: { fraction: '7/8' } }],
  });
  const playsOf = async (gameId: string) => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, gameId);
    return casino.play({ playerId, gameSessionId, stake: { amount: 100, currency: 'GBP' } });
  };

  it('is refused by name once its time is over, and taken by its sheet', async () => {
    const definition = slowVersion('1.1.0');
    counter.terms.deadlineMs = 1;
    try {
      await expect(keeper.propose('cap-game', definition)).rejects.toMatchObject({
        code: 'definition_refused',
        detail: expect.stringMatching(
          /\$: takes more time to be counted than there is; have it counted .* --json SHEET\) and give its sheet/,
        ) as unknown,
      });
      const released = await keeper.change('cap-game', definition, sheetOf(definition));
      expect(released).toMatchObject({ version: '1.1.0', returnToPlayer: '0.87500000', state: 'live' });
      expect((await playsOf('cap-game')).outcome).toMatchObject({ definitionVersion: '1.1.0' });
    } finally {
      delete counter.terms.deadlineMs;
    }
  });

  describe('while it is counted', () => {
    let approved: GameVersion;
    let proposing: Promise<unknown>;
    let outcome: string | undefined;

    beforeAll(async () => {
      approved = await keeper.propose('cap-game', capGameJson({ version: '1.2.0' }));
      await keeper.approve(approved);
      await keeper.close('cap-game');
      const definition = { ...slowVersion('9.0.0'), id: other, name: 'Slow Ledger' };
      proposing = keeper.propose(other, definition).then(
        () => (outcome = 'proposed'),
        () => (outcome = 'refused'),
      );
      await until('it is being counted', () => Promise.resolve(counter.pid));
    });

    it('rounds are played, asks answered and probes too', async () => {
      const round = await playsOf(other);
      expect(round.outcome).toMatchObject({ definitionVersion: '1.0.0' });
      expect((await casino.stack.bus.ask(listGames, {})).data.length).toBeGreaterThan(5);
      expect((await fetch(`${casino.games.url}/health/live`)).status).toBe(200);
      expect(counter.pid).toBeDefined();
    });

    it('what is released meanwhile is closed until it was counted itself, and all else is followed', async () => {
      const pid = counter.pid;
      // Its own count waits for the other, which is longer than anybody waits for an answer.
      void keeper.release(approved).catch(() => undefined);
      const isLive = async () =>
        (await casino.games.database.admin
          .query<{ state: string }[]>(
            `SELECT state FROM game_versions WHERE definition_hash = $1 AND state = 'live'`,
            [approved.definitionHash],
          )
          .then((rows) => rows.length > 0)) || undefined;
      await until('it is released', isLive);
      await keeper.switch('cap-game', 'online');
      await keeper.switch(other, 'offline');
      await keeper.everywhere(other, ({ offlineSince }) => offlineSince !== undefined);
      await keeper.switch(other, 'online');
      await keeper.everywhere(other, ({ offlineSince }) => offlineSince === undefined);
      expect(await casino.stack.bus.ask(readGame, { gameId: 'cap-game' })).toMatchObject({
        ...{ version: '1.1.0', offlineSince: expect.any(String) as unknown },
      });
      const playerId = await casino.player();
      await expect(casino.session(playerId, 'cap-game')).rejects.toMatchObject({ code: 'game_offline' });
      expect(counter.pid).toBe(pid);
    });

    it('and then it is offered', async () => {
      // As if the long one were over.
      process.kill(await until('it is being counted', () => Promise.resolve(counter.pid)), 'SIGKILL');
      await keeper.everywhere(
        'cap-game',
        ({ game, offlineSince }) => game.hash === approved.definitionHash && !offlineSince,
      );
      await proposing;
      expect(outcome).toBe('refused');
      expect((await playsOf('cap-game')).outcome).toMatchObject({ definitionVersion: '1.2.0' });
    });
  });

  it('is counted no more when the service ends', async () => {
    const definition = { ...slowVersion('9.0.1'), id: other, name: 'Slow Ledger' };
    const proposing = keeper.propose(other, definition).catch((error: unknown) => error);
    const pid = await until('it is being counted', () => Promise.resolve(counter.pid));
    await casino.games.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(await proposing).toBeInstanceOf(Error);
  });
});
