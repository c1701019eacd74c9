import { readRound, readWallet } from '@croupier/contracts';
import { type RunningService } from '@croupier/runtime';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service } from '../../../apps/games/src/service.js';
import { Casino } from '../../../apps/games/test/casino.js';
import { raisedGame } from '../../../apps/games/test/raised-games.js';
import { settings } from '../../../apps/games/test/settings.js';
import { Seeded } from '../random.js';
import { NatsProxy } from '../wallet/nats-proxy.js';
import { PgProxy } from '../wallet/proxy.js';
import { CutLine, cutPoints } from './cut-points.js';
import { leftMs } from './hand-casino.js';
import { type HandGame, handGames } from './hand-games.js';
import { HandGuest, type Way } from './hand-guest.js';

const cash = 100_000;
const ids = ['mill-lane-blackjack', 'high-heath-war', 'cliff-kite', 'tideline-dice', 'lamplight-ledger'];
const played = handGames.filter(({ id }) => ids.includes(id));

/** The heart of what `npm run faults -- platform --only FAULT-26` does at length. */
describe('rounds under faults', () => {
  let casino: Casino;
  /** That answers now. */
  let first: ReturnType<typeof process>;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    casino = await Casino.open([await raisedGame('high-heath-war'), await raisedGame('cliff-kite')]);
    await casino.games.close();
    first = process();
    await first;
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    for (const end of ends.reverse()) await end();
    await casino.close();
  });

  /** A process of games that can be cut off for good, which is all that others see of one that died. */
  async function process(seedKey = settings.SEED_KEY): Promise<{ line: CutLine; die: () => Promise<void> }> {
    const { url } = casino.games.database;
    const [broker, database] = await Promise.all([
      NatsProxy.before(casino.stack.nats.url),
      PgProxy.before(url),
    ]);
    let alive = true;
    const die = async (): Promise<void> => {
      if (alive) await Promise.all([broker.close(), database.close()]);
      alive = false;
    };
    ends.push(die);
    const running: RunningService = await casino.stack.replica(service, casino.games, {
      ...{ ...settings, SEED_KEY: seedKey, GAME_DEFINITIONS_DIR: casino.folder },
      ...{ NATS_URL: broker.url, DATABASE_URL: database.through(url) },
    });
    ends.push(() => running.close());
    return { line: new CutLine(broker), die };
  }

  async function seated(games: readonly HandGame[] = played): Promise<HandGuest[]> {
    const random = new Seeded(26);
    return Promise.all(
      games.map(async (game) => {
        const guest = new HandGuest(casino.stack.bus, random, await casino.player(cash), game);
        await guest.open();
        return guest;
      }),
    );
  }

  /** Everybody's first step is stopped at the point, and its process dies there; another one comes. @returns how many were */
  async function cutAt(point: string, guests: HandGuest[], way: Way, seedKey?: string): Promise<number> {
    const { line, die } = await first;
    line.stopAt(point);
    const steps = Promise.all(guests.map((guest) => guest.step(way)));
    const stopped = await line.reached();
    await die();
    const cut = guests.filter((guest) => guest.wasCut(point, stopped)).length;
    first = process(seedKey);
    await first;
    await steps;
    return cut;
  }

  /** What is not as it must be once all is played to its end, and the history has what the ledger has. */
  async function faultsOf(guests: readonly HandGuest[], patienceMs = 2 * leftMs): Promise<string[]> {
    for (const guest of guests) while (guest.isPlaying) await guest.step('ask again');
    let faults: string[] = [];
    const isTold = async (): Promise<boolean> => {
      faults = (await Promise.all(guests.map(balanceFaults))).flat();
      return faults.length === 0;
    };
    await until('all is told', isTold, patienceMs).catch(() => undefined);
    return [...guests.flatMap(({ broken }) => broken), ...faults];
  }

  /** The balance is what the rounds make of it that can be read. */
  async function balanceFaults(guest: HandGuest): Promise<string[]> {
    const { playerId, deals } = guest;
    let due = cash;
    for (const { roundId } of deals) {
      const round = await casino.stack.bus.ask(readRound, { playerId, roundId }).catch(() => undefined);
      if (!round) continue;
      guest.compare(round);
      due += round.payout.amount + (round.jackpotWin?.amount ?? 0) - round.stake.amount;
    }
    const wallet = await casino.stack.bus.ask(readWallet, { playerId });
    const isWhole = wallet.cash.amount === due && wallet.inPlay.amount === 0;
    return isWhole ? [] : [`${playerId} has ${wallet.cash.amount}, of ${due}`];
  }

  it.each(cutPoints)('end as they would have where their process dies %s', async (point) => {
    const guests = await seated();
    expect(await cutAt(point, guests, 'ask again')).toBeGreaterThan(0);
    expect(await faultsOf(guests)).toEqual([]);
  });

  it.each(['open the game again', 'ask on two devices'] as const)(
    'are shown and booked once to players who %s',
    async (way) => {
      const guests = await seated();
      expect(await cutAt('after the ledger', guests, way)).toBeGreaterThan(0);
      expect(await faultsOf(guests)).toEqual([]);
    },
  );

  it('would be seen to be drawn anew', async () => {
    const [blackjack] = played;
    const seats = await seated(Array.from({ length: 12 }, () => blackjack as HandGame));
    // What was shown of the deal is what is looked at again while nobody answers.
    await Promise.all(seats.map((guest) => guest.step('ask again')));
    const guests = seats.filter(({ isPlaying }) => isPlaying);
    const key = 'another key for the seeds of all sessions';
    expect(await cutAt('before the draw', guests, 'ask again', key)).toBeGreaterThan(0);
    expect((await faultsOf(guests, 0)).join()).toMatch(/was shown as|was refused/);
  });
});
