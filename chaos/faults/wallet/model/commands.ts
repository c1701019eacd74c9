import fc from 'fast-check';

/** Ids are small numbers, so that they meet again; `at` is the player's clock, in ms. Amounts in minor units. */
export type Command = { at: number; rehearsed: boolean } & (
  | { do: 'deposit' | 'hold'; id: number; amount: number }
  | { do: 'commit' | 'release'; id: number; amount: number }
  | { do: 'round'; id: number; stake: number; payout: number; jackpot: number; cycleMs: number }
  | PotRound
  | {
      do: 'free-round';
      id: number;
      award: number;
      game: string;
      stake: number;
      payout: number;
      cycleMs: number;
    }
  | { do: 'stake'; id: number; round: number; stake: number }
  | { do: 'settle'; round: number; payout: number; jackpot: number }
  | { do: 'void'; round: number }
  | { do: 'grant'; award: number; amount: number; most: number }
  | { do: 'grant-rounds'; award: number; rounds: number; stake: number; most: number }
  | { do: 'convert' | 'forfeit'; award: number }
  | { do: 'payout'; id: number; round: number; payout: number }
  | { do: 'rollback'; id: number }
  | { do: 'promo' | 'jackpot'; id: number; amount: number }
  | { do: 'adjust'; id: number; change: number }
  | { do: 'transfer'; id: number; amount: number; toBonus: boolean }
  | { do: 'reverse'; id: number; of: 'deposit' | 'withdrawal_end' | 'win' | 'adjustment' }
  | { do: 'reserve'; id: number; amount: number }
  | { do: 'cancel'; id: number }
  | { do: 'controls'; revision: number; limits: Limit[]; blocks: Block[] }
  /** The account is looked into, or no more. */
  | { do: 'freeze' | 'thaw' }
  /** A game is launched: the one that all is played in, or another. */
  | { do: 'launch'; other: boolean }
);

/** A round for a progressive jackpot, which falls by its own draw or at a hidden amount. Contributions in millionths of a minor unit. */
export type PotRound = {
  id: number;
  stake: number;
  payout: number;
  cycleMs: number;
  contribution: number;
} & (
  | { do: 'pot-round'; wins: boolean }
  /** The caller knows the amount of one cycle, so many after the one that the evening began in: so much above the seed. */
  | { do: 'drop-round'; cyclesOn: number; above: number }
);

export interface Limit {
  kind: 'deposit' | 'stake' | 'loss';
  period: 'day' | 'week' | 'month';
  amount: number;
}

export interface Block {
  scope: 'play' | 'deposit' | 'all';
  /** In ms; undefined blocks for ever. */
  until: number | undefined;
}

export const game = 'a-game';
/** What the house puts into the pot when it begins. */
export const potSeed = 5;
export const session = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
/** Of another game; of two launches of one moment it counts as the later. */
export const otherSession = '01a20a47-f71b-7904-908a-daa2e0b5fc68';

/** Half past eleven in a London summer night: before a new day, a new week and day, and a new month and day. */
const evenings = ['2026-05-30', '2026-06-14', '2026-06-30'].map((day) => Date.parse(`${day}T22:30:00Z`));
const hour = 3_600_000;
const offset = fc.constantFrom(
  0,
  0,
  0,
  0,
  400,
  500,
  1000,
  hour,
  hour,
  2 * hour,
  25 * hour,
  -25 * hour,
  49 * hour,
);

const id = fc.nat(8);
const round = fc.nat(2);
const award = fc.nat(1);
const stake = fc.constantFrom(1, 7, 50, 99, 100, 101, 250);
const payout = fc.constantFrom(0, 0, 1, 33, 101, 250, 1001);
const amount = fc.constantFrom(1, 50, 99, 100, 101, 300, 1000);
const cycleMs = fc.constantFrom(0, 0, 500, 1000);
const most = fc.constantFrom(50, 100, 250);
const contribution = fc.constantFrom(0, 1, 300_001, 700_000, 1_000_000, 2_700_000);

const limit = fc.record<Limit>({
  kind: fc.constantFrom('deposit', 'stake', 'loss'),
  period: fc.constantFrom('day', 'week', 'month'),
  amount: fc.constantFrom(0, 99, 100, 200, 300),
});
const block = (from: number): fc.Arbitrary<Block> =>
  fc.record<Block>({
    scope: fc.constantFrom('play', 'deposit', 'all'),
    until: fc.constantFrom(undefined, from, from + 1, from + hour),
  });

type Body = Command extends infer One ? (One extends Command ? Omit<One, 'at' | 'rehearsed'> : never) : never;

const record = <Shape extends Body>(of: {
  [Member in keyof Shape]: fc.Arbitrary<Shape[Member]>;
}): fc.Arbitrary<Body> => fc.record(of).map((body): Body => Object.assign({} as Shape, body));

/** What the win of a pot is called, of the round of an id: as no other win is. */
export const potWinOf = (round: number): number => round + 20;

/** To the jackpot, of a stake. */
const jackpot = fc.constantFrom(0, 0, 3);
const paidId = fc.nat(3);

