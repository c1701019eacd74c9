import { type DataSource } from 'typeorm';

/** One broken promise of the ledger. */
export interface LedgerFault {
  check: 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'J1';
  fact: string;
}

/** What a client saw of its commands: needed for the checks that compare the ledger with the answers. */
export interface CommandJournal {
  /** External ids answered with success. */
  ok: string[];
  /** External ids answered with a refusal. */
  refused: string[];
  /** External ids without an answer, by number of journals they may have. */
  unknown: string[];
}

const noCommands: CommandJournal = { ok: [], refused: [], unknown: [] };

/**
 * Checks that every suite about money ends with. `wallet` must be able to read the wallet's tables.
 * C1 all entries of a currency sum to zero; C2 each transaction's do; C3 each stored balance is the sum of its
 * entries; C4 no balance was below zero at any version, and no version is missing; C5 each command answered with
 * success has exactly one transaction; C6 a refused one has none; C7 one without an answer has at most one. J1 each progressive
 * jackpot is what the rounds, wins, reversals, corrections and moves in the journal made of it.
 */
export async function checkLedger(
  wallet: DataSource,
  commands: CommandJournal = noCommands,
): Promise<LedgerFault[]> {
  const perCheck = await Promise.all([
    rows(
      wallet,
      'C1',
      `SELECT currency || ' sums to ' || sum(amount) AS fact FROM entries GROUP BY currency HAVING sum(amount) <> 0`,
    ),
    rows(wallet, 'C2', unbalanced),
    rows(wallet, 'C3', wrongBalances),
    rows(wallet, 'C4', brokenHistory),
    countTransactions(wallet, 'C5', commands.ok, (count) => count === 1),
    countTransactions(wallet, 'C6', commands.refused, (count) => count === 0),
    countTransactions(wallet, 'C7', commands.unknown, (count) => count <= 1),
    wrongJackpots(wallet),
  ]);
  return perCheck.flat();
}

const unbalanced = `
  SELECT t.transaction_id || ' sums to ' || coalesce(sum(e.amount), 0) || ' over ' || count(e.line) || ' entries' AS fact
    FROM transactions t LEFT JOIN entries e USING (player_id, transaction_id)
   GROUP BY t.player_id, t.transaction_id, t.cash_change, t.bonus_change
   HAVING coalesce(sum(e.amount), 0) <> 0
       OR (count(e.line) = 0 AND (t.cash_change, t.bonus_change) IS DISTINCT FROM (0::bigint, 0::bigint))`;

const wrongBalances = `
  SELECT a.player_id || ' stores ' || concat_ws('/', a.cash, a.bonus, a.in_play, a.withdrawing) || ', entries say '
         || coalesce(concat_ws('/', s.cash, s.bonus, s.in_play, s.withdrawing), 'nothing') AS fact
    FROM accounts a
    LEFT JOIN (
      SELECT player_id, currency,
             coalesce(sum(amount) FILTER (WHERE account = 'player_cash'), 0) AS cash,
             coalesce(sum(amount) FILTER (WHERE account = 'player_bonus'), 0) AS bonus,
             coalesce(sum(amount) FILTER (WHERE account = 'stakes_in_play'), 0) AS in_play,
             coalesce(sum(amount) FILTER (WHERE account = 'withdrawals_in_flight'), 0) AS withdrawing
        FROM entries GROUP BY player_id, currency) s USING (player_id, currency)
   WHERE (a.cash, a.bonus, a.in_play, a.withdrawing)
         <> (coalesce(s.cash, 0), coalesce(s.bonus, 0), coalesce(s.in_play, 0), coalesce(s.withdrawing, 0))`;

/** Replays each account's transactions by version and compares every step with what was stored of it. */
const brokenHistory = `
  SELECT player_id || ' version ' || version || ': cash ' || cash_after || ' and bonus ' || bonus_after
         || ', replay says ' || cash_replayed || ' and ' || bonus_replayed || ', step ' || step AS fact
    FROM (
      SELECT t.player_id, t.version, t.cash_after, t.bonus_after, t.in_play_after, t.withdrawing_after,
             sum(t.cash_change) OVER history AS cash_replayed,
             sum(t.bonus_change) OVER history AS bonus_replayed,
             t.version - coalesce(lag(t.version) OVER history, 0) AS step
        FROM transactions t
      WINDOW history AS (PARTITION BY t.player_id, t.currency ORDER BY t.version)) replay
   WHERE least(cash_after, bonus_after, in_play_after, withdrawing_after) < 0
      OR (cash_after, bonus_after) <> (cash_replayed, bonus_replayed) OR step <> 1`;

/** By its own statement, so that a fault of the wallet's check of the same is seen. */
const jackpotFaults = `
  SELECT j.jackpot_id || ' has ' || concat_ws('/', j.balance, j.posted, j.contributed, j.paid) || ', the journal says '
         || concat_ws('/', s.posted, s.contributed, s.paid) AS fact
    FROM jackpots j
    LEFT JOIN (
      SELECT substr(jackpot_id, 5) AS id, sum(jackpot) AS posted,
             sum((outcome -> 'pot' ->> 'contributionMillionths')::numeric) AS contributed,
             sum(CASE kind WHEN 'jackpot_win' THEN cash_in WHEN 'reversal' THEN cash_out
                           WHEN 'round_correction' THEN -jackpot ELSE 0 END) * 1000000 AS paid
        FROM journal WHERE jackpot_id LIKE 'pot:%' GROUP BY jackpot_id) s ON s.id = j.jackpot_id
   WHERE j.posted <> coalesce(s.posted, 0) OR j.contributed <> coalesce(s.contributed, 0) OR j.paid <> coalesce(s.paid, 0)
      OR j.balance <> j.seeded + j.contributed - j.paid + j.moved OR j.posted > j.balance / 1000000
  UNION ALL
  SELECT 'moves between jackpots of ' || currency || ' sum to ' || sum(moved) FROM jackpots
   GROUP BY currency HAVING sum(moved) <> 0
  UNION ALL
  SELECT 'jackpot ' || f.jackpot_id || ' fell for ' || f.amount || ', the journal has ' || coalesce(w.cash_in, 0)
    FROM jackpot_falls f LEFT JOIN journal w ON w.player_id = f.player_id AND w.source = 'win' AND w.external_id = f.win_id
   WHERE w.cash_in IS DISTINCT FROM f.amount`;

/** Nothing in a ledger from before there were any. */
async function wrongJackpots(wallet: DataSource): Promise<LedgerFault[]> {
  const [{ there }] = (await wallet.query(`SELECT to_regclass('jackpots') IS NOT NULL AS there`)) as [
    { there: boolean },
  ];
  return there ? rows(wallet, 'J1', jackpotFaults) : [];
}

async function rows(wallet: DataSource, check: LedgerFault['check'], sql: string): Promise<LedgerFault[]> {
  const found = (await wallet.query(sql)) as { fact: string }[];
  return found.map(({ fact }) => ({ check, fact }));
}

async function countTransactions(
  wallet: DataSource,
  check: LedgerFault['check'],
  externalIds: string[],
  allowed: (count: number) => boolean,
): Promise<LedgerFault[]> {
  if (externalIds.length === 0) return [];
  const found = (await wallet.query(
    `SELECT id, (SELECT count(*)::int FROM transactions t WHERE t.external_id = id) AS count
       FROM unnest($1::uuid[]) AS id`,
    [externalIds],
  )) as { id: string; count: number }[];
  return found
    .filter(({ count }) => !allowed(count))
    .map(({ id, count }) => ({ check, fact: `${id} has ${count} transactions` }));
}
