import { DataSource } from 'typeorm';
import { type BetInput, type Peer } from './peer.js';

const schema = `
  CREATE TABLE call_accounts (player_id uuid PRIMARY KEY, cash bigint NOT NULL CHECK (cash >= 0), version bigint NOT NULL);
  CREATE TABLE call_bets (
    player_id uuid NOT NULL, round_id uuid NOT NULL, stake bigint NOT NULL, payout bigint NOT NULL,
    cash_after bigint NOT NULL, version bigint NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (player_id, round_id));
  CREATE TABLE call_entries (
    player_id uuid NOT NULL, round_id uuid NOT NULL, line smallint NOT NULL, account text NOT NULL, amount bigint NOT NULL,
    PRIMARY KEY (player_id, round_id, line));
  CREATE TABLE nothing (id bigint GENERATED ALWAYS AS IDENTITY);

  CREATE FUNCTION settle(player uuid, round uuid, bet_stake bigint, bet_payout bigint) RETURNS bigint
  LANGUAGE plpgsql AS $$
  DECLARE
    mine call_accounts;
    known bigint;
  BEGIN
    SELECT * INTO mine FROM call_accounts WHERE player_id = player FOR UPDATE;
    SELECT cash_after INTO known FROM call_bets WHERE player_id = player AND round_id = round;
    IF FOUND THEN RETURN known; END IF;
    IF mine.cash < bet_stake THEN RAISE EXCEPTION 'insufficient funds'; END IF;
    UPDATE call_accounts SET cash = cash - bet_stake + bet_payout, version = version + 1 WHERE player_id = player;
    INSERT INTO call_bets (player_id, round_id, stake, payout, cash_after, version)
    VALUES (player, round, bet_stake, bet_payout, mine.cash - bet_stake + bet_payout, mine.version + 1);
    INSERT INTO call_entries (player_id, round_id, line, account, amount)
    SELECT player, round, line, account, amount
      FROM (VALUES (1, 'player_cash', -bet_stake), (2, 'game_revenue', bet_stake),
                   (3, 'game_revenue', -bet_payout), (4, 'player_cash', bet_payout)) AS given(line, account, amount)
     WHERE amount <> 0;
    RETURN mine.cash - bet_stake + bet_payout;
  END $$;
`;

/** A wallet with one call of a database function a bet. No limits, no bonus money and no outbox, as the common one. */
export class OneCallWallet implements Peer {
  private constructor(private readonly database: DataSource) {}

  static async open(url: string, poolSize: number): Promise<OneCallWallet> {
    const database = await new DataSource({ type: 'postgres', url, poolSize }).initialize();
    await database.query(schema);
    return new OneCallWallet(database);
  }

  async enrol(players: readonly string[], cash: number): Promise<void> {
    await this.database.query(`INSERT INTO call_accounts SELECT p, $2, 0 FROM unnest($1::uuid[]) AS p`, [
      players,
      cash,
    ]);
  }

  async settle({ playerId, roundId, stake, payout }: BetInput): Promise<number> {
    const [row] = (await this.database.query('SELECT settle($1, $2, $3, $4) AS cash', [
      playerId,
      roundId,
      stake,
      payout,
    ])) as [{ cash: string }];
    return Number(row.cash);
  }

  /** The least that durable can cost: a commit of one narrow row. */
  async commitNothing(): Promise<void> {
    await this.database.query('INSERT INTO nothing DEFAULT VALUES');
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }
}
