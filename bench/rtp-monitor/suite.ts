import { type RandomSource, StreamRandom } from '@croupier/game-maths';
import { atMost, type Figure, quantile, told } from '../figures.js';
import { type Cell, cells, faulty } from './cells.js';
import { live } from './lives.js';

const suite = 'rtp-monitor';
/** Lives of a year that each game has. */
const years = 150;
const daysAYear = 365;
const healthyRoundsADay = 5000;
const fault = 0.01;
const lives = 40;
/** Of the usual daily test: 1 % of healthy games are beyond it on any one day. */
const z = 2.58;

type Say = (line: string) => void;

/** Healthy years and faults, drawn from the exact laws of the shipped games with fixed seeds. */
export function benchRtpMonitor(say: Say): Promise<Figure[]> {
  const fleet = cells(say);
  const random = new StreamRandom(Buffer.alloc(32, 'rtp-monitor, healthy and faulty!'));
  const healthy = healthyYears(random, fleet);
  say(`${years * fleet.length} healthy game-years drawn`);
  const found = fleet.flatMap((cell, at) => {
    const figures = detections(random, cell, at + 1);
    say(`${cell.name}: faults drawn`);
    return figures;
  });
  return Promise.resolve([...healthy, ...found]);
}

function healthyYears(random: RandomSource, fleet: readonly Cell[]): Figure[] {
  let [alarms, classicYears, classicDays] = [0, 0, 0];
  for (let year = 0; year < years; year += 1) {
    for (const [at, cell] of fleet.entries()) {
      const course = { place: at + 1, roundsADay: healthyRoundsADay, healthyDays: daysAYear, z };
      const { over, under, classic, classicDays: days } = live(random, cell, course);
      if (over !== undefined || under !== undefined) alarms += 1;
      if (classic !== undefined) classicYears += 1;
      classicDays += days;
    }
  }
  const all = years * fleet.length;
  return [
    told(suite, 'healthy-game-years', all, 'years'),
    told(suite, 'false-alarms', alarms, 'years'),
    atMost(suite, 'false-alarm-share-at-most', { value: 100 * upperBound(alarms, all), unit: '%', most: 1 }),
    told(suite, 'classic-false-alarm-share', (100 * classicYears) / all, '%'),
    told(suite, 'classic-alarm-days-a-year', classicDays / all, 'days'),
  ];
}

/** Upper end of the one-sided 95 % interval of a share (Clopper and Pearson), by bisection. */
function upperBound(hits: number, all: number): number {
  let [low, high] = [hits / all, 1];
  for (let step = 0; step < 60; step += 1) {
    const share = (low + high) / 2;
    let [term, sum] = [(1 - share) ** all, 0];
    for (let k = 0; k <= hits; k += 1) {
      sum += term;
      term *= ((all - k) / (k + 1)) * (share / (1 - share));
    }
    if (sum > 0.05) low = share;
    else high = share;
  }
  return high;
}

/** Rounds until an alarm, in thousands, of a fault of one point of the return. */
function detections(random: RandomSource, cell: Cell, place: number): Figure[] {
  // The scale on which a fault shows: σ² ÷ δ² rounds are one standard deviation.
  const roundsADay = Math.ceil((cell.deviation / fault) ** 2 / 4);
  const figures: Figure[] = [];
  for (const [name, healthyDays] of [
    ['first-day', 0],
    ['after-a-year', daysAYear],
  ] as const) {
    for (const [direction, points] of [
      ['over', fault],
      ['under', -fault],
    ] as const) {
      const course = {
        place,
        roundsADay,
        healthyDays,
        z,
        faulty: { chances: faulty(cell, points), days: 1000 },
      };
      const found = Array.from({ length: lives }, () => live(random, cell, course)[direction] ?? Infinity);
      const missed = found.filter((rounds) => rounds === Infinity).length;
      if (missed > 0) {
        figures.push(told(suite, `${cell.name}-${direction}-${name}-missed`, (100 * missed) / lives, '%'));
        continue;
      }
      for (const [label, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
      ] as const)
        figures.push(
          told(suite, `${cell.name}-${direction}-${name}-${label}`, quantile(found, share) / 1e3, 'k rounds'),
        );
    }
  }
  return figures;
}
