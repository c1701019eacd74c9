import { randomBytes } from 'node:crypto';
import { confirmRegistration, type RegisterPlayer, registerPlayer } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { type TestMailbox } from './mailbox.js';

export const password = 'correct horse battery';

/** A registration of somebody nobody else is. */
export function somebody(over: Partial<RegisterPlayer> = {}): RegisterPlayer {
  return {
    email: `ada.${randomBytes(6).toString('hex')}@example.org`,
    password,
    givenName: 'Ada',
    familyName: 'Byron',
    dateOfBirth: '1990-04-12',
    address: { line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 4AA', country: 'GB' },
    currency: 'GBP',
    ...over,
  };
}

/** Registers and confirms. @returns the player's id. */
export async function settle(bus: Bus, mailbox: TestMailbox, person: RegisterPlayer): Promise<string> {
  const { registrationId } = await bus.ask(registerPlayer, person, { deadlineMs: 5000 });
  const { playerId } = await bus.ask(confirmRegistration, {
    registrationId,
    code: mailbox.code(registrationId),
  });
  return playerId;
}

/** The refusal that `work` must end with. */
export async function refusal(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
