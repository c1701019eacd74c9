import { spawn, spawnSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Entropy, type ProvenRound, StreamRandom } from '@croupier/game-maths';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { provenRounds } from '../games/proven-rounds.js';
import { readDefinition } from '../games/read-definition.js';

const rounds = 2000;
const files = [
  ...['saltmarsh-roulette', 'lamplight-ledger'].map((id) => `apps/games/definitions/${id}.json`),
  ...['cliff-kite', 'quayside-craps', 'skerry-lights', 'tern-crossing'].map(
    (id) => `libs/game-maths/test/definitions/${id}.json`,
  ),
].map((file) => path.resolve(file));
const python = ['python3', 'python'].find((name) => {
  const { status, stdout } = spawnSync(name, ['-c', 'import sys; print(sys.version_info >= (3, 8))']);
  return status === 0 && stdout.toString().trim() === 'True';
});
// Reporters pass over the names of what is skipped.
if (!python)
  process.stderr.write('the verifier in Python is skipped: there is no python3 of 3.8 or later here\n');

type Verifier = readonly [name: string, command: string, args: readonly string[]];
const verifiers: readonly Verifier[] = [
  ['npm run verify-round', process.execPath, [path.resolve('dist/tools/verify-round/main.js')]],
  ...(python ? [['verify.py', python, [path.resolve('tools/verify-round/verify.py')]] as const] : []),
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'croupier-proofs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function made(file: string): ProvenRound[] {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 3), Buffer.alloc(16));
  const next = provenRounds(readDefinition(file), {
    entropy: new Entropy((size) => cipher.update(new Uint8Array(size))),
    ...{ key: 'a key of seeds for this spec alone', choices: new StreamRandom(Buffer.alloc(32, 4)) },
  });
  return Array.from({ length: rounds }, next);
}

async function verified([, command, args]: Verifier, file: string, proofs: readonly ProvenRound[]) {
  const lines = path.join(folder, 'proofs.jsonl');
  await writeFile(lines, proofs.map((proof) => `${JSON.stringify(proof)}\n`).join(''));
  const child = spawn(command, [...args, '--lines', lines, '--definition', file], { stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

/** One round with another member. */
function forged(
  proofs: readonly ProvenRound[],
  at: number,
  change: (proof: ProvenRound) => object,
): ProvenRound[] {
  return proofs.map((proof, index) => (index === at ? { ...proof, ...change(proof) } : proof));
}

const outcomeOf = ({ outcome }: ProvenRound): Record<string, unknown> =>
  structuredClone(outcome) as Record<string, unknown>;

describe.each(verifiers.map((verifier) => [verifier[0], verifier] as const))('%s', (_, verifier) => {
  it.each(files)(`finds ${rounds} rounds of %s as the service drew them`, async (file) => {
    const { code, said } = await verified(verifier, file, made(file));
    expect(said).toContain(`✓ ${rounds} rounds, 0 that do not hold`);
    expect(code).toBe(0);
  });

  it.each<[string, (proof: ProvenRound) => object]>([
    ['a seed that nobody committed to', () => ({ serverSeed: '07'.repeat(32) })],
    ['a commitment to another seed', () => ({ serverSeedHash: '07'.repeat(32) })],
    ['another part of the player', ({ clientSeed }) => ({ clientSeed: `${clientSeed}!` })],
    ['another count of refusals', ({ refusals }) => ({ refusals: refusals + 1 })],
    ['a payout that is a penny less', ({ payout }) => ({ payout: { amount: payout.amount - 1 } })],
    ['a definition of another game', () => ({ definitionHash: '07'.repeat(32) })],
    [
      'draws that the seeds do not give',
      (proof) => ({ outcome: { ...outcomeOf(proof), draws: [{ bound: 37, value: 1 }] } }),
    ],
    [
      'an outcome that the draws do not give',
      (proof) => ({
        outcome: { ...outcomeOf(proof), pocket: 40, spins: [], freeSpinsTotal: 1, crashAt: 7, rolls: [] },
      }),
    ],
  ])('sees %s', async (__, change) => {
    for (const file of files) {
      const { code, said } = await verified(verifier, file, forged(made(file).slice(0, 60), 41, change));
      expect(said).toContain('✗ 60 rounds, 1 that do not hold');
      expect(code).toBe(1);
    }
  });
});
