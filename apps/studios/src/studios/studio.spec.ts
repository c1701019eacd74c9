import { describe, expect, it } from '@jest/globals';
import { callKeys } from '../../test/call-keys.js';
import { type Settings, studioFrom } from './studio.js';

const game = { code: 'wheel', name: 'Wheel', kind: 'other' };

function read(over: object, callKey?: Settings['callKeys'][string], dialect = 'croupier', more: object = {}) {
  const text = JSON.stringify({ id: 'own', name: 'Own', dialect, games: [{ ...game, ...over }], ...more });
  return studioFrom('own.json', text, {
    ...{ urls: { own: { page: 'https://own.example/' } }, keys: { own: { 1: 'key' } }, feedKeys: {} },
    callKeys: callKey ? { own: callKey } : {},
  });
}

describe('the definition of a studio', () => {
  it('says what a free round of a game can be, or nothing of it', () => {
    expect(read({})?.games[0]?.freeRounds).toBeUndefined();
    const freeRounds = { stakes: [10, 50], prepaid: '0e6b-1' };
    expect(read({ freeRounds })?.games[0]).toMatchObject({ freeRounds });
  });

  it.each([
    { stakes: [] },
    { stakes: 10 },
    { stakes: [50, 10] },
    { stakes: [10, 10] },
    { stakes: [0] },
    { stakes: [0.5] },
    { stakes: ['10'] },
    { prepaid: '' },
    { prepaid: 'a b' },
  ])('is refused with free rounds of %j', (freeRounds) => {
    expect(() => read({ freeRounds })).toThrow('freeRounds');
  });

  it('says whether it takes notices of the end of a session, which its dialect must have', () => {
    const of = (sessionEnds: unknown, dialect = 'croupier') => read({}, undefined, dialect, { sessionEnds });
    expect([of(true)?.sessionEnds, of(false)?.sessionEnds, read({})?.sessionEnds]).toEqual([
      ...[true, undefined, undefined],
    ]);
    expect(() => of('yes')).toThrow('sessionEnds');
    for (const dialect of ['hub88', 'softswiss']) expect(() => of(true, dialect)).toThrow('end of a session');
  });

  it('has the key by which it is called, under the names it knows', () => {
    expect(read({}, callKeys.own)?.callKey).toEqual({ ...callKeys.own, operator: 'croupier' });
    expect(read({}, callKeys.hmac, 'softswiss')?.callKey).toEqual({ id: '1', ...callKeys.hmac });
    expect(read({})?.callKey).toBeUndefined();
    expect(() => read({}, { key: 'no key' })).toThrow('signs nothing');
    expect(() => read({}, callKeys.hmac, 'hub88')).toThrow('signs nothing');
  });
});
