import { type Connection, type Frame, isOfPost } from './proxy.js';

const written = /SELECT (open_account|set_controls|reserve_deposit|cancel_deposit|release_account)\(/;

/** Connections in a transaction that is watched, and whether its COMMIT was sent. */
const watched = new WeakMap<Connection, { ending: boolean }>();

/**
 * Whether a frame belongs to what a command writes: to the statement that moves money, or, of the others, to all from the
 * first statement of theirs to the answer to their COMMIT.
 */
export function isOfWrite(frame: Frame): boolean {
  if (isOfPost(frame)) return true;
  const { connection, from, name, text } = frame;
  if (from === 'service' && name === 'Parse' && written.test(text))
    watched.set(connection, { ending: false });
  const state = watched.get(connection);
  if (!state) return false;
  if (from === 'service' && text.startsWith('COMMIT')) state.ending = true;
  if (state.ending && from === 'database' && name === 'ReadyForQuery') watched.delete(connection);
  return true;
}
