import {
  type CloseStudioIncident,
  commonError,
  type StudioIncident,
  type StudioIncidentReason,
  studioIncidentReasons,
  type StudioIncidents,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Metrics } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Studios } from '../studios/studios.service.js';
import { amountOf, contentOf, type Incident, winIdOf } from './incident.js';

const mostListed = 100;
/** Anybody can send calls that are not signed: those of a studio are written down so often at most, in ms. */
const unsignedEveryMs = 60_000;

interface Row {
  incident_id: string;
  studio_id: string;
  reason: StudioIncidentReason;
  transaction_id: string | null;
  free_rounds_id: string | null;
  kind: string | null;
  bet_id: string | null;
  win_id: string | null;
  round_id: string | null;
  player_id: string | null;
  amount: string | null;
  currency: string | null;
  times: string;
  first_at: Date;
  last_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  closing_reason: string | null;
}

/** Calls that were refused, or not carried out, and want a person: counted, written down once with how often they came, and closed by staff. */
@Injectable()
export class IncidentsService {
  private readonly counted: ReturnType<Metrics['counter']>;
  /** Of each studio: when calls that are not signed were last written down, and how many came since. */
  private readonly unsigned = new Map<string, { at: number; times: number }>();

  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter(
      'casino_studio_incidents_total',
      'Calls of studios that were refused, and calls to them that were not carried out, that want a person.',
      ['studio', 'reason'],
    );
    // A figure that begins with the first incident has not risen when it is first read.
    for (const { id: studio } of studios.all())
      for (const reason of studioIncidentReasons) this.counted.inc({ studio, reason }, 0);
  }

  /** @throws if it cannot be written down: what wants a person must not be refused and forgotten */
  async note(studioId: string, incidents: readonly Incident[]): Promise<void> {
    const written = incidents.flatMap((incident) => {
      const times = incident.reason === 'bad_signature' ? this.unsignedSince(studioId) : 1;
      return times > 0 ? [{ incident, times }] : [];
    });
    if (written.length > 0)
      await this.transactions.run(async (manager) => {
        for (const { incident, times } of written)
          await manager.query(noteSql, valuesOf(studioId, incident, times));
      });
    for (const incident of incidents) this.count(studioId, incident);
  }

  /** In the transaction of what it is about; it is for `count` after the commit. */
  async noteWithin(manager: EntityManager, studioId: string, incident: Incident): Promise<void> {
    await manager.query(noteSql, valuesOf(studioId, incident, 1));
  }

  count(studioId: string, { reason }: Incident): void {
    this.counted.inc({ studio: studioId, reason });
  }

  /**
   * Of a studio that was taken out of the settings, too, where it has left some.
   * @throws DomainError `unknown_studio`
   */
  async list(studioId: string): Promise<StudioIncidents> {
    const [rows, [counted]] = await this.transactions.read((database) =>
      Promise.all([
        database.query(
          `SELECT * FROM studio_incidents WHERE studio_id = $1 AND closed_at IS NULL
            ORDER BY first_at, incident_id LIMIT ${mostListed}`,
          [studioId],
        ) as Promise<Row[]>,
        database.query(
          `SELECT count(*)::int AS open FROM studio_incidents WHERE studio_id = $1 AND closed_at IS NULL`,
          [studioId],
        ) as Promise<[{ open: number }]>,
      ]),
    );
    if (rows.length === 0) this.studios.get(studioId);
    return { data: rows.map(viewOf), open: counted.open };
  }

  /** @throws DomainError `not_found` */
  async close({ incidentId, staffId, reason }: CloseStudioIncident): Promise<StudioIncident> {
    const [row] = await this.transactions.run(async (manager) => {
      await manager.query(
        `UPDATE studio_incidents SET closed_at = clock_timestamp(), closed_by = $2, closing_reason = $3
          WHERE incident_id = $1 AND closed_at IS NULL`,
        [incidentId, staffId, reason],
      );
      return (await manager.query(`SELECT * FROM studio_incidents WHERE incident_id = $1`, [
        incidentId,
      ])) as Row[];
    });
    if (!row) throw commonError('not_found', { field: 'incidentId' });
    return viewOf(row);
  }

  /** @returns how many are to be written down now, with those that were not */
  private unsignedSince(studioId: string): number {
    const now = performance.now();
    const { at, times } = this.unsigned.get(studioId) ?? { at: Number.NEGATIVE_INFINITY, times: 0 };
    const due = now - at >= unsignedEveryMs;
    this.unsigned.set(studioId, due ? { at: now, times: 0 } : { at, times: times + 1 });
    return due ? times + 1 : 0;
  }
}

/**
 * The same again is the same incident, a closed one too: a studio may send a win it was told is void for days. Only of what is
 * not signed is what comes after the closing another one.
 */
const noteSql = `
  WITH known AS (
    UPDATE studio_incidents SET times = times + $11::bigint, last_at = clock_timestamp()
     WHERE studio_id = $2 AND reason = $3 AND content = $4 AND (closed_at IS NULL OR reason <> 'bad_signature')
    RETURNING 1)
  INSERT INTO studio_incidents (incident_id, studio_id, reason, content, transaction_id, kind, bet_id, round_id, player_id,
    amount, times, currency, win_id, free_rounds_id)
  SELECT $1::uuid, $2, $3, $4, $5, $6, $7, $8, $9::uuid, $10::bigint, $11, $12, $13, $14::uuid WHERE NOT EXISTS (SELECT FROM known)
  ON CONFLICT (studio_id, reason, content) WHERE closed_at IS NULL
    DO UPDATE SET times = studio_incidents.times + excluded.times, last_at = excluded.last_at`;

function valuesOf(studioId: string, incident: Incident, times: number): unknown[] {
  const { call } = incident;
  const { action, playerId = call?.playerId, roundId, currency } = incident.asked ?? {};
  return [
    ...[newId(), studioId, incident.reason, contentOf(incident)],
    ...[action?.id, action?.kind ?? call?.verb, action && 'betId' in action ? action.betId : undefined],
    ...[roundId, playerId, action && amountOf(action), times, currency, action && winIdOf(action)],
    call?.freeRoundsId,
  ].map((value) => value ?? null);
}

function viewOf(row: Row): StudioIncident {
  const { closed_at: closedAt, closed_by: staffId, closing_reason: reason } = row;
  return {
    incidentId: row.incident_id,
    studioId: row.studio_id,
    reason: row.reason,
    times: Number(row.times),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    ...(row.transaction_id === null ? {} : { transactionId: row.transaction_id }),
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.free_rounds_id === null ? {} : { freeRoundsId: row.free_rounds_id }),
    ...(row.bet_id === null ? {} : { betId: row.bet_id }),
    ...(row.win_id === null ? {} : { winId: row.win_id }),
    ...(row.round_id === null ? {} : { roundId: row.round_id }),
    ...(row.player_id === null ? {} : { playerId: row.player_id }),
    ...(row.amount === null ? {} : { amountMinor: Number(row.amount) }),
    ...(row.currency === null ? {} : { currency: row.currency }),
    ...(closedAt && staffId !== null && reason !== null
      ? { closed: { closedAt: closedAt.toISOString(), staffId, reason } }
      : {}),
  };
}
