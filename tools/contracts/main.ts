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
import { guarded } from './guarded.js';

const usage = `Usage: npm run contracts [-- --check] [--accept MESSAGE]

Writes what follows from the declarations in libs/contracts and the apps' configuration classes: docs/errors.md,
libs/contracts/errors.json, docs/service-map.md, docs/asyncapi, docs/broker-permissions.json, libs/sdk/src/generated.ts,
.env.example, the JSON Schema of each message in libs/contracts/schemas, and a golden file in ${goldenFolder} for each message that has none.
  --check           write nothing; fail if a file is not what it should be
  --accept MESSAGE  write golden and schema of a message anew although it breaks with them, or remove them if the
                    message is gone; a subject likewise. May be repeated. Others may still speak the old form: a
                    breaking change wants a new .v2 class.
  --help            this text
`;

const breakingHint =
  '  These break with who was told before: declare a .v2, or overrule with --accept MESSAGE or --accept SUBJECT.';

function isFresh(root: string, { file, text }: Artefact): boolean {
  const target = path.join(root, file);
  return existsSync(target) && readFileSync(target, 'utf8') === text;
}

function write(root: string, { file, text }: Artefact): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`  wrote ${file}\n`);
}

function remove(root: string, file: string): void {
  rmSync(path.join(root, file));
  process.stdout.write(`  removed ${file}\n`);
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
    (name) =>
      !name.includes('.') &&
      !messageClasses().has(name) &&
      !existsSync(path.join(place.root, goldenFile(name))),
  );
  if (unknown.length > 0) return unknown.map((name) => `--accept ${name}: there is no such message`);
  const stale = (await generated(place)).filter((artefact) => !isFresh(place.root, artefact));
  const told = guarded(place.root, accepted);
  const breaks = told.faults.length > 0 ? [...told.faults, breakingHint] : [];
  if (check) {
    const documents = [...stale, ...told.stale].map(
      ({ file }) => `${file} is not what the declarations say; run \`npm run contracts\``,
    );
    return [...documents, ...breaks, ...goldenFaultsOf(place.root)];
  }
  const goldens = orphanedGoldens(place.root).filter((file) => accepted.includes(file.replace('.json', '')));
  for (const file of [...goldens.map((name) => `${goldenFolder}/${name}`), ...told.gone])
    remove(place.root, file);
  const written = [...stale, ...told.stale, ...(await newGoldens(place.root, accepted))];
  for (const artefact of written) write(place.root, artefact);
  return [...breaks, ...goldenFaultsOf(place.root)];
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
