import { memoryLeft } from '@croupier/counting';
import { countWithin } from '@croupier/game-maths';
import { explain } from '../launch/fault.js';
import { GamesFault } from './games-fault.js';

const usage = `Usage: npm run games -- certify FILE [--rounds N] [--bet NAME]… [--seed TEXT] [--out FOLDER | --no-files] [--json FILE]
       npm run games -- rules FILE [--write]
       npm run -s games -- rng-dump [--source rounds|system] [--below N] [--count N] [--as bytes|text]
       npm run -s games -- proofs FILE [--rounds N]
       npm run games -- rng-test [--source rounds|system]… [--draws N] [--below N]… [--cards]
       npm run games -- rng-restarts [--times N]

certify prints and writes the PAR sheet of a game definition, any that an engine plays: the exact return of every bet as a fraction
and to eight digits, hit rate, variance, volatility, highest win and its odds, distribution, where the return comes from, and
a simulation beside it. Exits non-zero for a definition that cannot be played or not be certified, and says what to mend.
  --rounds N   rounds of the simulation for each bet; 0 for none (10,000,000)
  --bet NAME   this bet alone; may be given several times (all)
  --seed TEXT  of the simulation: the same seed on as many cores plays the same rounds
  --out FOLDER where the sheet of a game that can be certified is written, as ID-VERSION.par.txt with all digits (here)
  --no-files   prints it alone
  --json FILE  writes the sheet for programs as well

rules writes what players read before they stake from the definition itself, pay table and returns included. Sections
that you have added under ids of your own, such as a story, are kept.
  --write      into the file; printed without it

proofs streams rounds of any game as the service draws them, decided at random, each with its proof in a line, for
npm run verify-round -- --lines - --definition FILE, and for a verifier of your own.
  --rounds N   how many (1,000)

rng-dump streams what games draw from, for dieharder and others: until nobody reads any more, or --count values.
  --source     rounds: the seeded numbers of rounds, round after round, by the service's own way; system: the generator
               that salts of seeds and live tables are drawn from (rounds)
  --below N    scaled values from 0 to N - 1, N up to 4,294,967,296; raw random bytes without it
  --count N    values, or bytes, after which it ends
  --as FORM    text: a decimal a line; bytes: each scaled value in as few bytes as N needs, lowest first (bytes)

rng-test looks at the same streams, and at generators that are known to be bad: those must be seen. Exits non-zero if
one of ours is rejected, or a bad one is not.
  --source     as above; may be given twice (both)
  --draws N    values for each test (1,000,000)
  --below N    values below N alone, as many as you like, since none is kept: how often each comes, and pairs, triples and
               runs; N up to 16,777,216, and may be given several times
  --cards      decks alone, or beside those: every card by its place, and the first two

rng-restarts starts processes that draw, half of them as workers of a cluster, each from a database as new and from a copy that
is restored. Exits non-zero if any salt, id or block of numbers comes twice, or if a generator that is restored goes unseen.
  --times N    how many (1,000)
`;

type Command = (args: string[]) => Promise<number> | number;

/** Each is read only when it is run: what rounds are drawn with takes a second to read, and a sheet needs none of it. */
const commands = new Map<string, () => Promise<Command>>([
  ['certify', async () => (await import('./certify-command.js')).certify],
  ['rules', async () => (await import('./rules-command.js')).writeRules],
  ['rng-dump', async () => (await import('./dump-command.js')).dump],
  ['proofs', async () => (await import('./proofs-command.js')).proofs],
  ['rng-test', async () => (await import('./rng-test-command.js')).testRandomness],
  ['rng-restarts', async () => (await import('./rng-restarts-command.js')).testRestarts],
]);

countWithin({
  bytesLeft: memoryLeft,
  elsewhere: 'give it more memory, in MiB: NODE_OPTIONS=--max-old-space-size=16000 npm run games -- …',
});

// Whoever reads on, such as `head`, may have had enough: that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await games(process.argv.slice(2));
} catch (caught) {
  const error = isOfArguments(caught)
    ? new GamesFault(caught.message, 'npm run games -- --help lists the commands and their options')
    : caught;
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function games([command = '', ...args]: string[]): Promise<number> {
  const isAsked = [command, ...args].some((arg) => arg === '--help' || arg === '-h');
  if (isAsked) return tellUsage(0);
  const load = commands.get(command);
  if (!load) return tellUsage(1);
  const run = await load();
  return run(args);
}

function tellUsage(code: number): number {
  process.stdout.write(usage);
  return code;
}

/** An option that a command does not know, or one without its value. */
function isOfArguments(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
