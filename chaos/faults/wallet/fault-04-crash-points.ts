import { newId } from '@croupier/kernel';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { plantNoKeys } from './bugs.js';
import { Caller } from './caller.js';
import * as commands from './commands.js';
import { type Fate, type Frame, isOfPost, PgProxy } from './proxy.js';
import { ledgerChecks, Stand } from './stand.js';

/** Of how many boundaries one is crossed by killing the process, too; the line is cut at each of them. */
const sizes = { small: { killEvery: 40 }, full: { killEvery: 1 } };

/** A money command of a new player, and what must have happened before it. */
interface Case {
  name: string;
  make: (playerId: string) => { before: commands.Sent[]; command: commands.Sent };
}

/** Everything that moves money. */
const cases: readonly Case[] = [
  { name: 'deposit', make: (player) => alone(commands.deposit(player, 70)) },
  { name: 'round', make: (player) => alone(commands.round(player, 10, 25)) },
  { name: 'stake', make: (player) => alone(commands.stake(player, 40, newId())) },
  {
    name: 'settlement',
    make: (playerId) =>
      staked(playerId, (roundId) => commands.settleAll([{ playerId, roundId, payout: 90 }])),
  },
  { name: 'void', make: (player) => staked(player, (roundId) => commands.giveBack(player, roundId)) },
  { name: 'hold', make: (player) => alone(commands.hold(player, 30)) },
  { name: 'commit of a hold', make: (player) => held(player, commands.commit) },
  { name: 'release of a hold', make: (player) => held(player, commands.release) },
  { name: 'grant of a bonus', make: (player) => alone(commands.grant(player, 200, newId())) },
  { name: 'grant of free rounds', make: (player) => alone(commands.grantRounds(player, newId())) },
  { name: 'conversion of a bonus', make: (player) => granted(player, commands.convert) },
  { name: 'forfeit of a bonus', make: (player) => granted(player, commands.forfeit) },
];

type Made = ReturnType<Case['make']>;
type OfId = (playerId: string, id: string) => commands.Sent;

const alone = (command: commands.Sent): Made => ({ before: [], command });

function staked(playerId: string, then: (roundId: string) => commands.Sent): Made {
  const roundId = newId();
  return { before: [commands.stake(playerId, 40, roundId)], command: then(roundId) };
}

function held(playerId: string, then: OfId): Made {
  const id = newId();
  return { before: [commands.hold(playerId, 30, id)], command: then(playerId, id) };
}

function granted(playerId: string, then: OfId): Made {
  const id = newId();
  return { before: [commands.grant(playerId, 200, id)], command: then(playerId, id) };
}

interface Sweep {
  boundaries: number;
  cuts: number;
  kills: number;
  broken: string[];
}

/** Stops each money command between any two messages of its transaction, sends it again, and compares what is left. */
export async function crashPoints(options: Options): Promise<Report> {
  const opened: { proxy?: PgProxy } = {};
  // One connection for commands: what is prepared on it is known to it when the command comes.
  const stand = await Stand.open({
    environment: { DATABASE_POOL: '2' },
    through: async (url) => (opened.proxy = await PgProxy.before(url)).through(url),
  });
  const proxy = opened.proxy as PgProxy;
  try {
    const caller = new Caller(stand.bus);
    const sweep: Sweep = { boundaries: 0, cuts: 0, kills: 0, broken: [] };
    const parts = {
      stand,
      proxy,
      caller,
      random: new Seeded(options.seed),
      killEvery: sizes[options.size].killEvery,
    };
    for (const one of cases) await sweepCase(one, parts, sweep);
    sweep.broken.push(...(await stand.faultsOf(caller)));
    return {
      ...caller.counts,
      faults: { 'lines cut at a boundary': sweep.cuts, 'kill -9 of the wallet at a boundary': sweep.kills },
      checked: [
        ledgerChecks,
        `${sweep.boundaries} boundaries of ${cases.length} commands, found by listening to each; all ${sweep.cuts + sweep.kills} visited`,
        'sent again, each leaves what it leaves without a fault: account, journal, rounds, awards',
      ],
      broken: sweep.broken,
      control: await control(parts),
    };
  } finally {
    await proxy.close();
    await stand.close();
  }
}

