import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asks, facts } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { validationPipe } from './validation.js';

const golden = path.resolve(import.meta.dirname, '../../contracts/golden');
const pipe = validationPipe();

/** A message as it is sent, with members of a release that is newer than this one, also in each of its parts. */
function fromNewer(name: string): { now: object; newer: object } {
  const { full } = JSON.parse(readFileSync(path.join(golden, `${name}.json`), 'utf8')) as { full: object };
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
});
