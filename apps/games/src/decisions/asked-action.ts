import { gamesError, type RoundAction, type TableStake } from '@croupier/contracts';
import type { BetRequest, TableAction } from '@croupier/game-maths';
import { type DomainError } from '@croupier/kernel';
import type { DecisionRow } from './decision-row.js';
import type { Situation } from './played-decisions.js';
import type { Rules } from './rules.js';

/** Actions that are about bets, in a table that takes some after its beginning. */
const betActions = ['bet', 'take-down'];

/**
 * A decision as it is recorded: of the request what the action uses, whatever else was sent, since all of it is sealed into the
 * ledger; and when it came by our clock alone. `receivedAt` is on the player's clock, as the start is.
 */
export function recordedAs(
  { kind, positions, bets }: RoundAction,
  { started_at: startedAt }: Pick<DecisionRow, 'started_at'>,
  { table }: Rules,
  receivedAt: Date,
): TableAction {
  return {
    kind,
    ...(positions && kind === 'hold' ? { positions: [...positions] } : {}),
    ...(bets && table.stakeOf && betActions.includes(kind) ? { bets: onSpots(bets) } : {}),
    // The clocks of two processes may be apart by less than the way here takes.
    ...(table.course ? { elapsedMs: Math.max(0, receivedAt.getTime() - startedAt.getTime()) } : {}),
  };
}

/** One bet for each spot, as chips lie there. */
function onSpots(bets: readonly TableStake[]): BetRequest<string>[] {
  const spots = new Map<string, BetRequest<string>>();
  for (const { kind, numbers, amount } of bets) {
    const key = JSON.stringify([kind, numbers]);
    const total = (spots.get(key)?.amount ?? 0) + amount;
    spots.set(key, { kind, ...(numbers ? { numbers: [...numbers] } : {}), amount: total });
  }
  return [...spots.values()];
}

/** What the action stakes. Tried out first: nothing of it is seen unless it is taken. @throws DomainError `action_not_allowed` */
export function priceOf(rules: Rules, { state, offered }: Situation, action: TableAction): number {
  const { table, definition } = rules;
  const offer = offered.find(({ kind }) => kind === action.kind);
  const { fault } = table.act(definition, state, action, rules.random());
  if (offer && !fault) return table.stakeOf?.(action) ?? offer.stake;
  const isKnown = table.actions(definition, state).some(({ kind }) => kind === action.kind);
  const tooHigh = 'All stakes of a round together would be above what the table takes.';
  throw notAllowed(fault?.detail ?? (isKnown ? tooHigh : 'This is not for the player to choose.'));
}

export function notAllowed(detail: string): DomainError {
  return gamesError('action_not_allowed', { field: 'action', detail });
}
