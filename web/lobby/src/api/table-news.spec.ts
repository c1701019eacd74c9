import type { StreamMessage } from '@croupier/sdk';
import { describe, expect, it } from '@jest/globals';
import { afterRound, noteTable, type Table, type TableRound, withBets, withNewest } from './table-news.js';

const seventeen = { pocket: 17, colour: 'black' } as const;

function round(revision: number, changes: Partial<TableRound> = {}): TableRound {
  const number = Math.floor(revision / 10);
  return {
    tableId: 'harbour-table',
    roundId: `r${number}`,
    number,
    phase: 'betting',
    revision,
    changedAt: '',
    betsCloseAt: '',
    ...changes,
  };
}

function table(of: TableRound, changes: Partial<Table> = {}): Table {
  const bets = [{ betId: 'b1', roundId: of.roundId }];
  return { tableId: of.tableId, round: of, results: [], bets, totals: {}, ...changes } as unknown as Table;
}

const message = (data: TableRound): StreamMessage & { type: 'table' } => ({
  seq: 2,
  at: '',
  type: 'table',
  data,
});

describe('news of a table', () => {
  it('are kept by the highest revision', () => {
    const known = table(round(412));
    expect(afterRound(known, round(411)).table).toBe(known);
    expect(afterRound(known, round(413, { phase: 'spinning' })).table.round?.phase).toBe('spinning');
  });

  it('add a result once', () => {
    const once = afterRound(table(round(412)), round(413, { phase: 'settling', result: seventeen })).table;
    const twice = afterRound(once, round(414, { phase: 'settled', result: seventeen })).table;
    expect(twice.results).toEqual([{ number: 41, ...seventeen }]);
    expect(twice.bets).toHaveLength(1);
  });

  it('clear the layout for a new round', () => {
    const { table: after, missed } = afterRound(
      table(round(414, { phase: 'settled' }), { results: [{ number: 41, ...seventeen }] }),
      round(420),
    );
    expect([after.bets, after.totals, missed]).toEqual([[], undefined, false]);
  });

  it('say when a round went by unseen', () => {
    expect(afterRound(table(round(412)), round(420)).missed).toBe(true);
    expect(afterRound(table(round(414, { phase: 'voided' })), round(420)).missed).toBe(false);
    expect(afterRound(table(round(414, { phase: 'voided' })), round(430)).missed).toBe(true);
  });

  it('of totals hold for their round alone', () => {
    const data = { roundId: 'r41', players: 2 } as Table['totals'] & object;
    const totals = { seq: 3, at: '', type: 'table-totals', data } as const;
    expect(noteTable(table(round(410)), totals).table?.totals).toBe(data);
    expect(noteTable(table(round(420)), totals)).toEqual({});
  });

  it('overtake an answer that was asked for before them', () => {
    noteTable(undefined, message(round(431, { phase: 'closed' })));
    expect(withNewest(table(round(430))).round?.phase).toBe('closed');
    expect(withNewest(table(round(432, { phase: 'spinning' }))).round?.phase).toBe('spinning');
  });

  it('bring bets into their round, once', () => {
    const placed = (betId: string, roundId: string) => ({ betId, roundId }) as Table['bets'][number];
    const before = table(round(410));
    expect(withBets(before, placed('b2', 'r41')).bets.map(({ betId }) => betId)).toEqual(['b1', 'b2']);
    expect(withBets(before, placed('b1', 'r41')).bets).toHaveLength(1);
    expect(withBets(before, placed('b3', 'r40'))).toBe(before);
  });
});
