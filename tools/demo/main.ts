import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isCurrency } from '@croupier/kernel';
import { Home } from '../launch/home.js';
import { accountTable } from './account.js';
import { type EveningReport, playEvening } from './evening.js';
import { DEMO_USAGE, type DemoOptions, parseDemoOptions } from './options.js';
import { type Place, runningPlace, startPlace } from './platform.js';

const line = (text: string): void => void process.stdout.write(`${text}\n`);

function tell(report: EveningReport): void {
  const { account, checks, stream, currency } = report;
  line('');
  if (isCurrency(currency)) for (const row of accountTable(account, currency)) line(row);
  line('');
  line(
    `  stream: ${stream.messages} messages, ${stream.transactions} transactions, ${stream.rereads} re-reads`,
  );
  line('');
  for (const { ok, name, fact } of checks) line(`  ${ok ? '✓' : '✗'} ${name} (${fact})`);
  line('');
  const failed = checks.filter(({ ok }) => !ok);
  line(
    failed.length === 0
      ? `Every penny adds up: ${report.rounds} rounds in ${(report.tookMs / 1000).toFixed(1)} s.`
      : `✗ ${failed.length} of ${checks.length} checks failed: ${failed.map(({ name }) => name).join('; ')}`,
  );
}

async function place(options: DemoOptions, home: Home): Promise<Place> {
  if (options.base !== undefined) return { base: options.base, release: () => Promise.resolve() };
  const running = await runningPlace(home);
  if (running) return running;
  line('No platform runs here: starting one for this evening.');
  return startPlace(home);
}

async function demo(args: string[]): Promise<number> {
  const options = parseDemoOptions(args);
  if (options.help) {
    process.stdout.write(DEMO_USAGE);
    return 0;
  }
  const { base, sandbox, release } = await place(
    options,
    new Home(path.resolve(import.meta.dirname, '../../..')),
  );
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void release().finally(() => process.exit(code)));
  }
  try {
    const { fast } = options;
    const where = { base, ...(sandbox === undefined ? {} : { sandbox }) };
    const report = await playEvening({ ...where, fast, floor: true, line });
    tell(report);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.ok ? 0 : 1;
  } finally {
    await release();
  }
}

try {
  process.exit(await demo(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
