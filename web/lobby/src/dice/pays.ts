/** What the page uses of the definition of dice. */
export interface DiceDefinition {
  outcomes: number;
  targets: { from: number; to: number; step: number };
  edge: string;
  grid: number;
}

/**
 * What a win on so many numbers returns for a stake, in minor units and the stake included: as the platform computes it, in
 * whole numbers throughout.
 */
export function diceReturn({ outcomes, edge, grid }: DiceDefinition, target: number, stake: number): number {
  const [whole = '0', digits = ''] = edge.split('.');
  const scale = 10n ** BigInt(digits.length);
  const kept = BigInt(whole + digits);
  const units = (BigInt(grid) * (scale - kept) * BigInt(outcomes)) / (scale * BigInt(target));
  return Number((BigInt(stake) * units) / BigInt(grid));
}

/** The chance of a win in percent: `49 %`, `0.25 %`. */
export function chanceOf({ outcomes }: DiceDefinition, target: number): string {
  return `${Number(((100 * target) / outcomes).toFixed(4))} %`;
}

/** True if a bet wins on the number drawn. */
export function diceWins({ outcomes }: DiceDefinition, kind: string, target: number, drawn: number): boolean {
  return (kind === 'under' ? drawn : outcomes - 1 - drawn) < target;
}

export interface DiceOutcome {
  outcome: number;
  bets: { kind: string; numbers: number[]; amount: number; payout: number }[];
}

/** The number of a round of dice; undefined if it is one of another kind of game. */
export function diceOutcomeIn(outcome: Record<string, unknown>): DiceOutcome | undefined {
  const { outcome: drawn, bets } = outcome as Partial<DiceOutcome>;
  return typeof drawn === 'number' && Array.isArray(bets) ? { outcome: drawn, bets } : undefined;
}
