import {
  type CrapsRound,
  type CrashDefinition,
  type ProvenRound,
  type RandomSource,
  RecordingRandom,
  type TableAction,
  type TableBet,
} from '@croupier/game-maths';
import type { DecisionGame } from '../../apps/games/src/catalogue/table-game.js';

/** What a player may wish for in a kind of game: what is not allowed then is passed over, and the rules decide. */
interface Wishes {
  bets(game: DecisionGame, choices: RandomSource): readonly TableBet<string>[];
  action(state: unknown, choices: RandomSource): TableAction | undefined;
}

const wishes: Readonly<Record<string, Wishes>> = {
  crash: {
    bets: ({ definition }, choices) => {
      const { targets, chips } = definition as unknown as CrashDefinition;
      const target = targets[choices.below(2 * targets.length)];
      return [{ kind: 'crash', numbers: target === undefined ? [] : [target], amount: chips.GBP?.[0] ?? 0 }];
    },
    action: (_, choices) =>
      choices.below(2) === 0 ? { kind: 'cash-out', elapsedMs: choices.below(20_000) } : undefined,
  },
  craps: {
    bets: (_, choices) => [
      { kind: choices.below(2) === 0 ? 'pass' : 'dont-pass', numbers: [], amount: 300 },
      { kind: 'field', numbers: [], amount: 100 },
    ],
    action: (state, choices) => {
      if (choices.below(3) > 0) return undefined;
      const { table } = state as CrapsRound;
      const lying = table.bets[choices.below(table.bets.length)];
      if (lying && choices.below(3) === 0) return { kind: 'take-down', bets: [lying] };
      const numbers = [4, 5, 6, 8, 9, 10];
      const number = numbers[choices.below(6)] ?? 0;
      const spots: [string, number[]?][] = [
        ...['come', 'dont-come', 'pass-odds', 'dont-pass-odds', 'field', 'horn'].map((kind): [string] => [
          kind,
        ]),
        ...['come-odds', 'dont-come-odds', 'place', 'hard'].map((kind): [string, number[]] => [
          kind,
          [number],
        ]),
      ];
      const [kind, at] = spots[choices.below(spots.length)] ?? ['field'];
      return { kind: 'bet', bets: [{ kind, amount: 300, ...(at ? { numbers: at } : {}) }] };
    },
  },
};

/** Kinds of games with decisions of which rounds are made up here. */
export const wishedKinds: readonly string[] = Object.keys(wishes);

/** A round of somebody who decides at random, to its end. */
export function decidedFor(
  game: DecisionGame,
  source: RandomSource,
  choices: RandomSource,
): Pick<ProvenRound, 'stake' | 'bets' | 'actions' | 'payout' | 'outcome'> {
  const { table, definition } = game;
  const wished = wishes[game.kind];
  const bets = wished?.bets(game, choices) ?? [];
  const random = new RecordingRandom(source);
  const actions: TableAction[] = [];
  let state = table.begin(definition, bets, random, 'GBP');
  while (table.payout(state) === undefined) {
    const wish = wished?.action(state, choices);
    const allowed = wish && !table.act(definition, state, wish, random).fault;
    const action = allowed ? wish : table.byDefault(definition, state);
    const step = table.act(definition, state, action, random);
    if (step.fault) throw new RangeError(step.fault.detail);
    actions.push(action);
    state = step.state;
  }
  const stake = { amount: table.staked(state), currency: 'GBP' as const };
  return {
    ...{ stake, bets, actions, payout: { amount: table.payout(state) ?? 0 } },
    outcome: { ...table.view(definition, state), draws: random.draws },
  };
}
