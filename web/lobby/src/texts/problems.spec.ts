import { errorCatalogue } from '@croupier/contracts';
import { ProblemError } from '@croupier/sdk';
import { describe, expect, it } from '@jest/globals';
import { playerCodes } from '../../../../tools/contracts/sdk-types.js';
import { problemSentences, sentenceOf } from './problems.js';

describe('what a refusal is called', () => {
  it.each(playerCodes())('%s has a sentence of its own', (code) => {
    expect(problemSentences[code] ?? '').toMatch(/^[A-Z].{15,}\.$/);
  });

  it('has no sentence for a code that is gone', () => {
    const local = ['unreachable', 'unreadable'];
    const known = Object.keys(problemSentences).filter((code) => !local.includes(code));
    expect(known.filter((code) => !(code in errorCatalogue))).toEqual([]);
  });

  it('falls back to what the platform says', () => {
    const problem = {
      ...{ type: '', title: 'T', status: 409, instance: '', traceId: '' },
      ...{ code: 'brand_new', detail: 'It is new.', remedy: 'Wait.' },
    };
    expect(sentenceOf(new ProblemError('brand_new', problem))).toBe('It is new. Wait.');
    expect(sentenceOf(new ProblemError('brand_new'))).toBe(problemSentences['unreadable']);
  });
});
