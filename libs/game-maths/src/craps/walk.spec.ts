import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionJson } from '../../test/definitions.js';
import { RecordingRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { sumOf } from '../table-bets.js';
import { crapsSpots } from './bets.js';
import { parseCrapsDefinition } from './definition.js';
import { isKind, lineKinds } from './kinds.js';
import { actCraps, beginCraps, type CrapsAction, type CrapsState, replayCraps } from './play.js';

const quayside = parseCrapsDefinition(definitionJson('quayside-craps'));
const spots = crapsSpots(quayside);

/** What a player wants; which spot or bet it is about depends on what lies when its turn comes. */
interface Wish {
  readonly what: 'roll' | 'bet' | 'odds' | 'down';
  readonly pick: number;
  readonly amount: number;
}

const wishesArbitrary: fc.Arbitrary<Wish[]> = fc.array(
  fc.record({
    what: fc.constantFrom('roll' as const, 'roll' as const, 'bet' as const, 'odds' as const, 'down' as const),
    pick: fc.nat(999),
    amount: fc.integer({ min: 1, max: 20 }).map((steps) => 60 * steps),
  }),
  { maxLength: 60 },
);

function actionOf({ what, pick, amount }: Wish, { bets }: CrapsState): CrapsAction {
  const lines = bets.filter(({ kind, numbers }) => numbers.length > 0 && isKind(lineKinds, kind));
  const chosen = what === 'odds' ? lines : what === 'down' ? bets : spots;
  const spot = chosen[pick % Math.max(1, chosen.length)];
  if (what === 'roll' || !spot) return { kind: 'roll' };
  const { kind, numbers } = spot;
  if (what === 'down') return { kind: 'take-down', spot: { kind, numbers } };
  return { kind: 'bet', bets: [{ kind: what === 'odds' ? `${kind}-odds` : kind, numbers, amount }] };
}

/** A round with these bets before its first roll. */
function begin(...bets: Parameters<typeof beginCraps>[2]): CrapsState {
  const step = beginCraps(quayside, 'GBP', bets);
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
}

/** Plays wishes as long as the round lasts; those that it refuses change nothing and are not kept. */
function walk(begun: CrapsState, wishes: readonly Wish[], seed: number) {
  const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(seed)));
  const [taken, states]: [CrapsAction[], CrapsState[]] = [[], [begun]];
  for (const wish of wishes) {
    const state = states.at(-1) ?? begun;
    if (state.payout !== undefined) break;
    const action = actionOf(wish, state);
    const step = actCraps(quayside, state, action, random);
    if (step.fault) continue;
    states.push(step.state);
    taken.push(action);
  }
  return { taken, states, draws: random.draws };
}

describe('any round of craps', () => {
  it('loses no bet and makes none: what was staked lies, was settled or was taken down', () => {
    fc.assert(
      fc.property(wishesArbitrary, fc.integer({ min: 0, max: 255 }), (wishes, seed) => {
        const begun = begin({ kind: 'pass', amount: 600 });
        const { taken, states } = walk(begun, wishes, seed);
        let [gone, returned] = [0, 0];
        for (const [index, state] of states.entries()) {
          const before = states[index - 1];
          const by = taken[index - 1]?.kind;
          if (before && by === 'roll') {
            gone += sumOf(state.last?.settled ?? []);
            returned += (state.last?.settled ?? []).reduce((sum, { payout }) => sum + payout, 0);
          }
          if (before && by === 'take-down') {
            const down = sumOf(before.bets) - sumOf(state.bets);
            gone += down;
            returned += down;
          }
          expect(state.stake).toBe(gone + sumOf(state.bets));
          expect(state.returned).toBe(returned);
          expect(state.payout).toBe(state.bets.length > 0 ? undefined : returned);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has odds only behind a line bet on their point, and never above their times of it', () => {
    fc.assert(
      fc.property(wishesArbitrary, fc.integer({ min: 0, max: 255 }), (wishes, seed) => {
        const begun = begin({ kind: 'dont-pass', amount: 60 });
        for (const { bets } of walk(begun, wishes, seed).states) {
          for (const { kind, numbers, amount } of bets.filter((bet) => bet.kind.endsWith('-odds'))) {
            const line = bets.find(
              (bet) => bet.kind === kind.replace('-odds', '') && bet.numbers.join() === numbers.join(),
            );
            expect(amount).toBeLessThanOrEqual(6 * (line?.amount ?? 0));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is derived again from its draws and the actions that it took', () => {
    fc.assert(
      fc.property(wishesArbitrary, fc.integer({ min: 0, max: 255 }), (wishes, seed) => {
        const begun = begin({ kind: 'field', amount: 60 }, { kind: 'pass', amount: 60 });
        const { taken, states, draws } = walk(begun, wishes, seed);
        expect(replayCraps(quayside, { begun, draws, actions: taken })).toEqual(states.at(-1));
      }),
      { numRuns: 100 },
    );
  });
});
