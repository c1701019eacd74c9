import { parseArgs } from 'node:util';
import { wholeNumber } from './games-fault.js';
import { type Repeats, restart } from './randomness/restarts.js';

const timesOfControl = 4;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run games -- rng-restarts`: whether anything comes twice when processes are started again. @returns the exit code */
export async function testRestarts(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { times: { type: 'string', default: '1000' } } });
  const times = wholeNumber('times', values.times, { from: 2, to: 1e6 });
  const ours = await restart(times, false);
  const sound = repeated(ours) === 0 && ours.roundsOfOneRequest === 1;
  say(`${sound ? '✓' : '✗'} ${inWords(ours)}`);
  const control = await restart(timesOfControl, true);
  const seen = control.repeatedBlocks > 0;
  say(`${seen ? '✓' : '✗'} control, a generator that is restored: ${inWords(control)}`);
  return sound && seen ? 0 : 1;
}

const repeated = ({ repeatedEntropy, repeatedIds, repeatedBlocks }: Repeats): number =>
  repeatedEntropy + repeatedIds + repeatedBlocks;

function inWords(repeats: Repeats): string {
  const { processes, blocks, repeatedEntropy, repeatedIds, repeatedBlocks, roundsOfOneRequest } = repeats;
  return (
    `${processes} processes, ${blocks} rounds: ${repeatedBlocks} repeated, ${repeatedEntropy} of their salts, ` +
    `${repeatedIds} of their ids; the one request that all were sent drew ${roundsOfOneRequest}`
  );
}
