import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generated, type Place } from './artefacts.js';
import { envExample, explanationsIn, variablesOf } from './env-example.js';
import { exampleOf } from './examples.js';

const root = path.resolve(import.meta.dirname, '../..');
const place: Place = { root, code: root, extension: '.ts' };

describe('what is generated', () => {
  it('is what the declarations say, twice the same', async () => {
    const files = await generated(place);
    expect(await generated(place)).toEqual(files);
    const stale = files.filter(({ file, text }) => readFileSync(path.join(root, file), 'utf8') !== text);
    expect(stale.map(({ file }) => `${file}: run \`npm run contracts\``)).toEqual([]);
  });
});

describe('.env.example', () => {
  const apps = [
    {
      app: 'games',
      defaults: new Map([
        ['PORT', '0'],
        ['FOLDER', 'x'],
      ]),
    },
    {
      app: 'wallet',
      defaults: new Map([
        ['PORT', '0'],
        ['SECRET', undefined],
      ]),
    },
  ];

  it('lists each variable once, those of all apps first, with what is said of it', () => {
    const text = envExample(apps, new Map([['PORT', '0 takes any free port.']]));
    expect(text.split('\n').slice(3)).toEqual([
      '## every app',
      '# 0 takes any free port.',
      'PORT=0',
      '',
      '## games',
      'FOLDER=x',
      '',
      '## wallet',
      'SECRET=',
      '',
    ]);
    expect(variablesOf(text)).toEqual(['PORT', 'FOLDER', 'SECRET']);
  });

  it('reads the first sentence of a docstring, across decorators', () => {
    const source = `
      /** The class. */
      export class Config {
        /** Where: a URL. And more. */
        @Matches(/x/)
        @IsOptional()
        FIRST_URL?: string;

        @IsString()
        NO_DOC: string;

        /**
         * In ms, of
         * the whole. Rest.
         */
        WAIT_MS: number = 3;
      }`;
    expect([...explanationsIn(source)]).toEqual([
      ['FIRST_URL', 'Where: a URL.'],
      ['WAIT_MS', 'In ms, of the whole.'],
    ]);
  });
});

describe('exampleOf', () => {
  const form = (properties: object, required: string[] = []) => ({ type: 'object', properties, required });

  it('takes the examples of the fields, else the simplest value, and leaves out what may be left out', () => {
    const schemas = {
      Whole: form(
        {
          named: { type: 'string', examples: ['Ada'] },
          part: { $ref: '#/components/schemas/Part' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
          kind: { type: 'string', enum: ['a', 'b'] },
          free: { type: 'object', additionalProperties: true },
        },
        ['part', 'parts'],
      ),
      Part: form({ size: { type: 'integer', minimum: 5 }, more: { type: 'boolean' } }, ['size']),
    };
    expect(exampleOf('Whole', schemas, 'least')).toEqual({ part: { size: 5 }, parts: [] });
    const part = { size: 5, more: true };
    expect(exampleOf('Whole', schemas, 'full')).toEqual({
      named: 'Ada',
      part,
      parts: [part],
      kind: 'a',
      free: {},
    });
  });

  it('keeps to the length and pattern of a text, or says that the field needs an example', () => {
    const text = (rest: object) => ({ Message: form({ text: { type: 'string', ...rest } }, ['text']) });
    expect(exampleOf('Message', text({ minLength: 30, maxLength: 40 }), 'least')['text']).toHaveLength(30);
    expect(exampleOf('Message', text({ pattern: '^\\d{6}$' }), 'least')).toEqual({ text: '123456' });
    expect(() => exampleOf('Message', text({ pattern: '^SW\\d+$' }), 'least')).toThrow(
      'Message.text needs an `example` in its field decorator',
    );
  });
});
