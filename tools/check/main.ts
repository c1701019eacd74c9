import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Outcome, runAll, runIn } from './runner.js';
import { fixes, type Step, steps } from './steps.js';

const usage = `Usage: npm run check [-- --fix] [STEP…]

Everything that can be said about the code without running it; fails if anything is wrong.
Steps: ${steps.map(({ name }) => name).join(', ')}.
  --fix   first write what can be mended by itself: contracts, lint, format
  --help  this text
`;

function chosen(names: readonly string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Error(`there is no step "${unknown.join('", "')}"; see --help`);
  return steps.filter(({ name }) => names.length === 0 || names.includes(name));
}

function conclude(outcomes: readonly Outcome[], startedAt: number): void {
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { step, output } of failed) {
    process.stdout.write(`\n── ${step} ${'─'.repeat(60)}\n${output.trimEnd()}\n`);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const verdict =
    failed.length === 0 ? '✓ all is well' : `✗ failed: ${failed.map(({ step }) => step).join(', ')}`;
  process.stdout.write(`\n${verdict}  ${seconds} s\n`);
  if (failed.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      fix: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const startedAt = performance.now();
  const root = path.resolve(import.meta.dirname, '../../..');
  const run = runIn(root);
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  const asked = chosen(positionals);
  // Each mends what the one before it wrote, so one at a time; what they could not mend, the check below shows.
  if (values.fix) await runAll(fixes, run, 1, report);
  conclude(await runAll(asked, run, 2, report), startedAt);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
