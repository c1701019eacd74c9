import { readFileSync } from 'node:fs';
import { type SlotDefinition } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { slotPays } from './slot-pays.js';

const [shipped, fixtures] = ['apps/games/definitions', 'libs/game-maths/test/definitions'];

function read(folder: string, id: string): SlotDefinition {
  return JSON.parse(readFileSync(`${folder}/${id}.json`, 'utf8')) as SlotDefinition;
}

/** The cells of every row of a page's tables, heads included. */
function cellsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );
}

describe('what the page of a slot says that it pays', () => {
  it('is every size of a cluster, in the order of numbers', () => {
    const rows = cellsOf(slotPays(read(fixtures, 'samphire-clusters')));
    expect(rows[0]).toEqual(['Symbol', '4', '5', '6', '7', '8–9', '10–12', '13–25']);
    expect(rows).toContainEqual(['Crab', '–', '–', '4', '4', '15', '60', '60']);
  });

  it('is a wild that multiplies', () => {
    expect(slotPays(read(fixtures, 'samphire-clusters'))).toContain(
      'Every Foam that is part of a win pays it 2 times.',
    );
  });

  it('is one of a kind, a run that is not listed, and a group by its symbols', () => {
    const base = read(shipped, 'lamplight-ledger');
    const rows = cellsOf(
      slotPays({
        ...base,
        groups: [{ id: 'any-chip', name: 'Any chip', symbols: ['amber-chip', 'slate-chip'] }],
        pays: { teacup: { 1: 2, 3: 9 }, 'any-chip': { 5: 7 } },
      }),
    );
    expect(rows[0]).toEqual(['Symbol', '1–2', '3–4', '5']);
    expect(rows).toContainEqual(['Teacup', '2', '9', '9']);
    expect(rows).toContainEqual(['Any chip (Amber Chip, Slate Chip)', '–', '–', '7']);
  });

  it('says from which ends a line is read', () => {
    expect(slotPays(read(shipped, 'lamplight-ledger'))).toContain('Times the line bet, from the left<');
    expect(slotPays(read(fixtures, 'tern-crossing'))).toContain(
      'Times the line bet, from the left and from the right<',
    );
  });

  it('is scatters with their free spins', () => {
    const rows = cellsOf(slotPays(read(shipped, 'tideway-lanterns')));
    expect(rows).toContainEqual(['Times the total stake', '2', '10', '50']);
    expect(rows).toContainEqual(['Free spins, paying 2 times as much', '8', '12', '20']);
  });

  it('is every prize of a pick with its chance', () => {
    const html = slotPays(read(fixtures, 'marram-picks'));
    expect(html).toContain('3 Basket or more anywhere: up to 5 picks; one without a prize ends them');
    const rows = cellsOf(html);
    expect(rows).toContainEqual(['Nothing', '9 in 25']);
    expect(rows).toContainEqual(['50', '1 in 25']);
  });

  it('is every value of a coin, and all cells', () => {
    const html = slotPays(read(shipped, 'russet-orchard'));
    expect(html).toContain('a chance of 20 in 200');
    const rows = cellsOf(html);
    expect(rows).toContainEqual(['100', '1 in 20']);
    expect(rows).toContainEqual(['Every cell, in addition', '5,000']);
  });

  it('is the ladder of cascades', () => {
    const rows = cellsOf(slotPays(read(fixtures, 'ebb-cascade')));
    expect(rows).toContainEqual(['Window', '1', '2', '3', '4–8']);
    expect(rows).toContainEqual(['Pays times', '1', '2', '3', '5']);
  });
});
