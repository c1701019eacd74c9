import { readFile } from 'node:fs/promises';
import { creditDeposit, settleRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { HEAP } from '../../tools/launch/app-process.js';
import { atMost, type Figure, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight } from './load.js';
import { bet, type Say } from './suite.js';

const suite = 'wallet-memory';
const crowd = 1000;
const forMs = 5 * 60_000;
const everyMs = 10_000;
/** As the launcher starts an app. */
const production = { NODE_OPTIONS: HEAP.join(' ') };

/** The wallet's own process with 256 bets in flight for five minutes, over the broker, its relay at work. */
export async function benchMemory(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    await stack.prepare('wallet');
    const { pid } = await stack.start('wallet', production);
    const admin = await stack.database('wallet');
    const players = Array.from({ length: crowd }, () => newId());
    await admin.query(`SELECT open_account(p, 'GBP') FROM unnest($1::uuid[]) AS p`, [players]);
    await admin.destroy();
    for (const playerId of players) {
      const amount = { amount: 1_000_000_000, currency: 'GBP' as const };
      await stack.bus.ask(creditDeposit, { playerId, depositId: newId(), provider: 'bench', amount });
    }
    const samples: number[] = [];
    const timer = setInterval(() => void residentMb(pid).then((mb) => samples.push(mb)), everyMs);
    const { perSecond } = await inFlight(256, forMs, () => settle(stack, players)).finally(() =>
      clearInterval(timer),
    );
    say(`${perSecond.toFixed(0)} bets/s; MB every ${everyMs / 1000} s: ${samples.map(Math.round).join(' ')}`);
    return figuresOf(samples);
  } finally {
    await stack.close();
  }
}

function figuresOf(samples: readonly number[]): Figure[] {
  const mean = (from: number, to: number): number => {
    const part = samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to));
    return part.reduce((sum, mb) => sum + mb, 0) / part.length;
  };
  return [
    atMost(suite, 'most', { value: Math.max(...samples), unit: 'MB', most: 200 }),
    told(suite, 'second-quarter', mean(0.25, 0.5), 'MB'),
    told(suite, 'last-quarter', mean(0.75, 1), 'MB'),
  ];
}

async function settle(stack: BenchStack, players: readonly string[]): Promise<void> {
  const { playerId, roundId, stake, payout } = bet(players);
  const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
  await stack.bus.ask(settleRound, {
    ...{ playerId, roundId, gameSessionId: playerId, gameId: 'bench-game', minimumCycleMs: 0 },
    ...{ stake: gbp(stake), payout: gbp(payout), startedAt: new Date().toISOString() },
    outcome: { stops: [3, 14, 15, 9, 2], draws: [3, 14, 15, 9, 2] },
  });
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
}
