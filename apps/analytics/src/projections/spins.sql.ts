import { excess, placed } from './returns.sql.js';

/**
 * Keeps spins of live tables, each once, and adds them to what the monitor reads: how often which multiple came, all bets of a
 * spin together, and how often which pocket, with or without bets. The service's role may call, not write.
 */
export const spinFunctions = `
  CREATE FUNCTION record_spins(p_spins jsonb)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    v_rounds uuid[];
  BEGIN
    WITH added AS (
      INSERT INTO table_spins (round_id, table_id, definition_hash, number, pocket, players, stakes, payouts, settled_at)
      SELECT "roundId", "tableId", "definitionHash", number, pocket, players, (stake ->> 'amount')::bigint,
             (payout ->> 'amount')::bigint, "settledAt"
        FROM jsonb_to_recordset(p_spins) AS spin("roundId" uuid, "tableId" text, "definitionHash" text, number bigint,
               pocket integer, players integer, stake jsonb, payout jsonb, "settledAt" timestamptz)
          ON CONFLICT (round_id) DO NOTHING RETURNING round_id
    )
    SELECT array_agg(round_id) INTO v_rounds FROM added;

    INSERT INTO spin_multiples (table_id, definition_hash, day, hundredths, spins, excess)
    SELECT table_id, definition_hash, day, hundredths, count(*), ${excess}
      FROM (${placed(`
        SELECT *, (settled_at AT TIME ZONE 'Europe/London')::date AS day FROM table_spins
         WHERE round_id = ANY(v_rounds) AND stakes > 0`)}) placed
     GROUP BY table_id, definition_hash, day, hundredths ORDER BY table_id, definition_hash, day, hundredths
        ON CONFLICT (table_id, definition_hash, day, hundredths) DO UPDATE SET
           spins = spin_multiples.spins + excluded.spins, excess = spin_multiples.excess + excluded.excess;

    INSERT INTO spin_pockets (table_id, definition_hash, day, pocket, spins)
    SELECT table_id, definition_hash, (settled_at AT TIME ZONE 'Europe/London')::date AS day, pocket, count(*)
      FROM table_spins WHERE round_id = ANY(v_rounds)
     GROUP BY table_id, definition_hash, day, pocket ORDER BY table_id, definition_hash, day, pocket
        ON CONFLICT (table_id, definition_hash, day, pocket) DO UPDATE SET
           spins = spin_pockets.spins + excluded.spins;
  END $$;
  REVOKE ALL ON FUNCTION record_spins(jsonb) FROM PUBLIC;
`;
