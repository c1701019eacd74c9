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
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.outbound.on('create-free-rounds', decided);
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
        await this.outbound.lock(manager, about);
        const studio = this.studios.all().find(({ id }) => id === studioId);
        const totals = studio?.dialect.policy.freeRoundStyle === 'total' ? [studioId] : [];
        const [[cancelled]] = (await manager.query(
          `WITH totals AS (SELECT unnest($5::text[]) AS studio_id)
           UPDATE studio_free_rounds f
              SET state = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = $3, cancel_reason = $4
            WHERE player_id = $1 AND free_rounds_id = $2 AND state IN ('wanted', 'issued') AND used < rounds
              AND expires_at > clock_timestamp()
              AND NOT ${totalPaid}
           RETURNING told_by, expires_at`,
          [playerId, freeRoundsId, staffId, reason, totals],
        )) as [Pick<Standing, 'told_by' | 'expires_at'>[], number];
        if (!cancelled) return;
        const sent = await this.outbound.withdraw(manager, { ...about, verb: 'create-free-rounds' });
        if (cancelled.told_by === 'people' || !sent || !studio?.dialect.calls['cancel-free-rounds']) return;
        const told = { freeRoundsId };
        await this.outbound.write(manager, {
          ...{ ...about, verb: 'cancel-free-rounds', told, validUntil: cancelled.expires_at },
        });
      });
    const after = await this.standing(playerId, freeRoundsId);
    if (after.state !== 'cancelled') throw studiosError('free_rounds_over');
    this.sending.nudge();
    return this.queries.read(playerId, freeRoundsId);
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
  private async standing(playerId: string, freeRoundsId: string): Promise<Standing> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT studio_id, state FROM studio_free_rounds WHERE player_id = $1 AND free_rounds_id = $2`,
          [playerId, freeRoundsId],
        ) as Promise<Standing[]>,
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
    const about = { studioId: studio.id, subjectId: freeRoundsId };
    await this.outbound.lock(manager, about);
    // One without what the dialect needs to name them is for people to tell of.
    const form = studio.dialect.calls['create-free-rounds'];
    const told = toldOf(game, request);
    const complete = (form?.needs ?? []).every((name) => told[name] !== undefined);
    const byCall = isCallable(studio, 'create-free-rounds') && complete;
    const [added] = (await manager.query(
      `INSERT INTO studio_free_rounds (studio_id, free_rounds_id, player_id, game_id, rounds, stake, given_by, expires_at, told_by, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(days => $8),
         CASE WHEN $9 THEN 'call' ELSE 'people' END, CASE WHEN $9 THEN 'wanted' ELSE 'issued' END)
       ON CONFLICT DO NOTHING RETURNING expires_at`,
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
        ...{ ...about, verb: 'create-free-rounds', validUntil: added.expires_at },
        told: { ...told, until: added.expires_at.toISOString() },
      });
    const [given] = (await manager.query(
      `SELECT studio_id, player_id, game_id, rounds, stake FROM studio_free_rounds WHERE free_rounds_id = $1`,
      [freeRoundsId],
    )) as Given[];
    return given;
  }
}

function isSame(given: Given, studio: Studio, game: Game, request: GiveStudioRounds): boolean {
  const stake = given.stake === null ? undefined : Number(given.stake);
  return (
    given.studio_id === studio.id &&
    given.player_id === request.playerId &&
    given.game_id === request.gameId &&
    given.rounds === request.rounds &&
    (request.stakeMinor === undefined || stake === stakeOf(game, request))
  );
}

/** The studio's last word. What a bet has proved, or somebody has cancelled meanwhile, stays. */
async function decided(
  manager: EntityManager,
  { state, refusal, subject_id: id }: OutboundRow,
): Promise<void> {
  if (state !== 'done' && state !== 'refused') return;
  await manager.query(
    `UPDATE studio_free_rounds
        SET state = CASE WHEN state = 'wanted' AND $2::text IS NULL THEN 'issued' WHEN state = 'wanted' THEN 'refused' ELSE state END,
            refusal = CASE WHEN state = 'wanted' THEN $2 ELSE refusal END, decided_at = clock_timestamp()
      WHERE free_rounds_id = $1`,
    [id, refusal],
  );
}
