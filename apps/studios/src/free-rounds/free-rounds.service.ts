import {
  bonusError,
  type CancelStudioRounds,
  checkAccess,
  commonError,
  type Done,
  type GiveStudioRounds,
  type StudioFreeRounds,
  studiosError,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { incidentOfCall } from '../incidents/incident.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { OutboundProcess } from '../outbound/outbound.process.js';
import { OutboundService } from '../outbound/outbound.service.js';
import type { OutboundRow } from '../outbound/outgoing.js';
import { isCallable } from '../outbound/studio.client.js';
import type { Game, Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { FreeRoundsQueries } from './free-rounds.queries.js';
import { totalPaid } from './total-paid.js';
import { misfitOf, stakeOf, toldOf } from './gift.js';

interface Given {
  studio_id: string;
  player_id: string;
  game_id: string;
  rounds: number;
  stake: string | null;
  days: number;
}

/** Free rounds that are there to be played. */
export interface Outstanding {
  studio_id: string;
  free_rounds_id: string;
  player_id: string;
}

interface Standing {
  studio_id: string;
  state: 'wanted' | 'issued' | 'refused' | 'cancelled';
  told_by: 'people' | 'call';
  expires_at: Date;
}

/**
 * Free rounds of studios' games, given by staff: a bet of nothing is taken for one of these and for nothing else. The studio is
 * told by a call that is written down together with them, where it can be called. Locks: the free rounds, as `OutboundService` does.
 */
@Injectable()
export class FreeRoundsService implements OnModuleInit {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly outbound: OutboundService,
    private readonly sending: OutboundProcess,
    private readonly queries: FreeRoundsQueries,
    private readonly incidents: IncidentsService,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.outbound.on('create-free-rounds', (manager, row) => this.decide(manager, row));
    this.outbound.when('create-free-rounds', (row) => this.objectionTo(row));
    this.outbound.on('cancel-free-rounds', (manager, row) => this.raise(manager, row));
  }

  /**
   * Idempotent by their id. Fails closed without an answer of safer-gambling.
   * @throws DomainError `unknown_studio_game`, `idempotency_key_reused`, `not_eligible`, `free_rounds_not_offered`
   */
  async give(request: GiveStudioRounds): Promise<Done> {
    const { freeRoundsId, playerId, gameId } = request;
    const { studio, game } = this.studios.gameOf(gameId);
    // What is known already is answered as it stands, whatever became of the player since.
    if (!(await this.isKnown(freeRoundsId))) {
      const misfit = misfitOf(studio, game, request);
      if (misfit) throw studiosError('free_rounds_not_offered', { field: misfit });
      const { allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'contact' });
      if (!allowed) throw bonusError('not_eligible');
    }
    const given = await this.transactions.run((manager) => this.write(manager, studio, game, request));
    if (!given || !isSame(given, studio, game, request))
      throw commonError('idempotency_key_reused', { field: 'freeRoundsId' });
    this.sending.nudge();
    return {};
  }

  /**
   * No bet is taken for them from here on; wins of those that were are paid. The studio is told if it may know of them.
   * @throws DomainError `not_found`, `free_rounds_over`
   */
  async cancel({ freeRoundsId, playerId, staffId, reason }: CancelStudioRounds): Promise<StudioFreeRounds> {
    const { state, studio_id: studioId } = await this.standing(playerId, freeRoundsId);
    const about = { studioId, subjectId: freeRoundsId };
    if (state !== 'cancelled')
      await this.transactions.run(async (manager) => {
        await this.outbound.lock(manager, freeRoundsId);
        const totals =
          this.studios.find(studioId)?.dialect.policy.freeRoundStyle === 'per-round' ? [] : [studioId];
        const [[cancelled]] = (await manager.query(
          `WITH totals AS (SELECT unnest($6::text[]) AS studio_id)
           UPDATE studio_free_rounds f
              SET state = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = $3, cancel_reason = $4
            WHERE player_id = $1 AND free_rounds_id = $2 AND studio_id = $5 AND state IN ('wanted', 'issued')
              AND used < rounds AND expires_at > clock_timestamp() AND NOT ${totalPaid}
           RETURNING told_by, expires_at`,
          [playerId, freeRoundsId, staffId, reason, studioId, totals],
        )) as [Pick<Standing, 'told_by' | 'expires_at'>[], number];
        if (cancelled) await this.withdraw(manager, about, cancelled);
      });
    const after = await this.standing(playerId, freeRoundsId);
    if (after.state !== 'cancelled') throw studiosError('free_rounds_over');
    this.sending.nudge();
    return this.queries.read(playerId, freeRoundsId);
  }

  /** Of a player who asks to be left alone: no bet is taken for what is left, as if they had never been confirmed. */
  async leaveAlone({ studio_id: studioId, free_rounds_id: subjectId }: Outstanding): Promise<void> {
    await this.transactions.run(async (manager) => {
      await this.outbound.lock(manager, subjectId);
      const [[refused]] = (await manager.query(
        `UPDATE studio_free_rounds SET state = 'refused', refusal = 'not_eligible', decided_at = clock_timestamp()
          WHERE studio_id = $1 AND free_rounds_id = $2 AND state = 'issued' RETURNING told_by, expires_at`,
        [studioId, subjectId],
      )) as [Pick<Standing, 'told_by' | 'expires_at'>[], number];
      if (refused) await this.withdraw(manager, { studioId, subjectId }, refused);
    });
    this.sending.nudge();
  }

  /** Has the studio told of them no more, and that there are none if it may know of them. */
  private async withdraw(
    manager: EntityManager,
    about: { studioId: string; subjectId: string },
    { told_by: toldBy, expires_at: expiresAt }: Pick<Standing, 'told_by' | 'expires_at'>,
  ): Promise<void> {
    const { sent, overAt } = await this.outbound.withdraw(manager, { ...about, verb: 'create-free-rounds' });
    if (toldBy === 'call' && sent) await this.takeBack(manager, about, expiresAt, overAt);
  }

  /** Has the studio told that there are none, whatever it knows of them; after `dueAt`, so that it is the last it hears of them. */
  private async takeBack(
    manager: EntityManager,
    about: { studioId: string; subjectId: string },
    validUntil: Date,
    dueAt?: Date,
  ): Promise<void> {
    const told = { freeRoundsId: about.subjectId };
    await this.outbound.write(manager, { ...about, verb: 'cancel-free-rounds', told, validUntil, dueAt });
  }

  /** Between the giving and an attempt a player may have asked to be left alone. */
  private async objectionTo({ told: { playerId = '' } }: OutboundRow): Promise<string | undefined> {
    const { allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'contact' });
    return allowed ? undefined : 'not_eligible';
  }

  /**
   * The last word about a giving. What a bet has proved, or somebody has cancelled meanwhile, stays. A refusal of a repeat may be that
   * of what is there already: the studio is told that there are none, so that it is true.
   */
  private async decide(manager: EntityManager, row: OutboundRow): Promise<undefined> {
    const { state, refusal, subject_id: subjectId, studio_id: studioId, attempts } = row;
    if (state !== 'done' && state !== 'refused') return;
    const [[decided]] = (await manager.query(
      `UPDATE studio_free_rounds
          SET state = CASE WHEN state = 'wanted' AND $3::text IS NULL THEN 'issued' WHEN state = 'wanted' THEN 'refused' ELSE state END,
              refusal = CASE WHEN state = 'wanted' THEN $3 ELSE refusal END, decided_at = clock_timestamp()
        WHERE studio_id = $1 AND free_rounds_id = $2 RETURNING state, expires_at`,
      [studioId, subjectId, refusal],
    )) as [Pick<Standing, 'state' | 'expires_at'>[], number];
    if (decided?.state !== 'refused' || attempts < 2) return;
    await this.takeBack(manager, { studioId, subjectId }, decided.expires_at);
  }

  /**
   * They are over here, and may be there at the studio still; not where it has refused to create them, and to cancel what it has not created.
   * @returns what counts it
   */
  private async raise(manager: EntityManager, row: OutboundRow): Promise<(() => void) | undefined> {
    const { studio_id: studioId, subject_id: subjectId, state } = row;
    if (state === 'done') return undefined;
    const [of] = (await manager.query(
      `SELECT player_id, EXISTS (SELECT FROM studio_outbound_calls c WHERE c.studio_id = $1 AND c.subject_id = $2::text
                AND c.verb = 'create-free-rounds' AND c.state = 'refused') AS uncreated
         FROM studio_free_rounds WHERE studio_id = $1 AND free_rounds_id = $2`,
      [studioId, subjectId],
    )) as (Pick<Given, 'player_id'> & { uncreated: boolean })[];
    const incident = incidentOfCall(row, of?.player_id);
    if (!incident || (state === 'refused' && of?.uncreated)) return undefined;
    await this.incidents.noteWithin(manager, studioId, incident);
    return () => this.incidents.count(studioId, incident);
  }

  private async isKnown(freeRoundsId: string): Promise<boolean> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(`SELECT FROM studio_free_rounds WHERE free_rounds_id = $1`, [freeRoundsId]) as Promise<
          unknown[]
        >,
    );
    return rows.length > 0;
  }

  /** @throws DomainError `not_found` */
  private async standing(
    playerId: string,
    freeRoundsId: string,
  ): Promise<Pick<Standing, 'studio_id' | 'state'>> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT studio_id, state FROM studio_free_rounds WHERE player_id = $1 AND free_rounds_id = $2
            ORDER BY given_at DESC LIMIT 1`,
          [playerId, freeRoundsId],
        ) as Promise<Pick<Standing, 'studio_id' | 'state'>[]>,
    );
    if (!row) throw commonError('not_found', { field: 'freeRoundsId' });
    return row;
  }

  private async write(
    manager: EntityManager,
    studio: Studio,
    game: Game,
    request: GiveStudioRounds,
  ): Promise<Given | undefined> {
    const { freeRoundsId, playerId, gameId, rounds, days, staffId } = request;
    await this.outbound.lock(manager, freeRoundsId);
    const before = await this.find(manager, freeRoundsId);
    if (before) return before;
    // One without what the dialect needs to name them is for people to tell of.
    const form = studio.dialect.calls['create-free-rounds'];
    const told = toldOf(game, request);
    const complete = (form?.needs ?? []).every((name) => told[name] !== undefined);
    const byCall = isCallable(studio, 'create-free-rounds') && complete;
    const [added] = (await manager.query(
      `INSERT INTO studio_free_rounds (studio_id, free_rounds_id, player_id, game_id, rounds, stake, given_by, expires_at, told_by, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(days => $8),
         CASE WHEN $9 THEN 'call' ELSE 'people' END, CASE WHEN $9 THEN 'wanted' ELSE 'issued' END)
       RETURNING expires_at`,
      [
        studio.id,
        freeRoundsId,
        playerId,
        gameId,
        rounds,
        stakeOf(game, request) ?? null,
        staffId,
        days,
        byCall,
      ],
    )) as { expires_at: Date }[];
    if (added && byCall)
      await this.outbound.write(manager, {
        ...{ studioId: studio.id, subjectId: freeRoundsId, verb: 'create-free-rounds' },
        ...{ validUntil: added.expires_at, told: { ...told, until: added.expires_at.toISOString() } },
      });
    return this.find(manager, freeRoundsId);
  }

  private async find(manager: EntityManager, freeRoundsId: string): Promise<Given | undefined> {
    const [given] = (await manager.query(
      `SELECT studio_id, player_id, game_id, rounds, stake, round(extract(epoch FROM expires_at - given_at) / 86400)::int AS days
         FROM studio_free_rounds WHERE free_rounds_id = $1 ORDER BY given_at DESC LIMIT 1`,
      [freeRoundsId],
    )) as Given[];
    return given;
  }
}

function isSame(given: Given, studio: Studio, game: Game, request: GiveStudioRounds): boolean {
  return (
    given.studio_id === studio.id &&
    given.player_id === request.playerId &&
    given.game_id === request.gameId &&
    given.rounds === request.rounds &&
    given.days === request.days &&
    (given.stake === null ? undefined : Number(given.stake)) === stakeOf(game, request)
  );
}
