/**
 * Whether the total of free rounds `f` has come, in a dialect that tells of them once: under their own id. `totals` are the studios
 * that do so.
 */
export const totalPaid = `EXISTS (
  SELECT FROM studio_transactions t JOIN totals USING (studio_id)
   WHERE t.studio_id = f.studio_id AND t.transaction_id = f.free_rounds_id AND t.player_id = f.player_id AND t.kind = 'promo-win' AND t.state = 'accepted')`;
