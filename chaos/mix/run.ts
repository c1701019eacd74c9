import { setTimeout as pause } from 'node:timers/promises';
import { sendSignal } from '@croupier/embedded';
import { Seeded } from '../faults/random.js';
import { Guests } from './guests.js';
import { type Fault, schedule, sortOf } from './schedule.js';
import { ChaosStand } from './stand.js';
import { control, type Verdict, verdicts } from './verdicts.js';

const places = 4;

/** What a run did and found. */
export interface ChaosReport {
  seed: number;
  minutes: number;
  /** Bets by what their players know of them at the end; `unknown` had no answer at first, and were asked for again. */
  operations: { ok: number; refused: number; unknown: number };
  /** Faults that really happened, by what they were. */
  faults: Record<string, number>;
  verdicts: Verdict[];
  /** What the same checks said of mistakes made on purpose: at least one thing. */
  control: string[];
}

/** Whether all held, and the checks can see. */
export function passes({ verdicts: all, control: saw }: ChaosReport): boolean {
  return saw.length > 0 && all.every(({ broken }) => broken.length === 0);
}

/** Plays, breaks things by the schedule of this seed meanwhile, and looks at what is left. */
export async function chaos(
  seed: number,
  minutes: number,
  say: (line: string) => void,
): Promise<ChaosReport> {
  const stand = await ChaosStand.open();
  try {
    const faults = schedule(seed, minutes * 60_000, stand.targets);
    say(`the platform is up; ${faults.length} faults in ${minutes} min`);
    const guests = new Guests(stand, new Seeded(seed + 1), places);
    await stand.until('somebody plays', () =>
      Promise.resolve(guests.all.some(({ bets }) => bets.length > 3)),
    );
    const done = await strike(stand, faults, say);
    await stand.until('all is ready again', () => stand.allReady());
    await guests.stop();
    let unknown = 0;
    for (const guest of guests.all) unknown += await guest.resolve();
    say(`all is ready again; ${unknown} bets without an answer were asked for again`);
    const bets = guests.all.flatMap((guest) => guest.bets);
    const count = (outcome: string): number => bets.filter((bet) => bet.outcome === outcome).length;
    return {
      ...{ seed, minutes, faults: done },
      operations: { ok: count('ok'), refused: count('refused'), unknown },
      verdicts: await verdicts(stand, guests.all),
      control: await control(stand, guests.all),
    };
  } finally {
    await stand.close();
  }
}

async function strike(
  stand: ChaosStand,
  faults: readonly Fault[],
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const startedAt = performance.now();
  const done: Record<string, number> = {};
  const ends: Promise<void>[] = [];
  for (const fault of faults) {
    await pause(Math.max(0, fault.atMs - (performance.now() - startedAt)));
    const end = begin(stand, fault);
    say(`${(fault.atMs / 1000).toFixed(1).padStart(6)} s  ${sortOf(fault)}${end ? '' : ': is down already'}`);
    if (!end) continue;
    done[sortOf(fault)] = (done[sortOf(fault)] ?? 0) + 1;
    ends.push(end);
  }
  await Promise.all(ends);
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
