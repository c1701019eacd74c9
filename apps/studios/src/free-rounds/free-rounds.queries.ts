import {
  checkAccess,
  commonError,
  type OwnStudioRounds,
  type StudioFreeRounds,
  type StudioFreeRoundsBooks,
  type StudioFreeRoundsTold,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Told, Verb } from '../dialects/calls.js';
import { outboundColumns, type OutboundRow } from '../outbound/outgoing.js';
import { isCallable, StudioClient } from '../outbound/studio.client.js';
import type { Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { totalPaid } from './total-paid.js';

/** Less than whoever asks waits for the whole. */
const answerWithinMs = 2000;
const mostListed = 100;

interface Row {
  studio_id: string;
  free_rounds_id: string;
  player_id: string;
  game_id: string;
  rounds: number;
  used: number;
  stake: string | null;
  standing: StudioFreeRounds['state'];
  refusal: string | null;
  told_by: 'people' | 'call';
  given_by: string;
  given_at: Date;
  expires_at: Date;
  decided_at: Date | null;
  cancelled_at: Date | null;
  cancelled_by: string | null;
  cancel_reason: string | null;
}

const columns = `f.*, CASE
    WHEN f.state = 'cancelled' THEN f.state
    WHEN f.used >= f.rounds OR ${totalPaid} THEN 'used_up'
    WHEN f.state = 'refused' THEN f.state
    WHEN f.expires_at <= clock_timestamp() THEN 'lapsed'
    ELSE f.state END AS standing`;

/** Free rounds: for staff how they stand here, what the studio was told and what it tells; for players what is left. */
@Injectable()
export class FreeRoundsQueries {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly client: StudioClient,
    private readonly bus: Bus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws DomainError `not_found` */
  async read(playerId: string, freeRoundsId: string): Promise<StudioFreeRounds> {
    const [found] = await this.select(`f.player_id = $1 AND f.free_rounds_id = $2`, [playerId, freeRoundsId]);
    if (!found) throw commonError('not_found', { field: 'freeRoundsId' });
    return found.view;
  }

  /** @throws DomainError `not_found` */
  async readBoth(playerId: string, freeRoundsId: string): Promise<StudioFreeRoundsTold> {
    const [found] = await this.select(`f.player_id = $1 AND f.free_rounds_id = $2`, [playerId, freeRoundsId]);
    if (!found) throw commonError('not_found', { field: 'freeRoundsId' });
    const studio = this.studios.find(found.studioId);
    const said = await this.telling(studio, 'read-free-rounds', { freeRoundsId });
    return { freeRounds: found.view, ...said };
  }

  async ofPlayer(playerId: string): Promise<StudioFreeRounds[]> {
    return (await this.select(`f.player_id = $1`, [playerId])).map(({ view }) => view);
  }

  /** What the studio has confirmed and nobody has played yet; nothing for who is to be left alone. @throws if that is not known */
  async leftOf(playerId: string): Promise<OwnStudioRounds[]> {
    const { allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'contact' });
    if (!allowed) return [];
    const found = await this.select(
      `f.player_id = $1 AND f.state = 'issued' AND f.used < f.rounds AND f.expires_at > clock_timestamp()`,
      [playerId],
      'f.expires_at',
    );
    return found
      .filter(({ view: { state } }) => state === 'issued')
      .map(({ view: { freeRoundsId, gameId, rounds, used, expiresAt } }) => ({
        ...{ freeRoundsId, gameId, left: rounds - used, expiresAt },
      }));
  }

  /** @throws DomainError `unknown_studio` */
  async ofStudio(studioId: string): Promise<StudioFreeRoundsBooks> {
    const studio = this.studios.get(studioId);
    const [found, said] = await Promise.all([
      this.select(`f.studio_id = $1`, [studioId]),
      this.telling(studio, 'list-free-rounds', {}),
    ]);
    return { data: found.map(({ view }) => view), ...said };
  }

  private async telling(
    studio: Studio | undefined,
    verb: Verb,
    told: Told,
  ): Promise<Pick<StudioFreeRoundsTold, 'telling' | 'told'>> {
    if (!studio || !isCallable(studio, verb)) return { telling: 'not_offered' };
    const verdict = await this.client.call(studio, verb, told, answerWithinMs);
    // A refusal is what the studio tells of them, too.
    if (verdict.kind === 'refused')
      return { telling: 'told', told: JSON.stringify({ refused: verdict.reason }) };
    if (verdict.kind === 'done') return { telling: 'told', told: verdict.body };
    this.log.warn({ studio: studio.id, verb, why: verdict.why }, 'a studio does not tell of free rounds');
    return { telling: 'silent' };
  }

  private async select(
    clause: string,
    values: unknown[],
    order = 'f.given_at DESC',
  ): Promise<{ studioId: string; view: StudioFreeRounds }[]> {
    const totals = this.studios.all().filter(({ dialect }) => dialect.policy.freeRoundStyle === 'total');
    return this.transactions.read(async (database) => {
      const rows = (await database.query(
        `WITH totals AS (SELECT unnest($${values.length + 1}::text[]) AS studio_id)
         SELECT ${columns} FROM studio_free_rounds f WHERE ${clause}
          ORDER BY ${order}, f.free_rounds_id LIMIT ${mostListed}`,
        [...values, totals.map(({ id }) => id)],
      )) as Row[];
      const calls = (await database.query(
        `SELECT ${outboundColumns} FROM studio_outbound_calls
          WHERE studio_id = ANY ($1) AND subject_id = ANY ($2) ORDER BY written_at, call_id`,
        [[...new Set(rows.map((row) => row.studio_id))], rows.map((row) => row.free_rounds_id)],
      )) as OutboundRow[];
      return rows.map((row) => ({
        studioId: row.studio_id,
        view: viewOf(
          row,
          calls.filter(
            ({ subject_id: id, studio_id: studioId }) =>
              id === row.free_rounds_id && studioId === row.studio_id,
          ),
        ),
      }));
    });
  }
}

function viewOf(row: Row, calls: readonly OutboundRow[]): StudioFreeRounds {
  const { cancelled_at: cancelledAt, cancelled_by: staffId, cancel_reason: reason } = row;
  return {
    ...{ freeRoundsId: row.free_rounds_id, playerId: row.player_id, gameId: row.game_id },
    ...{ rounds: row.rounds, used: row.used },
    ...(row.stake === null ? {} : { stakeMinor: Number(row.stake) }),
    state: row.standing,
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
    toldBy: row.told_by,
    ...{
      givenBy: row.given_by,
      givenAt: row.given_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    },
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(cancelledAt && staffId !== null && reason !== null
      ? { cancelled: { cancelledAt: cancelledAt.toISOString(), staffId, reason } }
      : {}),
    calls: calls.map((call) => ({
      ...{ verb: call.verb, state: call.state, attempts: call.attempts },
      ...(call.refusal === null ? {} : { refusal: call.refusal }),
      ...(call.trouble === null ? {} : { trouble: call.trouble }),
      ...(call.tried_at ? { triedAt: call.tried_at.toISOString() } : {}),
      ...(call.ended_at ? { endedAt: call.ended_at.toISOString() } : {}),
    })),
  };
}
