import { type DataSource } from 'typeorm';

/** A fact that can never be worked on, or never be sent. */
export interface DeadLetter {
  id: string;
  subject: string;
  payload: Uint8Array;
  cause: unknown;
  /** 0 if it never left. */
  delivery: number;
}

/** Stores it once, whatever its bytes are. */
export async function storeDeadLetter(
  database: Pick<DataSource, 'query'>,
  { id, subject, payload, cause, delivery }: DeadLetter,
): Promise<void> {
  const bytes = Buffer.from(payload);
  const text = readable(bytes.toString('utf8'));
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  await database.query(
    `INSERT INTO dead_letters (event_id, subject, payload, raw, cause, delivery)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (event_id) DO NOTHING`,
    [id, subject, text, Buffer.from(text).equals(bytes) ? null : bytes, readable(why), delivery],
  );
}

/** PostgreSQL's text holds every character but one. */
function readable(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}');
}
