import { describe, expect, it } from '@jest/globals';
import { writesOf } from '../writes.js';
import { sagaCases } from './saga-cases.js';

describe('the sweep of payments', () => {
  it.each(writesOf('payments').map(({ subject }) => subject))('stops %s halfway', (subject) => {
    expect(sagaCases.flatMap(({ asks }) => asks.map((ask) => ask.subject))).toContain(subject);
  });
});
