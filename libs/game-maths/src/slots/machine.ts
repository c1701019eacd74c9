import type { CountingRoom } from './counting-room.js';
import type { SlotModel } from './model.js';
import { bestTail, isWholeLine, type Tail, tailsAfter } from './tails.js';
import { tally } from './tally.js';

/** What becomes of a line as one reel after another stops. State 0 is a line that is settled. */
export interface Machine {
  readonly start: number;
  /** How many different things a reel can show to it. */
  readonly inputs: number;
  /** Per reel: `state * inputs + input` -> the state after it. */
  readonly next: readonly Int32Array[];
  /** Per reel, alike: the tally of what this step settles. */
  readonly settled: readonly Float64Array[];
}

/** A state of a machine before it is settled; `undefined` instead of one means that it is. */
interface Step<State> {
  readonly state: State | undefined;
  /** Tally of what the step settles. */
  readonly settled: number;
}

/** Of a step, in the two lists of its reel, and of a state with its text. */
const bytesOf = { step: 24, state: 400 };

const courses = {
  what: 'courses of a line or a way',
  remedy: 'give fewer reels, groups or multipliers of wild symbols',
};
/** Steps of one machine, over all reels: some seconds. */
const mostSteps = 5_000_000;

/**
 * Follows every course from `start` over all reels; states with the same JSON text are one.
 * @throws SlotCountingError for one of too many states
 */
export function machineOf<State>(
  shape: { reels: number; inputs: number; start: State; room: CountingRoom },
  step: (state: State, at: { reel: number; input: number }) => Step<State>,
): Machine {
  const { reels, inputs, start, room } = shape;
  const next: Int32Array[] = [];
  const settled: Float64Array[] = [];
  let states = [start];
  let made = 0;
  for (let reel = 0; reel < reels; reel += 1) {
    const ids = new Map<string, number>();
    const after: State[] = [];
    const steps = new Int32Array((states.length + 1) * inputs);
    const sums = new Float64Array(steps.length);
    for (const [index, state] of states.entries()) {
      for (let input = 0; input < inputs; input += 1) {
        const at = (index + 1) * inputs + input;
        const then = step(state, { reel, input });
        sums[at] = then.settled;
        if (then.state === undefined) continue;
        const key = JSON.stringify(then.state);
        let id = ids.get(key);
        if (id === undefined) {
          const isBeyond = made + (states.length + after.length + 1) * inputs > mostSteps;
          room.take(isBeyond ? Infinity : bytesOf.state + inputs * bytesOf.step, courses);
          id = after.push(then.state);
          ids.set(key, id);
        }
        steps[at] = id;
      }
    }
    made += steps.length;
    next.push(steps);
    settled.push(sums);
    states = after;
  }
  return { start: 1, inputs, next, settled };
}

/** A line that is not settled: the runs that are alive, the factor of its wilds, what has ended. */
interface LineState {
  readonly mask: number;
  readonly factor: number;
  /** The highest pay of the runs that have ended, in line bets. */
  readonly best: number;
  /** Whether a run of bonus symbols long enough has ended. */
  readonly bonus: boolean;
}

/** The machine of every line of a game; its inputs are codes of symbols. */
export function lineMachine(model: SlotModel, room: CountingRoom): Machine {
  const { reels, runs, codes } = model;
  const start: LineState = { mask: 2 ** runs.length - 1, factor: 1, best: 0, bonus: false };
  return machineOf({ reels, inputs: codes.size, start, room }, (state, { reel, input }) => {
    const mask = state.mask & (model.masks[input] ?? 0);
    const after = ended(model, state, { mask: state.mask & ~mask, length: reel });
    const then = { ...after, mask, factor: state.factor * (model.factors[input] ?? 1) };
    if (mask !== 0 && reel < reels - 1) return { state: then, settled: 0 };
    const { best, bonus } = ended(model, then, { mask, length: reels });
    return { state: undefined, settled: best * tally.pay + (bonus ? tally.bonus : 0) };
  });
}

/** A line that is also read from the right. */
interface TwoWayState extends LineState {
  readonly tails: readonly Tail[];
}

/**
 * The same of lines that pay both ways. What is won from the left is settled when its last run has ended; a line is only over
 * with the last reel, since a run from the right can begin late, unless what is left is too short for any pay.
 */
export function twoWayMachine(model: SlotModel, room: CountingRoom): Machine {
  const { reels, runs, codes } = model;
  const start: TwoWayState = { mask: 2 ** runs.length - 1, factor: 1, best: 0, bonus: false, tails: [] };
  const paysFor = (length: number): boolean => runs.some(({ pays }) => (pays[length] ?? 0) > 0);
  return machineOf<TwoWayState>({ reels, inputs: codes.size, start, room }, (state, { reel, input }) => {
    const mask = state.mask & (model.masks[input] ?? 0);
    const after = ended(model, state, { mask: state.mask & ~mask, length: reel });
    const factor = mask === 0 ? 1 : state.factor * (model.factors[input] ?? 1);
    const tails = tailsAfter(model, state.tails, { reel, input });
    const worth = ({ best, bonus }: typeof after): number => best * tally.pay + (bonus ? tally.bonus : 0);
    if (reel === reels - 1) {
      const left = ended(model, { ...after, mask, factor }, { mask, length: reels });
      const right = bestTail(model, tails).pay;
      const best = isWholeLine(model, mask) ? Math.max(left.best, right) : left.best + right;
      return { state: undefined, settled: worth({ ...left, best }) };
    }
    if (mask !== 0) return { state: { ...after, mask, factor, tails }, settled: 0 };
    const isOver = tails.length === 0 && !paysFor(reels - 1 - reel);
    const then: TwoWayState = { mask, factor: 1, best: 0, bonus: false, tails };
    return { state: isOver ? undefined : then, settled: worth(after) };
  });
}

function ended(model: SlotModel, state: LineState, run: { mask: number; length: number }) {
  let { best, bonus } = state;
  for (let bit = 0, left = run.mask; left !== 0; bit += 1, left >>>= 1) {
    if ((left & 1) === 0) continue;
    if (bit === model.bonusRun) bonus ||= run.length >= model.bonusCount;
    else best = Math.max(best, (model.runs[bit]?.pays[run.length] ?? 0) * state.factor);
  }
  return { best, bonus };
}
