import type { Table, TableRound } from '../api/table-news.js';

/** A round whose end is on show; without a result it is void. */
export interface Told {
  roundId: string;
  number: number;
  result: TableRound['result'];
  /** What the player had in it, in minor units. */
  staked: number;
}

/** What the wheel shows: it comes to rest some seconds after the house has told where. */
export interface Show {
  /** The round that has not told its end. */
  waiting: Told | undefined;
  /** The wheel is coming to rest on this one. */
  landing: Told | undefined;
  /** The last one whose end was shown. */
  rested: Told | undefined;
  /** Grows with every landing. */
  turn: number;
}

export const atFirst: Show = { waiting: undefined, landing: undefined, rested: undefined, turn: 0 };

type Step = { type: 'rest' } | { type: 'table'; table: Table };

export function next(show: Show, step: Step): Show {
  if (step.type === 'rest') return { ...show, landing: undefined, rested: show.landing ?? show.rested };
  const { round } = step.table;
  if (!round) return show;
  const told: Told = {
    roundId: round.roundId,
    number: round.number,
    result: round.result,
    staked: stakedIn(step.table),
  };
  if (!round.result && !isVoid(round)) return waitFor(show, told, step.table);
  if ([show.landing, show.rested].some((each) => each?.roundId === told.roundId)) return show;
  const unseen = { ...show, waiting: undefined };
  // Whoever comes in after the result was told sees where the ball lies.
  if (show.waiting?.roundId !== told.roundId || !round.result) return { ...unseen, rested: told };
  return { ...unseen, landing: told, turn: show.turn + 1 };
}

/** A round begins or goes on. One before it whose end went by unseen is told from the results. */
function waitFor(show: Show, told: Told, { results }: Table): Show {
  const { waiting } = show;
  if (!waiting || waiting.roundId === told.roundId) return { ...show, waiting: told };
  const result = results.find(({ number }) => number === waiting.number);
  return { ...show, waiting: told, ...(result ? { rested: { ...waiting, result } } : {}) };
}

/** What the player has in the round of a table, in minor units. */
export function stakedIn({ bets }: Pick<Table, 'bets'>): number {
  return bets.reduce((sum, { stake }) => sum + stake.amount, 0);
}

export const isVoid = ({ phase }: Pick<TableRound, 'phase'>): boolean =>
  phase === 'voiding' || phase === 'voided';

/** How the table stands, as it is shown. */
export type Stage = 'none' | 'betting' | 'closed' | 'spinning' | 'settling' | 'settled' | 'void' | 'away';

interface Moment {
  /** Bets have closed by the house's clock. */
  late: boolean;
  /** The next phase should have been told long ago. */
  overdue: boolean;
}

export function stageOf(round: TableRound | undefined, { rested }: Show, { late, overdue }: Moment): Stage {
  if (!round) return 'none';
  if (overdue) return 'away';
  if (isVoid(round)) return 'void';
  if (round.phase === 'betting') return late ? 'closed' : 'betting';
  if (round.phase === 'closed' || round.phase === 'spinning') return round.phase;
  if (rested?.roundId !== round.roundId) return 'spinning';
  return round.phase === 'settling' ? 'settling' : 'settled';
}

const patienceMs = 6_000;
const settlementMs = 15_000;

/** When a table that says nothing is away: its next phase is long due. */
export function overdueAt({ nextPhaseAt, changedAt }: TableRound): number {
  return patienceMs + (nextPhaseAt ? Date.parse(nextPhaseAt) : Date.parse(changedAt) + settlementMs);
}
