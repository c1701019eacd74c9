import type { Posting } from './posting.js';

/** A posting on its way to the database, with the player's time and the trace of the call it came in. */
export interface PostCommand {
  posting: Posting;
  /** ISO 8601. */
  at: string;
  trace: string | undefined;
}

type Cell = string | number | undefined;
type Column = (command: PostCommand) => Cell;

/** The parameters of `post`, in its order. */
const columns: readonly Column[] = [
  ({ posting }) => posting.playerId,
  ({ posting }) => posting.currency,
  ({ posting }) => posting.kind,
  ({ posting }) => posting.source,
  ({ posting }) => posting.externalId,
  ({ posting }) => posting.fingerprint,
  ({ posting }) => posting.transactionId,
  ({ at }) => at,
  ({ posting }) => posting.stake,
  ({ posting }) => posting.payout,
  ({ posting }) => posting.gameId,
  ({ posting }) => posting.gameSessionId,
  ({ posting }) => posting.minimumCycleMs,
  ({ posting }) => posting.outcome && JSON.stringify(posting.outcome),
  ({ posting }) => posting.fact.subject,
  ({ posting }) => JSON.stringify(posting.fact.payload),
  ({ trace }) => trace,
  ({ posting }) => othersOf(posting),
];

/** The one statement that moves money. Its rows name the commands by their place, from 1. */
export const postCall = `SELECT * FROM post(${columns.map((_, index) => `$${index + 1}`).join(', ')})`;

/** Commands as the parameters of `postCall`: one array a column, written as PostgreSQL reads it. */
export function postArguments(commands: readonly PostCommand[]): string[] {
  return columns.map((column) => `{${commands.map((command) => cell(column(command))).join(',')}}`);
}

/** The order in which `post` takes commands: by account, and as they came within one. @returns their indexes */
export function accountOrder(commands: readonly PostCommand[]): number[] {
  const accounts = commands.map(({ posting }) => `${posting.playerId.toLowerCase()} ${posting.currency}`);
  return [...accounts.keys()].sort((a, b) => {
    const [one = '', other = ''] = [accounts[a], accounts[b]];
    return one < other ? -1 : Number(one > other);
  });
}

function cell(value: Cell): Cell {
  if (value === undefined) return 'NULL';
  if (typeof value === 'number') return value;
  const plain = !value.includes('"') && !value.includes('\\');
  return plain ? `"${value}"` : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** What only few kinds bring, as JSON; nothing for the others. */
function othersOf(posting: Posting): string | undefined {
  const { cashChange, withdrawingChange, clearingChange, provider, kind } = posting;
  const { amount, awardId, maximumStake, freeRounds, freeStake } = posting;
  const { jackpotId, jackpotContribution, pot, approvalId, reversedSource, toBonus } = posting;
  const roundId = kind === 'stake' || kind === 'payout' ? posting.roundId : undefined;
  const transfer = { cashChange, withdrawingChange, clearingChange, provider };
  const award = { awardId, maximumStake, freeRounds, freeStake };
  const correction = { approvalId, reversedSource, toBonus };
  const text = JSON.stringify({
    ...transfer,
    amount,
    roundId,
    ...award,
    jackpotId,
    jackpotContribution,
    pot,
    ...correction,
  });
  return text === '{}' ? undefined : text;
}
