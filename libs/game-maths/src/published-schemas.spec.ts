import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { definitionFolders, definitionJson } from '../test/definitions.js';
import { engineOf, gameKinds } from './engines.js';
import { gameSchema, schemaFiles } from './published-schemas.js';

const ids = definitionFolders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json')),
);
const ajv = new Ajv2020({ strictRequired: false, strictTypes: false });
for (const [name, file] of schemaFiles) {
  const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as { $id: string };
  if (schema.$id !== name) throw new Error(`${file} calls itself ${schema.$id}`);
  ajv.addSchema(schema);
}
const validate = ajv.compile(gameSchema);

describe('the one schema of all games', () => {
  it('is of every kind, each of which some definition is of', () => {
    expect(schemaFiles.size).toBe(gameKinds.length + 1);
    const kinds = ids.map((id) => engineOf(definitionJson(id)).kind);
    expect([...new Set(kinds)].sort()).toEqual([...gameKinds].sort());
  });

  it.each(ids)('takes %s, and not with a member that its kind has not', (id) => {
    const json = definitionJson<object>(id);
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...json, maximumWin: 5000 })).toBe(false);
  });

  it('takes no kind that nobody plays, and a slot with its kind or without', () => {
    const slot = definitionJson<object>('lamplight-ledger');
    expect(validate({ ...slot, kind: 'slot' })).toBe(true);
    expect(validate({ ...slot, kind: 'tombola' })).toBe(false);
    expect(validate({ ...slot, kind: 'roulette' })).toBe(false);
  });
});
