export const points = [4, 5, 6, 8, 9, 10] as const;
export const lineKinds = ['pass', 'dont-pass', 'come', 'dont-come'] as const;
export type LineKind = (typeof lineKinds)[number];
/** `take` pays when the point is made, `lay` when a seven comes before it. */
export const oddsKinds = ['pass-odds', 'come-odds', 'dont-pass-odds', 'dont-come-odds'] as const;
export type OddsKind = (typeof oddsKinds)[number];
/** What a definition can set aside on the roll that makes a new point. */
export const restingKinds = ['come-odds', 'place', 'buy', 'lay', 'hard'] as const;

export const numberKinds = ['place', 'buy', 'lay', 'hard'] as const;

/** Bets that can be taken back before a roll settles them; a line bet stands until it is settled. */
export const removable: readonly string[] = [...oddsKinds, ...numberKinds];

/** A line, odds or number kind; any other is a bet of one roll, by the name that its definition gives it. */
export type CrapsBetKind = string;

export function isKind<Kind extends string>(kinds: readonly Kind[], kind: string): kind is Kind {
  return kinds.some((each) => each === kind);
}
