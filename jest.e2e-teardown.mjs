import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const stopBoundMs = 30_000;

/** Stops the platform that the specs of the run shared, as Ctrl-C does, and removes what it left. */
export default async function tearDown() {
  const folder = process.env.CROUPIER_E2E_FOLDER;
  const note = path.join(folder, 'shared.json');
  if (existsSync(note)) {
    const { home } = JSON.parse(await readFile(note, 'utf8'));
    const launcher = JSON.parse(await readFile(path.join(home, 'launch.lock'), 'utf8'));
    const { stopProcess } = await import(path.join(import.meta.dirname, 'dist/libs/embedded/src/index.js'));
    await stopProcess(launcher, 'SIGTERM', stopBoundMs);
    await rm(home, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
