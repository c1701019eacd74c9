import { randomInt } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { withDatabase } from '@croupier/embedded';
import { type Figure, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight, type Measured } from './load.js';
import { OurWallet } from './our-wallet.js';
import { CommonWallet } from './peers/common-wallet.js';
import { OneCallWallet } from './peers/one-call-wallet.js';
import { type BetInput, type Peer } from './peers/peer.js';

const suite = 'wallet';
const crowd = 10_000;
const cash = 1_000_000_000;
/** Each measure is this long, and the peers take turns, so that a machine that gets slower gets slower for all. */
const measureMs = 4000;
const poolSize = 20;

type Say = (line: string) => void;

/** Bets of 10,000 players and of one, against a wallet as most people write it and one with a call a bet. */
export async function benchWallet(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    await stack.prepare('wallet');
    const admin = await stack.database('wallet');
    await admin.query('CREATE DATABASE peers');
    const peersUrl = withDatabase(stack.databaseUrl('wallet', 'wallet'), 'peers');
    await admin.query('ALTER DATABASE peers OWNER TO wallet');
    const [ours, common, call] = await Promise.all([
      OurWallet.open(stack.databaseUrl('wallet', 'wallet'), poolSize),
      CommonWallet.open(peersUrl, poolSize),
      OneCallWallet.open(peersUrl, poolSize),
    ]);
    try {
      return await measure({ ours, common, call }, say, (sql) => admin.query(sql));
    } finally {
      await Promise.all([ours, common, call].map((peer) => peer.close()));
      await admin.destroy();
    }
  } finally {
    await stack.close();
  }
}

interface Wallets {
  ours: OurWallet;
  common: CommonWallet;
  call: OneCallWallet;
}

async function measure(
  { ours, common, call }: Wallets,
  say: Say,
  query: (sql: string) => Promise<{ bytes: string }[]>,
): Promise<Figure[]> {
  const players = Array.from({ length: crowd }, () => newId());
  say(`${crowd} players in three wallets`);
  for (const wallet of [ours, common, call]) await wallet.enrol(players, cash);
  const load = async (name: string, peer: Peer, many: number, among = players): Promise<Measured> => {
    const measured = await inFlight(many, measureMs, () => peer.settle(bet(among)));
    say(
      `${name.padEnd(24)} ${String(many).padStart(3)} in flight: ${Math.round(measured.perSecond)}/s, p50 ${measured.p50.toFixed(1)} ms, p99 ${measured.p99.toFixed(1)} ms`,
    );
    return measured;
  };
  const one = { ours: await load('ours', ours, 1), call: await load('a call a bet', call, 1) };
  const common64 = await load('as people write it', common, 64);
  const call64 = await load('a call a bet', call, 64);
  const ours64 = await load('ours', ours, 64);
  const common256 = await load('as people write it', common, 256);
  const call256 = await load('a call a bet', call, 256);
  const wal = await query(`SELECT pg_current_wal_insert_lsn()::text AS bytes`);
  const ours256 = await load('ours', ours, 256);
  const [{ bytes } = { bytes: '0' }] = await query(
    `SELECT (pg_current_wal_insert_lsn() - '${wal[0]?.bytes ?? '0/0'}'::pg_lsn)::text AS bytes`,
  );
  const hot = players.slice(0, 1);
  const hotCommon = await load('one player, as people do', common, 64, hot);
  const hotOurs = await load('one player, ours', ours, 64, hot);
  const commits = await inFlight(64, measureMs, () => call.commitNothing());
  say(`an empty commit           64 in flight: ${Math.round(commits.perSecond)}/s`);
  const bets256 = ours256.perSecond * ((measureMs + 1000) / 1000);
  return [
    ratioTo(suite, 'settle-256', {
      value: ours256.perSecond,
      baseline: common256.perSecond,
      unit: '/s',
      least: 25,
    }),
    ratioTo(suite, 'settle-256-vs-call', {
      value: ours256.perSecond,
      baseline: call256.perSecond,
      unit: '/s',
      least: 4,
    }),
    ratioTo(suite, 'settle-64', { value: ours64.perSecond, baseline: common64.perSecond, unit: '/s' }),
    ratioTo(suite, 'settle-64-vs-call', { value: ours64.perSecond, baseline: call64.perSecond, unit: '/s' }),
    ratioTo(suite, 'settle-64-vs-commits', {
      value: ours64.perSecond,
      baseline: commits.perSecond,
      unit: '/s',
    }),
    ratioTo(suite, 'p99-64', { value: ours64.p99, baseline: call64.p99, unit: 'ms', most: 0.5 }),
    ratioTo(suite, 'p50-1', { value: one.ours.p50, baseline: one.call.p50, unit: 'ms', most: 1.3 }),
    ratioTo(suite, 'hot-player-64', {
      value: hotOurs.perSecond,
      baseline: hotCommon.perSecond,
      unit: '/s',
      least: 30,
    }),
    told(suite, 'wal-per-bet', Number(bytes) / bets256, 'bytes'),
  ];
}

function bet(among: readonly string[]): BetInput {
  const payout = randomInt(3) === 0 ? 250 : 0;
  return { playerId: among[randomInt(among.length)] ?? '', roundId: newId(), stake: 100, payout };
}
