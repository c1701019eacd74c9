import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { type Options, type Report } from '../item.js';
import { type Bug, plant } from './bugs.js';
import { Caller } from './caller.js';
import { anyEvening } from './model/commands.js';
import { type Difference, ModelRun } from './model/run.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { evenings: 120, least: 0 }, full: { evenings: 30_000, least: 1000 } };
const commandsOfAnEvening = 60;

/** Every command with every answer that it can have, and with those of the controls. */
const reachable: Readonly<Record<string, readonly string[]>> = {
  deposit: ['posted', 'replayed', 'idempotency_key_reused', 'no_account'],
  hold: ['posted', 'replayed', 'idempotency_key_reused', 'insufficient_funds', 'account_frozen'],
  commit: ['posted', 'replayed', 'idempotency_key_reused', 'insufficient_funds'],
  release: ['posted', 'idempotency_key_reused', 'insufficient_funds'],
  round: [
    ...[
      'posted',
      'replayed',
      'idempotency_key_reused',
      'play_blocked',
      'round_too_soon',
      'insufficient_funds',
    ],
    ...['bonus_stake_too_high', 'stake_limit_reached', 'loss_limit_reached', 'no_account'],
    ...['account_frozen', 'session_closed'],
  ],
  'pot-round': [
    ...['posted', 'replayed', 'idempotency_key_reused', 'play_blocked', 'round_too_soon'],
    ...['insufficient_funds', 'stake_limit_reached', 'loss_limit_reached'],
  ],
  'drop-round': ['posted', 'replayed', 'idempotency_key_reused', 'insufficient_funds', 'jackpot_moved_on'],
  'free-round': ['posted', 'idempotency_key_reused', 'play_blocked', 'round_too_soon', 'no_free_round'],
  stake: [
    ...['posted', 'replayed', 'idempotency_key_reused', 'play_blocked', 'round_over', 'insufficient_funds'],
    'stake_rolled_back',
    ...['bonus_stake_too_high', 'stake_limit_reached', 'loss_limit_reached'],
    ...['account_frozen', 'session_closed'],
  ],
  settle: ['posted', 'replayed', 'idempotency_key_reused', 'no_stake'],
  void: ['posted', 'replayed', 'idempotency_key_reused', 'round_over'],
  grant: ['posted', 'replayed', 'idempotency_key_reused', 'play_blocked', 'award_active'],
  'grant-rounds': ['posted', 'idempotency_key_reused', 'award_active'],
  convert: ['posted', 'award_not_active', 'stakes_in_play'],
  forfeit: ['posted', 'award_not_active', 'stakes_in_play'],
  payout: ['posted', 'idempotency_key_reused', 'no_stake', 'round_over'],
  rollback: ['posted', 'replayed', 'round_over'],
  promo: ['posted', 'idempotency_key_reused'],
  jackpot: ['posted', 'idempotency_key_reused'],
  adjust: ['posted', 'idempotency_key_reused', 'insufficient_funds'],
  transfer: ['posted', 'idempotency_key_reused', 'award_not_active', 'insufficient_funds'],
  reverse: ['posted', 'nothing_to_reverse'],
  reserve: ['reserved', 'idempotency_key_reused', 'deposit_blocked', 'deposit_limit_reached', 'no_account'],
  launch: ['known', 'account_frozen', 'no_account'],
};

