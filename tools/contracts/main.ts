import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Artefact,
  brokenGoldens,
  generated,
  goldenFile,
  goldenFolder,
  newGoldens,
  orphanedGoldens,
  type Place,
} from './artefacts.js';
import { messageClasses } from './golden.js';

const usage = `Usage: npm run contracts [-- --check] [--accept MESSAGE]

Writes what follows from the declarations in libs/contracts and the apps' configuration classes: docs/errors.md,
docs/service-map.md, libs/sdk/src/generated.ts, .env.example, and a golden file in ${goldenFolder} for each message that has none.
  --check           write nothing; fail if a file is not what it should be
  --accept MESSAGE  write the golden of a message anew although it changed, or remove it if the message is gone;
                    may be repeated. Others may still speak the old form: a breaking change wants a new .v2 class.
  --help            this text
`;

function isFresh(root: string, { file, text }: Artefact): boolean {
  const target = path.join(root, file);
  return existsSync(target) && readFileSync(target, 'utf8') === text;
}

function write(root: string, { file, text }: Artefact): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`  wrote ${file}\n`);
}

function remove(root: string, accepted: readonly string[]): void {
  for (const orphan of orphanedGoldens(root).filter((file) => accepted.includes(file.replace('.json', '')))) {
    rmSync(path.join(root, goldenFolder, orphan));
    process.stdout.write(`  removed ${goldenFolder}/${orphan}\n`);
  }
}

function goldenFaultsOf(root: string): string[] {
  const orphans = orphanedGoldens(root).map((file) => {
    const name = file.replace('.json', '');
    return `${goldenFolder}/${file}: no message of that name; if it may go: npm run contracts -- --accept ${name}`;
  });
  const broken = brokenGoldens(root);
  const hint =
    broken.length > 0 ? ['  Add optional members only, or declare a .v2; to overrule: --accept MESSAGE'] : [];
  return [...orphans, ...broken, ...hint];
}

async function run(place: Place, check: boolean, accepted: string[]): Promise<string[]> {
  const unknown = accepted.filter(
    (name) => !messageClasses().has(name) && !existsSync(path.join(place.root, goldenFile(name))),
  );
  if (unknown.length > 0) return unknown.map((name) => `--accept ${name}: there is no such message`);
  const stale = (await generated(place)).filter((artefact) => !isFresh(place.root, artefact));
  if (check) {
    const documents = stale.map(
      ({ file }) => `${file} is not what the declarations say; run \`npm run contracts\``,
    );
    return [...documents, ...goldenFaultsOf(place.root)];
  }
  remove(place.root, accepted);
  for (const artefact of [...stale, ...(await newGoldens(place.root, accepted))]) write(place.root, artefact);
  return goldenFaultsOf(place.root);
}

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    accept: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
} else {
  const code = path.resolve(import.meta.dirname, '../..');
  const place: Place = { root: path.dirname(code), code, extension: '.js' };
  const faults = await run(place, values.check, values.accept);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  else process.stdout.write('✓ contracts\n');
}
