import { compare, type Figure, fraction, fromDecimal, type TableDefinition } from '@croupier/game-maths';

/** What is used of a PAR sheet, as `npm run games -- certify FILE --json` writes it. */
interface Paper {
  readonly definitionHash: string;
  readonly bets: readonly { bet: string; basis: string; returnToPlayer: { fraction: string } }[];
  /** Why the game was refused; of one that can be certified there is no such member. */
  readonly faults?: readonly object[];
}

/** The figures of a certified sheet; undefined unless it is of the very definition, and that was not refused. */
export function figuresOnPaper(paper: unknown, hash: string): Figure[] | undefined {
  const { definitionHash, bets, faults = [] } = (paper ?? {}) as Partial<Paper>;
  if (definitionHash !== hash || faults.length > 0) return undefined;
  return bets?.map(({ bet, basis, returnToPlayer }) => {
    const [numerator = '0', denominator = '1'] = returnToPlayer.fraction.split('/');
    return { bet, basis, rtp: fraction(BigInt(numerator), BigInt(denominator)) };
  });
}

/** True if a return lies in the band that the definition declares, both ends included. */
export function withinBand({ rtp: band }: TableDefinition, { rtp }: Figure): boolean {
  const [minimum, maximum] = [fromDecimal(band.minimum), fromDecimal(band.maximum)];
  return (
    minimum !== undefined && maximum !== undefined && compare(rtp, minimum) >= 0 && compare(rtp, maximum) <= 0
  );
}
