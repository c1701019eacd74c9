import { createHash, createHmac } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  type Hashes,
  knownDefinition,
  missingOfProof,
  type ProvenRound,
  verifyRound,
} from '@croupier/game-maths';
import { explain, LaunchFault } from '../launch/fault.js';

const usage = `Usage: npm run verify-round -- FILE [--definition FILE]
       npm run verify-round -- --lines FILE|- --definition FILE

Derives a round again from its proof, the answer of GET /v1/rounds/{id}/proof as a file, with no network and no service: the
seed is the one that was committed to, the definition the one that was played, and draws, outcome and payout are what the two
make. Exit code 1 if anything is not so.
  --definition FILE  the game as it was played, if the proof does not hold it
  --lines            the file, or standard input, has a proof in each line, such as npm run -s games -- proofs GAME writes
  --help             this text
`;

const mostShown = 10;

const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

try {
  process.exitCode = await verify(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function verify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      definition: { type: 'string' },
      lines: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file] = positionals;
  if (values.help || file === undefined || positionals.length > 1) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  if (values.lines) return verifyLines(file, values.definition);
  const round = readProof(file);
  const definition = values.definition === undefined ? round.definition : readJson(values.definition);
  const checks = verifyRound({ ...round, definition }, hashes);
  for (const { what, holds, detail } of checks)
    process.stdout.write(`${holds ? '✓' : '✗'} ${what.padEnd(10)} ${detail}\n`);
  return checks.every(({ holds }) => holds) ? 0 : 1;
}

/** Verifies a proof a line. @throws LaunchFault without a definition, or for a line that is no proof */
async function verifyLines(file: string, definitionFile: string | undefined): Promise<number> {
  if (definitionFile === undefined)
    throw new LaunchFault('--lines needs the game of all rounds', 'give it with --definition FILE');
  const definition = knownDefinition(readJson(definitionFile) as object);
  const input = file === '-' ? process.stdin : createReadStream(file);
  let [rounds, broken] = [0, 0];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    rounds += 1;
    const round = proofOf(parse(line, `line ${rounds}`), `line ${rounds}`);
    const wrong = verifyRound({ ...round, definition }, hashes).filter(({ holds }) => !holds);
    if (wrong.length === 0) continue;
    broken += 1;
    if (broken > mostShown) continue;
    const said = wrong.map(({ what, detail }) => `${what} ${detail}`).join('; ');
    process.stdout.write(`✗ ${round.roundId}: ${said}\n`);
  }
  const good = rounds > 0 && broken === 0;
  process.stdout.write(`${good ? '✓' : '✗'} ${rounds} rounds, ${broken} that do not hold\n`);
  return good ? 0 : 1;
}

function readProof(file: string): ProvenRound {
  return proofOf(readJson(file), file);
}

function proofOf(json: unknown, where: string): ProvenRound {
  const missing = missingOfProof(json);
  if (missing.length === 0) return json as ProvenRound;
  throw new LaunchFault(
    `${where} is no proof of a round: it has no ${missing.join(', ')}`,
    'give the answer of GET /v1/rounds/{id}/proof, whole',
  );
}

function readJson(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof LaunchFault) throw error;
    throw unreadable(file, error);
  }
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(where, error);
  }
}

function unreadable(where: string, error: unknown): LaunchFault {
  const reason = error instanceof Error ? error.message : String(error);
  return new LaunchFault(`cannot read ${where}: ${reason}`, 'give a file of JSON');
}
