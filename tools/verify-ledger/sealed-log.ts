/** A seal as an export tells it; instants in microseconds since the epoch. */
export interface SealLine {
  number: number;
  fromPlace: number;
  toPlace: number;
  transactions: number;
  total: number;
  firstRecordedAt: number;
  lastRecordedAt: number;
  sealedAt: number;
  previousHash: string;
  hash: string;
  /** SHA-256 of each transaction, in hex, one after the other. */
  leaves: string;
}

/** What stands where in the sealed form of a transaction; what comes after is of a later version, and sealed as well. */
export const sealedColumns = [
  ...['place', 'fingerprint', 'player_id', 'currency', 'version', 'recorded_at', 'transaction_id', 'kind'],
  ...['source', 'external_id', 'cash_out', 'cash_in', 'bonus_out', 'bonus_in', 'in_play', 'withdrawing'],
  ...['revenue_in', 'revenue_out', 'bonus_cost', 'clearing', 'provider', 'jackpot', 'jackpot_funding'],
  ...['jackpot_id', 'adjustments', 'cash_after', 'bonus_after', 'in_play_after', 'withdrawing_after'],
  ...['stake_from_bonus', 'round_id', 'award_id', 'game_id', 'game_session_id', 'started_at', 'approval_id'],
  'outcome',
] as const;

/** A transaction by its columns; amounts in minor units, null for none. */
export interface SealedTransaction extends Record<string, unknown> {
  place: number;
  player_id: string;
  currency: string;
  version: number;
  transaction_id: string;
}

/** @throws Error if it is no sealed form */
export function transactionIn(form: string): SealedTransaction {
  const values: unknown = JSON.parse(form);
  if (!Array.isArray(values) || values.length < sealedColumns.length)
    throw new Error('this is no transaction');
  const members = sealedColumns.map((name, index) => [name, values[index] as unknown]);
  return Object.fromEntries(members) as SealedTransaction;
}

/** The columns of the journal that are entries: in each transaction they sum to zero. */
export const entryColumns = [
  'cash_out',
  'cash_in',
  'bonus_out',
  'bonus_in',
  'in_play',
  'withdrawing',
  'revenue_in',
  'revenue_out',
  'bonus_cost',
  'clearing',
  'jackpot',
  'jackpot_funding',
  'adjustments',
] as const;

/** Which entries change each balance. */
export const balanceColumns = {
  cash_after: ['cash_out', 'cash_in'],
  bonus_after: ['bonus_out', 'bonus_in'],
  in_play_after: ['in_play'],
  withdrawing_after: ['withdrawing'],
} as const;

/** @throws Error if a member is no whole number that is exact here */
export function amountOf(row: Record<string, unknown>, name: string): number {
  const value = row[name] ?? 0;
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is no whole number`);
  return value as number;
}
