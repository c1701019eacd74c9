import { commonError } from '@croupier/contracts';
import { type DomainError, isUuid } from '@croupier/kernel';

/** The place of one row in a list ordered newest first: its time and id. */
export interface Cursor {
  at: string;
  id: string;
}

/** Opaque text of a cursor; clients hand it back unread. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url');
}

/** @throws DomainError `invalid_request` for anything this service did not write. */
export function decodeCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (
      typeof at === 'string' &&
      typeof id === 'string' &&
      !Number.isNaN(Date.parse(at)) &&
      /^[0-9a-f-]{1,36}$/.test(id)
    ) {
      return { at, id };
    }
  } catch {
    // Falls through to the refusal below: what cannot be parsed was not written here.
  }
  throw notACursor();
}

/** The id a page starts below, where ids are time-ordered. @throws DomainError `invalid_request` for a made-up cursor */
export function idBelow(cursor: string | undefined): string | undefined {
  const place = decodeCursor(cursor);
  if (place && !isUuid(place.id)) throw notACursor();
  return place?.id;
}

function notACursor(): DomainError {
  const message = 'cursor must be `next` of an earlier page';
  return commonError('invalid_request', {
    field: 'cursor',
    errors: [{ field: 'cursor', code: 'invalid_cursor', message }],
  });
}

/** Cuts `limit + 1` rows, newest first, into a page and the cursor of the next one. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  place: (row: Row) => Cursor,
  item: (row: Row) => Item,
): { data: Item[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: shown.map(item), ...(more ? { next: encodeCursor(place(last)) } : {}) };
}
