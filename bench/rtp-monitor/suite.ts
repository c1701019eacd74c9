import { type Direction, directions, type RandomSource, StreamRandom } from '@croupier/game-maths';
import { atLeast, atMost, type Figure, quantile, told } from '../figures.js';
import { type Cell, cells, faulty } from './cells.js';
import { live } from './lives.js';
import { shareAtLeast, shareAtMost } from './shares.js';

const suite = 'rtp-monitor';
/** Lives of a year that each game has. */
const years = 150;
const daysAYear = 365;
const healthyRoundsADay = 5000;
const fault = 0.01;
const lives = 40;
/** Days after which a fault counts as not found. */
const faultyDays = 1000;

/** When a fault begins, after how many healthy days, and within how many (σ ÷ fault)² rounds it is to be found. */
interface Beginning {
  readonly name: string;
  readonly healthyDays: number;
  readonly within: number;
}

const beginnings: readonly Beginning[] = [
  { name: 'first-day', healthyDays: 0, within: 50 },
  { name: 'after-a-year', healthyDays: daysAYear, within: 70 },
];
/** Share of the lives in which it is to be, in percent. */
const foundShare = 95;
/** A fault beyond which so little of it is hidden by what healthy rounds may return can be found. */
const mostSlack = fault / 10;

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
    const courses = detections(random, cell, at + 1);
    say(`${cell.name}: faults drawn`);
    return courses;
  });
  return Promise.resolve([
    ...healthy,
    ...beginnings.map((beginning) => foundInTime(found, beginning)),
    ...found.flatMap(figuresOf),
  ]);
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
    atMost(suite, 'false-alarm-share-at-most', { value: 100 * shareAtMost(alarms, all), unit: '%', most: 1 }),
    told(suite, 'classic-false-alarm-share', (100 * classicYears) / all, '%'),
    told(suite, 'classic-alarm-days-a-year', classicDays / all, 'days'),
  ];
}

/** Lives of a cell with a fault of one point of the return. */
interface Detection {
  readonly cell: Cell;
  readonly direction: Direction;
  readonly beginning: Beginning;
  /** By life: rounds until the alarm, infinite where there was none. */
  readonly rounds: readonly number[];
}

function detections(random: RandomSource, cell: Cell, place: number): Detection[] {
  return beginnings.flatMap((beginning) =>
    directions
      .filter((direction) => cell.gains[direction] !== undefined)
      .map((direction): Detection => {
        const chances = faulty(cell, direction === 'over' ? fault : -fault);
        const course = {
          ...{ place, z, healthyDays: beginning.healthyDays, faulty: { chances, days: faultyDays } },
          // A quarter of the scale on which a fault shows: after σ² ÷ δ² rounds it is one standard deviation.
          roundsADay: Math.ceil(scaleOf(cell) / 4),
        };
        const rounds = Array.from({ length: lives }, () => live(random, cell, course)[direction] ?? Infinity);
        return { cell, direction, beginning, rounds };
      }),
  );
}

function scaleOf({ deviation }: Cell): number {
  return (deviation / fault) ** 2;
}

/** Rounds within which a fault is to be found. */
function stated({ cell, beginning }: Detection): number {
  return beginning.within * scaleOf(cell);
}

/** What healthy rounds may return hides no more than a little of the fault. */
function canBeFound({ cell, direction }: Detection): boolean {
  return cell.slack[direction] <= mostSlack;
}

/** Over all faults that can be found: the share that is found in time, which is above this 19 times in 20. */
function foundInTime(all: readonly Detection[], beginning: Beginning): Figure {
  const counted = all.filter((each) => each.beginning === beginning && canBeFound(each));
  const found = counted.reduce(
    (sum, each) => sum + each.rounds.filter((rounds) => rounds <= stated(each)).length,
    0,
  );
  const value = 100 * shareAtLeast(found, counted.length * lives);
  return atLeast(suite, `found-in-time-${beginning.name}-at-least`, { value, unit: '%', least: foundShare });
}

/** Rounds until the alarm in thousands, the later of them held to what is stated; of what other bets may return the share that is missed. */
function figuresOf(detection: Detection): Figure[] {
  const { cell, direction, beginning, rounds } = detection;
  const name = `${cell.name}-${direction}-${beginning.name}`;
  const missed = rounds.filter((each) => each === Infinity).length;
  if (!canBeFound(detection) && missed > 0)
    return [told(suite, `${name}-missed`, (100 * missed) / lives, '%')];
  const unit = 'k rounds';
  const median = told(suite, `${name}-p50`, quantile(rounds, 0.5) / 1e3, unit);
  const late = quantile(rounds, foundShare / 100) / 1e3;
  if (!canBeFound(detection)) return [median, told(suite, `${name}-p95`, late, unit)];
  return [
    median,
    atMost(suite, `${name}-p95`, { value: late, unit, most: Math.round(stated(detection) / 1e3) }),
  ];
}
