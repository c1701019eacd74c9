import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';
import { type Act, bonusFor, dueOf, outcomeOf } from '../acts.js';
import { goingBack, staleReads } from '../sightings.js';
import { type Asked, commandFaults, unknownFaults } from './commands.js';
import { derivedFaults } from './derived.js';
import { type Hearing, hearingFaults } from './facts.js';
import { paymentFaults } from './provider.js';
import { potFaults } from './pots.js';
import { sealFaults } from './seals.js';
import { stakeFaults } from './stakes.js';

const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });

function act(change: Partial<Act> = {}): Act {
  const bet = { key: randomUUID(), amount: 10, wasUnknown: false, id: '', roundId: '' };
  return { ...bet, kind: 'bet', outcome: 'ok', ...change };
}

describe('the books of a guest', () => {
  it('count what was done, at what it changed', () => {
    const acts = [
      act({ kind: 'deposit', change: 1000 }),
      act({ change: -10 }),
      act({ outcome: 'refused', change: 500 }),
    ];
    expect(dueOf(acts)).toBe(990);
    expect([bonusFor(1001), bonusFor(50_000)]).toEqual([500, 2500]);
  });

  it('take no answer, and an answer that says that nobody knows, for unknown', () => {
    expect([undefined, 503, 429, 401, 201, 409].map(outcomeOf)).toEqual([
      ...['unknown', 'unknown', 'unknown', 'unknown', 'ok', 'refused'],
    ]);
  });
});

describe('C5 to C7', () => {
  const [done, refused, payout] = ['r1', 'r2', 'w1'];
  const asked: Asked[] = [
    { act: act(), id: done },
    { act: act({ outcome: 'refused' }), id: refused },
    { act: act({ kind: 'withdrawal' }), id: payout },
  ];
  const sound = new Map([
    ['round r1', 1],
    ['withdrawal_hold w1', 1],
    ['withdrawal_end w1', 1],
  ]);

  it('are green if everything that was done is there once and nothing else', () => {
    expect(commandFaults(asked, sound)).toEqual([]);
  });

  it.each([
    ['a bet is missing', 'round r1', 0],
    ['a bet is there twice', 'round r1', 2],
    ['a refused bet is there', 'round r2', 1],
    ['a payout never ended', 'withdrawal_end w1', 0],
  ])('are red if %s', (_what, name, count) => {
    expect(commandFaults(asked, new Map([...sound, [name, count]]))).toHaveLength(1);
  });

  it('are red for a command that was done and that nobody has heard of', () => {
    expect(commandFaults([{ act: act({ kind: 'deposit' }), id: undefined }], sound)).toHaveLength(1);
  });

  it('let a command without an answer be there once or not at all', () => {
    const unknown = asked.map((one) => ({ ...one, act: { ...one.act, outcome: 'unknown' as const } }));
    expect(unknownFaults(unknown, sound)).toEqual([]);
    expect(unknownFaults(unknown, new Map([['round r1', 2]]))).toHaveLength(1);
  });

  it('know a bet by the key of the guest', () => {
    expect(roundIdOf('p', 'k')).toBe(roundIdOf('p', 'k'));
    expect(roundIdOf('p', 'k')).not.toBe(roundIdOf('q', 'k'));
  });
});

describe('C8', () => {
  const sound: Hearing = {
    service: 'profile',
    told: ['a', 'b'],
    optional: ['a', 'b', 'c'],
    heard: ['a', 'b', 'c'],
    effects: ['a', 'b', 'c'],
  };

  it('is green if what was told is heard and has one effect', () => {
    expect(hearingFaults(sound)).toEqual([]);
  });

  it.each<[string, Partial<Hearing>]>([
    ['a fact was not heard', { heard: ['a', 'c'], effects: ['a', 'c'] }],
    ['a fact was heard that nobody told', { heard: ['a', 'b', 'x'], effects: ['a', 'b', 'x'] }],
    ['nothing was made of a fact', { effects: ['a', 'b'] }],
    ['two things were made of one', { effects: ['a', 'b', 'b', 'c'] }],
    ['something was made of nothing', { effects: ['a', 'b', 'c', 'x'] }],
  ])('is red if %s', (_what, change) => {
    expect(hearingFaults({ ...sound, ...change })).toHaveLength(1);
  });
});

describe('C9', () => {
  it('is red without a checkpoint, and for a log that is none', () => {
    const { broken } = sealFaults({ lines: ['{"seal":{}}'], checkpoints: '', publicKey: '' });
    expect(broken.some((fault) => fault.startsWith('checkpoint'))).toBe(true);
    expect(broken.some((fault) => !fault.startsWith('checkpoint'))).toBe(true);
  });
});

