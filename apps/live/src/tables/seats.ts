/** Of a session `s` in SQL: whether the table has been played by another version since it was opened. */
export const isOutdated = `EXISTS (SELECT 1 FROM table_versions v
  WHERE v.table_id = s.table_id AND v.state = 'live' AND v.released_at > s.opened_at)`;
