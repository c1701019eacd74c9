import { setTimeout as pause } from 'node:timers/promises';
import { checkLedger } from '@croupier/testing';
import { quantile } from '../../../bench/figures.js';
import { repeatedAsks } from '../../../tools/rolling/repeats.js';
import { roll } from '../../../tools/rolling/roll.js';
import { ChaosStand } from '../../mix/stand.js';
import { type Options, type Report } from '../item.js';
import { Crowd } from './crowd.js';
import { stockRolled } from './stock.js';

const sizes = {
  small: { players: 13, rounds: 2, apps: ['wallet', 'games', 'gateway'] },
  full: { players: 125, rounds: 5, apps: undefined },
};
/** All players together read so often, in ms. */
const readMs = 60;
const readersEach = 2;
const calmMs = 8000;

/**
 * Every process of the apps is replaced, round after round, while players bet, read and listen. No request may fail, nothing may
 * have to be asked of a service twice, and every listener must know every version of its account in the end. The control is a
 * stock Nest app with its shutdown hooks, restarted behind the same load.
 */
export async function rolledOver(options: Options): Promise<Report> {
  const { players, rounds, apps: chosen } = sizes[options.size];
  const stand = await ChaosStand.open({ GATEWAY_SHUTDOWN_DELAY_MS: '2000' });
  let crowd: Crowd | undefined;
  try {
    const apps = chosen ?? [...new Set(stand.run().apps.map(({ app }) => app))];
    const readEveryMs = readMs * players * readersEach;
    crowd = await Crowd.open(stand.home, players, readEveryMs);
    const { listeners } = crowd;
    await stand.until('all are greeted', () => Promise.resolve(crowd?.areGreeted === true));
    options.say(`${players} players with ${listeners.length} streams`);
    crowd.take();
    await pause(calmMs);
    const calm = crowd.take();
    const { faults, repeated } = await replaceAll(stand, apps, rounds, options.say);
    const during = crowd.take();
    await crowd.rest();
    const behind = await settled(stand, crowd);
    const missed = listeners.reduce((sum, { books }) => sum + books.missed.length, 0);
    const wallet = await stand.database('wallet');
    const ledger = await checkLedger(wallet);
    await wallet.destroy();
    const control = await stockRolled({ count: players * readersEach, everyMs: readEveryMs }, 8);
    const sum = (of: (books: (typeof listeners)[number]) => number): number =>
      listeners.reduce((total, listener) => total + of(listener), 0);
    return {
      ...{ ok: during.count - during.failed.length, refused: during.failed.length, unknown: 0 },
      faults,
      checked: [
        `${during.count} requests, ${during.failed.length} failed; p99 ${p99(calm.durationsMs)} ms before, ${p99(during.durationsMs)} ms meanwhile`,
        `asks that a gateway had to send twice to an app that was replaced: ${repeated}`,
        `${listeners.length} streams, ${sum(({ greetings }) => greetings) - listeners.length} resumed; ` +
          `${sum(({ books }) => books.told)} versions told, ${sum(({ books }) => books.read)} looked up when one resumed, ${missed} missed`,
      ],
      broken: [
        ...[...calm.failed, ...during.failed].map((outcome) => `a request failed: ${outcome.join(' ')}`),
        ...(repeated > 0 ? [`${repeated} asks had to be sent twice`] : []),
        ...listeners.flatMap(({ books }) => books.faults),
        ...(behind > 0
          ? [`${behind} listeners do not know all of their account, ${missed} versions missed`]
          : []),
        ...ledger.map(({ check, fact }) => `${check}: ${fact}`),
      ],
      control: {
        what: `a stock Nest app with shutdown hooks, replaced 8 times behind the same load: ${control.failed.length} of ${control.count} requests failed`,
        saw: control.failed,
      },
    };
  } finally {
    await crowd?.leave();
    await stand.close();
  }
}

/** @returns what was replaced, and how many asks the gateways repeated while it was not they who were replaced */
async function replaceAll(
  stand: ChaosStand,
  apps: readonly string[],
  rounds: number,
  say: (line: string) => void,
): Promise<{ faults: Record<string, number>; repeated: number }> {
  const faults: Record<string, number> = {};
  let repeated = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const app of apps) {
      const before = await repeatedAsks(stand.home);
      const replaced = await roll(stand.home, app, () => undefined);
      if (app !== 'gateway') repeated += (await repeatedAsks(stand.home)) - before;
      const what = `processes of ${app} replaced`;
      faults[what] = (faults[what] ?? 0) + replaced;
    }
    say(`round ${round} of ${rounds} is over`);
  }
  return { faults, repeated };
}

/** Waits until every listener knows all of its account. @returns how many do not in the end */
async function settled(stand: ChaosStand, crowd: Crowd): Promise<number> {
  await stand
    .until('everybody knows all', async () => (await crowd.behind()).length === 0)
    .catch(() => undefined);
  return (await crowd.behind()).length;
}

const p99 = (durationsMs: readonly number[]): string => quantile(durationsMs, 0.99).toFixed(0);
