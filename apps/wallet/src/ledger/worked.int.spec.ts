import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  adjustBalance,
  commitWithdrawal,
  convertBonus,
  creditDeposit,
  creditPayout,
  creditWin,
  forfeitBonus,
  grantBonus,
  holdWithdrawal,
  placeStake,
  readWallet,
  releaseWithdrawal,
  type ReversibleKind,
  reverseTransaction,
  rollBackStakes,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

interface Row {
  command: string;
  answer: string;
  after: number[];
}

const file = path.resolve(import.meta.dirname, '../../../../docs/wallet.md');
const provider = 'sandbox-psp';

let house: House;
let playerId: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  house = await House.open();
  playerId = await house.player(0);
});

afterAll(async () => {
  expect(await house.close()).toEqual([]);
});

/** The rows of the page's last table. */
async function rowsOfPage(): Promise<Row[]> {
  const lines = (await readFile(file, 'utf8')).split('## A sequence')[1]?.split('\n') ?? [];
  return lines
    .filter((line) => /^\| [a-z]+ [A-Za-z]/.test(line))
    .map((line) => {
      const [command = '', answer = '', ...after] = line.split('|').slice(1, -1);
      return {
        command: command.trim(),
        answer: answer.trim().replaceAll('`', ''),
        after: after.map(Number),
      };
    });
}

function idOf(name: string | undefined): string {
  const id = ids.get(name ?? '') ?? newId();
  ids.set(name ?? '', id);
  return id;
}

type Carry = (words: string[]) => Promise<{ replayed?: boolean; code?: string }>;

const carry: Record<string, Carry> = {
  deposit: ([id, amount]) =>
    house.insist(creditDeposit, { playerId, depositId: idOf(id), provider, amount: gbp(Number(amount)) }),
  hold: ([id, amount]) =>
    house.insist(holdWithdrawal, { playerId, withdrawalId: idOf(id), amount: gbp(Number(amount)) }),
  commit: ([id]) => house.insist(commitWithdrawal, { playerId, withdrawalId: idOf(id), provider }),
  release: ([id]) => house.insist(releaseWithdrawal, { playerId, withdrawalId: idOf(id), provider }),
  round: ([id, amount, , payout]) =>
    house.insist(settleRound, round(playerId, Number(amount), Number(payout), { roundId: idOf(id) })),
  stake: ([id, roundId, amount]) =>
    house.insist(placeStake, stake(playerId, idOf(roundId), Number(amount), { stakeId: idOf(id) })),
  settle: async ([id, , payout]) => {
    const part = { playerId, roundId: idOf(id), payout: gbp(Number(payout)), outcome: {} };
    return (await house.insist(settleStakes, { settlements: [part] })).results[0] ?? {};
  },
  void: async ([id]) => {
    const part = { playerId, roundId: idOf(id), currency: 'GBP', reason: 'test' };
    return (await house.insist(voidStakes, { voids: [part] })).results[0] ?? {};
  },
  rollback: async ([id]) => {
    const part = { playerId, stakeId: idOf(id), currency: 'GBP' as const, reason: 'test' };
    return (await house.insist(rollBackStakes, { rollbacks: [part] })).results[0] ?? {};
  },
  payout: ([id, roundId, amount]) =>
    house.insist(creditPayout, {
      ...{ playerId, payoutId: idOf(id), roundId: idOf(roundId) },
      payout: gbp(Number(amount)),
    }),
  prize: ([id, amount]) =>
    house.insist(creditWin, { playerId, winId: idOf(id), amount: gbp(Number(amount)), reason: 'test' }),
  adjust: ([id, amount]) =>
    house.insist(adjustBalance, {
      playerId,
      approvalId: idOf(id),
      amount: gbp(Number(amount)),
      reason: 'test',
    }),
  reverse: ([kind, id]) =>
    house.insist(reverseTransaction, {
      ...{ playerId, approvalId: newId(), kind: kind as ReversibleKind, reference: idOf(id) },
      ...{ currency: 'GBP', reason: 'test' },
    }),
  grant: ([id, amount, , , most]) =>
    house.insist(grantBonus, {
      playerId,
      awardId: idOf(id),
      amount: gbp(Number(amount)),
      maximumStake: gbp(Number(most)),
    }),
  convert: ([id]) => house.insist(convertBonus, { playerId, awardId: idOf(id) }),
  forfeit: ([id]) => house.insist(forfeitBonus, { playerId, awardId: idOf(id), reason: 'player' }),
};

async function answerTo(command: string): Promise<string> {
  const [name = '', ...words] = command.split(' ');
  try {
    const { replayed, code } = (await carry[name]?.(words)) ?? { code: 'no such command' };
    if (code !== undefined) return code === 'done' ? 'posted' : code;
    return replayed ? 'replayed' : 'posted';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

it('docs/wallet.md tells what happens, command by command', async () => {
  const rows = await rowsOfPage();
  expect(rows.length).toBeGreaterThan(20);
  const seen: Row[] = [];
  for (const { command } of rows) {
    const answer = await answerTo(command);
    const wallet = await house.insist(readWallet, { playerId });
    const { cash, bonus, inPlay, withdrawing, version } = wallet;
    seen.push({
      command,
      answer,
      after: [cash.amount, bonus.amount, inPlay.amount, withdrawing.amount, version],
    });
  }
  expect(seen).toEqual(rows);
});
