import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownDefinition as example, ownGame as game } from './support/own-game.js';
import { Platform } from './support/platform.js';
import { Player } from '../tools/rolling/player.js';

/** What somebody types who goes through docs/games.md, as it stands there. */
async function block(language: string, containing: string): Promise<string> {
  const doc = await readFile('docs/games.md', 'utf8');
  const blocks = [...doc.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const found = blocks.find(([, tag, text = '']) => tag === language && text.includes(containing));
  if (!found) throw new Error(`docs/games.md has no block of ${language} with ${containing}`);
  return found[2] ?? '';
}

function run(command: string, args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

describe('what docs/games.md tells a mathematician to do', () => {
  let folder: string;
  let platform: Platform | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'croupier-own-games-'));
    await cp(example, path.join(folder, `${game}.json`));
  });

  afterAll(async () => {
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('certifies a definition, serves it, plays it by curl and proves the round', async () => {
    const file = path.join(folder, `${game}.json`);
    const certified = await run(process.execPath, [
      ...[
        'dist/tools/games/main.js',
        'certify',
        file,
        '--rounds',
        '200000',
        '--seed',
        'docs',
        '--out',
        folder,
      ],
    ]);
    expect(certified).toMatchObject({ code: 0, said: expect.stringContaining('✓ it can be certified') });
    // In the very folder that is served: the platform takes no sheet for a game.
    expect(await readFile(path.join(folder, `${game}-1.0.0.par.txt`), 'utf8')).toContain('return to player');

    platform = await Platform.start([], { GAME_DEFINITIONS_DIR: folder });
    const { gateway, sandbox } = await platform.run();
    const player = new Player(gateway, sandbox);
    await player.register();
    await player.verify();
    await player.credited(await player.payIn(2000));

    const proof = path.join(folder, 'proof.json');
    const script = (await block('sh', 'npm run verify-round'))
      .replace('http://127.0.0.1:…', gateway)
      .replace(/GAME=\S+/, `GAME=${game}`)
      .replace('"email":"…"', `"email":"${player.email}"`)
      .replace('"password":"…"', `"password":"${player.password}"`)
      .replaceAll('proof.json', proof);
    expect(script).not.toContain('…');
    // Through a pipe, which can be opened by its name as a terminal can.
    const typed = `{ ${script}\n} 2>&1 | cat`;
    const played = await run('bash', ['-eu', '-o', 'pipefail', '-c', typed]);
    expect(played).toMatchObject({ code: 0, said: expect.stringContaining('"sentences"') });
    const { definition, roundId } = JSON.parse(await readFile(proof, 'utf8')) as {
      definition: { id: string };
      roundId: string;
    };
    expect(definition.id).toBe(game);
    expect(played.said).toContain(roundId);
    expect(played.said).toContain('✓ definition');
    expect(played.said).not.toContain('✗');
  }, 300_000);
});
