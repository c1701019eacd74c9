import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asks, facts, schemaOf } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { validationPipe } from './validation.js';

const golden = path.resolve(import.meta.dirname, '../../contracts/golden');
const pipe = validationPipe();

function goldenOf(name: string): { full: object } {
  return JSON.parse(readFileSync(path.join(golden, `${name}.json`), 'utf8')) as { full: object };
}

function optionalOf(message: new () => object): string[] {
  const { properties, required } = schemaOf(message) as { properties: object; required?: string[] };
  return Object.keys(properties).filter((name) => !required?.includes(name));
}

/** A message as it is sent, with members of a release that is newer than this one, also in each of its parts. */
function fromNewer(name: string): { now: object; newer: object } {
  const { full } = goldenOf(name);
  const parts = Object.entries(full).map(([member, value]: [string, unknown]) => [
    member,
    typeof value === 'object' && value !== null && 'currency' in value ? { ...value, shade: 'new' } : value,
  ]);
  return { now: full, newer: { ...(Object.fromEntries(parts) as object), addedLater: { any: [1] } } };
}

const transform = (value: object, metatype: new () => object): Promise<unknown> =>
  pipe.transform(structuredClone(value), { type: 'body', metatype });

describe('the form of a message', () => {
  const requests = new Set<unknown>(asks.map(({ request }) => request));
  const messages = new Map(
    [...asks.map(({ request }) => request), ...facts.map(({ payload }) => payload)].map((message) => [
      message.name,
      message,
    ]),
  );
  const told = facts.map(({ payload }) => payload).filter((payload) => !requests.has(payload));

  it.each(told.map((payload) => [payload.name, payload] as const))(
    'leaves out of the fact %s what a newer release tells besides',
    async (name, payload) => {
      const { now, newer } = fromNewer(name);
      expect(JSON.stringify(await transform(newer, payload))).toBe(
        JSON.stringify(await transform(now, payload)),
      );
    },
  );

  it.each(asks.map(({ request }) => [request.name, request] as const))(
    'refuses in the request %s what is not declared, and names it',
    async (name, request) => {
      const { newer } = fromNewer(name);
      await expect(transform(newer, request)).rejects.toMatchObject({
        code: 'invalid_request',
        errors: expect.arrayContaining([
          expect.objectContaining({ field: 'addedLater', code: 'unknown_field' }),
        ]),
      });
    },
  );

  const withOptional = [...messages.values()].filter((message) => optionalOf(message).length > 0);

  it.each(withOptional.map((message) => [message.name, message] as const))(
    'refuses null for each member of %s that may be left out, and says which and what to do',
    async (name, message) => {
      const { full } = goldenOf(name);
      for (const member of optionalOf(message)) {
        await expect(transform({ ...full, [member]: null }, message)).rejects.toMatchObject({
          code: 'invalid_request',
          field: member,
          remedy: expect.stringContaining('`errors`'),
          errors: [
            {
              field: member,
              code: 'null_not_allowed',
              message: `${member} must be left out instead of being null`,
            },
          ],
        });
      }
    },
  );
});
