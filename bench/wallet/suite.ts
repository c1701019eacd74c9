import { randomInt } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { withDatabase } from '@croupier/embedded';
import { type DataSource } from 'typeorm';
import { type Figure, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { costFigure, LighterWallets } from './cost.js';
import { inFlight, type Measured } from './load.js';
import { OurWallet } from './our-wallet.js';
import { CommonWallet } from './peers/common-wallet.js';
import { OneCallWallet } from './peers/one-call-wallet.js';
import { type BetInput, type Peer } from './peers/peer.js';
import { fromPgbench } from './pgbench.js';

const suite = 'wallet';
const crowd = 10_000;
const cash = 1_000_000_000;
/** Each measure is this long, and the peers take turns, so that a machine that gets slower gets slower for all. */
const measureMs = 4000;
const poolSize = 20;
const steps = [1, 16, 64, 256] as const;

export type Say = (line: string) => void;

interface Wallets {
  ours: OurWallet;
  common: CommonWallet;
  call: OneCallWallet;
  lighter: LighterWallets;
}

/** Bets of 10,000 players and of one, against a wallet as most people write it and one with a call a bet. */
export async function benchWallet(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    await stack.prepare('wallet');
    const server = await stack.database('postgres');
    await server.query('CREATE DATABASE peers OWNER wallet');
    const peersUrl = withDatabase(stack.databaseUrl('wallet', 'wallet'), 'peers');
    const lighter = await LighterWallets.open(stack, server, poolSize);
    const admin = await stack.database('wallet');
    const wallets = {
      lighter,
      ours: await OurWallet.open(stack.databaseUrl('wallet', 'wallet'), poolSize),
      common: await CommonWallet.open(peersUrl, poolSize),
      call: await OneCallWallet.open(peersUrl, poolSize),
    };
    try {
      return await measure(wallets, admin, say);
    } finally {
      await Promise.all(Object.values(wallets).map((wallet) => wallet.close()));
      await Promise.all([admin.destroy(), server.destroy()]);
    }
  } finally {
    await stack.close();
  }
}

async function measure(wallets: Wallets, admin: DataSource, say: Say): Promise<Figure[]> {
  const players = Array.from({ length: crowd }, () => newId());
  say(`${crowd} players in six wallets`);
  const { ours, common, call, lighter } = wallets;
  for (const wallet of [ours, common, call, lighter]) await wallet.enrol(players, cash);
  const load = loadOf(say);
  const curve = await climb(wallets, (name, peer, many) => load(name, peer, many, players));
  const before = await walOf(admin);
  const again = await load('ours', ours, 256, players);
  const bytes = (await walOf(admin)) - before;
  const costs = await costOfParts(wallets, (name, peer) => load(name, peer, 256, players));
  const hot = players.slice(0, 1);
  const hotCommon = await load('as people write it, one player', common, 64, hot);
  const hotOurs = await load('ours, one player', ours, 64, hot);
  const commits = await inFlight(64, measureMs, () => call.commitNothing());
  say(`an empty commit, 64 in flight: ${Math.round(commits.perSecond)}/s`);
  const pgbench = await fromPgbench(admin, { inFlight: 64, forMs: measureMs, players });
  say(`the same SQL from pgbench: ${pgbench === undefined ? 'not here' : `${Math.round(pgbench)}/s`}`);
  const [at64, call64] = [curve.ours[64], curve.call[64]];
  return [
    ...curveFigures(curve),
    compared('settle-256', curve.ours[256], curve.common[256], { least: 25 }),
    compared('settle-256-vs-call', curve.ours[256], curve.call[256], { least: 4 }),
    compared('settle-64-vs-commits', at64, commits),
    ...(pgbench === undefined
      ? []
      : [compared('settle-64-vs-pgbench', at64, { perSecond: pgbench }, { least: 0.45 })]),
    ratioTo(suite, 'p99-64', { value: at64.p99, baseline: call64.p99, unit: 'ms', most: 0.5 }),
    ratioTo(suite, 'p50-1', { value: curve.ours[1].p50, baseline: curve.call[1].p50, unit: 'ms', most: 1.3 }),
    compared('hot-player-64', hotOurs, hotCommon, { least: 30 }),
    ...costs,
    told(suite, 'wal-per-bet', bytes / (again.perSecond * ((measureMs + 1000) / 1000)), 'bytes'),
  ];
}

type Load = (name: string, peer: Peer, many: number, among: readonly string[]) => Promise<Measured>;

function loadOf(say: Say): Load {
  return async (name, peer, many, among) => {
    const measured = await inFlight(many, measureMs, () => peer.settle(bet(among)));
    const [perSecond, p50, p99] = [
      measured.perSecond.toFixed(0),
      measured.p50.toFixed(1),
      measured.p99.toFixed(1),
    ];
    say(`${name}, ${many} in flight: ${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms`);
    return measured;
  };
}

type Step = (typeof steps)[number];
type Curve = Record<'ours' | 'call' | 'common', Record<Step, Measured>>;

/** All three with more and more in flight, one after the other at each step. */
async function climb(
  { ours, call, common }: Wallets,
  load: (name: string, peer: Peer, many: number) => Promise<Measured>,
): Promise<Curve> {
  const curve: Partial<Record<Step, Record<keyof Curve, Measured>>> = {};
  for (const many of steps) {
    curve[many] = {
      common: await load('as people write it', common, many),
      call: await load('a call a bet', call, many),
      ours: await load('ours', ours, many),
    };
  }
  const of = (name: keyof Curve): Record<Step, Measured> =>
    Object.fromEntries(steps.map((many) => [many, curve[many]?.[name]])) as Record<Step, Measured>;
  return { ours: of('ours'), call: of('call'), common: of('common') };
}

function curveFigures(curve: Curve): Figure[] {
  return Object.entries(curve).flatMap(([name, points]) =>
    steps.map((many) => told(suite, `curve-${name}-${many}`, points[many].perSecond, '/s')),
  );
}

/** With everything and without a part, in turns. */
async function costOfParts(
  { ours, lighter }: Wallets,
  load: (name: string, peer: Peer) => Promise<Measured>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const sealed = async (): Promise<number> => {
    await ours.seal();
    return (await ours.sealing(() => load('ours, sealed', ours))).perSecond;
  };
  for (const [without, wallet] of Object.entries(lighter.wallets)) {
    const light = await load(`ours without ${without}`, wallet);
    const [name, whole] = without.includes(' and ')
      ? [`${without} and seal`, await sealed()]
      : [without, (await load('ours', ours)).perSecond];
    figures.push(costFigure(name, whole, light.perSecond));
  }
  figures.push(costFigure('seal', await sealed(), (await load('ours', ours)).perSecond));
  return figures;
}

function compared(
  name: string,
  ours: { perSecond: number },
  other: { perSecond: number },
  bound: { least?: number } = {},
): Figure {
  return ratioTo(suite, name, { value: ours.perSecond, baseline: other.perSecond, unit: '/s', ...bound });
}

async function walOf(admin: DataSource): Promise<number> {
  const [{ bytes }] = (await admin.query(`SELECT pg_current_wal_insert_lsn() - '0/0' AS bytes`)) as [
    { bytes: string },
  ];
  return Number(bytes);
}

export function bet(among: readonly string[]): BetInput {
  const payout = randomInt(3) === 0 ? 250 : 0;
  return { playerId: among[randomInt(among.length)] ?? '', roundId: newId(), stake: 100, payout };
}
