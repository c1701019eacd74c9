import path from 'node:path';
import { Home } from '../launch/home.js';
import { seed } from './seed.js';

try {
  const credentials = await seed(new Home(path.resolve(import.meta.dirname, '../../..')));
  process.stdout.write(`${JSON.stringify(credentials)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
