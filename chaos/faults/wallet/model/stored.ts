import { type DataSource } from 'typeorm';
import { session } from './commands.js';
import { type Names } from './postings.js';
import { type Line, periods, type Pot, type State } from './state.js';

type Row = Record<string, string | number | boolean | null>;

/** Columns that say when or under which id something was recorded: the wallet's own choice. */
const own = `ARRAY['player_id', 'transaction_id', 'recorded_at', 'opened_at', 'changed_at', 'kind', 'currency', 'outcome',
  'frozen_at']`;
const limitCopies = `ARRAY['play_blocked_until', 'stake_limit_day', 'stake_limit_week', 'stake_limit_month',
  'loss_limit_day', 'loss_limit_week', 'loss_limit_month', 'has_windows']`;

/** All that the wallet stores of a player, with ids by their names, and without what is not there. */
export async function storedOf(database: DataSource, names: Names): Promise<object> {
  const read = async (table: string, order: string): Promise<object[]> => {
    const rows = (await database.query(
      `SELECT to_jsonb(t) - ${own} - ${limitCopies} AS row FROM ${table} t WHERE player_id = $1 ORDER BY ${order}`,
      [names.player],
    )) as { row: Row }[];
    return rows.map(({ row }) => named(row, names));
  };
  const [account] = await read('accounts', 'currency');
  const by = (rows: object[], id: string): object =>
    Object.fromEntries(rows.map((row) => [(row as Record<string, string>)[id], row])) as object;
  return {
    account: account ?? 'none',
    journal: await read('journal', 'version'),
    awards: by(await read('awards', 'award_id'), 'award_id'),
    rounds: by(await read('round_stakes', 'round_id'), 'round_id'),
    reservations: by(await read('deposit_reservations', 'deposit_id'), 'deposit_id'),
    known: (await read('known_commands', 'external_id')).length,
    pot: await readPot(database, names.pot),
    falls: (await read('jackpot_falls', 'cycle')).length,
    told: await toldOf(database, names),
  };
}

/** Undefined before anybody played for it. */
export async function readPot(database: DataSource, pot: string): Promise<Pot | undefined> {
  const [row] = (await database.query(
    `SELECT to_jsonb(t) AS row FROM (
       SELECT cycle, balance, posted, seeded, contributed, paid FROM jackpots WHERE jackpot_id = $1) AS t`,
    [pot],
  )) as { row: Pot }[];
  return row?.row;
}

/** Facts of a player that wait or were told: one a posted command. */
async function toldOf(database: DataSource, { player }: Names): Promise<number> {
  const [row] = (await database.query(`SELECT count(*)::int AS told FROM outbox WHERE player_id = $1`, [
    player,
  ])) as [{ told: number }];
  return row.told;
}

function named(row: Row, names: Names): object {
  const entries = Object.entries(row).flatMap(([column, value]) => {
    if (value === null) return [];
    if (column.endsWith('_id') && typeof value === 'string') return [[column, names.nameOf(value)]];
    return [[column, column.endsWith('_at') ? Date.parse(value as string) : value]];
  });
  return Object.fromEntries(entries) as object;
}

/** The same of the model. */
export function keptOf(state: State): object {
  const currency = {};
  return {
    account: state.opened ? accountOf(state) : 'none',
    journal: state.journal,
    awards: Object.fromEntries(
      [...state.awards].map(([id, award]) => [`award ${id}`, { ...currency, ...awardRow(id, award) }]),
    ),
    rounds: Object.fromEntries([...state.rounds].map(([id, round]) => [`round ${id}`, roundRow(id, round)])),
    reservations: Object.fromEntries(
      [...state.reservations].map(([id, { amount, at, state: is }]) => [
        `deposit ${id}`,
        { deposit_id: `deposit ${id}`, amount, reserved_at: at, state: is },
      ]),
    ),
    known: state.known.size,
    pot: state.pot,
    falls: [...state.known.values()].filter(({ kind }) => kind === 'pot-win').length,
    told: state.journal.length,
  };
}

function accountOf(state: State): object {
  const counters = periods.flatMap((period) => {
    const counter = state.counters.get(period);
    return [
      ...(counter ? [[period, counter.began] as const] : []),
      [`${period}_deposited`, counter?.deposited ?? 0] as const,
      [`${period}_staked`, counter?.staked ?? 0] as const,
      [`${period}_paid_out`, counter?.paidOut ?? 0] as const,
    ];
  });
  return {
    ...{
      zone: 'Europe/London',
      bonus_first: state.bonusFirst,
      cash: state.cash,
      bonus: state.bonus,
      in_play: state.inPlay,
      withdrawing: state.withdrawing,
      version: state.version,
    },
    ...(state.lastRoundAt === undefined ? {} : { last_round_at: state.lastRoundAt }),
    ...(state.sessionNet === undefined ? {} : { game_session_id: session, session_net: state.sessionNet }),
    ...(state.launched
      ? { play_session_id: state.launched.session, play_launched_at: state.launched.at }
      : {}),
    ...(state.award === undefined ? {} : { award_id: `award ${state.award}` }),
    ...(Object.fromEntries(counters) as object),
  };
}

function awardRow(
  id: number,
  { most, game, stake, rounds, state }: NonNullable<ReturnType<State['awards']['get']>>,
): Line {
  return {
    ...{ award_id: `award ${id}`, state, maximum_stake: most, free_rounds_left: rounds },
    ...(game === undefined ? {} : { free_game: game }),
    ...(stake === undefined ? {} : { free_stake: stake }),
  };
}

function roundRow(id: number, round: NonNullable<ReturnType<State['rounds']['get']>>): object {
  return {
    ...{
      round_id: `round ${id}`,
      started_at: round.startedAt,
      stake_cash: round.cash,
      stake_bonus: round.bonus,
    },
    ...(round.award === undefined ? {} : { award_id: `award ${round.award}` }),
    ...{
      has_payout: round.paid,
      state: round.state,
      ...(round.gameId === undefined ? {} : { game_id: round.gameId, game_session_id: session }),
    },
  };
}
