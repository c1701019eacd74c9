import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const sources = path.resolve(import.meta.dirname, '../src');
const read = (file: string): object => JSON.parse(readFileSync(path.join(sources, file), 'utf8')) as object;

/** The published schema of an engine, by the name of its folder. */
export function schemaOf(folder: string): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
  ajv.addSchema(read('definition.schema.json'));
  return ajv.compile(read(path.join(folder, 'schema.json')));
}
