import { spawn, spawnSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Entropy, type ProvenRound, StreamRandom } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { provenRounds } from '../games/proven-rounds.js';
import { readDefinition } from '../games/read-definition.js';
import { leavesOf, withLeaf } from './forged-leaves.js';

const rounds = 100;
const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(folder, name));
const shipped = filesOf('apps/games/definitions');
/** Kinds and features that no shipped game has. */
const fixtures = filesOf('libs/game-maths/test/definitions');
/** Of those the ones with an outcome that is told in words of its own, and with so many draws that no other seed makes the same. */
const others = fixtures.filter((file) =>
  ['cliff-kite', 'skerry-lights', 'tern-crossing'].includes(path.basename(file, '.json')),
);
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

const known = new Map<string, readonly ProvenRound[]>();

async function made(file: string): Promise<readonly ProvenRound[]> {
  const before = known.get(file);
  if (before) return before;
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 3), Buffer.alloc(16));
  const next = await provenRounds(readDefinition(file), {
    entropy: new Entropy((size) => cipher.update(new Uint8Array(size))),
    ...{ key: 'a key of seeds for this spec alone', choices: new StreamRandom(Buffer.alloc(32, 4)) },
  });
  const proofs = Array.from({ length: rounds }, next);
  known.set(file, proofs);
  return proofs;
}

/** What each verifier says of the rounds. */
function verified(file: string, proofs: readonly object[]) {
  const lines = proofs.map((proof) => `${JSON.stringify(proof)}\n`).join('');
  return Promise.all(
    verifiers.map(async ([name, command, args]) => {
      const child = spawn(command, [...args, '--lines', '-', '--definition', file], { stdio: 'pipe' });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stdin.end(lines);
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { name, code, said };
    }),
  );
}

/** What was told of single rounds, by their ids. */
const refused = (said: string): string[] => said.match(/(?<=^✗ )[0-9a-f-]{36}(?=:)/gm) ?? [];

/** The rounds as they were, but for one in ten. */
function tampered(proofs: readonly ProvenRound[], change: (proof: ProvenRound, at: number) => object) {
  const forged = proofs.filter((_, index) => index % 10 === 9);
  const all = proofs.map((proof) => (forged.includes(proof) ? change(proof, forged.indexOf(proof)) : proof));
  return { all, ids: forged.map(({ roundId }) => roundId) };
}

const anotherRound = ({ roundId }: ProvenRound): object => ({
  roundId: `${roundId.slice(0, -1)}${roundId.endsWith('0') ? '1' : '0'}`,
});

/** Members of a proof beside its outcome, each as it is not. */
const changes: readonly ((proof: ProvenRound) => object)[] = [
  () => ({ serverSeed: '07'.repeat(32) }),
  () => ({ serverSeedHash: '07'.repeat(32) }),
  ({ clientSeed }) => ({ clientSeed: `${clientSeed}!` }),
  ({ refusals }) => ({ refusals: refusals + 1 }),
  anotherRound,
  () => ({ definitionHash: '07'.repeat(32) }),
  ({ payout }) => ({ payout: { amount: payout.amount + 1 } }),
  ({ payout }) => ({ payout: { amount: payout.amount - 1 } }),
  // A spin without a win shows nothing of its stake, bets always do.
  ({ stake, bets, payout }) =>
    bets ? { stake: { ...stake, amount: stake.amount * 2 } } : { payout: { amount: payout.amount + 100 } },
  ({ outcome }) => ({
    outcome: { ...outcome, draws: [...(outcome['draws'] as object[]), { bound: 6, value: 1 }] },
  }),
];

/** What an outcome tells of the round beside what was drawn and what it paid. */
const untold = ['definitionHash', 'definitionVersion', 'startedAt', 'seeds', 'bets', 'pot'];

/** Any one number, name or mark of what a round drew and what it came to. */
function leafChanged(proof: ProvenRound, choices: StreamRandom): object {
  const leaves = leavesOf(JSON.parse(JSON.stringify(proof.outcome))).filter(
    ([member]) => !untold.includes(String(member)),
  );
  const leaf = leaves[choices.below(leaves.length)] ?? [];
  return { ...proof, outcome: withLeaf(proof.outcome, leaf) };
}

describe(`what is verified by ${verifiers.map(([name]) => name).join(' and ')}`, () => {
  it.each([...shipped, ...fixtures])(`are ${rounds} rounds of %s as the service drew them`, async (file) => {
    for (const { name, code, said } of await verified(file, await made(file))) {
      expect(`${name}: ${said}`).toContain(`✓ ${rounds} rounds, 0 that do not hold`);
      expect([name, code]).toEqual([name, 0]);
    }
  });

  it.each([...shipped, ...others])(
    'is no round of %s that was tampered with, and every other',
    async (file) => {
      const choices = new StreamRandom(Buffer.alloc(32, 5));
      const members = tampered(await made(file), (proof, at) => ({ ...proof, ...changes[at]?.(proof) }));
      const leaves = tampered(await made(file), (proof) => leafChanged(proof, choices));
      // That of a forged id is told by the id it came with.
      members.ids.splice(changes.indexOf(anotherRound), 1);
      for (const { all, ids } of [members, leaves])
        for (const { name, code, said } of await verified(file, all)) {
          expect(`${name}: ${said}`).toContain(`✗ ${rounds} rounds, ${rounds / 10} that do not hold`);
          expect([name, refused(said)]).toEqual([name, expect.arrayContaining(ids)]);
          expect([name, code]).toEqual([name, 1]);
        }
    },
  );

  it('is no hand of blackjack that has ended and says that it is played', async () => {
    const file = path.resolve('apps/games/definitions/mill-lane-blackjack.json');
    const { all, ids } = tampered(await made(file), ({ outcome, ...proof }) => ({
      ...proof,
      outcome: { ...outcome, active: 0 },
    }));
    for (const { name, code, said } of await verified(file, all))
      expect([name, refused(said), code]).toEqual([name, ids, 1]);
  });
});
