import type { OpenRound, PlayedRound } from '@croupier/contracts';
import { type Draw, type OfferedAction, playedOn, RecordingRandom } from '@croupier/game-maths';
import { elapsedMs } from '@croupier/kernel';
import type { SealedSeeds } from '../rounds/sealed-outcome.js';
import { actionsOf, type DecisionRow, type TakenAction } from './decision-row.js';
import { lastResultAt } from './pace.js';
import type { Rules } from './rules.js';

/** A round after some of its decisions. */
export interface Situation {
  readonly state: unknown;
  readonly staked: number;
  /** Undefined while it is open. */
  readonly payout: number | undefined;
  /** Within what all stakes of a round may come to. */
  readonly offered: readonly OfferedAction[];
  readonly draws: readonly Draw[];
}

export function situationAfter(row: DecisionRow, rules: Rules, actions: readonly TakenAction[]): Situation {
  const { table, definition } = rules;
  const random = new RecordingRandom(rules.random());
  const state = playedOn(table, definition, { bets: row.bets, actions, random, currency: row.currency });
  const staked = table.staked(state);
  const most = definition.limits[row.currency]?.roundMaximum ?? 0;
  const offered = table.actions(definition, state).filter(({ stake }) => staked + stake <= most);
  return { state, staked, payout: table.payout(state), offered, draws: random.draws };
}

/** Of what is sealed: the decisions in their order. */
export interface SealedActions {
  readonly actions: readonly {
    kind: string;
    positions?: number[];
    bets?: { kind: string; numbers?: number[]; amount: number }[];
    elapsedMs?: number;
    byDefault?: true;
  }[];
}

/** What is sealed into the ledger at the end: with the definition and the seeds it derives the round again. */
export function sealedDecisions(
  row: DecisionRow,
  rules: Rules,
  situation: Situation,
): Record<string, unknown> {
  const { client_seed: clientSeed, refusals, channel } = row;
  const seeds: SealedSeeds = { serverSeedHash: rules.serverSeedHash, clientSeed, refusals };
  return {
    ...shownDecisions(row, rules, situation, actionsOf(row.trail)),
    ...(channel === null ? {} : { channel }),
    ...{ seeds, draws: situation.draws },
  };
}

/** What a player sees of it before: no number that was drawn, only what lies face up. */
function shownDecisions(
  row: DecisionRow,
  { table, definition }: Rules,
  { state }: Situation,
  actions: readonly TakenAction[],
): Record<string, unknown> {
  return {
    definitionHash: row.definition_hash,
    definitionVersion: definition.version,
    startedAt: row.started_at.toISOString(),
    ...table.view(definition, state),
    bets: row.bets,
    actions,
  };
}

/** The answer to the step at an index of the trail, as it was and will be. */
export function answerAt(row: DecisionRow, rules: Rules, index: number): PlayedRound {
  const trail = row.trail.slice(0, index + 1);
  const actions = actionsOf(trail);
  const situation = situationAfter(row, rules, actions);
  const { staked, payout } = situation;
  const entry = trail[index];
  if (!entry) throw new RangeError(`the trail has no step ${index}`);
  const { currency } = row;
  const outcome =
    payout === undefined
      ? shownDecisions(row, rules, situation, actions)
      : sealedDecisions(row, rules, situation);
  return {
    roundId: row.round_id,
    gameSessionId: row.game_session_id,
    gameId: row.game_id,
    stake: { amount: staked, currency },
    payout: { amount: payout ?? 0, currency },
    netWin: { amount: row.voided ? 0 : (payout ?? 0) - staked, currency },
    outcome,
    settledAt: entry.at,
    ...(payout === undefined ? stillOpen(row, situation, index) : {}),
    ...entry.receipt,
    nextRoundAt: new Date(lastResultAt(row, trail).getTime() + rules.minimumCycleMs).toISOString(),
    elapsedMs: elapsedMs(row.opened_at, entry.at),
  };
}

/** What may be done, or that the round is void: a step that was taken before tells of it, too. */
function stillOpen(
  row: DecisionRow,
  situation: Situation,
  index: number,
): Pick<PlayedRound, 'open' | 'voided'> {
  if (!row.voided || row.state !== 'settled') return { open: openAt(row, situation, index) };
  const { reason } = row.voided;
  return { voided: { reason, at: row.trail.at(-1)?.at ?? '', corrected: false } };
}

function openAt({ trail, currency }: DecisionRow, { offered }: Situation, index: number): OpenRound {
  return {
    step: index,
    actions: offered.map(({ kind, stake }) => ({ kind, stake: { amount: stake, currency } })),
    decideBy: trail[index]?.decideBy ?? '',
  };
}
