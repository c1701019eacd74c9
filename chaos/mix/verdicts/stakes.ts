import { type DataSource } from 'typeorm';

/** A stake of the ledger and whatever ended it. */
export interface StakeEnds {
  stakeId: string;
  /** `won`, `lost`, `void`, `refunded`, in the order in which they came. */
  ends: readonly string[];
  /** From the stake to the end of its round in ms; to now, if there is none. */
  tookMs: number;
}

/** A round that is one transaction has stake and end in one row; one at a table is staked first. */
const sql = `
  SELECT j.external_id AS "stakeId",
         CASE WHEN j.kind = 'stake' THEN coalesce(e.ends, '{}')
              ELSE ARRAY[CASE WHEN coalesce(j.revenue_out, 0) < 0 THEN 'won' ELSE 'lost' END] END AS ends,
         (extract(epoch FROM CASE WHEN j.kind = 'stake' THEN coalesce(e.last_at, clock_timestamp()) - j.recorded_at
                                  ELSE interval '0' END) * 1000)::float8 AS "tookMs"
    FROM journal j
    LEFT JOIN LATERAL (
      SELECT array_agg(CASE x.kind WHEN 'void' THEN 'void' WHEN 'rollback' THEN 'refunded'
                                   ELSE CASE WHEN coalesce(x.revenue_out, 0) < 0 THEN 'won' ELSE 'lost' END END
                       ORDER BY x.version) AS ends,
             max(x.recorded_at) AS last_at
        FROM journal x
       WHERE x.player_id = j.player_id
         AND (x.kind IN ('settlement', 'void') AND x.external_id = j.round_id
              OR x.kind = 'rollback' AND x.external_id = j.external_id)) AS e ON j.kind = 'stake'
   WHERE j.kind IN ('round', 'free_round', 'stake')`;

export async function readStakes(wallet: DataSource): Promise<StakeEnds[]> {
  return (await wallet.query(sql)) as StakeEnds[];
}

/** C10: every stake ends, once, in one of the four ways, and not later than its rounds may last. */
export function stakeFaults(stakes: readonly StakeEnds[], longestMs: number): string[] {
  const seen = new Set<string>();
  return stakes.flatMap(({ stakeId, ends, tookMs }) => {
    const faults: string[] = [];
    if (ends.length !== 1) faults.push(`stake ${stakeId} ended ${ends.length} times: ${ends.join(', ')}`);
    if (tookMs > longestMs) faults.push(`stake ${stakeId} took ${Math.round(tookMs / 1000)} s`);
    if (seen.has(stakeId)) faults.push(`stake ${stakeId} was taken twice`);
    seen.add(stakeId);
    return faults;
  });
}
