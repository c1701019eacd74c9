import { createHash } from 'node:crypto';
import type { StudioIncidentReason } from '@croupier/contracts';
import type { Verb } from '../dialects/calls.js';
import type { Action, ActionResult, Answer, Call, Status } from '../dialects/canonical.js';
import type { OutboundRow } from '../outbound/outgoing.js';

/** What a person is to look into: something is wrong with a studio, or with somebody who acts as one. */
export interface Incident {
  reason: StudioIncidentReason;
  /** Of a call of ours that it has not carried out. */
  call?: { verb: Verb; freeRoundsId: string; playerId: string | undefined };
  /** Missing where nothing may be believed of the studio's call, or where it is ours. */
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

/** What of the last word about a call of ours wants a person: free rounds that are over here and may not be at the studio. */
export function incidentOfCall(
  { state, verb, subject_id: freeRoundsId }: Pick<OutboundRow, 'state' | 'verb' | 'subject_id'>,
  playerId: string | undefined,
): Incident | undefined {
  const reason = verb === 'cancel-free-rounds' ? ofCancels[state] : undefined;
  return reason && { reason, call: { verb, freeRoundsId, playerId } };
}

const ofCancels: Partial<Record<OutboundRow['state'], StudioIncidentReason>> = {
  refused: 'cancel_refused',
  given_up: 'cancel_unanswered',
};

/** The same for the same request of a studio, however often it is sent, or for the same call of ours; 32 bytes. */
export function contentOf({ asked, call }: Incident): Buffer {
  const { action, playerId, roundId, currency } = asked ?? {};
  const parts = action && [
    ...[action.kind, action.id, winIdOf(action) ?? ('betId' in action ? action.betId : null)],
    amountOf(action),
    ...[playerId, roundId, currency],
  ];
  return createHash('sha256')
    .update(JSON.stringify(parts ?? (call ? [call.verb, call.freeRoundsId] : [])))
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
