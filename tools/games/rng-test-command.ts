import { parseArgs } from 'node:util';
import { wholeNumber } from './games-fault.js';
import { controls } from './randomness/controls.js';
import { openSource, sourceNames } from './randomness/sources.js';
import { type Judgement, judge, leastDraws, significance, tests, unseen } from './randomness/suite.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run games -- rng-test`: whether what games draw from looks random, and whether bad generators do not. @returns the exit code */
export function testRandomness(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      source: { type: 'string', multiple: true, default: [...sourceNames] },
      draws: { type: 'string', default: '1000000' },
    },
  });
  const draws = wholeNumber('draws', values.draws, { from: leastDraws, to: 1e9 });
  say(`${tests.length} tests of ${draws} values each; together they take a sound generator for another`);
  say(`once in ${1 / significance} runs (Holm), and a single one that does is run again on fresh numbers\n`);
  const failed: string[] = [];
  for (const name of values.source) {
    const judgement = judge(openSource(name), draws);
    report(judgement);
    if (!judgement.sound) failed.push(name);
  }
  for (const control of controls(openSource('system').random)) {
    const judgement = judge(control, draws);
    const missed = unseen(control, judgement);
    const seen = judgement.results.filter(({ rejected }) => rejected).map(({ name }) => name);
    say(
      `${missed.length === 0 ? '✓' : '✗'} control ${control.name}: seen by ${seen.join(', ') || 'nothing'}`,
    );
    if (missed.length === 0) continue;
    say(`  had to be seen by ${missed.join(', ')}`);
    failed.push(control.name);
  }
  say(failed.length === 0 ? '\n✓ sound, and every control was seen' : `\n✗ ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

function report({ stream, results, sound }: Judgement): void {
  say(`${sound ? '✓' : '✗'} ${stream}`);
  for (const { name, chance, rejected, again } of results) {
    const verdict = rejected ? ' REJECTED' : '';
    const repeated = again === undefined ? '' : `, on fresh numbers ${again.toPrecision(3)}`;
    say(`    ${name.padEnd(32)} p = ${chance.toPrecision(3)}${verdict}${repeated}`);
  }
}
