import { parseArgs } from 'node:util';
import { inWords, type Item, type Options, passes, type Report, type Size } from './item.js';
import { messagingItems } from './messaging/items.js';
import { platformItems } from './platform/items.js';
import { walletItems } from './wallet/items.js';

const suites: Readonly<Record<string, readonly Item[]>> = {
  wallet: walletItems,
  messaging: messagingItems,
  platform: platformItems,
};

const usage = `Usage: npm run faults -- SUITE [--only NAME] [--size small|full] [--seed N]

Breaks things under real services, with servers of its own on this machine, and checks what they promise. Each item
also runs a control: a seeded bug or an unsafe setting that the same checks must see.
${Object.entries(suites)
  .map(([name, items]) => `  ${name.padEnd(12)} ${items.map((item) => item.name).join(', ')}`)
  .join('\n')}
  --only NAME  one item
  --size       small (the default, minutes) or full
  --seed N     of what is drawn; the default is printed
`;

const line = (text: string): void => void process.stdout.write(`${text}\n`);

async function runItem(item: Item, options: Options): Promise<boolean> {
  const startedAt = performance.now();
  const report = await item.run(options).catch((error: unknown): Report => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothing, broken: [`the item itself failed: ${text}`] };
  });
  line(inWords(item, report, options, (performance.now() - startedAt) / 1000));
  return passes(report);
}

const nothing: Report = {
  ...{ ok: 0, refused: 0, unknown: 0, faults: {}, checked: [], broken: [] },
  control: { what: 'not reached', saw: [] },
};

async function faults(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      size: { type: 'string', default: 'small' },
      seed: { type: 'string', default: '20261128' },
      help: { type: 'boolean', default: false },
    },
  });
  const items = suites[positionals.join(' ')]?.filter(
    ({ name }) => values.only === undefined || name.toLowerCase() === values.only.toLowerCase(),
  );
  const isSize = values.size === 'small' || values.size === 'full';
  if (values.help || items === undefined || items.length === 0 || !isSize) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const options: Options = {
    size: values.size as Size,
    seed: Number(values.seed),
    say: (text) => line(`  ${text}`),
  };
  const failed: string[] = [];
  for (const item of items) if (!(await runItem(item, options))) failed.push(item.name);
  line(failed.length === 0 ? '\n✓ all as promised, and every control was seen' : `\n✗ ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await faults(process.argv.slice(2));
