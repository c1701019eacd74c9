import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, inWords } from './figures.js';
import { benchLive } from './live/suite.js';
import { benchMaths } from './maths/suite.js';
import { benchMessaging } from './messaging/suite.js';
import { benchPlay } from './play/suite.js';
import { writePlots } from './plots.js';
import { benchRtpMonitor } from './rtp-monitor/suite.js';
import { benchGrowth } from './wallet/growth.js';
import { benchMemory } from './wallet/memory.js';
import { benchWallet } from './wallet/suite.js';

interface SuiteOptions {
  /** Folder for CPU profiles of what is measured. */
  profile?: string;
  /** How many people there are, where a suite has a crowd. */
  players?: number;
}

type Suite = (say: (line: string) => void, options: SuiteOptions) => Promise<Figure[]>;

const suites: Readonly<Record<string, Suite>> = {
  live: benchLive,
  maths: benchMaths,
  messaging: benchMessaging,
  play: benchPlay,
  'rtp-monitor': benchRtpMonitor,
  wallet: benchWallet,
  'wallet-growth': benchGrowth,
  'wallet-memory': benchMemory,
};

const usage = `Usage: npm run bench -- SUITE… [--json FILE] [--plots FOLDER] [--profile FOLDER] [--players N]

Measures on this machine, with servers and apps of its own, durable as in production.
Suites: ${Object.keys(suites).join(', ')}; without one, all of them.

  --json FILE     write the figures as a list of { suite, name, value, unit, baseline, ratio, goal, met }
  --plots FOLDER  draw what was measured at several points as SVG
  --profile FOLDER  of play: write CPU profiles of gateway, games and wallet, and say what used most
  --players N     of play: so many people, to look for causes in a shorter run
`;

const line = (text: string): void => void process.stdout.write(`${text}\n`);

const ofPlay = { profile: { type: 'string' }, players: { type: 'string' } } as const;

async function bench(args: readonly string[]): Promise<number> {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'string' }, plots: { type: 'string' }, ...ofPlay, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = names.find((name) => !Object.hasOwn(suites, name));
  if (unknown !== undefined) {
    process.stderr.write(`✗ no suite ${unknown}\n\n${usage}`);
    return 2;
  }
  const options: SuiteOptions = {
    ...(values.profile === undefined ? {} : { profile: values.profile }),
    ...(values.players === undefined ? {} : { players: Number(values.players) }),
  };
  line(`load before: ${loadavg().at(0)?.toFixed(1) ?? '?'} (a busy machine measures itself)`);
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    line(`${name} …`);
    figures.push(...((await suites[name]?.((text) => line(`  ${text}`), options)) ?? []));
  }
  line('');
  for (const figure of figures) line(inWords(figure));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (values.plots !== undefined) await writePlots(values.plots, figures);
  return figures.some(({ met }) => met === false) ? 1 : 0;
}

process.exitCode = await bench(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`✗ ${error.message}\n\n${usage}`);
    return 2;
  }
  process.stderr.write(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
});
