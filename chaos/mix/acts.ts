/** What somebody knows of a command: it was done, it was refused, or nobody said. */
export type Outcome = 'ok' | 'refused' | 'unknown';

export type ActKind = 'bet' | 'table bet' | 'deposit' | 'withdrawal' | 'bonus';

/** One command of a guest that moves money, and what the guest knows of it. */
export interface Act {
  kind: ActKind;
  /** The Idempotency-Key: whoever asks again asks with it. */
  key: string;
  /** Minor units that are staked, paid in or taken out; of a bonus what it must give. */
  amount: number;
  outcome: Outcome;
  /** Nobody answered at first. */
  wasUnknown: boolean;
  /** Why it must be refused, if it must. */
  forbidden?: string;
  /** The round, bet, deposit, withdrawal or award; empty until the guest was told. */
  id: string;
  /** The game session of a bet on a game: whoever asks again names it again. */
  gameSessionId?: string;
  /** The round of a bet at a table. */
  roundId: string;
  /** What it changed of the cash and the bonus money together, once the guest knows. Minor units. */
  change?: number;
  /** Of a bet, all that its guest was answered. */
  answer?: Readonly<Record<string, unknown>>;
  /** What was last read of it, for whoever waits in vain. */
  seen?: string;
}

/** Whoever is told that a service is away, or is not told anything, does not know. */
export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined || status >= 500 || status === 401 || status === 429) return 'unknown';
  return status < 300 ? 'ok' : 'refused';
}

/** What a guest must have in cash and bonus money, if every outcome is known. Minor units. */
export function dueOf(acts: readonly Act[]): number {
  return acts.reduce((sum, { outcome, change = 0 }) => (outcome === 'ok' ? sum + change : sum), 0);
}

/** Pence of an amount by which the sandbox's provider does something unusual that still ends well; see its README. */
export const oddPence: readonly number[] = [13, 14, 15, 17, 19, 20];
/** Pence by which the provider never tells: it has to be asked, about a deposit after seconds, about a payout later. */
export const lostPence = 16;
/** Pence by which a payout fails at the bank. */
export const failingPence = 18;

/** What the bank does with a payout, as its script says. */
export function payoutFails(amount: number): boolean {
  return amount % 100 === failingPence;
}

/** Half of the deposit, 25 pounds at most: the terms of the programme that guests opt in to. Minor units. */
export function bonusFor(deposit: number): number {
  return Math.min(Math.floor(deposit / 2), 2500);
}
