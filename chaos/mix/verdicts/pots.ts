import { type DataSource } from 'typeorm';

/** A progressive jackpot as it is kept, and what the journal has of it. Millionths of a minor unit, but the liability and the wins. */
export interface PotBooks {
  jackpotId: string;
  cycle: number;
  balance: bigint;
  /** Sum of what rounds say that they put in, and of what was won less what was taken back. */
  contributed: bigint;
  won: bigint;
  falls: number;
  /** In the pot's row, and by the entries of its account; minor units. */
  posted: bigint;
  liability: bigint;
}

const sql = `
  SELECT j.jackpot_id, j.cycle, j.balance, j.posted, s.contributed, s.won, s.falls,
         (SELECT coalesce(sum(e.amount), 0) FROM entries e WHERE e.account = 'jackpot_liability:pot:' || j.jackpot_id) AS liability
    FROM jackpots j CROSS JOIN LATERAL (
      SELECT coalesce(sum((x.outcome #>> '{pot,contributionMillionths}')::bigint) FILTER (WHERE x.kind = 'round'), 0) AS contributed,
             coalesce(sum(-x.jackpot) FILTER (WHERE x.kind <> 'round'), 0) AS won,
             count(*) FILTER (WHERE x.kind = 'jackpot_win')::int AS falls
        FROM journal x WHERE x.jackpot_id = 'pot:' || j.jackpot_id) AS s`;

export async function readPots(wallet: DataSource): Promise<PotBooks[]> {
  const rows = (await wallet.query(sql)) as Record<string, string | number>[];
  const whole = (value: string | number | undefined): bigint => BigInt(value ?? 0);
  return rows.map((row) => ({
    ...{ jackpotId: String(row['jackpot_id']), cycle: Number(row['cycle']), falls: Number(row['falls']) },
    ...{ balance: whole(row['balance']), contributed: whole(row['contributed']), won: whole(row['won']) },
    ...{ posted: whole(row['posted']), liability: whole(row['liability']) },
  }));
}

const million = 1_000_000n;

/** J1: seeds + contributions − what was paid is in it, to the millionth, and the ledger has all of it that is a minor unit. */
export function potFaults(pots: readonly PotBooks[], seed: number): string[] {
  return pots.flatMap(({ jackpotId, cycle, balance, contributed, won, falls, posted, liability }) => {
    const due = BigInt(cycle * seed) * million + contributed - won * million;
    const faults: string[] = [];
    if (balance !== due) faults.push(`jackpot ${jackpotId} has ${balance} in it, its rounds say ${due}`);
    if (falls !== cycle - 1) faults.push(`jackpot ${jackpotId} fell ${falls} times and is in cycle ${cycle}`);
    if (posted !== liability)
      faults.push(`jackpot ${jackpotId} has posted ${posted}, its account has ${liability}`);
    return faults;
  });
}
