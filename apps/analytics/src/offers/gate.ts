import type { Access, noOfferReasons, PlayerSettings, Spending } from '@croupier/contracts';

export type NoOfferReason = (typeof noOfferReasons)[number];

/** What another service said; undefined if it did not answer, and then nothing is shown. */
export interface Checks {
  access: Pick<Access, 'allowed' | 'reasons'> | undefined;
  settings: Pick<PlayerSettings, 'marketingByEmail' | 'marketingBySms'> | undefined;
  spending: Pick<Spending, 'limits' | 'blocks'> | undefined;
  /** Segments of the player that withhold offers. */
  withholding: string[];
}

/**
 * Why nothing may be shown to a player; undefined if something may. The strictest answer wins, and an answer that
 * is missing counts as a no. Consent to marketing by any channel is consent to offers on the page: they are
 * marketing, and a player who said no to every channel sees none.
 */
export function closedBy(checks: Checks, limitUsedPerMille: number): NoOfferReason | undefined {
  const { access, settings, spending, withholding } = checks;
  if (access && !access.allowed) return 'contact_refused';
  if (spending && spending.blocks.length > 0) return 'contact_refused';
  if (settings && !settings.marketingByEmail && !settings.marketingBySms) return 'no_consent';
  if (!access || !settings || !spending) return 'check_unavailable';
  if (spending.limits.some((limit) => isUsed(limit, limitUsedPerMille))) return 'limit_reached';
  return withholding.length > 0 ? 'segment_withholds' : undefined;
}

function isUsed({ amount, used }: Spending['limits'][number], perMille: number): boolean {
  return BigInt(used.amount) * 1000n >= BigInt(amount.amount) * BigInt(perMille);
}

/** The reason as the player reads it. Who is protected is not told by whom. */
export const explanations: Record<NoOfferReason, string> = {
  no_consent:
    'You have not agreed to marketing, so there are no offers. You can change that in your settings.',
  contact_refused: 'There are no offers for you at the moment.',
  limit_reached:
    'You have used up one of your limits or nearly so. There are no offers until it starts anew.',
  segment_withholds: 'There are no offers for you at the moment.',
  check_unavailable:
    'We could not find out whether we may show you offers, so we show none. Please look again later.',
  nothing_fits: 'There is nothing for you at the moment.',
};
