import { type DataSource } from 'typeorm';

/**
 * Hears of a statement before it is sent.
 * @param text with placeholders for its values, which are not told
 * @param name of one that is prepared
 * @returns what hears of its end, with the error if there is one; undefined if nobody cares
 */
export type StatementWatch = (text: string, name?: string) => ((error?: unknown) => void) | undefined;

type Query = (...given: unknown[]) => unknown;

interface Client {
  query: Query;
}

interface Pool {
  on(event: 'acquire', listener: (client: Client) => void): void;
}

/** Has `watch` hear of all statements that are sent over the connections of a pool, from the next use of each on. */
export function watchStatements(database: DataSource, watch: StatementWatch): void {
  const watched = new WeakSet<Client>();
  (database.driver as unknown as { master: Pool }).master.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    client.query = watching(client, watch);
  });
}

function watching(client: Client, watch: StatementWatch): Query {
  const send = client.query.bind(client);
  return (...given) => {
    const { text, name } = statementOf(given[0]);
    const ended = text === undefined ? undefined : watch(text, name);
    const answer = send(...given);
    if (ended && answer instanceof Promise) answer.then(() => ended(), ended);
    return answer;
  };
}

/** The driver takes a text, or an object with one. */
function statementOf(given: unknown): { text?: string; name?: string } {
  if (typeof given === 'string') return { text: given };
  return typeof given === 'object' && given !== null ? given : {};
}
