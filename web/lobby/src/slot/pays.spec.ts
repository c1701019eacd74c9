import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { SlotDefinition } from './model.js';
import { paysAt, type PaysPart } from './pays.js';

function read(id: string): SlotDefinition {
  const folders = ['apps/games/definitions', 'libs/game-maths/test/definitions'];
  const file = folders.map((folder) => `${folder}/${id}.json`).find((each) => existsSync(each)) ?? id;
  return JSON.parse(readFileSync(file, 'utf8')) as SlotDefinition;
}

const pound = { amount: 100, currency: 'GBP' };
const titled = (parts: readonly PaysPart[], title: string) => parts.find((part) => part.title === title);
const cellsOf = (part: PaysPart | undefined, name: string) =>
  part?.rows.find((row) => row.name === name)?.cells;

describe('what the page of a slot shows that it pays', () => {
  it('is every size of a cluster', () => {
    const [table] = paysAt(read('samphire-clusters'), pound);
    const sizes = ['4', '5', '6', '7', '8–9', '10–12', '13–25'];
    expect(table?.heads).toEqual(['Symbol', ...sizes.map((size) => `${size} together`)]);
    expect(cellsOf(table, 'Crab')).toEqual(['—', '—', '£0.20', '£0.20', '£0.75', '£3.00', '£3.00']);
    expect(table?.notes).toEqual(['Every Foam that is part of a win makes it 2 times as much.']);
  });

  it('is one and two of a kind, six and ten, and a group by its symbols', () => {
    const base = read('lamplight-ledger');
    const reels = Array.from({ length: 12 }, (_, reel) => base.reels[reel % 5] ?? []);
    const [table] = paysAt(
      {
        ...{ ...base, reels },
        groups: [{ id: 'any-chip', name: 'Any chip', symbols: ['amber-chip', 'slate-chip'] }],
        pays: { teacup: { 1: 2, 2: 3, 6: 9, 10: 50 }, 'any-chip': { 6: 7 } },
      },
      pound,
    );
    expect(table?.heads.slice(1)).toEqual(['1 in a row', '2–5 in a row', '6–9 in a row', '10–12 in a row']);
    expect(cellsOf(table, 'Teacup')).toEqual(['£0.20', '£0.30', '£0.90', '£5.00']);
    const group = table?.rows.at(-1);
    expect(group).toEqual({
      name: 'Any chip (Amber Chip, Slate Chip)',
      cells: ['—', '—', '£0.70', '£0.70'],
    });
  });

  it('is the whole stake as often as the scatter pays it, with its free spins', () => {
    const bells = titled(paysAt(read('lamplight-ledger'), pound), 'Midnight Bell');
    expect(bells?.heads.slice(1)).toEqual(['3 anywhere', '4 anywhere', '5 anywhere']);
    expect(cellsOf(bells, 'Pays')).toEqual(['£2.00', '£10.00', '£50.00']);
    expect(cellsOf(bells, 'Free spins, paying 2 times as much')).toEqual(['8', '12', '20']);
  });

  it('says where a line is read from both ends', () => {
    const lead = (id: string) => titled(paysAt(read(id), pound), 'Pay table')?.lead;
    expect(lead('lamplight-ledger')).toBe('What a line pays at a stake of £1.00, from the leftmost reel on.');
    expect(lead('tern-crossing')).toContain(
      'from the leftmost reel on and from the rightmost; once where all of it',
    );
  });

  it('is every prize of a pick, of the whole stake or of a line', () => {
    const picks = read('marram-picks');
    const shown = titled(paysAt(picks, pound), 'Bonus picks');
    expect(shown?.rows.map(({ name }) => name)).toEqual(['Nothing', '£2.00', '£5.00', '£10.00', '£50.00']);
    expect(cellsOf(shown, '£50.00')).toEqual(['1 in 25']);
    expect(shown?.lead).toContain('3 × Basket or more anywhere win up to 5 picks, until one has no prize.');
    const { bonus } = picks;
    const ofLines = bonus && paysAt({ ...picks, bonus: { ...bonus, trigger: 'line' } }, pound);
    expect(cellsOf(titled(ofLines ?? [], 'Bonus picks'), '£5.00')).toEqual(['1 in 25']);
  });

  it('is every value of a coin, and all cells', () => {
    const hold = titled(paysAt(read('russet-orchard'), pound), 'Respins');
    expect(hold?.rows.map(({ name }) => name)).toEqual([
      ...['£1.00', '£2.00', '£5.00', '£10.00'],
      'Every cell, in addition',
    ]);
    expect(hold?.lead).toContain('with a chance of 20 in 200');
    expect(cellsOf(hold, 'Every cell, in addition')).toEqual(['£500.00']);
  });

  it('is the ladder of cascades', () => {
    const falls = titled(paysAt(read('ebb-cascade'), pound), 'Falling symbols');
    expect(falls?.heads).toEqual(['Window', '1', '2', '3', '4–8']);
    expect(falls?.rows).toEqual([{ name: 'Pays', cells: ['1×', '2×', '3×', '5×'] }]);
  });
});
