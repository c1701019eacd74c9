import { parseArgs } from 'node:util';
import { wholeNumber } from './games-fault.js';
import { type Control, controls } from './randomness/controls.js';
import { leastDrawsBelow } from './randomness/scaled-tests.js';
import { openSource, sourceNames } from './randomness/sources.js';
import {
  type Judgement,
  judge,
  judgeScaled,
  leastDraws,
  type Result,
  type Scale,
  significance,
  tests,
  unseen,
} from './randomness/suite.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A bad generator is seen in so many values: more would only take longer. */
const enoughForControls = 10_000_000;
/** The bound that controls are asked for: no power of two, and a wheel. */
const boundOfControls = 37;

/** `npm run games -- rng-test`: whether what games draw from looks random, and whether bad generators do not. @returns the exit code */
export function testRandomness(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      source: { type: 'string', multiple: true, default: [...sourceNames] },
      draws: { type: 'string', default: '1000000' },
      below: { type: 'string', multiple: true, default: [] },
      cards: { type: 'boolean', default: false },
    },
  });
  const bounds = values.below.map((bound) => wholeNumber('below', bound, { from: 2, to: 2 ** 24 }));
  const least = Math.max(leastDraws, ...bounds.map(leastDrawsBelow));
  const draws = wholeNumber('draws', values.draws, { from: least, to: 1e12 });
  return bounds.length > 0 || values.cards
    ? testScaled(values.source, { bounds, cards: values.cards, draws })
    : testAll(values.source, draws);
}

function testAll(sources: readonly string[], draws: number): number {
  say(`${tests.length} tests of ${draws} values each; ${rule}\n`);
  const failed = sources.filter((name) => {
    const judgement = judge(openSource(name), draws);
    report(judgement);
    return !judgement.sound;
  });
  for (const control of controls(openSource('system').random))
    if (!isSeen(control, judge(control, draws))) failed.push(control.name);
  return ended(failed);
}

/** Passes of many values, of which none is kept. */
function testScaled(sources: readonly string[], scale: Scale): number {
  say(`${scale.draws} values of each; ${rule}\n`);
  const failed = sources.filter((name) => {
    say(name);
    const { results, sound } = judgeScaled(openSource(name), scale, (passed) => {
      for (const test of passed) sayResult({ ...test, rejected: false });
    });
    for (const result of results.filter(({ rejected }) => rejected)) sayResult(result);
    say(`${sound ? '✓' : '✗'} ${name}`);
    return !sound;
  });
  const few = { ...scale, bounds: [boundOfControls], draws: Math.min(scale.draws, enoughForControls) };
  for (const control of controls(openSource('system').random)) {
    const sees = control.seesScaled?.filter((name) => scale.cards || !name.startsWith('card')) ?? [];
    if (sees.length === 0) continue;
    if (!isSeen({ ...control, sees }, judgeScaled(control, few))) failed.push(control.name);
  }
  return ended(failed);
}

const rule =
  `all tests of a source together take a sound one for another\nonce in ${1 / significance} runs (Holm), ` +
  'and a single one that does is run again on fresh numbers';

function isSeen(control: Control, judgement: Judgement): boolean {
  const missed = unseen(control, judgement);
  const seen = judgement.results.filter(({ rejected }) => rejected).map(({ name }) => name);
  say(`${missed.length === 0 ? '✓' : '✗'} control ${control.name}: seen by ${seen.join('; ') || 'nothing'}`);
  if (missed.length > 0) say(`  had to be seen by ${missed.join('; ')}`);
  return missed.length === 0;
}

function ended(failed: readonly string[]): number {
  say(failed.length === 0 ? '\n✓ sound, and every control was seen' : `\n✗ ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

function report({ stream, results, sound }: Judgement): void {
  say(`${sound ? '✓' : '✗'} ${stream}`);
  results.forEach(sayResult);
}

function sayResult({ name, chance, rejected, again }: Result): void {
  const verdict = rejected ? ' REJECTED' : '';
  const repeated = again === undefined ? '' : `, on fresh numbers ${again.toPrecision(3)}`;
  say(`    ${name.padEnd(36)} p = ${chance.toPrecision(3)}${verdict}${repeated}`);
}
