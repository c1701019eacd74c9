import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { type Figure, inWords } from './figures.js';
import { benchLive } from './live/suite.js';
import { benchWallet } from './wallet/suite.js';

type Suite = (say: (line: string) => void) => Promise<Figure[]>;

const suites: Readonly<Record<string, Suite>> = { live: benchLive, wallet: benchWallet };

const usage = `Usage: npm run bench -- SUITE… [--json FILE]

Measures on this machine, with servers and apps of its own, durable as in production.
Suites: ${Object.keys(suites).join(', ')}; without one, all of them.

  --json FILE  write the figures as a list of { suite, name, value, unit, baseline, ratio, goal, met }
`;

const line = (text: string): void => void process.stdout.write(`${text}\n`);

async function bench(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  const at = args.indexOf('--json');
  const file = at < 0 ? undefined : args[at + 1];
  const names = at < 0 ? args : args.filter((_, index) => index !== at && index !== at + 1);
  const unknown = names.find((name) => !Object.hasOwn(suites, name));
  if (unknown !== undefined || (at >= 0 && file === undefined)) {
    process.stderr.write(
      `✗ ${unknown === undefined ? '--json needs a file' : `no suite ${unknown}`}\n\n${usage}`,
    );
    return 2;
  }
  line(`load before: ${loadavg().at(0)?.toFixed(1) ?? '?'} (a busy machine measures itself)`);
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    line(`${name} …`);
    figures.push(...((await suites[name]?.((text) => line(`  ${text}`))) ?? []));
  }
  line('');
  for (const figure of figures) line(inWords(figure));
  if (file !== undefined) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`);
  return figures.some(({ met }) => met === false) ? 1 : 0;
}

process.exitCode = await bench(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
});
