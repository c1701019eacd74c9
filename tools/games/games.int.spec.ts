import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParSheet } from './par-sheet.js';
import type { SecondProof } from './second-proof.js';

const program = path.resolve('dist/tools/games/main.js');
const roulette = path.resolve('apps/games/definitions/saltmarsh-roulette.json');
const slot = path.resolve('apps/games/definitions/lamplight-ledger.json');
const keno = path.resolve('libs/game-maths/test/definitions/harbour-keno.json');
const cascade = path.resolve('libs/game-maths/test/definitions/ebb-cascade.json');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'croupier games '));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command to its end, in a folder of its own for what it writes; `until` ends the reading of what it says, as `head` does. */
async function games(args: readonly string[], until = Number.POSITIVE_INFINITY) {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    said.push(chunk);
    if (said.reduce((sum, { length }) => sum + length, 0) >= until) child.stdout.destroy();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, said: Buffer.concat(said), text: Buffer.concat(said).toString(), complaint };
}

async function changed(name: string, change: object): Promise<string> {
  const file = path.join(folder, name);
  const json = JSON.parse(await readFile(roulette, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...json, ...change }));
  return file;
}

describe('games certify', () => {
  it('prints the sheet of a bet with a simulation beside it, and writes both', async () => {
    const file = path.join(folder, 'sheet.json');
    const { code, text } = await games([
      'certify',
      roulette,
      '--bet',
      'red',
      '--rounds',
      '200000',
      '--seed',
      'a',
      '--json',
      file,
    ]);
    expect(text).toContain('return to player  97.297297 %  = 36/37');
    expect(text).toContain('agrees');
    expect(code).toBe(0);
    const sheet = JSON.parse(await readFile(file, 'utf8')) as ParSheet & {
      simulations: Record<string, SecondProof>;
    };
    expect(sheet.bets).toHaveLength(1);
    expect(sheet.bets[0]).toMatchObject({ bet: 'red', variance: '0.99927' });
    expect(sheet.simulations['red']).toMatchObject({ rounds: 200_000, agrees: true, mostSeen: 2 });
  });

  it('writes the sheet it has printed into the folder it is called in, or another, and says so', async () => {
    const args = ['certify', roulette, '--rounds', '100', '--seed', 'c'];
    const { text } = await games(args);
    const name = 'saltmarsh-roulette-1.1.0.par.txt';
    expect(text).toContain(`sheet written to ${name}\n`);
    const written = await readFile(path.join(folder, name), 'utf8');
    expect(text.startsWith(written.trimEnd())).toBe(true);
    expect(written).toContain('straight');
    await games([...args, '--out', 'sheets/of games']);
    expect(await readFile(path.join(folder, 'sheets/of games', name), 'utf8')).toBe(written);
  });

  it('writes every fraction whole, and which bets were left out', async () => {
    const { text } = await games(['certify', slot, '--rounds', '0', '--out', 'slots']);
    expect(text).toMatch(/return to player .* = a fraction of \d+ digits/);
    const written = await readFile(path.join(folder, 'slots/lamplight-ledger-1.0.0.par.txt'), 'utf8');
    expect(written).toMatch(/return to player {2}95\.193052 % {2}= \d{20,}\/\d{20,}\n/);
    expect(written).toContain('not simulated');
    await games(['certify', roulette, '--rounds', '0', '--bet', 'red', '--out', 'red']);
    const red = await readFile(path.join(folder, 'red/saltmarsh-roulette-1.1.0.par.txt'), 'utf8');
    expect(red).toMatch(/not on this sheet: .*straight/);
  });

  it('writes none of a game that is refused, or when it is told so', async () => {
    const refused = await changed('refused.json', { rtp: { minimum: '0.98', maximum: '0.99' } });
    expect((await games(['certify', refused, '--rounds', '0', '--out', 'none'])).code).toBe(1);
    expect(await readdir(path.join(folder, 'none'))).toEqual([]);
    // Programs are told why: the platform takes no such sheet.
    const json = path.join(folder, 'refused.sheet.json');
    await games(['certify', refused, '--rounds', '0', '--no-files', '--json', json]);
    const { faults } = JSON.parse(await readFile(json, 'utf8')) as { faults: { path: string }[] };
    expect(faults.map(({ path: at }) => at)).toContain('rtp');
    await games(['certify', roulette, '--rounds', '0', '--no-files', '--json', json]);
    expect(JSON.parse(await readFile(json, 'utf8'))).not.toHaveProperty('faults');
    const { code, text } = await games([
      'certify',
      roulette,
      '--rounds',
      '0',
      '--no-files',
      '--out',
      'never',
    ]);
    expect([code, text.includes('sheet written')]).toEqual([0, false]);
    expect(await readdir(folder)).not.toContain('never');
  });

  it('plays the same rounds with the same seed', async () => {
    const once = (): Promise<string> =>
      games(['certify', roulette, '--bet', 'red', '--rounds', '10000', '--seed', 'b']).then(
        ({ text }) => text,
      );
    expect(await once()).toBe(await once());
  });

  it.each([
    [
      'a return outside the declared band',
      { rtp: { minimum: '0.98', maximum: '0.99' } },
      'outside 0.98 to 0.99',
    ],
    ['a kind that nobody plays', { kind: 'tombola' }, 'kind: is "tombola"'],
    ['a wheel without pockets', { wheel: [] }, 'wheel'],
  ])('refuses %s by name', async (name, change, fault) => {
    const { code, text } = await games(['certify', await changed(`${name}.json`, change), '--rounds', '0']);
    expect(text).toContain(fault);
    expect(code).toBe(1);
  });

  it('certifies a slot with many prizes that can only be sampled, and says that its most is no bound', async () => {
    const json = JSON.parse(await readFile(cascade, 'utf8')) as { reels: string[][] };
    // The same windows as often, in combinations too many to count.
    const reels = json.reels.map((strip) => [...strip, ...strip, ...strip, ...strip]);
    const file = path.join(folder, 'ebb-cascade.json');
    await writeFile(file, JSON.stringify({ ...json, reels }));
    const { code, text } = await games(['certify', file, '--rounds', '1000000', '--seed', 'long']);
    expect(text).toContain('1000000 sampled spins');
    expect(text).toContain('the sample is no bound');
    expect(text).toContain('agrees');
    expect(code).toBe(0);
  });

  it('refuses a member given twice, of which JSON would take the last', async () => {
    const file = path.join(folder, 'twice.json');
    await writeFile(file, (await readFile(roulette, 'utf8')).replace('{', '{"chips":{},'));
    const { code, complaint } = await games(['certify', file, '--rounds', '0']);
    expect(complaint).toContain('has a member twice in one object: chips');
    expect(code).toBe(1);
  });

  it('says that a file must be called as its game', async () => {
    const { text } = await games([
      'certify',
      await changed('draft.json', {}),
      '--bet',
      'red',
      '--rounds',
      '0',
    ]);
    expect(text).toContain('serves it from a file of the name saltmarsh-roulette.json alone');
  });

  it('tells how it is used', async () => {
    const { code, text } = await games(['certify', '--help']);
    expect(text).toContain('Usage: npm run games -- certify FILE');
    expect(code).toBe(0);
  });

  it.each([
    [['certify', roulette, '--round', '0'], '--round'],
    [['rules', 'missing.json'], 'cannot read missing.json'],
    [['certify'], 'one definition'],
    [['certify', 'missing.json'], 'cannot read missing.json'],
    [['certify', roulette, '--rounds', 'many'], '--rounds is many'],
    [['certify', roulette, '--bet', 'tenth'], 'no bet tenth'],
    [['certify', roulette, '--out', roulette], 'cannot write to'],
    [['rng-dump', '--below', '1'], '--below is 1'],
    [['rng-dump', '--source', 'dice'], '--source is dice'],
    [['rng-test', '--draws', '1000'], '--draws is 1000'],
    [['rng-test', '--source', 'dice'], '--source is dice'],
    [['rng-test', '--below', '1'], '--below is 1'],
    [['rng-test', '--below', '512'], '--draws is 1000000'],
    [['rng-restarts', '--times', '1'], '--times is 1'],
    [['proofs'], 'one definition'],
    [['proofs', 'missing.json'], 'cannot read missing.json'],
  ])('says what is wrong with %p', async (args, complaint) => {
    const ended = await games(args);
    expect(ended.complaint).toContain(complaint);
    expect(ended.complaint).toContain('fix: ');
    expect(ended.code).toBe(1);
  });
});

