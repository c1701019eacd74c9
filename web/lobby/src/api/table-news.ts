import type { Schemas, StreamMessage } from '@croupier/sdk';

export type Table = Schemas['TableDetail'];
export type TableRound = Schemas['TableRound'];
type TableMessage = Extract<StreamMessage, { type: 'table' | 'table-totals' }>;

/** The newest round of each table that was told: an answer may be older than what the stream said meanwhile. */
const newest = new Map<string, TableRound>();
const resultsMost = 20;

export function withNewest(table: Table): Table {
  const round = newest.get(table.tableId);
  return round ? afterRound(table, round).table : table;
}

/** What a message makes of a table; `missed` if something it needs was not told, so that it has to be read. */
export function noteTable(
  table: Table | undefined,
  message: TableMessage,
): { table?: Table; missed?: boolean } {
  if (message.type === 'table') {
    const { data } = message;
    if (data.revision > (newest.get(data.tableId)?.revision ?? 0)) newest.set(data.tableId, data);
    return table ? afterRound(table, data) : {};
  }
  const here = table && table.round?.roundId === message.data.roundId;
  return here ? { table: { ...table, totals: message.data } } : {};
}

/** A table keeps the highest revision. A new round begins with an empty layout. */
export function afterRound(table: Table, round: TableRound): { table: Table; missed: boolean } {
  const { round: known } = table;
  if (known && round.revision <= known.revision) return { table, missed: false };
  const results = withResult(table.results, round);
  if (known?.roundId === round.roundId) return { table: { ...table, round, results }, missed: false };
  const { totals: _, ...rest } = table;
  const last = round.number - 1;
  const told =
    known === undefined ||
    (known.number === last && isOver(known)) ||
    results.some(({ number }) => number === last);
  return { table: { ...rest, round, results, bets: [] }, missed: !told };
}

function withResult(results: Table['results'], { number, result }: TableRound): Table['results'] {
  if (!result || results.some((past) => past.number === number)) return results;
  return [{ number, ...result }, ...results].slice(0, resultsMost);
}

function isOver({ phase }: TableRound): boolean {
  return phase === 'settled' || phase === 'voiding' || phase === 'voided';
}

/** The table with bets the platform took into its round. */
export function withBets(table: Table, placed: Table['bets'][number]): Table {
  if (placed.roundId !== table.round?.roundId) return table;
  return { ...table, bets: [...table.bets.filter(({ betId }) => betId !== placed.betId), placed] };
}
