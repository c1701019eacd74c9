import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { environmentOf } from '@croupier/runtime';
import { explain, LaunchFault } from '../launch/fault.js';
import { verifyCheckpoints } from './checkpoints.js';
import { exportLedger } from './export.js';
import { LedgerVerifier } from './verifier.js';

const usage = `Usage: npm run verify-ledger -- --export FILE [--database URL]
       npm run verify-ledger -- --from FILE [--checkpoints FILE --key FILE] [--detached MONTH …]

Proves that nothing of the ledger was edited since it was sealed, from an export alone: no database, no network.
Exit code 1 and the first wrong transaction if something was.
  --export FILE       write an export; by default of the wallet of the running platform
  --database URL      of this database; a role that can read is enough
  --from FILE         verify this export
  --checkpoints FILE  signed checkpoints that were kept elsewhere; by default those of this home
  --key FILE          public key of the checkpoints, PEM; by default the one beside them
  --detached MONTH    a month, 2026-01, that was detached: its transactions may be absent. Can be repeated
  --help              this text
`;
const shown = 20;

interface Paths {
  from: string;
  checkpoints: string | undefined;
  key: string | undefined;
  detached: string[];
}

async function writeExport(file: string, url: string): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  let lines = 0;
  for await (const line of exportLedger(url)) {
    lines += 1;
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  process.stdout.write(`✓ ${lines} lines in ${file}\n`);
}

async function verifyExport({ from, checkpoints, key, detached }: Paths): Promise<boolean> {
  const written = checkpoints ?? environmentOf('wallet')['LEDGER_CHECKPOINTS_FILE'];
  const pem = key ?? (written && path.join(path.dirname(written), 'ledger-public-key.pem'));
  if (!written || !pem || !existsSync(written) || !existsSync(pem))
    throw new LaunchFault(
      'the checkpoints and the public key are not known here',
      'name the copies that were kept elsewhere: --checkpoints FILE --key FILE',
    );
  const verifier = new LedgerVerifier({ detached });
  const lines = createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) verifier.line(line);
  verifier.finish();
  const signed = verifyCheckpoints(
    await readFile(written, 'utf8'),
    await readFile(pem, 'utf8'),
    verifier.hashes,
  );
  const faults = [...verifier.faults, ...signed.faults];
  for (const { code, detail } of faults.slice(0, shown)) process.stdout.write(`✗ ${code}: ${detail}\n`);
  if (faults.length > shown) process.stdout.write(`  and ${faults.length - shown} more\n`);
  const sound = faults.length === 0;
  process.stdout.write(
    `${sound ? '✓' : '✗'} ${verifier.transactions} transactions in ${verifier.hashes.size} seals, ${signed.count} checkpoints ` +
      `up to seal ${signed.last}; ${verifier.unsealed} transactions not sealed yet\n`,
  );
  return sound;
}

try {
  const { values } = parseArgs({
    options: {
      export: { type: 'string' },
      database: { type: 'string' },
      from: { type: 'string' },
      checkpoints: { type: 'string' },
      key: { type: 'string' },
      detached: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) process.stdout.write(usage);
  else if (values.export !== undefined) {
    const url = values.database ?? environmentOf('wallet')['DATABASE_URL'];
    if (!url)
      throw new LaunchFault(
        'the database of the wallet is not known here',
        'start the platform (npm start), or give --database URL',
      );
    await writeExport(values.export, url);
  } else if (values.from !== undefined) {
    const { from, checkpoints, key, detached } = values;
    if (!(await verifyExport({ from, checkpoints, key, detached }))) process.exitCode = 1;
  } else {
    process.stderr.write(usage);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
