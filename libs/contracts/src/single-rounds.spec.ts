import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const folder = path.resolve(import.meta.dirname, '../schemas');
/** What would play a round that nobody pressed for (RTS 8A), or show a result sooner than its game does (RTS 14E). */
const forbidden =
  /auto-?(play|spin|bet|deal|start)|turbo|quick-?(spin|play|deal)|slam|skip-?(animation|result|reveal)|fast-?(play|forward)/i;

/** Every member's name and every choice in a schema, at any depth, with its place. */
function* words(node: unknown, place: string): Generator<[string, string]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) yield [name, place];
    if (key === 'enum') for (const choice of value as unknown[]) yield [String(choice), place];
    yield* words(value, `${place}/${key}`);
  }
}

function offences(name: string, schema: unknown): string[] {
  return [...words(schema, name)].flatMap(([word, place]) =>
    forbidden.test(word) ? [`${place}: ${word}`] : [],
  );
}

describe('rounds are pressed for one by one, and take their time', () => {
  it('no message has an autoplay (RTS 8A), a turbo or a slam-stop (RTS 14E)', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) =>
      offences(file, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
    );
    expect(found).toEqual([]);
  });

  it.each([
    [
      'a member',
      { properties: { bets: { items: { properties: { autoplayRounds: { type: 'integer' } } } } } },
    ],
    ['a choice', { properties: { speed: { enum: ['normal', 'quick-spin'] } } }],
  ])('%s that offered one would be found', (_, schema) => {
    expect(offences('PlayRound.json', schema)).toHaveLength(1);
  });
});
