import { type RoundSettled } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { framesOf } from './messages.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

/** What a stream tells of a round of this outcome. */
function told(outcome: object): Record<string, unknown> {
  const account = { balance: gbp(900), bonus: gbp(0), inPlay: gbp(0), withdrawing: gbp(0), version: 3 };
  const round = { roundId: 'r', gameSessionId: 's', gameId: 'g', stake: gbp(100), payout: gbp(40) };
  const fact = { playerId: 'p', recordedAt: '2026-11-23T21:03:00.000Z', ...account, ...round, outcome };
  const [frame] = framesOf(fact as unknown as RoundSettled);
  // The number of the message is put in front of the rest.
  return (JSON.parse(`{${String(frame)}`) as { data: Record<string, unknown> }).data;
}

describe('a round on the stream', () => {
  it('has what it won of a jackpot, beside its payout', () => {
    const won = told({ pot: { jackpotId: 'three-lights', won: gbp(50_123) } });
    expect(won).toMatchObject({ payout: gbp(40), netWin: gbp(-60), jackpotWin: gbp(50_123) });
  });

  it.each([[{}], [{ pot: { jackpotId: 'three-lights' } }]])('has none if there was none: %j', (outcome) => {
    expect(told(outcome)).not.toHaveProperty('jackpotWin');
  });
});