describe('games rules', () => {
  it('writes what players read from the maths, and the game can be certified', async () => {
    const file = path.join(folder, 'harbour-keno.json');
    const json = JSON.parse(await readFile(keno, 'utf8')) as { returns: object };
    const returns = { ...json.returns, 1: { 1: '3.7' } };
    await writeFile(file, JSON.stringify({ ...json, returns }));
    const before = await games(['certify', file, '--rounds', '0']);
    expect(before.text).toContain('is not the pay table of this definition');
    expect(before.code).toBe(1);
    const written = JSON.parse((await games(['rules', file])).text) as object[];
    expect(JSON.stringify(written)).toContain('A ticket of 1 number returns 92.500000 % of what is staked');
    expect((await games(['rules', file, '--write'])).code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...json, returns, rules: written });
    expect((await games(['certify', file, '--rounds', '0'])).code).toBe(0);
  });

  it('writes those of a slot, keeps what was written by hand beside them, and the game can be certified', async () => {
    const file = path.join(folder, 'lamplight-ledger.json');
    const json = JSON.parse(await readFile(slot, 'utf8')) as { scatterPays: object; rules: { id: string }[] };
    const story = { id: 'story', title: 'The story', paragraphs: ['The last table has closed.'] };
    const game = {
      ...json,
      scatterPays: { ...json.scatterPays, 3: 1 },
      rtp: { minimum: '0.9', maximum: '0.96' },
    };
    await writeFile(file, JSON.stringify({ ...game, rules: [story, ...json.rules] }));
    const before = await games(['certify', file, '--rounds', '0']);
    expect(before.text).toContain('scatterPays gives 1');
    expect(before.code).toBe(1);
    expect((await games(['rules', file, '--write'])).code).toBe(0);
    const { rules } = JSON.parse(await readFile(file, 'utf8')) as typeof json;
    expect(rules[0]).toEqual(story);
    expect(rules.map(({ id }) => id)).toContain('pays');
    const after = await games(['certify', file, '--rounds', '0']);
    expect(after.text).not.toContain('tells players');
    expect(after.code).toBe(0);
  });

  it('refuses a section of your own that cannot be read, by name', async () => {
    const { code, text } = await games(['rules', await changed('story.json', { rules: [{ id: 'story' }] })]);
    expect(text).toContain('rules[0].title');
    expect(code).toBe(1);
  });

  it('refuses a definition that cannot be played by name', async () => {
    const { code, text } = await games(['rules', await changed('wheel.json', { wheel: [] })]);
    expect(text).toContain('wheel');
    expect(code).toBe(1);
  });
});