interface Parts {
  stand: Stand;
  proxy: PgProxy;
  caller: Caller;
  random: Seeded;
  killEvery: number;
}

async function sweepCase(one: Case, parts: Parts, sweep: Sweep): Promise<void> {
  const { stand, proxy, caller, random, killEvery } = parts;
  const { frames, left } = await undisturbed(one, parts);
  for (let place = 0; place < frames.length; place += 1) {
    for (const fate of ['cut before', 'cut after'] as const) {
      sweep.boundaries += 1;
      const kill = random.below(killEvery) === 0;
      const { playerId, sent } = await prepared(one, parts);
      const hit = { yes: false };
      proxy.fate = atFrame(place, () => {
        hit.yes = true;
        if (kill) process.kill(stand.wallets[0]?.pid ?? 0, 'SIGKILL');
        return fate;
      });
      const { code } = await caller.send(sent);
      proxy.fate = () => 'pass';
      if (kill) await stand.startWallet(0);
      const where = `${one.name}, ${fate} ${frames[place] ?? ''}`;
      if (!hit.yes) sweep.broken.push(`${where}: not reached`);
      else if (kill) sweep.kills += 1;
      else sweep.cuts += 1;
      if (!['ok', 'outcome_unknown', 'service_unavailable'].includes(code))
        sweep.broken.push(`${where}: answered ${code}`);
      const again = await caller.insist(sent);
      if (again.code !== 'ok') sweep.broken.push(`${where}: sent again, it was ${again.code}`);
      const found = await leftOf(stand, playerId);
      if (found !== left) sweep.broken.push(`${where}: left ${found}, without a fault ${left}`);
    }
  }
}

/** What the command says to the database, and what it leaves, without a fault. */
async function undisturbed(one: Case, parts: Parts): Promise<{ frames: string[]; left: string }> {
  const { stand, proxy, caller } = parts;
  const { playerId, sent } = await prepared(one, parts);
  const frames: string[] = [];
  proxy.fate = (frame) => {
    if (isOfPost(frame)) frames.push(`${frame.from}'s ${frame.name}`);
    return 'pass';
  };
  await caller.insist(sent);
  proxy.fate = () => 'pass';
  return { frames, left: await leftOf(stand, playerId) };
}

/** A player for whom all is done that comes before. */
async function prepared(
  one: Case,
  { stand, caller }: Parts,
): Promise<{ playerId: string; sent: commands.Sent }> {
  const [playerId = ''] = await stand.players(caller, 1, 1000);
  const { before, command } = one.make(playerId);
  for (const sent of before) await caller.insist(sent);
  return { playerId, sent: command };
}

function atFrame(place: number, then: () => Fate): (frame: Frame) => Fate {
  let seen = 0;
  return (frame) => (isOfPost(frame) && seen++ === place ? then() : 'pass');
}

/** All that is kept of a player, but for ids and times. */
async function leftOf(stand: Stand, playerId: string): Promise<string> {
  const tables = ['accounts', 'journal', 'known_commands', 'round_stakes', 'awards'];
  const own = `ARRAY['player_id', 'transaction_id', 'external_id', 'recorded_at', 'opened_at', 'changed_at', 'started_at',
    'fingerprint', 'award_id', 'round_id', 'last_round_at']`;
  const rows = await Promise.all(
    tables.map((table) =>
      stand.admin.query(
        `SELECT coalesce(jsonb_agg(row ORDER BY row), '[]') AS rows
           FROM (SELECT to_jsonb(t) - ${own} AS row FROM ${table} t WHERE player_id = $1) AS kept`,
        [playerId],
      ),
    ),
  );
  return JSON.stringify(rows);
}

/** A wallet that keeps no keys carries a command out again where its answer was lost. */
async function control(parts: Parts): Promise<Report['control']> {
  await plantNoKeys(parts.stand.admin);
  const sweep: Sweep = { boundaries: 0, cuts: 0, kills: 0, broken: [] };
  const [, round] = cases;
  if (round)
    await sweepCase(round, { ...parts, caller: new Caller(parts.stand.bus), killEvery: 1_000_000 }, sweep);
  return { what: 'no key of a command is kept', saw: sweep.broken };
}
