import { type CreatePlayer } from '@croupier/contracts';
import { newId } from '@croupier/kernel';

/** A player nobody created yet. */
export function somebody(over: Partial<CreatePlayer> = {}): CreatePlayer {
  return {
    playerId: newId(),
    email: 'ada@example.org',
    givenName: 'Ada',
    familyName: 'Byron',
    dateOfBirth: '1990-04-12',
    address: { line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 4AA', country: 'GB' },
    ...over,
  };
}
