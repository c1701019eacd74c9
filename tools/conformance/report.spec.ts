import { describe, expect, it } from '@jest/globals';
import { type Check, NotRun, runChecks } from './report.js';

const check = (id: string, run: Check<string>['run']): Check<string> => ({ id, title: id, run });

describe('runChecks', () => {
  it('tells what failed, what was not run, and of a check that is both each of them', async () => {
    const reason = 'there is no second studio; the rest was as it must be';
    const outcomes = await runChecks(
      [
        check('good', async (_, findings) => findings.equal(1, 1, 'one')),
        check('bad', async (_, findings) => findings.equal(2, 1, 'one')),
        check('part', async () => {
          throw new NotRun(reason);
        }),
        check('both', async (_, findings) => {
          findings.equal(2, 1, 'one');
          throw new NotRun(reason);
        }),
        check('broken', async () => {
          throw new Error('no answer');
        }),
      ],
      'kit',
    );
    expect(outcomes.map(({ id, result, remarks }) => [id, result, remarks])).toEqual([
      ['good', 'passed', []],
      ['bad', 'failed', ['one: 2 instead of 1']],
      ['part', 'not run', [reason]],
      ['both', 'failed', ['one: 2 instead of 1', 'the rest was not run: there is no second studio']],
      ['broken', 'failed', ['broke off: no answer']],
    ]);
  });
});
