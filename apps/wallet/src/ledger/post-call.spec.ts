import { type TransactionId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { accountOrder, postArguments, postCall, type PostCommand } from './post-call.js';
import { type Posting } from './posting.js';

const at = '2026-11-29T12:00:00.000Z';

function command(over: Partial<Posting> = {}, trace?: string): PostCommand {
  const posting: Posting = {
    ...{ playerId: 'p', currency: 'GBP', kind: 'round', source: 'round', externalId: 'e', fingerprint: 'f' },
    ...{ transactionId: 't' as TransactionId, fact: { subject: 's', payload: { a: 1 } } },
    ...over,
  };
  return { posting, at, trace };
}

/** The last parameter: what few kinds bring. */
const othersOf = (over: Partial<Posting>): string | undefined => postArguments([command(over)]).at(-1);
const json = (value: object): string => `{"${JSON.stringify(value).replaceAll('"', '\\"')}"}`;

describe('postCall', () => {
  it('names as many parameters as there are columns, from the first', () => {
    const [, named = ''] = /^SELECT \* FROM post\((.*)\)$/.exec(postCall) ?? [];
    expect(named.split(', ')).toEqual(postArguments([command()]).map((_, place) => `$${place + 1}`));
  });
});

describe('postArguments', () => {
  it('gives a column for each parameter, a cell for each command', () => {
    const played = { stake: 5, payout: 0, gameId: 'g', gameSessionId: 'q', minimumCycleMs: 7 };
    expect(postArguments([command({ ...played, outcome: { x: 1 } }, 'trace'), command()])).toEqual([
      ...['{"p","p"}', '{"GBP","GBP"}', '{"round","round"}', '{"round","round"}', '{"e","e"}', '{"f","f"}'],
      ...['{"t","t"}', `{"${at}","${at}"}`, '{5,NULL}', '{0,NULL}', '{"g",NULL}', '{"q",NULL}', '{7,NULL}'],
      ...['{"{\\"x\\":1}",NULL}', '{"s","s"}', '{"{\\"a\\":1}","{\\"a\\":1}"}', '{"trace",NULL}'],
      '{NULL,NULL}',
    ]);
  });

  it.each([
    ['a "quote"', '{"a \\"quote\\""}'],
    ['a back\\slash', '{"a back\\\\slash"}'],
    ['NULL', '{"NULL"}'],
  ])('writes %s as PostgreSQL reads it', (gameId, cell) => {
    expect(postArguments([command({ gameId })])[10]).toBe(cell);
  });

  it.each([
    { cashChange: -5, withdrawingChange: 5, clearingChange: 0, provider: 'x' },
    { amount: 3 },
    { awardId: 'w', maximumStake: 4, freeRounds: 2, freeStake: 1 },
    { jackpotId: 'j', jackpotContribution: 2 },
    { approvalId: 'o', reversedSource: 'deposit', toBonus: false },
  ] as Partial<Posting>[])('hands on what few kinds bring: %j', (few) => {
    expect(othersOf(few)).toBe(json(few));
  });

  it('tells the round of a stake and of a payout, whose key is another, and of no other kind', () => {
    expect(othersOf({ kind: 'stake', roundId: 'r' })).toBe(json({ roundId: 'r' }));
    expect(othersOf({ kind: 'payout', roundId: 'r' })).toBe(json({ roundId: 'r' }));
    expect(othersOf({ kind: 'settlement', roundId: 'r' })).toBe('{NULL}');
  });
});

describe('accountOrder', () => {
  it('is by player, however its id is written, and by currency, and keeps the order within an account', () => {
    const of = (playerId: string, currency: string): PostCommand => command({ playerId, currency });
    const commands = [
      of('b', 'GBP'),
      of('A', 'GBP'),
      of('b', 'EUR'),
      of('a', 'GBP'),
      of('C', 'EUR'),
      of('b', 'GBP'),
    ];
    expect(accountOrder(commands)).toEqual([1, 3, 2, 0, 5, 4]);
    expect(accountOrder([...commands].reverse())).toEqual([2, 4, 3, 0, 5, 1]);
  });
});
