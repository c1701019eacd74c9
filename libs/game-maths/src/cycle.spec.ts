import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitionFolders, faultPaths } from '../test/definitions.js';
import { schemaOf } from '../test/schemas.js';
import { canonicalHash } from './canonical-json.js';
import { cycleOf } from './cycle.js';
import { engineOf } from './engines.js';

type Json = { id: string; kind?: string };

const files = definitionFolders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(folder, name)),
);
const definitions = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Json);

/** The published schema of its kind. */
function schemaFor({ kind = 'slot' }: Json) {
  return schemaOf(existsSync(path.join(import.meta.dirname, kind)) ? kind : 'slots');
}

describe('the shortest cycle of a game', () => {
  it.each(definitions.map((json) => [json.id, json] as const))(
    'may be longer than the law has it and not shorter, by parser and schema: %s (RTS 14D, RTS 14G)',
    (_, json) => {
      const legal = json.kind === undefined || json.kind === 'slot' ? 2500 : 5000;
      const [engine, schema] = [engineOf(json), schemaFor(json)];
      const faults = (minimumCycleMs: unknown): [string[], boolean] => {
        const changed = { ...json, minimumCycleMs };
        return [faultPaths((each) => engine.parse(each), changed), schema(changed) as boolean];
      };
      for (const longer of [legal, legal + 1, 60_000]) expect(faults(longer)).toEqual([[], true]);
      for (const wrong of [legal - 1, 0, -1, 60_001, legal + 0.5, `${legal}`, null])
        expect(faults(wrong)).toEqual([['minimumCycleMs'], false]);
      expect(cycleOf(engine.parse(json))).toBe(legal);
      expect(cycleOf(engine.parse({ ...json, minimumCycleMs: legal + 700 }))).toBe(legal + 700);
    },
  );

  it('is of every engine', () => {
    expect(new Set(definitions.map(({ kind = 'slot' }) => kind)).size).toBe(12);
  });

  it('changes the hash of a definition that has it, and of no other', () => {
    const [json] = definitions;
    expect(canonicalHash(engineOf(json).parse(json))).toBe(canonicalHash(json));
    const longer = { ...json, minimumCycleMs: 9000 };
    expect(canonicalHash(engineOf(longer).parse(longer))).not.toBe(canonicalHash(json));
  });
});
