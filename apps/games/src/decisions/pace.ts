import { walletError } from '@croupier/contracts';
import type { TableAction } from '@croupier/game-maths';
import type { DecisionRow, TakenAction, TrailEntry } from './decision-row.js';
import type { Rules } from './rules.js';

/** True of a decision by which the player has a result drawn: it is a start as that of a round is (RTS 14G). */
export function isPaced({ table }: Rules, action: TakenAction | undefined): boolean {
  return action !== undefined && !action.byDefault && table.paced?.includes(action.kind) === true;
}

/** The last start of the player in a round, its own or that of a result in it, on the player's clock. */
export function lastResultAt(
  { started_at: startedAt }: Pick<DecisionRow, 'started_at'>,
  trail: readonly TrailEntry[],
): Date {
  const paced = trail.findLast(({ pacedAt }) => pacedAt !== undefined)?.pacedAt;
  return paced === undefined ? startedAt : new Date(paced);
}

/** Two results of a round lie as far apart as two rounds do; the first comes with its round. @throws DomainError `round_too_soon` */
export function checkPace(row: DecisionRow, rules: Rules, action: TableAction, now: Date): void {
  const before = row.trail.some(({ pacedAt }) => pacedAt !== undefined);
  if (!before || !isPaced(rules, action)) return;
  const waitMs = lastResultAt(row, row.trail).getTime() + rules.minimumCycleMs - now.getTime();
  if (waitMs > 0) throw walletError('round_too_soon', { retryAfterMs: waitMs });
}
