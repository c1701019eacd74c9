import { gamesError, walletError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { casinoCycleMs } from '../catalogue/table-game.js';
import {
  decisionColumns,
  type DecisionRow,
  type PendingStep,
  type TrailEntry,
  type VoidOrder,
} from './decision-row.js';

/** As many rounds as are looked at together. */
export const dueAtOnce = 100;

const inPlay = `state IN ('dealing', 'open', 'settling')`;

/** A round as it is asked for. */
export type NewRound = Omit<
  DecisionRow,
  | 'state'
  | 'trail'
  | 'pending'
  | 'voided'
  | 'paced_at'
  | 'attempts'
  | 'version'
  | 'seed_salt'
  | 'client_seed'
  | 'refusals'
  | 'opened_at'
> & { minimumCycleMs: number; definition: object };

/** The rows of rounds with decisions. Every change names the version it was made from, and is refused if there is a newer one. */
@Injectable()
export class DecisionRounds {
  constructor(private readonly transactions: TransactionRunner) {}

  async find(playerId: string, roundId: string): Promise<DecisionRow | undefined> {
    const [row] = await this.transactions.statement<DecisionRow>({
      name: 'decisions-find',
      text: `SELECT ${decisionColumns} FROM decision_rounds WHERE player_id = $1 AND round_id = $2`,
      values: [playerId, roundId],
    });
    return row;
  }

  /** The round of a player that is in play, in whatever game. */
  async inPlay(playerId: string): Promise<DecisionRow | undefined> {
    const [row] = await this.transactions.statement<DecisionRow>({
      name: 'decisions-in-play',
      text: `SELECT ${decisionColumns} FROM decision_rounds WHERE player_id = $1 AND ${inPlay}`,
      values: [playerId],
    });
    return row;
  }

  /**
   * Writes down that a round is dealt, before its stake is asked for. Locks the session's row, so that neither the session nor
   * its seeds end under the round.
   * @returns undefined if it was dealt meanwhile
   * @throws DomainError `session_closed`, `round_in_play`, `round_too_soon`
   */
  insert(round: NewRound, step: (attempt: number) => PendingStep): Promise<DecisionRow | undefined> {
    return this.transactions.run(async (manager) => {
      const { player_id: playerId, round_id: roundId } = round;
      const [session] = (await manager.query(
        `SELECT seed_salt, client_seed, refusals FROM game_sessions
          WHERE player_id = $1 AND game_session_id = $2 AND closed_at IS NULL AND seed_salt IS NOT NULL FOR UPDATE`,
        [playerId, round.game_session_id],
      )) as Pick<DecisionRow, 'seed_salt' | 'client_seed' | 'refusals'>[];
      if (!session) throw gamesError('session_closed');
      await refuseBeside(manager, playerId, roundId);
      await checkCycle(manager, round);
      await manager.query(
        `INSERT INTO played_definitions (definition_hash, definition) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        [round.definition_hash, JSON.stringify(round.definition)],
      );
      const [before] = (await manager.query(
        `SELECT attempts FROM decision_rounds WHERE player_id = $1 AND round_id = $2 FOR UPDATE`,
        [playerId, roundId],
      )) as { attempts: number }[];
      const attempts = (before?.attempts ?? 0) + 1;
      const [row] = (await manager.query(
        `INSERT INTO decision_rounds (player_id, round_id, game_session_id, game_id, definition_hash, currency, bets, seed_salt,
           client_seed, refusals, started_at, decide_by, state, pending, attempts, channel)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'dealing', $13, $14, $15)
         ON CONFLICT (player_id, round_id) DO UPDATE
           SET game_session_id = excluded.game_session_id, definition_hash = excluded.definition_hash, bets = excluded.bets,
               seed_salt = excluded.seed_salt, client_seed = excluded.client_seed, refusals = excluded.refusals,
               started_at = excluded.started_at, decide_by = excluded.decide_by, paced_at = NULL, state = 'dealing',
               pending = excluded.pending, attempts = excluded.attempts, channel = excluded.channel, version = decision_rounds.version + 1,
               touched_at = clock_timestamp()
           WHERE decision_rounds.state = 'undone'
         RETURNING ${decisionColumns}`,
        [
          ...[playerId, roundId, round.game_session_id, round.game_id, round.definition_hash, round.currency],
          ...[JSON.stringify(round.bets), session.seed_salt, session.client_seed, session.refusals],
          ...[round.started_at, round.decide_by, JSON.stringify(step(attempts)), attempts, round.channel],
        ],
      )) as DecisionRow[];
      return row;
    });
  }

  /** Writes down that a step is taken, before its stake is asked for. @returns undefined if the round moved on */
  async begin(row: DecisionRow, pending: PendingStep): Promise<DecisionRow | undefined> {
    return this.change('decisions-begin', row, `pending = $4, attempts = attempts + 1`, [
      JSON.stringify(pending),
    ]);
  }

  /** Whoever is at work on the step cannot take it any more. @returns undefined if the round moved on */
  claim(row: DecisionRow, pending: PendingStep): Promise<DecisionRow | undefined> {
    return this.change('decisions-claim', row, `pending = $4`, [
      JSON.stringify({ ...pending, isUndone: true }),
    ]);
  }

  /** A step is taken, its stake in the ledger; `until`: when the rules decide. @returns undefined if the round moved on */
  append(
    row: DecisionRow,
    entry: TrailEntry,
    { ended, until }: { ended: boolean; until: Date },
  ): Promise<DecisionRow | undefined> {
    const set = `trail = trail || $4::jsonb, pending = NULL, state = $5, decide_by = $6, paced_at = coalesce($7, paced_at)`;
    const values = [JSON.stringify([entry]), ended ? 'settling' : 'open', until, entry.pacedAt ?? null];
    return this.change('decisions-append', row, set, values);
  }

  /** The step is not taken, its stake not in the ledger. @returns undefined if the round moved on */
  withdraw(row: DecisionRow): Promise<DecisionRow | undefined> {
    const set = `pending = NULL, state = CASE WHEN state = 'dealing' THEN 'undone' ELSE state END`;
    return this.change('decisions-withdraw', row, set, []);
  }

  /** It ends as it is, and is void: nothing can be decided any more. @returns undefined if the round moved on */
  annul(row: DecisionRow, order: VoidOrder): Promise<DecisionRow | undefined> {
    return this.change('decisions-annul', row, `state = 'settling', voided = $4`, [JSON.stringify(order)]);
  }

  /** It is paid: the answer to its last step is known. @returns undefined if the round moved on */
  settled(row: DecisionRow, trail: readonly TrailEntry[]): Promise<DecisionRow | undefined> {
    return this.change('decisions-settled', row, `trail = $4, state = 'settled'`, [JSON.stringify(trail)]);
  }

  /** Rounds that a process left behind, and those whose time is over, of all players or of some whose clocks run ahead; no more than `dueAtOnce`, and none of those that were `seen`. */
  due({
    now,
    graceMs,
    ahead,
    seen,
  }: {
    now: Date;
    graceMs: number;
    ahead: readonly string[];
    seen: readonly string[];
  }): Promise<DecisionRow[]> {
    return this.transactions.statement<DecisionRow>({
      name: 'decisions-due',
      text: `SELECT ${decisionColumns} FROM decision_rounds
        WHERE ${inPlay} AND (
          ((state <> 'open' OR pending IS NOT NULL) AND touched_at <= clock_timestamp() - make_interval(secs => $1))
          OR (state = 'open' AND pending IS NULL AND (decide_by <= $2 OR player_id = ANY ($3))))
          AND round_id <> ALL ($4::uuid[])
        ORDER BY touched_at LIMIT ${dueAtOnce}`,
      values: [graceMs / 1000, now, ahead, seen],
    });
  }

  /** Looked at without avail: others go before them the next time. */
  async setBack(rows: readonly DecisionRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.transactions.statement({
      name: 'decisions-set-back',
      text: `UPDATE decision_rounds x SET touched_at = clock_timestamp()
          FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS given (player_id, round_id, version)
         WHERE x.player_id = given.player_id AND x.round_id = given.round_id AND x.version = given.version`,
      values: [
        rows.map((row) => row.player_id),
        rows.map((row) => row.round_id),
        rows.map((row) => row.version),
      ],
    });
  }

  private async change(
    name: string,
    row: DecisionRow,
    set: string,
    values: unknown[],
  ): Promise<DecisionRow | undefined> {
    const [changed] = await this.transactions.statement<DecisionRow>({
      name,
      text: `UPDATE decision_rounds SET ${set}, version = version + 1, touched_at = clock_timestamp()
        WHERE player_id = $1 AND round_id = $2 AND version = $3 RETURNING ${decisionColumns}`,
      values: [row.player_id, row.round_id, row.version, ...values],
    });
    return changed;
  }
}

/** The round of a player that waits, in whatever game. */
export async function roundInPlay(
  manager: EntityManager,
  playerId: string,
): Promise<Pick<DecisionRow, 'round_id' | 'game_id' | 'game_session_id'> | undefined> {
  const [row] = (await manager.query(
    `SELECT round_id, game_id, game_session_id FROM decision_rounds WHERE player_id = $1 AND ${inPlay}`,
    [playerId],
  )) as Pick<DecisionRow, 'round_id' | 'game_id' | 'game_session_id'>[];
  return row;
}

/** @throws DomainError `round_in_play` if another round of the player waits */
export async function refuseBeside(
  manager: EntityManager,
  playerId: string,
  roundId?: string,
): Promise<void> {
  const waiting = await roundInPlay(manager, playerId);
  if (!waiting || waiting.round_id === roundId) return;
  throw gamesError('round_in_play', { detail: `Round ${waiting.round_id} of ${waiting.game_id} waits.` });
}

/** When the cycle of the player's last round with decisions ends, on the player's clock (RTS 14G); null if there was none. */
export async function cycleEnd(manager: EntityManager, playerId: string): Promise<Date | null> {
  const last = await lastStart(manager, playerId, null);
  return last && new Date(last.getTime() + casinoCycleMs);
}

/** @throws DomainError `round_too_soon` */
async function checkCycle(manager: EntityManager, round: NewRound): Promise<void> {
  const last = await lastStart(manager, round.player_id, round.round_id);
  const waitMs = last ? last.getTime() + round.minimumCycleMs - round.started_at.getTime() : 0;
  if (waitMs > 0) throw walletError('round_too_soon', { retryAfterMs: waitMs });
}

/** When the player's last round with decisions was dealt or last drew a result, whatever became of it but that it was undone. */
async function lastStart(
  manager: EntityManager,
  playerId: string,
  exceptRoundId: string | null,
): Promise<Date | null> {
  const [{ last }] = (await manager.query(
    `SELECT max(greatest(started_at, paced_at)) AS last FROM decision_rounds
      WHERE player_id = $1 AND round_id IS DISTINCT FROM $2 AND state <> 'undone'`,
    [playerId, exceptRoundId],
  )) as [{ last: Date | null }];
  return last;
}