const bugs: readonly (Bug & { what: string })[] = [
  { what: 'a payout that is rounded up', function: 'post', find: /floor\(/, become: 'ceil(' },
  {
    what: 'a limit that may not be reached',
    function: 'post',
    find: /a\.day_staked \+ c_stake > a/,
    become: 'a.day_staked + c_stake >= a',
  },
  {
    what: 'a week that begins on no day',
    function: 'turned',
    find: /this_week > account\.week/,
    become: 'this_week < account.week',
  },
  {
    what: 'a winner of a pot who does not get what their own round put in',
    function: 'won_of',
    find: /THEN pot_value \/ 1000000 ELSE/,
    become: 'THEN p.balance / 1000000 ELSE',
  },
];

/** Evenings of any commands, on the wallet's ledger and on a model of it that was written from its page. */
export async function modelled(options: Options): Promise<Report> {
  const { evenings, least } = sizes[options.size];
  const stand = await Stand.open({ wallets: 0 });
  const url = stand.stack.databaseUrl('wallet', 'wallet');
  const service = await new DataSource({ type: 'postgres', url, poolSize: 2 }).initialize();
  try {
    const run = new ModelRun(service);
    const broken: string[] = [];
    for (const evening of fc.sample(anyEvening(commandsOfAnEvening), {
      seed: options.seed,
      numRuns: evenings,
    })) {
      const difference = await run.play(evening);
      if (difference) broken.push(JSON.stringify(difference));
    }
    const asked = [...run.seen.values()].reduce((sum, count) => sum + count, 0);
    const posted = [...run.seen]
      .filter(([name]) => name.endsWith(' posted'))
      .reduce((sum, [, count]) => sum + count, 0);
    broken.push(...rare(run.seen, least), ...(await stand.faultsOf(new Caller(stand.bus))));
    const pots = (await stand.admin.query('SELECT fact FROM jackpot_differences()')) as { fact: string }[];
    broken.push(...pots.map(({ fact }) => `J1: ${fact}`));
    const falls = (await stand.admin.query('SELECT cycle FROM jackpot_falls')) as { cycle: number }[];
    return {
      ...{ ok: posted, refused: asked - posted, unknown: 0 },
      faults: {},
      checked: [
        `${ledgerChecks.replace('C7', 'C4')}`,
        `${evenings} evenings, ${asked} commands: every answer and all that is stored, alone and in batches, rehearsed and done`,
        `the jackpot is seed + contributions − paid, to the millionth, after ${falls.length} falls`,
        least > 0 ? `each command with each answer at least ${least} times` : 'every answer at least once',
      ],
      broken,
      control: await control(stand, service, options),
    };
  } finally {
    await service.destroy();
    await stand.close();
  }
}

/** What was seen too seldom: an answer by any command, and in a full run each command with each answer. */
function rare(seen: ReadonlyMap<string, number>, least: number): string[] {
  const pairs = Object.entries(reachable).flatMap(([command, codes]) =>
    codes.map((code) => ({ command, code, count: seen.get(`${command} ${code}`) ?? 0 })),
  );
  const codes = [...new Set(pairs.map(({ code }) => code))];
  const never = codes.filter((code) => !pairs.some((pair) => pair.code === code && pair.count > 0));
  return [
    ...never.map((code) => `${code} was never answered`),
    ...pairs
      .filter(({ count }) => count < least)
      .map(({ command, code, count }) => `${command} ${code} was seen ${count} times`),
  ];
}

/** Plays evenings until wallet and model differ: some mistakes show in one of hundreds. */
async function firstSeen(run: ModelRun, seed: number): Promise<Difference | undefined> {
  for (let hundred = 0; hundred < 20; hundred += 1)
    for (const evening of fc.sample(anyEvening(commandsOfAnEvening), {
      seed: seed + hundred,
      numRuns: 100,
    })) {
      const difference = await run.play(evening);
      if (difference) return difference;
    }
  return undefined;
}

/** Bugs of one character each; all must be seen. */
async function control(stand: Stand, service: DataSource, options: Options): Promise<Report['control']> {
  const saw: string[] = [];
  for (const bug of bugs) {
    const [{ text }] = (await stand.admin.query(
      `SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1`,
      [bug.function],
    )) as [{ text: string }];
    await plant(stand.admin, bug);
    const difference = await firstSeen(new ModelRun(service), options.seed + 1);
    if (difference) saw.push(`${bug.what}: ${JSON.stringify(difference).slice(0, 160)}`);
    else options.say(`not seen: ${bug.what}`);
    await stand.admin.query(text);
  }
  for (const { what } of bugs) if (!saw.some((one) => one.startsWith(what))) options.say(`not seen: ${what}`);
  return { what: bugs.map(({ what }) => what).join('; '), saw: saw.length === bugs.length ? saw : [] };
}
