import { compare, fraction, fromDecimal } from './fraction.js';
import { type Faults, show } from './faults.js';

/** Sections that the published rules of every slot must have, whatever else they say. */
export const requiredRules = [
  'stages',
  'special-states',
  'limits',
  'return',
  'malfunction',
  'interruption',
] as const;

/** What is told to players: the rules text and the declared return. */
export function checkPublished(faults: Faults, rules: unknown, rtp: unknown): void {
  checkRules(faults, rules);
  checkBand(faults, rtp);
}

function checkRules(faults: Faults, json: unknown): void {
  const sections = faults.list('rules', json, { from: 1, to: 50 });
  if (sections === undefined) return;
  const ids = new Set<unknown>();
  for (const [index, entry] of sections.entries()) {
    const path = `rules[${index}]`;
    const section = faults.object(path, entry, ['id', 'title', 'paragraphs']);
    const id = faults.text(`${path}.id`, section?.['id']);
    faults.text(`${path}.title`, section?.['title']);
    const paragraphs = faults.list(`${path}.paragraphs`, section?.['paragraphs'], { from: 1, to: 50 }) ?? [];
    paragraphs.forEach((text, position) => faults.text(`${path}.paragraphs[${position}]`, text));
    if (id !== undefined && ids.has(id))
      faults.add(`${path}.id`, `${show(id)} is repeated; merge the sections`);
    ids.add(id);
  }
  for (const id of requiredRules) {
    if (!ids.has(id)) faults.add('rules', `have no section ${show(id)}; players must be told, add it`);
  }
}

function checkBand(faults: Faults, json: unknown): void {
  const band = faults.object('rtp', json, ['minimum', 'maximum']);
  const minimum = readRatio(faults, 'rtp.minimum', band?.['minimum']);
  const maximum = readRatio(faults, 'rtp.maximum', band?.['maximum']);
  if (minimum !== undefined && maximum !== undefined && compare(minimum, maximum) > 0) {
    faults.add('rtp', 'has its minimum above its maximum; swap them');
  }
}

function readRatio(faults: Faults, path: string, json: unknown) {
  if (json === undefined) return undefined;
  const ratio = typeof json === 'string' ? fromDecimal(json) : undefined;
  if (ratio === undefined || ratio.numerator === 0n || compare(ratio, fraction(1n)) > 0) {
    return faults.add(path, `is ${show(json)}; give a ratio above 0 and up to 1 as text, as in "0.94"`);
  }
  return ratio;
}
