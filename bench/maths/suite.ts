import { readFileSync } from 'node:fs';
import path from 'node:path';
import { engineOf, StreamRandom, toDecimal } from '@croupier/game-maths';
import { atLeast, atMost, type Figure, told } from '../figures.js';
import { largeSlot, plainSlot } from './slots.js';

const suite = 'maths';
const videoPoker = path.resolve('apps/games/definitions/kestrel-draw.json');
const spins = 20_000_000;
const warmUp = 2_000_000;

type Say = (line: string) => void;

/**
 * How long exact figures take and how fast rounds are simulated, in one thread. Measured is the processor time of the
 * process, its helpers for garbage and machine code among it: of a busy machine it says little less than of an idle one.
 */
export function benchMaths(say: Say): Promise<Figure[]> {
  const slot = counted(largeSlot);
  say(`259,440,000 combinations: return ${slot.rtp}`);
  const poker = counted(JSON.parse(readFileSync(videoPoker, 'utf8')));
  say(`9/6 video poker: return ${poker.rtp}`);
  return Promise.resolve([
    atMost(suite, 'exact-slot-259M-15-lines', { value: slot.seconds, unit: 's', most: 10 }),
    atMost(suite, 'exact-video-poker-9-6', { value: poker.seconds, unit: 's', most: 60 }),
    ...simulated(say),
  ]);
}

/** From the JSON of a definition to its sheets. */
function counted(json: unknown): { seconds: number; rtp: string } {
  const engine = engineOf(json);
  const begun = process.cpuUsage();
  const [sheet] = engine.sheets(engine.parse(json));
  const seconds = secondsSince(begun);
  if (!sheet) throw new Error('a definition without a bet');
  return { seconds, rtp: toDecimal(sheet.rtp, 8) };
}

function simulated(say: Say): Figure[] {
  const engine = engineOf(plainSlot);
  const sampler = engine.sampler(engine.parse(plainSlot), 'spin');
  const random = new StreamRandom(Buffer.alloc(32, 'maths, spins of twenty lines now'));
  play(warmUp);
  const begun = process.cpuUsage();
  const paid = play(spins);
  const rate = spins / secondsSince(begun);
  say(`${spins} spins returned ${(paid / sampler.unit / spins).toFixed(4)}`);
  return [
    atLeast(suite, 'spins-5x3-20-lines', { value: rate / 1e6, unit: 'M/s a core', least: 5 }),
    told(suite, 'nanoseconds-a-spin', 1e9 / rate, 'ns'),
  ];

  function play(rounds: number): number {
    let sum = 0;
    for (let round = 0; round < rounds; round += 1) sum += sampler.next(random);
    return sum;
  }
}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}
