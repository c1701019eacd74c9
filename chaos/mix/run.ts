import { setTimeout as pause } from 'node:timers/promises';
import { sendSignal } from '@croupier/embedded';
import { Seeded } from '../faults/random.js';
import { control, type Seen } from './control.js';
import { Databases } from './databases.js';
import { type Guest } from './guest.js';
import { Guests } from './guests.js';
import { type Fault, schedule, sortOf } from './schedule.js';
import { ChaosStand } from './stand.js';
import { type Verdict, verdicts } from './verdicts.js';
import { askedIn, readJournal, unknownFaults } from './verdicts/commands.js';

const places = 4;
const patienceMs = 120_000;

/** What a run did and found. */
export interface ChaosReport {
  seed: number;
  minutes: number;
  /** Commands by kind and by what their guests know of them at the end, as `bet ok`. */
  operations: Record<string, number>;
  /** Of these, how many had no answer at first, and were asked for again. */
  unknown: number;
  /** Faults that really happened, by what they were. */
  faults: Record<string, number>;
  verdicts: Verdict[];
  /** Defects that were planted afterwards, each of which its verdict must have seen. */
  control: Seen[];
}

/** Whether all held, and the checks can see. */
export function passes({ verdicts: all, control: seen }: ChaosReport): boolean {
  return seen.every(({ faults }) => faults > 0) && all.every(({ broken }) => broken.length === 0);
}

/** Plays, breaks things by the schedule of this seed meanwhile, looks at what is left, and then whether the looks see. */
export async function chaos(
  seed: number,
  minutes: number,
  say: (line: string) => void,
): Promise<ChaosReport> {
  const stand = await ChaosStand.open();
  try {
    const { guests, faults } = await playThrough(stand, seed, minutes, say);
    const found = await look(stand, guests, say);
    say('now with defects that must be seen');
    return { seed, minutes, ...found, faults, control: await control(stand, seed) };
  } finally {
    await stand.close();
  }
}

/** People play while things are broken by the schedule of this seed, until all is calm again and they have gone home. */
export async function playThrough(
  stand: ChaosStand,
  seed: number,
  minutes: number,
  say: (line: string) => void,
): Promise<{ guests: Guests; faults: Record<string, number> }> {
  const faults = schedule(seed, minutes * 60_000, stand.targets);
  say(`the platform is up; ${faults.length} faults in ${minutes} min`);
  const guests = new Guests(stand, new Seeded(seed + 1), places);
  await stand.until('somebody plays', () => Promise.resolve(guests.all.some(({ acts }) => acts.length > 3)));
  const done = await strike(stand, faults, say);
  await stand.until('all is ready again', () => stand.allReady());
  await guests.stop();
  say(`all is ready again, and ${guests.all.length} guests have gone home`);
  return { guests, faults: done };
}

type Found = Pick<ChaosReport, 'operations' | 'unknown' | 'verdicts'>;

async function look(stand: ChaosStand, { all: guests }: Guests, say: (line: string) => void): Promise<Found> {
  const databases = new Databases(stand);
  try {
    const asked = await askedIn(guests, await databases.of('payments'));
    const open = asked.filter(({ act }) => act.outcome === 'unknown');
    const unknownBefore = unknownFaults(open, await readJournal(await databases.of('wallet')));
    await settle(guests);
    const acts = asked.map(({ act }) => act);
    const unknown = acts.filter(({ wasUnknown }) => wasUnknown).length;
    say(`${unknown} commands without an answer were asked for again, and everything that was begun is over`);
    const operations: Record<string, number> = {};
    for (const { kind, outcome } of acts)
      operations[`${kind} ${outcome}`] = (operations[`${kind} ${outcome}`] ?? 0) + 1;
    const scene = { stand, databases, guests, unknownBefore, patienceMs };
    return { operations, unknown, verdicts: await verdicts(scene) };
  } finally {
    await databases.close();
  }
}

/** Whatever was begun is over. Some at a time: each signs in anew, which costs a hash of a password. */
export async function settle(guests: readonly Guest[]): Promise<void> {
  const waiting = [...guests];
  const lane = async (): Promise<void> => {
    for (let guest = waiting.pop(); guest; guest = waiting.pop()) await guest.settle();
  };
  await Promise.all(Array.from({ length: places }, lane));
}

async function strike(
  stand: ChaosStand,
  faults: readonly Fault[],
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const startedAt = performance.now();
  const done: Record<string, number> = {};
  const over: Promise<void>[] = [];
  for (const fault of faults) {
    await pause(Math.max(0, fault.atMs - (performance.now() - startedAt)));
    const end = begin(stand, fault);
    say(`${(fault.atMs / 1000).toFixed(1).padStart(6)} s  ${sortOf(fault)}${end ? '' : ': is down already'}`);
    if (!end) continue;
    done[sortOf(fault)] = (done[sortOf(fault)] ?? 0) + 1;
    over.push(end);
  }
  await Promise.all(over);
  return done;
}

/** @returns when it is over; undefined if there was nothing to break */
function begin(stand: ChaosStand, fault: Fault): Promise<void> | undefined {
  if (fault.sort === 'cut') return stand.lines[fault.line].cut() > 0 ? Promise.resolve() : undefined;
  if (fault.sort === 'weather') {
    const clear = stand.lines[fault.line].set(fault.weather);
    return pause(fault.forMs).then(clear);
  }
  const pid = stand.processOf(fault.target);
  if (pid === undefined) return undefined;
  if (fault.sort === 'freeze') {
    sendSignal(pid, 'SIGSTOP');
    return pause(fault.forMs).then(() => void sendSignal(pid, 'SIGCONT'));
  }
  sendSignal(pid, fault.sort === 'kill' ? 'SIGKILL' : 'SIGTERM');
  return Promise.resolve();
}
