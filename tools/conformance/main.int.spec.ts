import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Report } from './report.js';
import type { Bug } from './test/bugs.js';
import type { GameBug } from './test/game-bugs.js';
import { MemoryGame } from './test/memory-game.js';
import { MemoryGameServer } from './test/memory-game-server.js';
import { MemoryWallet } from './test/memory-wallet.js';

const folderOfKit = path.resolve('dist/tools/conformance');
const program = path.join(folderOfKit, 'main.js');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'croupier conformance '));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command to its end. */
async function ran(command: string, args: readonly string[], cwd = folder) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said, complaint };
}

const kit = (...args: string[]) => ran(process.execPath, [program, ...args]);

/** A wallet in memory, and what a run against it is told of it: its address, the key, and a world of players with money. */
async function walletWith(bug?: Bug) {
  const wallet = new MemoryWallet(bug);
  const { credentials, world } = await wallet.open();
  const key = path.join(folder, 'key.b64');
  await writeFile(key, `${credentials.privateKey}\n`);
  const players = await Promise.all(Array.from({ length: 12 }, () => world.player(100_000)));
  const file = path.join(folder, 'world.mjs');
  await writeFile(
    file,
    `const players = ${JSON.stringify(players)}; export const world = { player: async () => players.pop() };`,
  );
  return { wallet, url: credentials.url, key, world: file, one: await world.player(100_000) };
}

/** A port nobody listens on now. */
async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const caller = generateKeyPairSync('ed25519');
const privateKey = caller.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const publicKey = caller.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

async function gamesRun(bug: GameBug | undefined, ...args: string[]) {
  const game = new MemoryGame(bug);
  const port = await freePort();
  game.connect(`http://127.0.0.1:${port}/studios/one`);
  const server = new MemoryGameServer(game, publicKey);
  const url = await server.open();
  const key = path.join(folder, 'caller.b64');
  await writeFile(key, `${privateKey}\n`);
  try {
    return await kit(
      ...['games', url, '--wallet-port', String(port), '--public-key', game.publicKey],
      ...['--caller-key', key, '--game', 'coin', ...args],
    );
  } finally {
    await server.close();
  }
}

const results = ({ outcomes }: Report): Record<string, string> =>
  Object.fromEntries(outcomes.map(({ id, result }) => [id, result]));

describe('the conformance kit as a command, against a wallet', () => {
  it('writes a report for machines, for a build and for people, and ends with 0 where nothing failed', async () => {
    const { wallet, url, key, world } = await walletWith();
    const run = await kit(
      ...['wallet', url, '--key', key, '--world', world, '--only', 'W2,W8', '--json', 'r.json'],
      ...['--junit', 'r.xml', '--html', 'r.html'],
    );
    await wallet.close();
    expect(run).toMatchObject({ code: 0, complaint: '' });
    expect(run.said).toMatch(/^✓ W2 {2}.*\n– W8 {2}.*\n {6}the world of this run has no endSession\n$/);
    const report = JSON.parse(await readFile(path.join(folder, 'r.json'), 'utf8')) as Report;
    expect(report).toMatchObject({ side: 'wallet', target: url, at: expect.stringMatching(/^20.*Z$/) });
    expect(results(report)).toEqual({ W2: 'passed', W8: 'not run' });
    const page = await readFile(path.join(folder, 'r.html'), 'utf8');
    expect(page).toContain('1 passed, 0 failed, 1 not run');
    const junit = await readFile(path.join(folder, 'r.xml'), 'utf8');
    expect(junit).toContain('tests="2" failures="0" errors="0" skipped="1"');
  });

  it('ends with 1 where a check fails, and says what was otherwise', async () => {
    const { wallet, url, key, one } = await walletWith('loses-a-penny');
    const { playerId, session, game } = one;
    const run = await kit(
      ...['wallet', url, '--key', key, '--player', playerId, '--session', session, '--game', game],
      ...['--only', 'W2,W13', '--junit', 'failed.xml'],
    );
    await wallet.close();
    expect(run.code).toBe(1);
    expect(run.said).toContain('✗ W2');
    expect(run.said).toContain('after a bet of 200: 99805 instead of 99806');
    expect(run.said).toContain('✓ W13');
    const junit = await readFile(path.join(folder, 'failed.xml'), 'utf8');
    expect(junit).toContain('<failure message="after a bet of 200: 99805 instead of 99806">');
  });

  it('takes a dialect of the caller’s own, and says what it has no words for', async () => {
    const { wallet, url, key, world } = await walletWith();
    const own = pathToFileURL(path.join(folderOfKit, 'wallet/dialects/croupier.js')).href;
    await writeFile(
      path.join(folder, 'dialect.mjs'),
      `import { croupier } from '${own}';
       export const dialect = { ...croupier, name: 'latin', lacks: ['time in its signature', 'call of several actions'] };`,
    );
    const run = await kit(
      ...['wallet', url, '--key', key, '--world', world, '--dialect', 'dialect.mjs', '--only', 'W1,W12'],
      ...['--junit', 'latin.xml', '--html', 'latin.html'],
    );
    await wallet.close();
    const noTime = 'left out: the dialect latin has no time in its signature';
    expect(run.said).toMatch(/^✓ W1 {2}.*\n {6}left out: .*\n– W12 .*\n {6}the dialect latin has no call of/);
    expect(run).toMatchObject({ code: 0, complaint: '' });
    for (const report of ['latin.xml', 'latin.html'])
      expect(await readFile(path.join(folder, report), 'utf8')).toContain(noTime);
  });

  it('is a package of its own for npx, without a dependency', async () => {
    const { wallet, url, key, world } = await walletWith();
    // Before npm had a chance to make it so: it does when it links a package, and never after a build again.
    expect((await stat(program)).mode & 0o111).toBe(0o111);
    const args = ['wallet', url, '--key', key, '--world', world, '--only', 'W2'];
    const run = await ran('npx', ['--offline', '--yes', folderOfKit, ...args]);
    await wallet.close();
    expect(run.said).toMatch(/^✓ W2 /m);
    expect(run.code).toBe(0);
  });
});

