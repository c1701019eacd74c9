import { checkLedger } from '@croupier/testing';
import { rebuildBonus } from '../../tools/rebuild/rebuild-bonus.js';
import { rebuild } from '../../tools/rebuild/rebuild.js';
import { type Guest } from './guest.js';
import { jackpotSeed } from './jackpot-game.js';
import { goingBack, type Sighting, staleReads } from './sightings.js';
import { type ChaosStand } from './stand.js';
import { type Databases } from './databases.js';
import { answered } from './verdicts/answered.js';
import { type Asked, askedIn, commandFaults, readJournal } from './verdicts/commands.js';
import { derivedFaults, readCounters, readFigures } from './verdicts/derived.js';
import { hearingFaults, readHearings } from './verdicts/facts.js';
import { paymentFaults, readPaymentBooks } from './verdicts/provider.js';
import { potFaults, readPots } from './verdicts/pots.js';
import { readSealed, sealFaults } from './verdicts/seals.js';
import { readStakes, stakeFaults } from './verdicts/stakes.js';

/** One thing that was compared, and what was not as it must be. */
export interface Verdict {
  /** Short and always the same: by this a control is told to be seen. */
  name: string;
  what: string;
  broken: string[];
}

/** What is looked at when all is calm again. */
export interface Scene {
  stand: ChaosStand;
  databases: Databases;
  guests: readonly Guest[];
  /** What was broken of those that had no answer, before they were asked for again. */
  unknownBefore: readonly string[];
  /** How long is waited for what may still be on its way, in ms. */
  patienceMs: number;
}

/** Longer than a table's round, its recovery and every fault together take here. */
const longestStakeMs = 180_000;

/** Everything that must hold when all is calm again. What may still be on its way is waited for at the same time. */
export async function verdicts(scene: Scene): Promise<Verdict[]> {
  const reads = [ledger, commands, facts, seals, stakes, provider, pots].map((check) => check(scene));
  const all = (await Promise.all(reads)).flat();
  // These make projections again and sign people in: one after the other.
  for (const check of [derived, versions, books, deadLetters]) all.push(...(await check(scene)));
  return all;
}

async function ledger({ databases }: Scene): Promise<Verdict[]> {
  const faults = await checkLedger(await databases.of('wallet'));
  const broken = faults.map(({ check, fact }) => `${check}: ${fact}`);
  return [{ name: 'C1 to C4', what: 'the ledger adds up at every version', broken }];
}

async function commands({ databases, guests, unknownBefore }: Scene): Promise<Verdict[]> {
  const asked = await askedIn(guests, await databases.of('payments'));
  const journal = await readJournal(await databases.of('wallet'));
  const some = (test: (one: Asked) => boolean): [number, string[]] => {
    const those = asked.filter(test);
    return [those.length, commandFaults(those, journal)];
  };
  const [ok, okFaults] = some(({ act }) => act.outcome === 'ok' && !act.wasUnknown);
  const [refused, refusedFaults] = some(({ act }) => act.outcome === 'refused' && !act.wasUnknown);
  const [unknown, unknownFaults] = some(({ act }) => act.wasUnknown);
  return [
    { name: 'C5', what: `${ok} acknowledged commands, each in the ledger once`, broken: okFaults },
    { name: 'C6', what: `${refused} refused commands, none in the ledger`, broken: refusedFaults },
    {
      name: 'C7',
      what: `${unknown} commands without an answer, once or not at all, and as told when asked again`,
      broken: [...unknownBefore, ...unknownFaults],
    },
  ];
}

/** Facts may still be on their way: they are waited for, and what has not come by then is named. */
async function facts(scene: Scene): Promise<Verdict[]> {
  const { value, broken } = await calm(
    scene,
    () => readHearings((app) => scene.databases.of(app)),
    (hearings) => hearings.flatMap((hearing) => hearingFaults(hearing)),
  );
  const told = value.reduce((sum, hearing) => sum + hearing.told.length, 0);
  return [{ name: 'C8', what: `${told} facts to be heard by ${value.length} services, each once`, broken }];
}

async function seals(scene: Scene): Promise<Verdict[]> {
  const { stand, databases } = scene;
  const { value, broken } = await calm(
    scene,
    async () => sealFaults(await readSealed(databases.urlOf('wallet'), stand.checkpointsFile)),
    (found) => [
      ...found.broken,
      ...(found.unsealed > 0 ? [`${found.unsealed} transactions are not sealed`] : []),
    ],
  );
  const what = `${value.transactions} transactions in the chain of seals, ${value.checkpoints} checkpoints`;
  return [{ name: 'C9', what, broken }];
}

