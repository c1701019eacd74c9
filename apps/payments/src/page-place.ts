import { commonError } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { decodeCursor } from '@croupier/persistence';

/** The id a page starts below: ids are time-ordered. @throws DomainError `invalid_request` for a made-up cursor */
export function idBelow(cursor: string | undefined): string | undefined {
  const place = decodeCursor(cursor);
  if (place && !isUuid(place.id)) {
    const message = 'cursor must be `next` of an earlier page';
    throw commonError('invalid_request', {
      field: 'cursor',
      errors: [{ field: 'cursor', code: 'invalid_cursor', message }],
    });
  }
  return place?.id;
}
