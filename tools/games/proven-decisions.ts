import {
  type CrapsRound,
  type CrashDefinition,
  type DecisionTable,
  type ProvenRound,
  type RandomSource,
  RecordingRandom,
  type TableAction,
  type TableBet,
  type TableDefinition,
} from '@croupier/game-maths';

/** A game with decisions, of which nobody needs to know what it returns. */
export interface Decided {
  readonly play: 'decisions';
  readonly definition: TableDefinition;
  readonly table: DecisionTable;
  readonly hash: string;
}

/** What a player may wish for in a kind of game: what is not allowed then is passed over, and the rules decide. */
interface Wishes {
  readonly bets: (game: Decided, choices: RandomSource) => readonly TableBet<string>[];
  readonly action: (game: Decided, state: unknown, choices: RandomSource) => TableAction | undefined;
}

/** The main bet of a game, others beside it, or sometimes these alone. */
const anyBets: Wishes['bets'] = ({ definition, table }, choices) => {
  const { bets = {}, step = 0 } = definition.limits.GBP ?? {};
  const beside = Object.keys(bets).filter((kind) => kind !== table.mainBet && choices.below(2) === 0);
  const main = beside.length === 0 || choices.below(8) > 0 ? [table.mainBet] : [];
  return [...main, ...beside].map((kind) => ({
    ...{ kind, numbers: [] },
    amount: (bets[kind]?.minimum ?? 0) + step * choices.below(10),
  }));
};

/** Somebody who takes whatever may be done now. */
const whatever: Wishes = {
  bets: anyBets,
  action: ({ definition, table }, state, choices) => {
    const offered = table.actions(definition, state);
    return { kind: offered[choices.below(offered.length)]?.kind ?? '' };
  },
};

const wishes: Readonly<Record<string, Wishes>> = {
  'video-poker': {
    bets: anyBets,
    action: (_, __, choices) => {
      const hold = choices.below(32);
      return { kind: 'hold', positions: [0, 1, 2, 3, 4].filter((position) => (hold >> position) & 1) };
    },
  },
  crash: {
    bets: ({ definition }, choices) => {
      const { targets, chips } = definition as unknown as CrashDefinition;
      const target = targets[choices.below(2 * targets.length)];
      return [{ kind: 'crash', numbers: target === undefined ? [] : [target], amount: chips.GBP?.[0] ?? 0 }];
    },
    action: (_, __, choices) =>
      choices.below(2) === 0 ? { kind: 'cash-out', elapsedMs: choices.below(20_000) } : undefined,
  },
  craps: {
    bets: (_, choices) => [
      { kind: choices.below(2) === 0 ? 'pass' : 'dont-pass', numbers: [], amount: 300 },
      { kind: 'field', numbers: [], amount: 100 },
    ],
    action: (_, state, choices) => {
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

/** A round of somebody who decides at random, to its end. */
export function decidedFor(
  game: Decided,
  source: RandomSource,
  choices: RandomSource,
): Pick<ProvenRound, 'stake' | 'bets' | 'actions' | 'payout' | 'outcome'> {
  const { table, definition } = game;
  const wished = wishes[table.kind] ?? whatever;
  const bets = placed(game, wished.bets(game, choices));
  const random = new RecordingRandom(source);
  const actions: TableAction[] = [];
  let state = table.begin(definition, bets, random, 'GBP');
  while (table.payout(state) === undefined) {
    const wish = wished.action(game, state, choices);
    // What is refused draws nothing.
    const tried = wish && table.act(definition, state, wish, random);
    const isTaken = tried && !tried.fault;
    const action = isTaken ? wish : table.byDefault(definition, state);
    const step = isTaken ? tried : table.act(definition, state, action, random);
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

/** @throws RangeError for bets that the table does not take */
function placed({ table, definition }: Decided, wanted: readonly TableBet<string>[]) {
  const checked = table.check(definition, 'GBP', wanted);
  if (checked.fault) throw new RangeError(checked.fault.detail);
  return checked.bets;
}
