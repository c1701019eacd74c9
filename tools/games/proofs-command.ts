import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type RandomSource, StreamRandom, systemEntropy } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { GamesFault, wholeNumber } from './games-fault.js';
import { provenRounds } from './proven-rounds.js';
import { readDefinition } from './read-definition.js';

const linesAtOnce = 500;

/** `npm run games -- proofs`: rounds as the service draws them, with what proves them, a line each to standard output. */
export async function proofs(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '1000' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new GamesFault('rounds are those of one definition', 'npm run games -- proofs FILE');
  const rounds = wholeNumber('rounds', values.rounds, { from: 1, to: 1e9 });
  systemEntropy.test();
  const made = await provenRounds(readDefinition(file), {
    ...{ entropy: systemEntropy, key: `a key of this run alone, ${newId()}`, choices: choicesOfRun() },
  });
  for (let written = 0; written < rounds; written += linesAtOnce) {
    const lines = Array.from({ length: Math.min(linesAtOnce, rounds - written) }, () =>
      JSON.stringify(made()),
    );
    if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
  }
  return 0;
}

/** What players of the run choose: bets, stakes and their part of the seed. */
function choicesOfRun(): RandomSource {
  return new StreamRandom(createHash('sha256').update(randomBytes(32)).digest());
}
