import { readReconciliation, type Reconciliation } from '@croupier/contracts';
import { newId, SystemClock } from '@croupier/kernel';
import { ActorSigner, Broker, Bus, runInContext } from '@croupier/messaging';
import { inboxPrefix } from '@croupier/contracts';
import { type DataSource } from 'typeorm';
import { type RebuildReport } from '../../../tools/rebuild/rebuild.js';

/** A counter of an account as it is stored, and as the log says it must be. */
export interface Counter {
  playerId: string;
  /** `day staked`, `week deposited`, … */
  name: string;
  stored: number;
  recomputed: number;
}

const periods = ['day', 'week', 'month'] as const;

/**
 * Stakes count in the period of their round's first stake, what is taken back is taken out of it, and a deposit counts
 * from when it was asked for; free rounds do not count.
 */
const sql = `
  WITH played AS (
    SELECT j.player_id, j.currency, (coalesce(j.started_at, j.recorded_at) AT TIME ZONE a.zone)::date AS at,
           CASE j.kind WHEN 'round' THEN j.revenue_in WHEN 'free_round' THEN 0 WHEN 'settlement' THEN 0
                       ELSE coalesce(j.in_play, 0) END AS staked,
           CASE WHEN j.kind IN ('round', 'settlement', 'payout') THEN -coalesce(j.revenue_out, 0) ELSE 0 END AS paid_out,
           0::bigint AS deposited
      FROM journal j JOIN accounts a USING (player_id, currency)
     WHERE j.kind IN ('round', 'stake', 'settlement', 'payout', 'void', 'rollback')
    UNION ALL
    SELECT r.player_id, r.currency, (r.reserved_at AT TIME ZONE a.zone)::date, 0, 0, r.amount
      FROM deposit_reservations r JOIN accounts a USING (player_id, currency) WHERE r.state <> 'cancelled'
  )
  SELECT a.player_id AS "playerId", c.name, c.stored::float8 AS stored, c.recomputed::float8 AS recomputed
    FROM accounts a
    CROSS JOIN LATERAL (
      SELECT ${periods
        .flatMap((period) =>
          ['staked', 'paid_out', 'deposited'].map(
            (what) =>
              `coalesce(sum(p.${what}) FILTER (WHERE date_trunc('${period}', p.at)::date = a.${period}), 0) AS ${period}_${what}`,
          ),
        )
        .join(',\n             ')}
        FROM played p WHERE p.player_id = a.player_id AND p.currency = a.currency) AS s
    CROSS JOIN LATERAL (VALUES
      ${periods
        .flatMap((period) =>
          ['staked', 'paid_out', 'deposited'].map(
            (what) => `('${period} ${what}', a.${period}_${what}, s.${period}_${what})`,
          ),
        )
        .join(',\n      ')}) AS c(name, stored, recomputed)
   WHERE a.day IS NOT NULL`;

export async function readCounters(wallet: DataSource): Promise<Counter[]> {
  return (await wallet.query(sql)) as Counter[];
}

/** Where the broker is, who asks, and the key that vouches for whom. */
export interface Asker {
  user: string;
  password: string;
  url: string;
  signingKey: string;
}

const silent = { info: () => undefined, warn: () => undefined };

/** What analytics says of its figures beside the ledger's; asked as the gateway asks for a member of staff. */
export async function readFigures({ user, password, url, signingKey }: Asker): Promise<Reconciliation> {
  const broker = await Broker.open(
    { service: user, url, user, password, inboxPrefix: inboxPrefix(user) },
    silent,
  );
  try {
    const bus = new Bus(broker, ActorSigner.of(signingKey, new SystemClock()));
    const call = { actor: `staff:${newId()}`, trace: '', deadlineAt: Number.POSITIVE_INFINITY };
    return await runInContext(call, () => bus.ask(readReconciliation, {}));
  } finally {
    await broker.close();
  }
}

/** C12: what is derived from the log is what the log says when it is read anew. */
export function derivedFaults(derived: {
  counters: readonly Counter[];
  figures: Reconciliation;
  rebuilt: readonly RebuildReport[];
}): string[] {
  const { counters, figures, rebuilt } = derived;
  return [
    ...counters
      .filter(({ stored, recomputed }) => stored !== recomputed)
      .map(
        ({ playerId, name, stored, recomputed }) =>
          `${playerId} stores ${stored} ${name}, the log says ${recomputed}`,
      ),
    ...(figures.missingFacts === 0 ? [] : [`analytics misses ${figures.missingFacts} facts`]),
    ...figures.lines
      .filter(({ difference }) => difference.amount !== 0)
      .map(
        ({ account, ledger, figures: ours }) =>
          `${account} is ${ledger.amount} in the ledger, ${ours.amount} in the figures`,
      ),
    ...rebuilt.flatMap(({ projections }) =>
      projections
        .filter(({ same }) => !same)
        .map(({ name }) => `${name} came out different when it was made again`),
    ),
  ];
}
