import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder in which the specs of the run note the platform that they share; the first of them starts it. */
export default async function setUp() {
  process.env.CROUPIER_E2E_FOLDER = await mkdtemp(path.join(tmpdir(), 'croupier-e2e-run-'));
}
