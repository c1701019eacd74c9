import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BetSheet, type Engine, type PublishedDefinition } from '../src/engine.js';
import { fraction, toDecimal } from '../src/fraction.js';
import { DefinitionError } from '../src/definition-error.js';
import { StreamRandom } from '../src/stream-random.js';

/** Where definitions are: those of this folder, and those that the platform serves. */
export const definitionFolders: readonly string[] = [
  path.join(import.meta.dirname, 'definitions'),
  path.resolve(import.meta.dirname, '../../../apps/games/definitions'),
];

/** A definition of ours, as it is read from its file. */
export function definitionJson<Json extends object>(id: string): Json {
  const files = definitionFolders.map((folder) => path.join(folder, `${id}.json`));
  return JSON.parse(readFileSync(files.find((file) => existsSync(file)) ?? id, 'utf8')) as Json;
}

/** Paths of the faults that a parser finds, in its order; none if it takes the definition. */
export function faultPaths(parse: (json: unknown) => unknown, json: unknown): string[] {
  try {
    parse(json);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.faults.map((fault) => fault.path);
  }
}

/** A copy of a definition after a change. */
export function changed<Json extends object>(json: Json, change: (copy: Json) => void): Json {
  const copy = structuredClone(json);
  change(copy);
  return copy;
}

/** What the house keeps of each bet, in percent with six decimals: `2.702703`. */
export function edgesOf(sheets: readonly BetSheet[]): Record<string, string> {
  return Object.fromEntries(
    sheets.map(({ bet, rtp }) => {
      const kept = fraction(100n * (rtp.denominator - rtp.numerator), rtp.denominator);
      return [bet, toDecimal(kept, 6)];
    }),
  );
}

/** How many standard errors the mean of some played rounds lies from the exact return. */
export function standardErrors<Definition extends PublishedDefinition>(
  engine: Engine<Definition>,
  definition: Definition,
  { sheet, rounds, seed }: { sheet: BetSheet; rounds: number; seed: number },
): number {
  const random = new StreamRandom(new Uint8Array(32).fill(seed));
  const { unit, next } = engine.sampler(definition, sheet.bet);
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) sum += next(random);
  const ratio = (value: { numerator: bigint; denominator: bigint }): number => Number(toDecimal(value, 15));
  const error = Math.sqrt(ratio(sheet.variance) / rounds);
  const difference = sum / unit / rounds - ratio(sheet.rtp);
  return error === 0 ? Math.abs(difference) * 1e9 : Math.abs(difference) / error;
}
