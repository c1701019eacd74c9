import { describe, expect, it } from '@jest/globals';
import type { Table, TableRound } from '../api/table-news.js';
import { atFirst, next, overdueAt, type Show, stageOf } from './show.js';

const soon = { late: false, overdue: false };
const seventeen = { pocket: 17, colour: 'black' } as const;

function round(changes: Partial<TableRound> = {}): TableRound {
  return {
    tableId: 'harbour-table',
    roundId: 'r1',
    number: 41,
    phase: 'betting',
    revision: 410,
    changedAt: '2026-11-25T20:00:00.000Z',
    betsCloseAt: '2026-11-25T20:00:20.000Z',
    ...changes,
  };
}

function table(of: TableRound, stake = 0, results: Table['results'] = []): Table {
  const bets = stake === 0 ? [] : [{ stake: { amount: stake, currency: 'GBP' } }];
  return { round: of, results, bets } as unknown as Table;
}

function shown(...tables: (Table | 'rest')[]): Show {
  return tables.reduce<Show>(
    (show, each) => next(show, each === 'rest' ? { type: 'rest' } : { type: 'table', table: each }),
    atFirst,
  );
}

const told = round({ phase: 'settling', result: seventeen });

describe('what the wheel shows', () => {
  it('turns once to a result that was waited for, and rests there', () => {
    const before = table(round({ phase: 'spinning' }), 500);
    const landing = shown(before, table(told, 500), table({ ...told, phase: 'settled' }, 500));
    expect(landing).toMatchObject({ turn: 1, landing: { roundId: 'r1', staked: 500 }, rested: undefined });
    expect(next(landing, { type: 'rest' })).toMatchObject({
      turn: 1,
      landing: undefined,
      rested: { roundId: 'r1', result: seventeen, staked: 500 },
    });
  });

  it('says the result at once to whoever comes after it was told', () => {
    expect(shown(table(told))).toMatchObject({ turn: 0, landing: undefined, rested: { result: seventeen } });
  });

  it('keeps the last result while the next round takes bets', () => {
    const second = table(round({ roundId: 'r2', number: 42 }));
    const show = shown(table(round()), table(told), 'rest', second);
    expect(show).toMatchObject({ waiting: { roundId: 'r2' }, rested: { roundId: 'r1' } });
  });

  it('tells the end of a round that went by while the connection was down', () => {
    const second = table(round({ roundId: 'r2', number: 42 }), 0, [{ number: 41, ...seventeen }]);
    const show = shown(table(round(), 300), second);
    expect(show.rested).toMatchObject({ roundId: 'r1', staked: 300, result: seventeen });
  });

  it('shows a void round without turning the wheel', () => {
    const show = shown(table(round({ phase: 'closed' }), 700), table(round({ phase: 'voiding' }), 700));
    expect(show).toMatchObject({ turn: 0, landing: undefined, rested: { roundId: 'r1', staked: 700 } });
    expect(show.rested?.result).toBeUndefined();
  });
});

describe('how the table stands', () => {
  const rested = shown(table(told));

  it('follows the phases of the round', () => {
    expect(stageOf(undefined, atFirst, soon)).toBe('none');
    expect(stageOf(round(), atFirst, soon)).toBe('betting');
    expect(stageOf(round({ phase: 'closed' }), atFirst, soon)).toBe('closed');
    expect(stageOf(round({ phase: 'spinning' }), atFirst, soon)).toBe('spinning');
    expect(stageOf(round({ phase: 'voided' }), atFirst, soon)).toBe('void');
    expect(stageOf(told, rested, soon)).toBe('settling');
    expect(stageOf({ ...told, phase: 'settled' }, rested, soon)).toBe('settled');
  });

  it('spins until the wheel on show rests, whatever is known', () => {
    expect(stageOf(told, atFirst, soon)).toBe('spinning');
  });

  it('takes no bets after the clock of the house, though nobody said so yet', () => {
    expect(stageOf(round(), atFirst, { late: true, overdue: false })).toBe('closed');
  });

  it('is away when its next phase is long due', () => {
    expect(stageOf(round({ phase: 'closed' }), atFirst, { late: true, overdue: true })).toBe('away');
    const next = round({ nextPhaseAt: '2026-11-25T20:00:20.000Z' });
    expect(overdueAt(next)).toBe(Date.parse('2026-11-25T20:00:26.000Z'));
    expect(overdueAt(told)).toBeGreaterThan(Date.parse(told.changedAt));
  });
});