describe('games rng-dump', () => {
  it.each(['rounds', 'system'])('gives as many raw bytes of %s as it is asked for', async (source) => {
    const { code, said } = await games(['rng-dump', '--source', source, '--count', '200000']);
    expect(said).toHaveLength(200_000);
    expect(new Set(said).size).toBe(256);
    expect(code).toBe(0);
  });

  it('repeats nothing, of whatever source, in processes that are started alike and started again', async () => {
    const [bytes, width] = [2 ** 16, 8];
    const seen = new Set<string>();
    let blocks = 0;
    for (const source of ['rounds', 'system', 'rounds', 'system']) {
      const args = ['rng-dump', '--source', source, '--count', String(bytes)];
      const dumps = await Promise.all([games(args), games(args), games(args)]);
      for (const { said } of dumps)
        // At every place, not at those of blocks alone: a stream that is shifted is the same stream.
        for (let at = 0; at + width <= said.length; at += 1, blocks += 1)
          seen.add(said.toString('latin1', at, at + width));
    }
    expect(blocks).toBe(12 * (bytes - width + 1));
    expect(seen.size).toBe(blocks);
  });

  it('gives scaled values, a line each', async () => {
    const { text } = await games(['rng-dump', '--below', '37', '--count', '5000', '--as', 'text']);
    const values = text.trim().split('\n').map(Number);
    expect(values).toHaveLength(5000);
    expect(Math.min(...values)).toBe(0);
    expect(Math.max(...values)).toBe(36);
  });

  it('gives scaled values in as few bytes as they need', async () => {
    const { said } = await games(['rng-dump', '--below', '1000', '--count', '5000']);
    expect(said).toHaveLength(10_000);
    const values = Array.from({ length: 5000 }, (_, index) => said.readUInt16LE(2 * index));
    expect(Math.max(...values)).toBeGreaterThan(900);
    expect(Math.max(...values)).toBeLessThan(1000);
  });

  it('ends well when its reader has had enough', async () => {
    const { code, said, complaint } = await games(['rng-dump'], 1_000_000);
    expect(said.length).toBeGreaterThanOrEqual(1_000_000);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
  });
});

describe('games rng-test', () => {
  it('looks at a source and at all controls', async () => {
    const { code, text } = await games(['rng-test', '--source', 'system', '--draws', '700000']);
    expect(text).toContain('system');
    expect(text.match(/✓ control/g)).toHaveLength(5);
    // A sound generator is rejected once in ten thousand runs; that ours are taken for sound, randomness.spec.ts has of fixed ones.
    expect(code === 0).toBe(text.includes('\n✓ sound, and every control was seen'));
    expect(code === 0).toBe(text.includes('\n✓ system'));
  });

  it('looks at scaled values and decks alone where it is asked to', async () => {
    const args = ['--source', 'rounds', '--draws', '700000', '--below', '37', '--cards'];
    const { text } = await games(['rng-test', ...args]);
    expect(text).toContain('runs above it, below 37');
    expect(text).toContain('first two cards');
    expect(text.match(/✓ control/g)).toHaveLength(4);
  });
});

describe('games rng-restarts', () => {
  it('finds nothing twice, and sees a generator whose state is kept', async () => {
    const { code, text } = await games(['rng-restarts', '--times', '6']);
    expect(text).toContain('✓ 6 processes, 120 rounds: 0 repeated, 0 of their salts, 0 of their ids;');
    expect(text).toContain('the one request that all were sent drew 1\n');
    expect(text).toMatch(/✓ control, a generator that is restored: 4 processes, 80 rounds: 60 repeated/);
    expect(code).toBe(0);
  });
});
