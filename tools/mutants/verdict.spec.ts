import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { Verdicts } from './verdict.js';

it('knows after a stop what was judged before, and the last word counts', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'croupier-verdicts-'));
  const file = path.join(directory, 'verdicts.jsonl');
  const first = new Verdicts(file);
  expect(first.of('a')).toBeUndefined();
  first.keep('a', { verdict: 'unseen', by: '' });
  first.keep('a', { verdict: 'killed', by: 'a "test"' });
  expect(new Verdicts(file).of('a')).toEqual({ verdict: 'killed', by: 'a "test"' });
  expect(new Verdicts(undefined).of('a')).toBeUndefined();
  await rm(directory, { recursive: true });
});
