import type { Money } from '@croupier/kernel';

/** What the wallet recorded in the outcome of a round that was played for a jackpot. */
export interface PotRecord {
  readonly jackpotId: string;
  readonly cycle: number;
  /** In millionths of a minor unit. */
  readonly contributionMillionths: number;
  /** What is in it after the round. */
  readonly value: PlainMoney;
  /** What the round was paid of it, beside its payout. */
  readonly won?: PlainMoney;
}

type PlainMoney = Pick<Money, 'amount' | 'currency'>;

export function potRecordOf(outcome: Record<string, unknown>): PotRecord | undefined {
  return outcome['pot'] as PotRecord | undefined;
}

/** As a member of a round, if it won a jackpot. */
export function jackpotWinOf(outcome: Record<string, unknown>): { jackpotWin?: PlainMoney } {
  const won = potRecordOf(outcome)?.won;
  return won ? { jackpotWin: won } : {};
}
