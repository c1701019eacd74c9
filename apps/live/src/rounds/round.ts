import type { TablePhase, TableRound } from '@croupier/contracts';
import { colourOf } from '@croupier/game-maths';

/** A row of `table_rounds`. */
export interface RoundRow {
  round_id: string;
  table_id: string;
  number: string;
  definition_hash: string;
  phase: TablePhase;
  revision: string;
  bets_close_at: Date;
  changed_at: Date;
  next_phase_at: Date | null;
  pocket: number | null;
  reason: string | null;
}

const revisionsPerRound = 10;

/** The revision a round begins with: above every one of the round before. */
export function firstRevision(number: number): number {
  return number * revisionsPerRound;
}

export function isFinished({ phase }: Pick<RoundRow, 'phase'>): boolean {
  return phase === 'settled' || phase === 'voided';
}

/** Phases in which the pocket may be known outside of this service. */
export function isTold(phase: TablePhase): boolean {
  return phase === 'settling' || phase === 'settled';
}

/** A round as everybody may see it: a pocket that is drawn but not told is not in it. */
export function shownRound(row: RoundRow): TableRound {
  const { phase, pocket } = row;
  return {
    tableId: row.table_id,
    roundId: row.round_id,
    number: Number(row.number),
    phase,
    revision: Number(row.revision),
    changedAt: row.changed_at.toISOString(),
    betsCloseAt: row.bets_close_at.toISOString(),
    ...(row.next_phase_at === null ? {} : { nextPhaseAt: row.next_phase_at.toISOString() }),
    ...(pocket === null || !isTold(phase) ? {} : { result: { pocket, colour: colourOf(pocket) } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}
