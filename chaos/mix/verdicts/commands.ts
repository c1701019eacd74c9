import { type DataSource } from 'typeorm';
import { betIdOf } from '../../../apps/live/src/bets/bet.js';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';
import { type Act } from '../acts.js';

/** A command of a guest. `id` is what it is called in the ledger; undefined if nobody has heard of it. */
export interface Asked {
  act: Act;
  id: string | undefined;
}

/** How often a command is in the ledger, by source and external id. */
export type Journal = ReadonlyMap<string, number>;

const nameIn = (source: string, id: string): string => `${source} ${id}`;

/** How often each command of the ledger is in its journal. */
export async function readJournal(wallet: DataSource): Promise<Journal> {
  const rows = (await wallet.query(
    `SELECT source, external_id AS id, count(*)::int AS count FROM journal GROUP BY source, external_id`,
  )) as { source: string; id: string; count: number }[];
  return new Map(rows.map(({ source, id, count }) => [nameIn(source, id), count]));
}

/** What guests asked for, by the names it has in the ledger; payments name theirs themselves, by key. */
export async function askedIn(
  guests: readonly { playerId: string; acts: readonly Act[] }[],
  payments: DataSource,
): Promise<Asked[]> {
  const rows = (await payments.query(
    `SELECT idempotency_key AS key, deposit_id AS id FROM deposits
     UNION ALL SELECT idempotency_key, withdrawal_id FROM withdrawals`,
  )) as { key: string; id: string }[];
  const paymentIds = new Map(rows.map(({ key, id }) => [key, id]));
  return guests.flatMap(({ playerId, acts }) =>
    acts.map((act) => ({ act, id: idOf(playerId, act) ?? paymentIds.get(act.key) })),
  );
}

function idOf(playerId: string, { kind, key, id }: Act): string | undefined {
  if (kind === 'bet') return roundIdOf(playerId, key);
  if (kind === 'table bet') return betIdOf(playerId, key);
  return id === '' ? undefined : id;
}

/** Sources under which the ledger has a command that was carried out, each once. */
const sources = {
  bet: ['round'],
  'table bet': ['stake'],
  deposit: ['deposit'],
  withdrawal: ['withdrawal_hold', 'withdrawal_end'],
  bonus: ['award'],
} as const;

/** C5, and C7 of what was done: each is in the ledger exactly once. C6, and C7 of what was refused: not at all. */
export function commandFaults(asked: readonly Asked[], journal: Journal): string[] {
  return asked.flatMap(({ act, id }) => {
    const due = act.outcome === 'ok' ? 1 : 0;
    if (id === undefined) return due === 0 ? [] : [`${act.kind} ${act.key} has no name`];
    return sources[act.kind].flatMap((source) => {
      const count = journal.get(nameIn(source, id)) ?? 0;
      return count === due ? [] : [`${act.kind} ${id}, ${act.outcome}: ${count} times ${source}`];
    });
  });
}

/** C7 before anybody asks again: what nobody answered was done once at most. */
export function unknownFaults(asked: readonly Asked[], journal: Journal): string[] {
  return asked.flatMap(({ act, id = '' }) =>
    sources[act.kind].flatMap((source) => {
      const count = journal.get(nameIn(source, id)) ?? 0;
      return count <= 1 ? [] : [`${act.kind} ${id} without an answer: ${count} times ${source}`];
    }),
  );
}
