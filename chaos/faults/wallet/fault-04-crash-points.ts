import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { plantNoKeys } from './bugs.js';
import { Caller } from './caller.js';
import { type Sent } from './commands.js';
import { type Case, cases } from './crash-cases.js';
import { isOfWrite } from './crash-frames.js';
import { differences, leftOf } from './left.js';
import { type Fate, type Frame, PgProxy } from './proxy.js';
import { ledgerChecks, Stand } from './stand.js';

/** Of how many boundaries one is crossed by killing the process, too; the line is cut at each of them. */
const sizes = { small: { killEvery: 40 }, full: { killEvery: 1 } };

interface Sweep {
  boundaries: number;
  cuts: number;
  kills: number;
  broken: string[];
}

/** Stops each command between any two messages of its transaction, sends it again, and compares what is left. */
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
        `${sweep.boundaries} boundaries of ${cases.length} commands, every ask of the wallet that writes among them, found by listening to each; all ${sweep.cuts + sweep.kills} visited`,
        'sent again, each leaves what it leaves without a fault, in every table that says anything of a player',
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
      const { players, sent } = await prepared(one, parts);
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
      const found = await leftOf(stand.admin, players);
      sweep.broken.push(...differences(left, found).map((what) => `${where}: ${what}`));
    }
  }
}

/** What the command says to the database, and what it leaves, without a fault. */
async function undisturbed(one: Case, parts: Parts): Promise<{ frames: string[]; left: string[] }> {
  const { stand, proxy, caller } = parts;
  const { players, sent } = await prepared(one, parts);
  const frames: string[] = [];
  proxy.fate = (frame) => {
    if (isOfWrite(frame)) frames.push(`${frame.from}'s ${frame.name}`);
    return 'pass';
  };
  await caller.insist(sent);
  proxy.fate = () => 'pass';
  return { frames, left: await leftOf(stand.admin, players) };
}

/** Players for whom all is done that comes before. */
async function prepared(
  one: Case,
  { stand, caller }: Parts,
): Promise<{ players: readonly string[]; sent: Sent }> {
  const players = await stand.players(caller, 2, 1000);
  const [player = '', another = ''] = players;
  const { before, command, arranged } = one.make(player, another);
  for (const sent of before) await caller.insist(sent);
  if (arranged !== undefined) await stand.admin.query(arranged, [player]);
  return { players, sent: command };
}

function atFrame(place: number, then: () => Fate): (frame: Frame) => Fate {
  let seen = 0;
  return (frame) => (isOfWrite(frame) && seen++ === place ? then() : 'pass');
}

/** A wallet that keeps no keys carries a command out again where its answer was lost. */
async function control(parts: Parts): Promise<Report['control']> {
  await plantNoKeys(parts.stand.admin);
  const sweep: Sweep = { boundaries: 0, cuts: 0, kills: 0, broken: [] };
  const round = cases.find(({ name }) => name === 'round');
  if (round)
    await sweepCase(round, { ...parts, caller: new Caller(parts.stand.bus), killEvery: 1_000_000 }, sweep);
  return { what: 'no key of a command is kept', saw: sweep.broken };
}
