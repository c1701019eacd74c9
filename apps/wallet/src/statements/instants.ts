import { commonError } from '@croupier/contracts';
import { type DomainError } from '@croupier/kernel';

const form = /^2\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;
const longestMs = 366 * 24 * 3_600_000;

/** @throws DomainError `invalid_request` naming the member, if it is no instant with its zone */
export function checkInstant(field: string, text: string): void {
  if (!form.test(text) || Number.isNaN(Date.parse(text)))
    throw refused(field, 'must be an instant with its zone, such as 2026-11-23T21:03:00Z');
}

/** @throws DomainError `invalid_request` naming the member */
export function checkPast(field: string, text: string, now: Date): void {
  checkInstant(field, text);
  if (Date.parse(text) > now.getTime())
    throw refused(field, 'must not be in the future: ask again when it has passed');
}

/** @throws DomainError `invalid_request` naming the member */
export function checkPeriod({ from, to }: { from: string; to: string }): void {
  checkInstant('from', from);
  checkInstant('to', to);
  const length = Date.parse(to) - Date.parse(from);
  if (length < 0) throw refused('to', 'must not come before from');
  if (length > longestMs) throw refused('to', 'must be at most 366 days after from: ask for parts');
}

function refused(field: string, said: string): DomainError {
  const message = `${field} ${said}`;
  return commonError('invalid_request', { field, errors: [{ field, code: 'invalid_instant', message }] });
}
