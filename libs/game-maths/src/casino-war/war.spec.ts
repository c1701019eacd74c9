import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf, faultPaths, standardErrors } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { stacked } from '../../test/stacked-shoe.js';
import { certificationFaults } from '../certify.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { checkWarBets, warStakesOf } from './bets.js';
import { type CasinoWarDefinition, parseCasinoWarDefinition } from './definition.js';
import { casinoWarEngine } from './engine.js';
import { countWar, isWarBetter } from './exact.js';
import {
  actWar,
  beginWar,
  betterWarAction,
  replayWar,
  viewWar,
  type WarAction,
  warActions,
  warDefault,
  type WarState,
} from './play.js';

interface Json extends Record<string, unknown> {
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('high-heath-war');
const withRules = (rules: Partial<CasinoWarDefinition>) =>
  parseCasinoWarDefinition(changed(json, (copy) => Object.assign(copy, rules)));
const heath = withRules({});
const plain = withRules({ secondTieBonus: '0:1' });
const strict = withRules({ surrender: false });
const schema = schemaOf('casino-war');

function played(definition: CasinoWarDefinition, cards: string, ...actions: WarAction[]): WarState {
  const random = stacked(cards);
  let state = beginWar(definition, { war: 10, tie: 0 }, random);
  for (const action of actions) {
    const step = actWar(definition, state, action, random);
    if (step.fault) throw new Error(step.fault.detail);
    state = step.state;
  }
  return state;
}

describe('casino war', () => {
  it('keeps what is published for six decks: 2.33 % with a bonus, 2.88 % without, 18.65 % of a tie', () => {
    const rounded = (definition: CasinoWarDefinition) =>
      Object.entries(edgesOf(casinoWarEngine.sheets(definition))).map(([, edge]) => Number(edge).toFixed(2));
    expect(rounded(heath)).toEqual(['2.33', '18.65']);
    expect(rounded(plain)).toEqual(['2.88', '18.65']);
  });

  it('is counted in full: every order of four cards ends once', () => {
    for (const decks of [1, 6, 8]) {
      const { win, lose, tie, warWin, warLose, warTie } = countWar({ ...heath, decks });
      const cards = BigInt(52 * decks);
      expect(win + lose + tie).toBe(cards * (cards - 1n) * (cards - 2n) * (cards - 3n));
      expect(warWin + warLose + warTie).toBe(tie);
    }
  });

  it('of one deck is what its ranks come to one by one', () => {
    const left = new Array<bigint>(13).fill(4n);
    const counts = { win: 0n, tie: 0n, warWin: 0n, warTie: 0n };
    const each = (ways: bigint, then: (rank: number, ways: bigint) => void): void =>
      left.forEach((count, rank) => {
        left[rank] = count - 1n;
        then(rank, ways * count);
        left[rank] = count;
      });
    each(1n, (player, a) =>
      each(a, (dealer, b) => {
        if (player > dealer) counts.win += b * 50n * 49n;
        if (player !== dealer) return;
        each(b, (second, c) =>
          each(c, (other, d) => {
            counts.tie += d;
            if (second > other) counts.warWin += d;
            if (second === other) counts.warTie += d;
          }),
        );
      }),
    );
    expect(countWar({ ...heath, decks: 1 })).toMatchObject(counts);
  });

  it('goes to war on a tie, unless giving up returns more', () => {
    expect([isWarBetter(heath), isWarBetter(plain), betterWarAction(heath)]).toEqual([
      true,
      true,
      'go-to-war',
    ]);
    expect(isWarBetter(strict)).toBe(true);
    expect([warDefault(heath), warDefault(strict)]).toEqual(['surrender', 'war-without-raise']);
  });

  it('returns what its definition declares and tells players, and what played rounds come to', () => {
    const sheets = casinoWarEngine.sheets(heath);
    expect(certificationFaults(casinoWarEngine, heath, sheets)).toEqual([]);
    for (const sheet of sheets) {
      const seen = standardErrors(casinoWarEngine, heath, { sheet, rounds: 100_000, seed: 2 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
    expect(() => casinoWarEngine.sampler(heath, 'peace')).toThrow('no peace');
  });
});

describe('a round of casino war', () => {
  const burnt = '2c 2d 2h';

  it.each<[string, CasinoWarDefinition, string, WarAction[], number]>([
    ['a win', heath, 'Ac Kd', [], 20],
    ['a loss', heath, 'Qc Kd', [], 0],
    ['a surrender', heath, 'Qc Qd', ['surrender'], 5],
    ['a war that is won', heath, `Qc Qd ${burnt} Ac 3c 3d 3h Kc`, ['go-to-war'], 30],
    ['a war that is lost', heath, `Qc Qd ${burnt} Kc 3c 3d 3h Ac`, ['go-to-war'], 0],
    ['a war that ties', heath, `Qc Qd ${burnt} Kc 3c 3d 3h Kd`, ['go-to-war'], 40],
    ['a war that ties without a bonus', plain, `Qc Qd ${burnt} Kc 3c 3d 3h Kd`, ['go-to-war'], 30],
    ['a war without a raise that is won', strict, `Qc Qd ${burnt} Ac 3c 3d 3h Kc`, ['war-without-raise'], 10],
    ['a war without a raise that is lost', strict, `Qc Qd ${burnt} Kc 3c 3d 3h Ac`, ['war-without-raise'], 0],
    ['a war without a raise that ties', strict, `Qc Qd ${burnt} Kc 3c 3d 3h Kd`, ['war-without-raise'], 20],
    ['a war of which no card is laid aside', withRules({ burn: 0 }), 'Qc Qd Kc Jd', ['go-to-war'], 30],
  ])('settles %s', (_, definition, cards, actions, payout) => {
    const raise = actions.includes('go-to-war') ? 10 : 0;
    expect(played(definition, cards, ...actions)).toMatchObject({ raise, payout });
  });

  it('pays a tie bet whatever follows, and alone ends with the first cards', () => {
    const random = stacked('Qc Qd');
    const state = beginWar(heath, { war: 10, tie: 10 }, random);
    expect(actWar(heath, state, 'surrender', random)).toMatchObject({
      state: { payout: 115, tiePayout: 110 },
    });
    expect(beginWar(heath, { war: 0, tie: 10 }, stacked('Qc Qd')).payout).toBe(110);
    expect(beginWar(heath, { war: 0, tie: 10 }, stacked('Qc Kd')).payout).toBe(0);
  });

  it('offers what the rules allow and refuses the rest', () => {
    const state = played(heath, 'Qc Qd');
    expect(warActions(heath, state)).toEqual(['go-to-war', 'surrender']);
    expect(warActions(strict, state)).toEqual(['go-to-war', 'war-without-raise']);
    expect(actWar(heath, state, 'war-without-raise', stacked('')).fault?.reason).toBe('not_allowed');
    expect(actWar(strict, state, 'surrender', stacked('')).fault?.reason).toBe('not_allowed');
    expect(actWar(heath, played(heath, 'Ac Kd'), 'surrender', stacked('')).fault?.reason).toBe('round_ended');
  });

  it('hides what is laid aside, and is derived again', () => {
    const random = new RecordingRandom(stacked(`Qc Qd ${burnt} Ac 3c 3d 3h Kc`));
    const stakes = { war: 10, tie: 0 };
    const step = actWar(heath, beginWar(heath, stakes, random), 'go-to-war', random);
    if (step.fault) throw new Error(step.fault.detail);
    expect(viewWar(step.state)).toMatchObject({ player: ['Qc', 'Ac'], dealer: ['Qd', 'Kc'] });
    const record = { stakes, actions: ['go-to-war'] as const, draws: random.draws };
    expect(replayWar(heath, record)).toEqual(step.state);
    expect(() => replayWar(heath, { ...record, actions: ['surrender'] })).toThrow(ReplayError);
  });

  it('of played-out rounds returns what is counted', () => {
    const random = new StreamRandom(new Uint8Array(32).fill(3));
    const rounds = 20_000;
    let won = 0;
    for (let round = 0; round < rounds; round += 1) {
      let state = beginWar(heath, { war: 2, tie: 0 }, random);
      while (state.payout === undefined) {
        const step = actWar(heath, state, betterWarAction(heath), random);
        if (step.fault) throw new Error(step.fault.detail);
        state = step.state;
      }
      won += (state.payout - 2 - state.raise) / 2;
    }
    // One standard error of a round is about 1.05.
    expect(Math.abs(won / rounds + 0.0233)).toBeLessThan((4 * 1.05) / Math.sqrt(rounds));
  });

  it('takes bets within the limits', () => {
    const checked = checkWarBets(heath, 'GBP', [{ kind: 'war', amount: 100 }]);
    expect(checked.fault === undefined && warStakesOf(checked.bets)).toEqual({ war: 100, tie: 0 });
    expect(checkWarBets(heath, 'GBP', [{ kind: 'tie', amount: 510 }]).fault?.reason).toBe('above_maximum');
    const full = { kind: 'war' as const, amount: 5000 };
    expect(checkWarBets(heath, 'GBP', [full]).fault).toBeUndefined();
    // The raise would be above what all stakes of a round may come to.
    expect(checkWarBets(heath, 'GBP', [full, { kind: 'tie', amount: 10 }]).fault?.reason).toBe(
      'above_round_maximum',
    );
    expect(checkWarBets(heath, 'GBP', [{ kind: 'war', numbers: [2], amount: 10 }]).fault?.reason).toBe(
      'no_such_spot',
    );
  });
});

describe('a definition of casino war', () => {
  it('is of the published schema, with the tie bet or without', () => {
    expect(schema(json)).toBe(true);
    const war = changed(json, (copy) => {
      delete copy['tiePays'];
      delete copy.limits['GBP']!.bets['tie'];
    });
    expect(schema(war)).toBe(true);
    expect(casinoWarEngine.sheets(parseCasinoWarDefinition(war)).map(({ bet }) => bet)).toEqual(['war']);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy['kind'] = 'war'), 'kind'],
    ['no deck', (copy) => (copy['decks'] = 0), 'decks'],
    ['a surrender that is no yes or no', (copy) => (copy['surrender'] = 'late'), 'surrender'],
    ['half a card laid aside', (copy) => (copy['burn'] = 0.5), 'burn'],
    ['a bonus that is a number', (copy) => (copy['secondTieBonus'] = 1), 'secondTieBonus'],
    ['a tie that is a number', (copy) => (copy['tiePays'] = 10), 'tiePays'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseCasinoWarDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it('is refused with half a penny, without limits, and if it is absent', () => {
    const odd = changed(json, ({ limits }) => (limits['GBP']!.step = 5));
    expect(faultPaths(parseCasinoWarDefinition, odd)).toContain('limits.GBP.step');
    const tight = changed(json, ({ limits }) => Object.assign(limits['GBP']!, { roundMaximum: 10 }));
    expect(faultPaths(parseCasinoWarDefinition, tight)).toEqual(['limits.GBP.roundMaximum']);
    const short = changed(json, ({ limits }) => delete limits['GBP']!.bets['tie']);
    expect(faultPaths(parseCasinoWarDefinition, short)).toContain('limits.GBP.bets.tie');
    expect(faultPaths(parseCasinoWarDefinition, undefined)).toEqual(['$']);
  });
});
