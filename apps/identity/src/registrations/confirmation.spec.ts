import { randomBytes } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { codeHash, type Confirmation, judge, newCode } from './confirmation.js';
import { type RegistrationEntity } from './registration.entity.js';

const key = randomBytes(32);
const registrationId = newId();
const start = Date.parse('2026-11-23T12:00:00Z');

function registration(over: Partial<RegistrationEntity> = {}): RegistrationEntity {
  return {
    registrationId,
    playerId: newId(),
    emailIndex: 'x',
    currency: 'GBP',
    decoy: false,
    passwordHash: '',
    codeHash: codeHash(key, registrationId, '123456'),
    attempts: 0,
    createdAt: new Date(start),
    sentAt: new Date(start),
    confirmedAt: null,
    ...over,
  };
}

function given(over: Partial<RegistrationEntity>, rest: Partial<Confirmation> = {}, code = '123456'): string {
  return judge({
    registration: registration(over),
    given: codeHash(key, registrationId, code),
    superseded: false,
    now: new Date(start + 1000),
    ...rest,
  });
}

const day = 24 * 60 * 60 * 1000;
const minutes = 60 * 1000;

describe('judge', () => {
  it('confirms the right code and counts a wrong one', () => {
    expect(given({})).toBe('confirm');
    expect(given({}, {}, '123457')).toBe('miss');
  });

  it('takes a code for less than 24 hours', () => {
    expect(given({}, { now: new Date(start + day - 1) })).toBe('confirm');
    expect(given({}, { now: new Date(start + day) })).toBe('refuse');
  });

  it('gives five attempts, not one more for the right code', () => {
    expect(given({ attempts: 4 })).toBe('confirm');
    expect(given({ attempts: 5 })).toBe('refuse');
    expect(given({ attempts: 5, confirmedAt: new Date(start) })).toBe('refuse');
  });

  it('never confirms a decoy, and counts what is tried on it', () => {
    expect(given({ decoy: true })).toBe('miss');
    expect(given({ decoy: true, attempts: 5 })).toBe('refuse');
  });

  it('refuses an unknown, an unsent and a superseded registration', () => {
    expect(given({}, { registration: undefined })).toBe('refuse');
    expect(given({ sentAt: null })).toBe('refuse');
    expect(given({}, { superseded: true })).toBe('refuse');
  });

  it('answers the same code again for ten minutes, also after a newer registration', () => {
    const confirmedAt = new Date(start);
    expect(given({ confirmedAt }, { now: new Date(start + 10 * minutes - 1) })).toBe('repeat');
    expect(given({ confirmedAt }, { superseded: true })).toBe('repeat');
    expect(given({ confirmedAt }, {}, '123457')).toBe('miss');
    expect(given({ confirmedAt }, { now: new Date(start + 10 * minutes) })).toBe('refuse');
  });
});

describe('codes', () => {
  it('are six digits', () => {
    for (let index = 0; index < 500; index += 1) expect(newCode()).toMatch(/^\d{6}$/);
  });

  it('hash differently for each registration and key', () => {
    const hash = codeHash(key, registrationId, '123456');
    expect(codeHash(key, newId(), '123456')).not.toBe(hash);
    expect(codeHash(randomBytes(32), registrationId, '123456')).not.toBe(hash);
  });
});
