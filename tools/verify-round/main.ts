import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Hashes, missingOfProof, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { explain, LaunchFault } from '../launch/fault.js';

const usage = `Usage: npm run verify-round -- FILE [--definition FILE]

Derives a round again from its proof, the answer of GET /v1/rounds/{id}/proof as a file, with no network and no service: the
seed is the one that was committed to, the definition the one that was played, and draws, outcome and payout are what the two
make. Exit code 1 if anything is not so.
  --definition FILE  the game as it was played, if the proof does not hold it
  --help             this text
`;

const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

try {
  process.exitCode = verify(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function verify(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { definition: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined || positionals.length > 1) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const round = readProof(file);
  const definition = values.definition === undefined ? round.definition : readJson(values.definition);
  const checks = verifyRound({ ...round, definition }, hashes);
  for (const { what, holds, detail } of checks)
    process.stdout.write(`${holds ? '✓' : '✗'} ${what.padEnd(10)} ${detail}\n`);
  return checks.every(({ holds }) => holds) ? 0 : 1;
}

function readProof(file: string): ProvenRound {
  const json = readJson(file);
  const missing = missingOfProof(json);
  if (missing.length === 0) return json as ProvenRound;
  throw new LaunchFault(
    `${file} is no proof of a round: it has no ${missing.join(', ')}`,
    'give the answer of GET /v1/rounds/{id}/proof, whole',
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LaunchFault(`cannot read ${file}: ${reason}`, 'give a file of JSON');
  }
}
