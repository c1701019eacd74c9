import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { asks, facts, services } from '@croupier/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { goldenFile } from './artefacts.js';
import { asyncApiOf } from './asyncapi.js';
import { type Golden, messageClasses } from './golden.js';
import { schemaDocument } from './schemas.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = <Document>(file: string): Document =>
  JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Document;

interface Document {
  channels: Record<string, { address: string | null }>;
  operations: Record<string, { action: string; channel: { $ref: string } }>;
  components: { schemas: Record<string, object> };
}

describe('the AsyncAPI documents', () => {
  let isValid: ValidateFunction;

  beforeAll(() => {
    const schema = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json');
    isValid = new Ajv({ strict: false, validateFormats: false }).compile(
      read<object>(path.relative(root, schema)),
    );
  });

  it.each(Object.keys(services))('of %s is valid by the schema of AsyncAPI 3', (service) => {
    const document = asyncApiOf(service);
    isValid(document);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it('are held against it: a misspelt member is seen', () => {
    expect(isValid({ ...asyncApiOf('wallet'), channels: { x: { adress: 'misspelt' } } })).toBe(false);
  });

  it('together describe every ask and every fact once, and lead to one wherever they refer to it', () => {
    const documents = new Map(Object.keys(services).map((name) => [name, asyncApiOf(name) as Document]));
    const addresses = [...documents.values()].flatMap(({ channels }) =>
      Object.values(channels).flatMap(({ address }) => address ?? []),
    );
    expect(addresses.sort()).toEqual([...asks, ...facts].map(({ subject }) => subject).sort());
    for (const [name, { operations }] of documents) {
      for (const { channel } of Object.values(operations)) {
        const [file, pointer = ''] = channel.$ref.split('#');
        const owner = file === '' ? name : path.basename(file ?? '', '.json');
        expect(documents.get(owner)?.channels).toHaveProperty([pointer.split('/').at(-1) ?? '']);
      }
    }
  });
});

describe('the schemas of the messages', () => {
  it('take each golden, and not one with a member that nobody knows', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const name of messageClasses().keys()) ajv.addSchema(schemaDocument(name));
    for (const name of messageClasses().keys()) {
      const validate = ajv.getSchema(`${name}.json`) as ValidateFunction;
      const { least, full } = read<Golden>(goldenFile(name));
      for (const body of [least, full])
        expect([name, validate(body), validate.errors]).toEqual([name, true, null]);
      expect(validate({ ...full, nobodyKnows: 1 })).toBe(false);
    }
  });
});
