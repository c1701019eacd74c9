import { type ProgrammeDefinition } from '@croupier/contracts';

export const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });

/** A deposit match that breaks no rule. */
export function depositMatch(over: Partial<ProgrammeDefinition> = {}): ProgrammeDefinition {
  return {
    programmeId: 'test-match',
    title: 'Test match',
    summary: 'Opt in, then deposit: we add half of it as bonus money.',
    kind: 'deposit_match',
    products: ['casino'],
    depositMatch: {
      percentageBasisPoints: 5000,
      maximumBonus: gbp(2500),
      minimumDeposit: gbp(1000),
      depositWithinDays: 7,
    },
    wageringHundredths: 500,
    defaultWeightBasisPoints: 10_000,
    gameWeights: [{ gameId: 'half-game', basisPoints: 5000 }],
    maximumStake: gbp(200),
    expiresAfterDays: 14,
    startsAt: '2026-01-01T00:00:00.000Z',
    additionalTerms: [],
    ...over,
  };
}

/** Free rounds that break no rule. */
export function freeRounds(over: Partial<ProgrammeDefinition> = {}): ProgrammeDefinition {
  const { depositMatch: _, ...rest } = depositMatch();
  return {
    ...rest,
    programmeId: 'test-rounds',
    title: 'Test rounds',
    summary: 'Rounds that we pay for; what they win is bonus money.',
    kind: 'free_rounds',
    freeRounds: { gameId: 'lamplight-ledger', rounds: 5, stake: gbp(10) },
    ...over,
  };
}
