import { commonError, walletError } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { RebuildFault } from '../../../tools/rebuild/rebuild.js';
import { answered } from './answered.js';

const patience = 5;

/** Looks as often as the stand does before it gives up, without its pauses. */
const stand = {
  until: async (what: string, holds: () => Promise<boolean>, seen = () => ''): Promise<void> => {
    for (let look = 0; look < patience; look += 1) if (await holds()) return;
    throw new Error(`not: ${what} ${seen()}`);
  },
};

const silence = new RebuildFault('bonus did not answer', '', commonError('outcome_unknown'));

/** Fails with each of these in turn, and says then what there is. */
function failing(...errors: Error[]): () => Promise<string> {
  return () => {
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('there');
  };
}

describe('what a verdict reads', () => {
  it('is asked for again while nobody answers', async () => {
    const look = failing(silence, commonError('overloaded'), commonError('service_unavailable'));
    await expect(answered(stand, look)).resolves.toBe('there');
  });

  it('is not waited for without end, and what was said last is told', async () => {
    const look = failing(...Array.from({ length: patience }, () => silence));
    await expect(answered(stand, look)).rejects.toThrow(/could be read .*bonus did not answer/);
  });

  it.each([new Error('a bug'), walletError('no_account'), new RebuildFault('not such an app', '')])(
    'is broken at once by what is no silence: %s',
    async (error) => {
      await expect(answered(stand, failing(error))).rejects.toBe(error);
    },
  );
});
