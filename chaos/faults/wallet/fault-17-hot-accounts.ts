import { type JackpotPlay } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Client } from 'pg';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { round, type Sent, settleAll, stake } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';
import { potFaults, readPots } from '../../mix/verdicts/pots.js';

const sizes = { small: { rounds: 40 }, full: { rounds: 2000 } };
const accounts = 5;
const atOnce = 40;
const cash = 1_000_000;
const pots = ['lighthouse', 'harbour'];
const seed = 50;

/** All play on few accounts, through two wallets, and many are paid in one commit, in every order. */
export async function hotAccounts(options: Options): Promise<Report> {
  const { rounds } = sizes[options.size];
  const stand = await Stand.open({ wallets: 2 });
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus, 10_000);
    const players = await stand.players(caller, accounts, cash);
    const expected = new Map(players.map((playerId) => [playerId, cash]));
    const broken: string[] = [];
    for (let wave = 0; wave < rounds; wave += 1) {
      const answers = await Promise.all(
        waveOf(random, players, expected).map((sents) => inOrder(caller, sents)),
      );
      broken.push(
        ...answers
          .flat()
          .filter(({ code }) => code !== 'ok')
          .map(({ code }) => `a command was ${code}`),
      );
    }
    broken.push(...(await stand.faultsOf(caller)), ...(await wrong(stand, expected)));
    const potBooks = await readPots(stand.admin);
    broken.push(...potFaults(potBooks, seed));
    const falls = potBooks.reduce((sum, pot) => sum + pot.falls, 0);
    const deadlocks = await deadlocksOf(stand);
    if (deadlocks > 0) broken.push(`${deadlocks} deadlocks in the server`);
    return {
      ...caller.counts,
      faults: { 'commands on five accounts': caller.answers.length, 'deadlocks in the server': deadlocks },
      checked: [
        ledgerChecks,
        'every balance to the minor unit',
        `${potBooks.length} jackpots, fed by half of the rounds, are seeds + contributions − paid, to the millionth, after ${falls} falls`,
        'no deadlock and no serialization failure reached a caller',
      ],
      broken,
      control: await control(stand, players),
    };
  } finally {
    await stand.close();
  }
}

/** What is sent at once: bets, and stakes of all players that one command settles, in another order each time. */
function waveOf(random: Seeded, players: readonly string[], expected: Map<string, number>): Sent[][] {
  const add = (playerId: string, change: number): void =>
    void expected.set(playerId, (expected.get(playerId) ?? 0) + change);
  return Array.from({ length: atOnce }, () => {
    if (random.below(3) > 0) {
      const [playerId, bet, payout] = [random.pick(players), random.between(1, 9), random.below(15)];
      add(playerId, payout - bet);
      const plain = round(playerId, bet, payout);
      return [
        random.below(2) === 0 ? plain : { ...plain, request: { ...plain.request, pot: share(random, bet) } },
      ];
    }
    const turn = random.below(players.length);
    const order = [...players.slice(turn), ...players.slice(0, turn)];
    if (random.below(2) === 0) order.reverse();
    const parts = order.map((playerId) => ({ playerId, roundId: newId(), payout: random.below(15) }));
    for (const { playerId, payout } of parts) add(playerId, payout - 3);
    return [...parts.map(({ playerId, roundId }) => stake(playerId, 3, roundId)), settleAll(parts)];
  });
}

/** In one of few pots, that fall now and then. */
function share(random: Seeded, bet: number): JackpotPlay {
  const pot = { jackpotId: random.pick(pots), seed, contributionMillionths: bet * 12_345 };
  return { ...pot, wins: random.below(20) === 0, winId: newId() };
}

/** All but the last at once, then the last. */
async function inOrder(
  caller: Caller,
  sents: readonly Sent[],
): Promise<Awaited<ReturnType<Caller['send']>>[]> {
  const first = await Promise.all(sents.slice(0, -1).map((sent) => caller.send(sent)));
  const last = sents.at(-1);
  return last ? [...first, await caller.send(last)] : first;
}

async function wrong(stand: Stand, expected: ReadonlyMap<string, number>): Promise<string[]> {
  // What was won of a jackpot only the ledger can tell; that the jackpots have it less is J1.
  const rows = (await stand.admin.query(
    `SELECT player_id, cash - (SELECT coalesce(sum(amount), 0) FROM jackpot_falls f WHERE f.player_id = a.player_id) AS cash, in_play
       FROM accounts a`,
  )) as {
    player_id: string;
    cash: string;
    in_play: string;
  }[];
  return rows
    .filter(
      ({ player_id, cash: held, in_play }) =>
        Number(held) !== expected.get(player_id) || Number(in_play) !== 0,
    )
    .map(
      ({ player_id, cash: held }) =>
        `${player_id} has ${held}, ${expected.get(player_id) ?? 'nothing'} was played`,
    );
}

async function deadlocksOf(stand: Stand): Promise<number> {
  const [row] = (await stand.admin.query(
    `SELECT deadlocks::int FROM pg_stat_database WHERE datname = 'wallet'`,
  )) as [{ deadlocks: number }];
  return row.deadlocks;
}

/** Two transfers that lock in the order in which they name accounts, and a balance that is read and then written. */
async function control(stand: Stand, players: readonly string[]): Promise<Report['control']> {
  const url = new URL(stand.stack.server.superuserUrl);
  url.pathname = '/wallet';
  const [one, other] = [
    new Client({ connectionString: url.href }),
    new Client({ connectionString: url.href }),
  ];
  await Promise.all([one.connect(), other.connect()]);
  const lock = (client: Client, playerId: string | undefined): Promise<unknown> =>
    client.query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [playerId]);
  const [first, second] = players;
  await Promise.all([one.query('BEGIN'), other.query('BEGIN')]);
  await Promise.all([lock(one, first), lock(other, second)]);
  const crossed = await Promise.allSettled([lock(one, second), lock(other, first)]);
  await Promise.allSettled([one.query('ROLLBACK'), other.query('ROLLBACK')]);
  const saw = crossed.flatMap((result) =>
    result.status === 'rejected' ? [`crossing locks: ${String(result.reason)}`] : [],
  );
  const read = async (client: Client): Promise<number> => {
    const { rows } = await client.query<{ cash: string }>('SELECT cash FROM accounts WHERE player_id = $1', [
      first,
    ]);
    return Number(rows[0]?.cash);
  };
  const [held, same] = await Promise.all([read(one), read(other)]);
  for (const [client, cashNow] of [
    [one, held],
    [other, same],
  ] as const)
    await client.query('UPDATE accounts SET cash = $2 WHERE player_id = $1', [first, cashNow - 10]);
  const lost = await stand.faultsOf(new Caller(stand.bus));
  await Promise.all([one.end(), other.end()]);
  return {
    what: 'locks in the order of the request; a balance read, then written',
    saw: saw.length > 0 && lost.length > 0 ? [...saw, ...lost] : [],
  };
}