async function stakes({ databases }: Scene): Promise<Verdict[]> {
  const all = await readStakes(await databases.of('wallet'));
  const what = `${all.length} stakes won, lost, void or refunded, each once and in time`;
  return [{ name: 'C10', what, broken: stakeFaults(all, longestStakeMs) }];
}

async function provider(scene: Scene): Promise<Verdict[]> {
  const { value, broken } = await calm(
    scene,
    () => readPaymentBooks((app) => scene.databases.of(app)),
    paymentFaults,
  );
  const what = `${value.provider.length} payments in the provider's books, payments' and the ledger's`;
  return [{ name: 'C11', what, broken }];
}

async function pots({ databases }: Scene): Promise<Verdict[]> {
  const all = await readPots(await databases.of('wallet'));
  const falls = all.reduce((sum, pot) => sum + pot.falls, 0);
  const what = `${all.length} jackpots are seeds + contributions − paid, to the millionth, after ${falls} falls`;
  return [{ name: 'J1', what, broken: potFaults(all, jackpotSeed) }];
}

async function derived(scene: Scene): Promise<Verdict[]> {
  const { stand, databases } = scene;
  const { value, broken } = await calm(
    scene,
    async () => ({
      counters: await readCounters(await databases.of('wallet')),
      figures: await readFigures(stand.asker),
      rebuilt: [await rebuild(databases.urlOf('analytics')), await rebuildBonus(stand.bonusEnvironment)],
    }),
    derivedFaults,
  );
  const events = value.rebuilt.reduce((sum, report) => sum + report.events, 0);
  const what = `${value.counters.length} counters, ${value.figures.lines.length} figures, and what was made again from ${events} facts`;
  return [{ name: 'C12', what, broken }];
}

async function versions({ guests }: Scene): Promise<Verdict[]> {
  const those = (by: Sighting['by']): number =>
    guests.reduce((sum, { sightings }) => sum + sightings.all.filter((one) => one.by === by).length, 0);
  const faults = (find: (all: readonly Sighting[]) => string[]): string[] =>
    guests.flatMap(({ playerId, sightings }) => find(sightings.all).map((fault) => `${playerId}: ${fault}`));
  return [
    {
      name: 'C13',
      what: `${those('stream')} versions told by streams and ${those('reply') + those('read')} by requests, none before an earlier one`,
      broken: faults(goingBack),
    },
    {
      name: 'C14',
      what: `${those('read')} balances read, none older than a reply`,
      broken: faults(staleReads),
    },
  ];
}

async function books({ guests }: Scene): Promise<Verdict[]> {
  const broken: string[] = [];
  for (const guest of guests) {
    const has = await guest.money();
    if (has !== guest.due) broken.push(`${guest.playerId} has ${has}, not ${guest.due}`);
    broken.push(...guest.complaints);
  }
  return [{ name: 'books', what: `${guests.length} players have what their own books say`, broken }];
}

async function deadLetters({ stand, databases }: Scene): Promise<Verdict[]> {
  const broken: string[] = [];
  for (const app of new Set(stand.run().apps.map((one) => one.app))) {
    // Neither tells or hears facts by way of a database.
    if (app === 'gateway' || app === 'sandbox') continue;
    const sql = 'SELECT event_id AS id, subject, cause FROM dead_letters';
    const letters = (await (await databases.of(app)).query(sql)) as Record<
      'id' | 'subject' | 'cause',
      string
    >[];
    broken.push(
      ...letters.map(({ id, subject, cause }) => `${app} gave up ${subject} ${id}: ${cause.slice(0, 120)}`),
    );
  }
  return [{ name: 'dead letters', what: 'no fact was given up', broken }];
}

/** Looks until nothing is broken, or until it is taken for broken. */
async function calm<Value>(
  { stand, patienceMs }: Pick<Scene, 'stand' | 'patienceMs'>,
  look: () => Promise<Value>,
  judge: (value: Value) => string[],
): Promise<{ value: Value; broken: string[] }> {
  for (
    const end = performance.now() + patienceMs;
    ;
    await new Promise((resolve) => setTimeout(resolve, 500))
  ) {
    const value = await answered(stand, look);
    const broken = judge(value);
    if (broken.length === 0 || performance.now() > end) return { value, broken };
  }
}
