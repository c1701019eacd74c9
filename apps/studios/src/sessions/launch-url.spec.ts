import { describe, expect, it } from '@jest/globals';
import { launchUrlOf } from './launch-url.js';

const launch = {
  ...{ token: 't', playerId: 'p', currency: 'GBP' },
  ...{ stakeCap: null, realityCheckMinutes: undefined },
};
const told = (kind: 'slot' | 'other', over: object = {}, page = 'https://studio.example/play?skin=dark') =>
  Object.fromEntries(
    new URL(launchUrlOf({ page }, { code: 'coin', kind }, { ...launch, ...over }, 'https://casino.example'))
      .searchParams,
  );

describe('the address a game is opened at', () => {
  it('says who plays what, where, and what the law forbids', () => {
    expect(told('other')).toEqual({
      ...{ skin: 'dark', token: 't', game: 'coin', player: 'p', currency: 'GBP', mode: 'real' },
      ...{ country: 'GB', language: 'en-GB', platform: 'web' },
      ...{ lobby: 'https://casino.example/lobby/', deposit: 'https://casino.example/lobby/cashier' },
      ...{ autoplay: 'false', turbo: 'false', netPosition: 'true', minCycleMs: '5000', elapsedSeconds: '0' },
    });
  });

  it('has a slot’s own cycle and cap, and how often the player wants to look at the clock', () => {
    expect(told('slot', { stakeCap: 200, realityCheckMinutes: 30 })).toMatchObject({
      ...{ minCycleMs: '2500', maxStake: '200', realityCheckMinutes: '30' },
    });
  });

  it('lets no page of a studio’s say otherwise', () => {
    const page = 'https://studio.example/play?autoplay=true&turbo=true&mode=demo';
    expect(told('slot', {}, page)).toMatchObject({ autoplay: 'false', turbo: 'false', mode: 'real' });
  });
});