function bodies(evening: number): fc.Arbitrary<Body> {
  const limits = fc.uniqueArray(limit, { maxLength: 3, selector: (one) => `${one.kind} ${one.period}` });
  const blocks = fc.uniqueArray(block(evening), { maxLength: 1 });
  return fc.oneof(
    { weight: 5, arbitrary: record({ do: fc.constant('deposit' as const), id, amount }) },
    {
      weight: 10,
      arbitrary: record({ do: fc.constant('round' as const), id, stake, payout, cycleMs, jackpot }),
    },
    {
      weight: 4,
      arbitrary: record({
        do: fc.constant('pot-round' as const),
        ...{ id, stake, payout, cycleMs, contribution, wins: fc.boolean() },
      }),
    },
    {
      weight: 3,
      arbitrary: record({
        do: fc.constant('drop-round' as const),
        ...{ id, stake, payout, cycleMs, contribution },
        ...{ cyclesOn: fc.constantFrom(0, 0, 0, 1), above: fc.nat(4) },
      }),
    },
    { weight: 10, arbitrary: record({ do: fc.constant('stake' as const), id, round, stake }) },
    { weight: 4, arbitrary: record({ do: fc.constant('settle' as const), round, payout, jackpot }) },
    { weight: 3, arbitrary: record({ do: fc.constant('void' as const), round }) },
    { weight: 5, arbitrary: record({ do: fc.constant('grant' as const), award, amount, most }) },
    {
      weight: 3,
      arbitrary: record({
        do: fc.constant('grant-rounds' as const),
        ...{ award, most, rounds: fc.constantFrom(0, 1, 2), stake: fc.constantFrom(50, 100) },
      }),
    },
    {
      weight: 5,
      arbitrary: record({
        do: fc.constant('free-round' as const),
        ...{ id, award, payout, cycleMs, stake: fc.constantFrom(50, 100, 100) },
        game: fc.constantFrom(game, game, game, 'another'),
      }),
    },
    { weight: 7, arbitrary: record({ do: fc.constantFrom('convert', 'forfeit'), award }) },
    { weight: 4, arbitrary: record({ do: fc.constant('hold' as const), id: paidId, amount }) },
    { weight: 4, arbitrary: record({ do: fc.constantFrom('commit', 'release'), id: paidId, amount }) },
    { weight: 3, arbitrary: record({ do: fc.constant('reserve' as const), id, amount }) },
    { weight: 1, arbitrary: record({ do: fc.constant('cancel' as const), id }) },
    {
      weight: 3,
      arbitrary: record({
        do: fc.constant('controls' as const),
        revision: fc.integer({ min: 1, max: 4 }),
        limits,
        blocks,
      }),
    },
    { weight: 2, arbitrary: record({ do: fc.constant('freeze' as const) }) },
    { weight: 5, arbitrary: record({ do: fc.constant('thaw' as const) }) },
    {
      weight: 3,
      arbitrary: record({ do: fc.constant('launch' as const), other: fc.constantFrom(false, false, true) }),
    },
    ...corrections,
  );
}

const corrections = [
  { weight: 4, arbitrary: record({ do: fc.constant('payout' as const), id, round, payout }) },
  { weight: 4, arbitrary: record({ do: fc.constant('rollback' as const), id }) },
  { weight: 2, arbitrary: record({ do: fc.constantFrom('promo', 'jackpot'), id, amount }) },
  {
    weight: 2,
    arbitrary: record({
      do: fc.constant('adjust' as const),
      id,
      change: fc.constantFrom(-1000, -50, -1, 1, 99),
    }),
  },
  {
    weight: 3,
    arbitrary: record({ do: fc.constant('transfer' as const), id, amount, toBonus: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: record({
      do: fc.constant('reverse' as const),
      id: fc.oneof({ weight: 3, arbitrary: id }, { weight: 1, arbitrary: id.map(potWinOf) }),
      of: fc.constantFrom('deposit', 'withdrawal_end', 'win', 'adjustment'),
    }),
  },
];

/** One player's evening. */
export interface Evening {
  /** False for a player without an account. */
  opened: boolean;
  bonusFirst: boolean;
  commands: Command[];
  /** Posts that follow each other go to the database in one batch. */
  together: boolean;
}

/** Evenings of so many commands at most, some of which come again as they were. */
export function anyEvening(most: number): fc.Arbitrary<Evening> {
  return fc.constantFrom(...evenings).chain((evening) => {
    const at = offset.map((ms) => evening + ms);
    const rehearsed = fc.constantFrom(false, false, false, true);
    const command = fc
      .tuple(bodies(evening), at, rehearsed)
      .map(([body, when, dry]) => ({ ...body, at: when, rehearsed: dry }) as Command);
    const first: Command = { do: 'deposit', id: 99, amount: 1000, at: evening, rehearsed: false };
    return fc
      .record({
        opened: fc.integer({ min: 0, max: 19 }).map((n) => n > 0),
        drawn: fc.array(command, { minLength: 2, maxLength: most, size: 'max' }),
        repeats: fc.array(fc.nat(), { maxLength: 4 }),
        rich: fc.boolean(),
        together: fc.boolean(),
        bonusFirst: fc.boolean(),
      })
      .map(({ opened, drawn, repeats, rich, together, bonusFirst }) => {
        const again = repeats.flatMap((n) => drawn[n % drawn.length] ?? []);
        return { opened, bonusFirst, together, commands: [...(rich ? [first] : []), ...drawn, ...again] };
      });
  });
}
