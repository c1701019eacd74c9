import { createHash } from 'node:crypto';
import type { StudioIncidentReason } from '@croupier/contracts';
import type { Action, ActionResult, Answer, Call, Status } from '../dialects/canonical.js';

/** A refusal that a person is to look into: something is wrong with a studio, or with somebody who acts as one. */
export interface Incident {
  reason: StudioIncidentReason;
  /** Missing where nothing may be believed of the call. */
  asked?: {
    action: Action;
    playerId?: string | undefined;
    roundId?: string | undefined;
    currency?: string | undefined;
  };
}

/** What of an answer wants a person. Most refusals do not: they are part of the game. */
export function incidentsOf(answer: Answer, call: Call | undefined): Incident[] {
  if (answer.status === 'bad_signature') return [{ reason: 'bad_signature' }];
  return answer.results.flatMap((result) => {
    const reason = reasonOf(result);
    if (!reason) return [];
    const { playerId = call?.playerId } = answer;
    return [
      {
        reason,
        asked: { action: result.action, playerId, roundId: call?.roundId, currency: call?.currency },
      },
    ];
  });
}

/** The same for the same request of a studio, however often it is sent; 32 bytes. */
export function contentOf({ asked }: Incident): Buffer {
  const { action, playerId, roundId, currency } = asked ?? {};
  const parts = action && [
    ...[action.kind, action.id, winIdOf(action) ?? ('betId' in action ? action.betId : null)],
    amountOf(action),
    ...[playerId, roundId, currency],
  ];
  return createHash('sha256')
    .update(JSON.stringify(parts ?? []))
    .digest();
}

export function amountOf(action: Action): number | null {
  return 'amount' in action ? action.amount : null;
}

export function winIdOf(action: Action): string | null {
  return 'winId' in action ? action.winId : null;
}

const ofWins: Partial<Record<Status, StudioIncidentReason>> = {
  bet_unknown: 'win_without_bet',
  rolled_back: 'win_rolled_back',
  reversed: 'win_reversed',
};

function reasonOf({ action, status }: ActionResult): StudioIncidentReason | undefined {
  if (status === 'conflict') return 'conflict';
  // The player has spent what was to be taken back.
  const takes = action.kind === 'reverse-win' || action.kind === 'adjustment';
  if (takes && status === 'insufficient') return 'not_covered';
  return action.kind === 'win' || action.kind === 'promo-win' ? ofWins[status] : undefined;
}
