import { describe, expect, it } from '@jest/globals';
import { readExposition } from './exposition.js';
import { gaugesOf } from './state.js';

describe('what several processes of a service say together', () => {
  const replica = (...lines: string[]) => readExposition(lines.join('\n'), () => true);
  const breaker = (target: string, state: number): string =>
    `casino_messaging_breaker_state{target="${target}",service="gateway"} ${state}`;

  it('has the breaker that is open, whatever the others have', () => {
    const [one, other] = [
      replica(breaker('payments', 1), breaker('wallet', 0)),
      replica(breaker('payments', 0)),
    ];
    const expected = { payments: 'open', wallet: 'closed' };
    expect(gaugesOf([one, other]).breakers).toEqual(expected);
    expect(gaugesOf([other, one]).breakers).toEqual(expected);
  });
});