describe('C10', () => {
  const sound = { stakeId: 's', ends: ['won'], tookMs: 900 };

  it('is green for a stake that ended once and in time', () => {
    expect(stakeFaults([sound], 1000)).toEqual([]);
  });

  it.each([
    ['never ended', [{ ...sound, ends: [] }]],
    ['ended twice', [{ ...sound, ends: ['won', 'void'] }]],
    ['ended late', [{ ...sound, tookMs: 1001 }]],
    ['was taken twice', [sound, sound]],
  ])('is red for one that %s', (_what, stakes) => {
    expect(stakeFaults(stakes, 1000)).toHaveLength(1);
  });
});

describe('J1', () => {
  const sound = {
    ...{ jackpotId: 'light', cycle: 3, falls: 2, balance: 10_400_000n, contributed: 22_400_000n },
    ...{ won: 42n, posted: 10n, liability: 10n },
  };

  it('is green if the pot is seeds + contributions − paid', () => {
    expect(potFaults([sound], 10)).toEqual([]);
  });

  it.each([
    ['has a millionth more than was put in', { balance: 10_400_001n }],
    ['lacks a win in its account', { liability: 11n }],
    ['fell and was not begun anew', { falls: 3 }],
  ])('is red if one %s', (_what, change) => {
    expect(potFaults([{ ...sound, ...change }], 10)).toHaveLength(1);
  });
});

describe('C11', () => {
  const paid = { id: 'd', amount: 1000, state: 'in' };
  const returned = { id: 'w', amount: 500, state: 'back' };
  const both = [paid, returned];
  const sound = {
    provider: [...both, { id: 'x', amount: 700, state: 'failed' }],
    payments: [...both, { id: 'x', amount: 700, state: 'failed' }],
    ledger: both,
  };

  it('is green if all three books agree', () => {
    expect(paymentFaults(sound)).toEqual([]);
  });

  it.each([
    ['money that arrived is not in the ledger', { ledger: [returned] }],
    ['money is in the ledger that never arrived', { provider: [returned] }],
    ['another amount was credited', { ledger: [{ ...paid, amount: 1001 }, returned] }],
    ['a payout failed and was booked as paid', { payments: [paid, { ...returned, state: 'out' }] }],
    ['a deposit was credited twice', { ledger: [...both, paid] }],
    [
      'a deposit was credited and payments does not know',
      { payments: [{ ...paid, state: 'pending' }, returned] },
    ],
  ])('is red if %s', (_what, change) => {
    expect(paymentFaults({ ...sound, ...change }).length).toBeGreaterThan(0);
  });
});

describe('C12', () => {
  const line = {
    account: 'game_revenue',
    figure: 'GGR',
    ledger: gbp(5),
    figures: gbp(5),
    difference: gbp(0),
  };
  const projection = { name: 'hours', rows: 3, same: true };
  const sound = {
    counters: [{ playerId: 'p', name: 'day staked', stored: 10, recomputed: 10 }],
    figures: { comparedAt: '', exact: true, missingFacts: 0, lines: [line] },
    rebuilt: [{ events: 3, durationMs: 1, projections: [projection] }],
  };

  it('is green if all is what the log says', () => {
    expect(derivedFaults(sound)).toEqual([]);
  });

  it.each([
    [
      'a counter is off by one',
      { counters: [{ playerId: 'p', name: 'day staked', stored: 10, recomputed: 11 }] },
    ],
    ['a figure is off by one', { figures: { ...sound.figures, lines: [{ ...line, difference: gbp(1) }] } }],
    ['a fact is missing', { figures: { ...sound.figures, missingFacts: 1 } }],
    [
      'something came out different',
      { rebuilt: [{ events: 3, durationMs: 1, projections: [{ ...projection, same: false }] }] },
    ],
  ])('is red if %s', (_what, change) => {
    expect(derivedFaults({ ...sound, ...change })).toHaveLength(1);
  });
});

describe('C13 and C14', () => {
  it('let a stream be behind what was asked for', () => {
    const seen = [
      { by: 'reply', version: 4 },
      { by: 'stream', version: 3 },
      { by: 'read', version: 4 },
      { by: 'stream', version: 4 },
    ] as const;
    expect([goingBack(seen), staleReads(seen)]).toEqual([[], []]);
  });

  it('are red for a stream and for a balance that go back', () => {
    const stream = [
      { by: 'stream', version: 4 },
      { by: 'stream', version: 3 },
    ] as const;
    const reads = [
      { by: 'read', version: 4 },
      { by: 'reply', version: 3 },
    ] as const;
    expect(goingBack(stream)).toHaveLength(1);
    expect(goingBack(reads)).toHaveLength(1);
  });

  it('are red for a balance that is older than the last reply', () => {
    const seen = [
      { by: 'reply', version: 4 },
      { by: 'read', version: 3 },
    ] as const;
    expect(staleReads(seen)).toHaveLength(1);
  });
});
