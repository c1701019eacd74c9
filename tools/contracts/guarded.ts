import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JsonSchema } from '@croupier/contracts';
import { type Artefact, json } from './artefacts.js';
import { schemaFaults, subjectFaults } from './compatibility.js';
import { messageClasses } from './golden.js';
import { schemaDocument, subjectsDocument } from './schemas.js';

export const schemaFolder = 'libs/contracts/schemas';
const subjectsFile = 'libs/contracts/subjects.json';

/** The schema of every message and the list of subjects: what others were told, so what may not break unsaid. */
export interface Guarded {
  /** What is not as it should be and may be written. */
  stale: Artefact[];
  /** Files of messages that are accepted to be gone. */
  gone: string[];
  /** What breaks with what was told before; it is not written. */
  faults: string[];
}

/** @param accepted names of messages, and subjects, that may break */
export function guarded(root: string, accepted: readonly string[]): Guarded {
  const schemas = [...messageClasses().keys()].map((name) => {
    const document = schemaDocument(name);
    const artefact = json(`${schemaFolder}/${name}.json`, document);
    const before = read<JsonSchema>(root, artefact.file);
    const faults = !before || accepted.includes(name) ? [] : schemaFaults(name, before, document);
    return { artefact, faults };
  });
  const subjects = subjectsDocument();
  const before = read<typeof subjects>(root, subjectsFile);
  const listed = {
    artefact: json(subjectsFile, subjects),
    faults: (before ? subjectFaults(before, subjects) : []).filter(
      (fault) => !accepted.includes(fault.split(' ')[0] ?? ''),
    ),
  };
  const all = [...schemas, listed];
  return {
    stale: all
      .filter(({ artefact: { file, text }, faults }) => faults.length === 0 && textOf(root, file) !== text)
      .map(({ artefact }) => artefact),
    gone: orphans(root)
      .filter((name) => accepted.includes(name))
      .map((name) => `${schemaFolder}/${name}.json`),
    faults: all.flatMap(({ faults }) => faults),
  };
}

function orphans(root: string): string[] {
  const folder = path.join(root, schemaFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => path.basename(file, '.json'))
    .filter((name) => !messageClasses().has(name));
}

function read<Document>(root: string, file: string): Document | undefined {
  const text = textOf(root, file);
  return text === undefined ? undefined : (JSON.parse(text) as Document);
}

function textOf(root: string, file: string): string | undefined {
  const target = path.join(root, file);
  return existsSync(target) ? readFileSync(target, 'utf8') : undefined;
}
