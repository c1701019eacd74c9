import { type RandomSource } from '@croupier/game-maths';
import * as bits from './bit-tests.js';
import { dealtDeck, deckPass } from './card-tests.js';
import * as scaled from './draw-tests.js';
import { type Control } from './controls.js';
import { type Passed, scaledPass } from './scaled-tests.js';
import { type Stream } from './streams.js';

/** One of a hundred sound generators may be taken for unsound, all tests of it together. */
export const significance = 0.01;
/** From here on every cell of every test is to be expected five times. */
export const leastDraws = 700_000;
/** As games ask for: coins, dice, columns, the wheels, a deck, balls, dice of a hundred, weights. */
const bounds = [2, 6, 10, 37, 38, 52, 80, 128, 1000, 10_000];

interface Drawn {
  readonly random: RandomSource;
  readonly shuffle: (size: number) => number[];
}

interface Test {
  readonly name: string;
  /** @returns the chance that a sound generator is as far out */
  readonly run: (drawn: Drawn, draws: number) => number;
}

const of =
  (run: (random: RandomSource, draws: number) => number): Test['run'] =>
  ({ random }, draws) =>
    run(random, draws);

export const tests: readonly Test[] = [
  { name: 'bits', run: of(bits.bitFrequency) },
  { name: 'runs of bits', run: of(bits.bitRuns) },
  { name: 'autocorrelation, lags 1 to 64', run: of(bits.bitAutocorrelation) },
  { name: 'bytes', run: of(bits.byteFrequency) },
  { name: 'pairs of bytes', run: of(bits.bytePairs) },
  { name: 'triples', run: of(scaled.triples) },
  { name: 'gaps', run: of(scaled.gaps) },
  { name: 'poker', run: of(scaled.poker) },
  { name: 'runs up', run: of(scaled.runsUp) },
  { name: 'birthdays', run: of(scaled.birthdaySpacings) },
  ...bounds.map((bound) => ({ name: `below ${bound}`, run: of(scaled.frequency(bound)) })),
  ...[6, 37, 52].map((bound) => ({ name: `pairs below ${bound}`, run: of(scaled.pairs(bound)) })),
  { name: 'card by position', run: ({ shuffle }, draws) => deckPass(shuffle, draws).byPosition },
  { name: 'first two cards', run: ({ shuffle }, draws) => deckPass(shuffle, draws).firstTwo },
];

export interface Result {
  readonly name: string;
  readonly chance: number;
  /** Whether it was rejected, all tests of the stream taken together. */
  readonly rejected: boolean;
  /** Of fresh numbers, where it was rejected alone. */
  readonly again?: number;
}

export interface Judgement {
  readonly stream: string;
  readonly results: readonly Result[];
  readonly sound: boolean;
}

/**
 * All tests of one stream, or those chosen. A single one that rejects it is run once more on fresh numbers, and its second word counts; two that
 * do reject it for good.
 */
export function judge(stream: Stream & Pick<Control, 'shuffle'>, draws: number, chosen = tests): Judgement {
  const drawn = drawnFrom(stream);
  const passed = chosen.map(({ name, run }) => ({ name, chance: run(drawn, draws) }));
  return judged(stream.name, passed, (index) => chosen[index]?.run(drawn, draws) ?? 0);
}

/** What is to be looked at in passes of many values, each of which several tests share. */
export interface Scale {
  readonly bounds: readonly number[];
  /** Whether decks are dealt, too. */
  readonly cards: boolean;
  readonly draws: number;
}

/** The same of values below bounds, and of decks; `told` hears of each pass when it has ended. */
export function judgeScaled(
  stream: Stream & Pick<Control, 'shuffle'>,
  { bounds, cards, draws }: Scale,
  told: (passed: readonly Passed[]) => void = () => undefined,
): Judgement {
  const drawn = drawnFrom(stream);
  const passes = bounds.map((bound) => () => scaledPass(drawn.random, bound, draws));
  if (cards) passes.push(() => decks(drawn, draws));
  const results = passes.map((pass) => {
    const passed = pass();
    told(passed);
    return passed;
  });
  const places = results.flatMap((passed, pass) => passed.map((_, test) => ({ pass, test })));
  return judged(stream.name, results.flat(), (index) => {
    const { pass = 0, test = 0 } = places[index] ?? {};
    return passes[pass]?.()[test]?.chance ?? 0;
  });
}

function decks({ shuffle }: Drawn, draws: number): Passed[] {
  const { byPosition, firstTwo } = deckPass(shuffle, draws);
  return [
    { name: 'card by position', chance: byPosition },
    { name: 'first two cards', chance: firstTwo },
  ];
}

function drawnFrom({ random, shuffle }: Stream & Pick<Control, 'shuffle'>): Drawn {
  return { random, shuffle: shuffle ?? dealtDeck(random) };
}

function judged(stream: string, passed: readonly Passed[], repeat: (index: number) => number): Judgement {
  const rejected = holm(
    passed.map(({ chance }) => chance),
    significance,
  );
  const alone = rejected.filter(Boolean).length === 1 ? rejected.indexOf(true) : -1;
  const again = alone < 0 ? undefined : repeat(alone);
  const results = passed.map((test, index) => ({
    ...{ ...test, rejected: rejected[index] ?? true },
    ...(index === alone && again !== undefined ? { again } : {}),
  }));
  const sound = again === undefined ? !rejected.includes(true) : again >= significance;
  return { stream, results, sound };
}

/** Which of several chances are too small, so that any sound one is among them with that significance at most (S. Holm, 1979). */
export function holm(chances: readonly number[], level: number): boolean[] {
  const order = chances.map((_, index) => index).sort((a, b) => (chances[a] ?? 0) - (chances[b] ?? 0));
  const rejected = chances.map(() => false);
  for (const [rank, index] of order.entries()) {
    if ((chances[index] ?? 0) >= level / (chances.length - rank)) break;
    rejected[index] = true;
  }
  return rejected;
}

/** Which of the tests that must see a control did not. */
export function unseen({ sees }: Pick<Control, 'sees'>, { results }: Judgement): string[] {
  return sees.filter((name) => !results.some((result) => result.name === name && result.rejected));
}
