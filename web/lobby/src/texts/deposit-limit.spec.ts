import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCatalogue } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { texts } from './en-gb.js';
import { problemSentences } from './problems.js';
import { saferTexts } from './safer.js';

const folder = import.meta.dirname;

/** Every text with the members that lead to it; of one that is made of amounts, what it is made by. */
function* leaves(node: unknown, place: string): Generator<[string, string]> {
  if (typeof node === 'string') yield [place, node];
  else if (typeof node === 'function') yield [place, String(node)];
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) yield* leaves(value, `${place}.${key}`);
}

const told = [...leaves(texts, 'texts'), ...leaves(problemSentences, 'problems')];
const bound = told.filter(([, text]) => /deposit limit/i.test(text)).map(([place]) => place);
/** What speaks of the gross limit: the question at the cashier, its fields, and the refusals of a deposit by it. */
const gross = /^texts\.safer\.(prompt\.\w+|limits\.kinds\.deposit)$|^problems\.deposit_\w+$/;

describe('what is called a deposit limit (RTS 12B-3)', () => {
  it('is the gross one, in every text of the lobby', () => {
    expect(bound.length).toBeGreaterThan(5);
    expect(bound.filter((place) => !gross.test(place))).toEqual([]);
  });

  it('is the gross one by name wherever it can be set or has stopped a deposit', () => {
    const { kinds, explained } = saferTexts.limits;
    expect(kinds.deposit).toBe('Deposit limit');
    expect(explained.deposit).toContain('what you take out gives none of it back');
    expect(Object.values(kinds).filter((name) => /deposit/i.test(name))).toEqual([kinds.deposit]);
    for (const place of ['texts.safer.prompt.legend', 'problems.deposit_limit_reached'])
      expect(bound).toContain(place);
  });

  it('is no other limit in what the platform answers, and none is of what was paid in less what was taken out', () => {
    const named = Object.entries(errorCatalogue).filter(([, row]) =>
      /deposit limit/i.test(JSON.stringify(row)),
    );
    expect(named.map(([code]) => code).filter((code) => !code.startsWith('deposit_'))).toEqual([]);
    const net = /net[- ]deposit limit|deposit limits?[^.]{0,40}(less|net of|minus)/i;
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
    expect(sources.length).toBeGreaterThan(5);
    for (const name of sources) expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(net);
  });
});
