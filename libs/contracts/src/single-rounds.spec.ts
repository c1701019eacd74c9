import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const folder = path.resolve(import.meta.dirname, '../schemas');
/** What would play a round that nobody pressed for (RTS 8A), or show a result sooner than its game does (RTS 14E). */
const forbidden =
  /auto-?(play|spin|bet|deal|start)|turbo|quick-?(spin|play|deal)|slam|skip-?(animation|result|reveal)|fast-?(play|forward)/i;
/** What would put money in that the player did not, or hold a player back who leaves (RTS 14A). */
const loss =
  /auto-?(top-?up|re-?buy|buy-?in|refill|deposit)|re-?buy|(chase|recover)-?loss|double-?or-?nothing|stay-?offer|exit-?offer/i;
/** What would tell a page to celebrate; whether it may follows from stake and return alone (RTS 14F). */
const celebration = /celebrat|fanfare|confetti|(big|mega|super|huge)-?win|win-?(tier|level|sound|animation)/i;

/** Every member's name and every choice in a schema, at any depth, with its place. */
function* words(node: unknown, place: string): Generator<[string, string]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) yield [name, place];
    if (key === 'enum') for (const choice of value as unknown[]) yield [String(choice), place];
    yield* words(value, `${place}/${key}`);
  }
}

function offences(name: string, schema: unknown, word: RegExp = forbidden): string[] {
  return [...words(schema, name)].flatMap(([found, place]) =>
    word.test(found) ? [`${place}: ${found}`] : [],
  );
}

/** Of every message, by its file. */
function schemas(): [string, unknown][] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]);
}

describe('rounds are pressed for one by one, and take their time', () => {
  it('no message has an autoplay (RTS 8A), a turbo or a slam-stop (RTS 14E)', () => {
    expect(schemas().length).toBeGreaterThan(100);
    expect(schemas().flatMap(([file, schema]) => offences(file, schema))).toEqual([]);
  });

  it('no message tops a balance or a buy-in up by itself, or offers to play on (RTS 14A)', () => {
    expect(schemas().flatMap(([file, schema]) => offences(file, schema, loss))).toEqual([]);
    const offered = { properties: { autoTopUpBelow: { type: 'integer' } } };
    expect(offences('OpenGameSession.json', offered, loss)).toHaveLength(1);
  });

  it('no message has a flag to celebrate (RTS 14F)', () => {
    expect(schemas().flatMap(([file, schema]) => offences(file, schema, celebration))).toEqual([]);
    const offered = { properties: { celebrate: { type: 'boolean' } } };
    expect(offences('PlayedRound.json', offered, celebration)).toHaveLength(1);
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
