import { type SetControls, type SpendingBlock } from '@croupier/contracts';
import type { LimitEntity } from '../limits/limit.entity.js';
import type { RestrictionEntity } from '../restrictions/restriction.entity.js';

/** What every restriction keeps a player from. */
const blocked = ['play', 'deposit'] as const;

/** Everything that was decided about one player, at one revision. */
export interface Decided {
  playerId: string;
  revision: number;
  limits: readonly LimitEntity[];
  /** Those in force. */
  restrictions: readonly RestrictionEntity[];
}

/** The limits and blocks of a player as the wallet is to enforce them. */
export function controlsOf({ playerId, revision, limits, restrictions }: Decided): SetControls {
  return {
    playerId,
    revision,
    limits: limits.map(({ kind, period, amount, currency }) => ({
      kind,
      period,
      amount: { amount, currency },
    })),
    blocks: blocksOf(restrictions),
  };
}

/** One block per scope and reason: of several restrictions of a kind, the one that ends last. */
function blocksOf(restrictions: readonly RestrictionEntity[]): SpendingBlock[] {
  const ends = new Map<string, Date | null>();
  for (const { kind, endsAt } of restrictions) {
    const known = ends.get(kind);
    const longer = known === undefined || (known !== null && (endsAt === null || endsAt > known));
    if (longer) ends.set(kind, endsAt);
  }
  return [...ends].flatMap(([reason, end]) =>
    blocked.map((scope) => ({ scope, reason, ...(end ? { until: end.toISOString() } : {}) })),
  );
}