describe('the conformance kit as a command, against a game server', () => {
  it('plays a server of the documented form, its signatures verified, and passes R1 to R17', async () => {
    const run = await gamesRun(undefined, '--repeats', '20', '--draws', '60', '--json', 'games.json');
    expect(run.complaint).toBe('');
    const report = JSON.parse(await readFile(path.join(folder, 'games.json'), 'utf8')) as Report;
    const ids = Array.from({ length: 17 }, (_, index) => `R${index + 1}`);
    // Nobody can restart this server from there.
    const due = ids.map((id) => [id, id === 'R3' ? 'not run' : 'passed']);
    expect(results(report)).toEqual(Object.fromEntries(due));
    expect(run.code).toBe(0);
  });

  it('finds a fault over HTTP as well', async () => {
    const run = await gamesRun('takes-orders-for-many', '--only', 'R8,R13');
    expect(run.said).toMatch(/^✓ R8 /m);
    expect(run.said).toMatch(/^✗ R13 .*\n {6}one order starts several rounds$/m);
    expect(run.code).toBe(1);
  });

  it('takes a driver of the caller’s own', async () => {
    const file = path.join(folder, 'driver.mjs');
    await writeFile(
      file,
      `export const driver = { open: async () => 'seat', play: async () => { throw new Error('played by hand'); } };`,
    );
    const run = await gamesRun(undefined, '--driver', file, '--only', 'R8');
    expect(run.said).toContain('broke off: played by hand');
    expect(run.code).toBe(1);
  });
});

describe('the conformance kit as a command, called otherwise', () => {
  it('says how it is called when asked, and that is no fault', async () => {
    const { code, said } = await kit('--help');
    expect(said).toMatch(/^Usage: npm run conformance/);
    expect(code).toBe(0);
  });

  it.each([
    ['no side', ['http://127.0.0.1:1/x'], 'say which side'],
    ['another side', ['bank', 'http://127.0.0.1:1/x'], 'say which side'],
    ['an option that is none', ['wallet', 'http://127.0.0.1:1/x', '--colour', 'red'], '--colour'],
    ['no key', ['wallet', 'http://127.0.0.1:1/x'], '--key is missing'],
    ['a key that is not there', ['wallet', 'http://127.0.0.1:1/x', '--key', 'nowhere'], 'nowhere'],
    [
      'a dialect that is none',
      ['wallet', 'http://127.0.0.1:1/x', '--dialect', 'latin'],
      '--dialect: there is no latin',
    ],
    ['a size that is none', ['wallet', 'http://127.0.0.1:1/x', '--size', 'huge'], '--size: there is no huge'],
    ['no port', ['games', 'http://127.0.0.1:1/x'], '--wallet-port is missing'],
    [
      'no repeats',
      ['games', 'http://127.0.0.1:1/x', '--wallet-port', '1', '--repeats', '0'],
      '--repeats is no number above 0',
    ],
  ])('with %s it runs nothing, and ends with 2', async (_, args, why) => {
    const { code, said, complaint } = await kit(...args);
    expect(complaint).toContain(why);
    expect(complaint).toContain('Usage:');
    expect([code, said]).toEqual([2, '']);
  });

  it('with a check that is none it runs nothing, and ends with 2', async () => {
    const run = await gamesRun(undefined, '--only', 'R1,W1');
    expect(run.complaint).toContain('--only: there is no W1');
    expect([run.code, run.said]).toEqual([2, '']);
  });
});
