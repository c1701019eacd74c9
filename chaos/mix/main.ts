import { parseArgs } from 'node:util';
import { explain } from '../../tools/launch/fault.js';
import { chaos, type ChaosReport, passes } from './run.js';

const usage = `Usage: npm run chaos -- [--minutes N] [--seed S] [--json]

Starts the whole platform in a folder of its own, with two gateways, wallets and games and fault proxies before the wallet's
database and the broker, has people play, and kills, freezes and replaces processes and servers and cuts and slows lines by
the schedule of the seed. When all is calm again the ledger, the players' own books, the provider's, and what the services
heard and derived must agree. Then defects are planted in the running platform, each of which must be seen by these checks.
  --minutes N  how long it is broken; default 5
  --seed S     of the schedule; the default is printed
  --json       the report as JSON
`;

const line = (text: string): void => void process.stdout.write(`${text}\n`);

function tell(report: ChaosReport): void {
  const { operations, unknown } = report;
  const total = Object.values(operations).reduce((sum, count) => sum + count, 0);
  line(
    `\nseed ${report.seed}, ${report.minutes} min, ${total} commands, ${unknown} of them UNKNOWN at first`,
  );
  for (const counts of [operations, report.faults])
    for (const [what, count] of Object.entries(counts).sort())
      line(`  ${String(count).padStart(5)}  ${what}`);
  for (const { name, what, broken } of report.verdicts) {
    line(`${broken.length === 0 ? '✓' : '✗'} ${name}: ${what}`);
    for (const one of broken.slice(0, 10)) line(`    ${one}`);
    if (broken.length > 10) line(`    and ${broken.length - 10} more`);
  }
  for (const { what, seenBy, faults } of report.control)
    line(
      faults > 0
        ? `✓ control: ${what}: ${seenBy} sees ${faults} faults`
        : `✗ CONTROL STAYED GREEN: ${what}, not seen by ${seenBy}`,
    );
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '20261128' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (values.help || !(minutes > 0) || !Number.isSafeInteger(seed)) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const say = (text: string): void => void process.stderr.write(`  ${text}\n`);
  const report = await chaos(seed, minutes, say);
  if (values.json) line(JSON.stringify(report));
  else tell(report);
  return passes(report) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
