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

  it('has the lag of each stream as the latest of them saw it', () => {
    const lag = (stream: string, waiting: number): string =>
      `casino_facts_lag_count{stream="${stream}",service="games"} ${waiting}`;
    const replicas = [replica(lag('EVT_WALLET', 3), lag('EVT_IDENTITY', 0)), replica(lag('EVT_WALLET', 7))];
    expect(gaugesOf(replicas).lag).toEqual({ EVT_WALLET: 7, EVT_IDENTITY: 0 });
  });
});
