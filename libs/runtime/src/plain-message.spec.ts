import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asks, facts, SettleStakes } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { type ValidationPipe } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { readerOf } from './plain-message.js';
import { validationPipe } from './validation.js';

const golden = path.resolve(import.meta.dirname, '../../contracts/golden');
const ours = validationPipe();
/** The same without a reader of its own: its answer is the right one. */
const theirs: ValidationPipe = Object.create(ours, {
  transform: {
    value: (...about: Parameters<ValidationPipe['transform']>) => ours.byRules(...about),
  },
}) as ValidationPipe;

const messages = new Map(
  [...asks.map(({ request }) => request), ...facts.map(({ payload }) => payload)].map((message) => [
    message.name,
    message,
  ]),
);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function goldenOf(name: string): { least: Json; full: Json } {
  return JSON.parse(readFileSync(path.join(golden, `${name}.json`), 'utf8')) as { least: Json; full: Json };
}

/** What may stand in place of any value in a message. */
const oddities: readonly string[] = [
  'null',
  'true',
  '-1',
  '0.5',
  '1e300',
  '9007199254740993',
  '""',
  '"x"',
  '"2026-02-30T00:00:00.000Z"',
  `"${'y'.repeat(3000)}"`,
  '"\\ud83d\\ude00"',
  '[]',
  '[null]',
  '["x", 1]',
  '[[{}]]',
  '{}',
  '{"constructor": 1}',
  '{"__proto__": {"length": 1}}',
  '{"a": {"prototype": 1, "toString": 2}}',
  '{"then": 1}',
];

let turn = 0;

/** Some of them, others at each place. */
function* some(): Generator<string> {
  for (let count = 0; count < 5; count += 1) yield oddities[(turn += 1) % oddities.length] ?? '';
}

/** The message with each of its values in turn replaced or left out, and each of its objects with one member more. */
function* variants(value: Json): Generator<string> {
  yield* some();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const variant of variants(item))
        yield `[${value.map((other, at) => (at === index ? variant : JSON.stringify(other))).join()}]`;
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const written = (name: string, inner: string): string => `${JSON.stringify(name)}:${inner}`;
    for (const more of ['"more":1', '"__proto__":{}', '"constructor":null', '"hasOwnProperty":1'])
      yield `{${[...entries.map(([name, inner]) => written(name, JSON.stringify(inner))), more].join()}}`;
    for (const [index, [name, inner]] of entries.entries()) {
      const rest = entries.map(([other, kept]) => written(other, JSON.stringify(kept)));
      yield `{${rest.filter((_, at) => at !== index).join()}}`;
      for (const variant of variants(inner))
        yield `{${rest.map((kept, at) => (at === index ? written(name, variant) : kept)).join()}}`;
    }
  }
}

/** What a pipe makes of a text, with the class of every object in it. */
async function outcome(pipe: ValidationPipe, text: string, metatype: new () => object): Promise<unknown> {
  try {
    return classed(await pipe.transform(JSON.parse(text), { type: 'body', metatype }));
  } catch (error) {
    if (!(error instanceof DomainError)) return String(error);
    return { refused: error.code, field: error.field, errors: error.errors };
  }
}

function classed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(classed);
  if (typeof value !== 'object' || value === null) return value;
  const prototype = Object.getPrototypeOf(value) as { constructor: { name: string } } | null;
  return [prototype?.constructor.name, Object.entries(value).map(([name, inner]) => [name, classed(inner)])];
}

describe('messages that are plainly right', () => {
  it('are all of those in the golden files, apart from messages without members', () => {
    for (const [name, message] of messages) {
      const { least, full } = goldenOf(name) as { least: object; full: object };
      const reader = readerOf(message);
      expect([name, reader !== undefined]).toEqual([name, Object.keys(full).length > 0]);
      if (reader) expect([name, reader(least), reader(full)]).toEqual([name, least, full]);
    }
  });

  it('become what class-transformer makes of them, and all others are refused as class-validator refuses them', async () => {
    for (const [name, message] of messages) {
      const { full } = goldenOf(name);
      for (const text of [JSON.stringify(full), ...variants(full)]) {
        const right = await outcome(theirs, text, message);
        expect([text, await outcome(ours, text, message)]).toEqual([text, right]);
      }
    }
  });

  it('may have thousands of parts', async () => {
    const { full } = goldenOf('SettleStakes') as unknown as { full: { settlements: Json[] } };
    const body = JSON.stringify({
      settlements: Array.from({ length: 500 }, () => full.settlements[0] ?? null),
    });
    expect(await outcome(ours, body, SettleStakes)).toEqual(await outcome(theirs, body, SettleStakes));
    const tooMany = JSON.stringify({
      settlements: Array.from({ length: 501 }, () => full.settlements[0] ?? null),
    });
    expect(await outcome(ours, tooMany, SettleStakes)).toMatchObject({ refused: 'invalid_request' });
  });
});
