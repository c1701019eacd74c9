import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { services } from '@croupier/contracts';
import { parserFaults } from './parsed.js';

/** Part of `npm run check`: some seconds of work, and nothing to do unless a contract changed. */
const folder = path.resolve('docs/asyncapi');
for (const service of Object.keys(services)) {
  const file = path.join(folder, `${service}.json`);
  for (const fault of await parserFaults(await readFile(file, 'utf8'), file)) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
}
