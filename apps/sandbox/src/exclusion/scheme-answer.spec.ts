import { describe, expect, it } from '@jest/globals';
import { scriptedAnswer } from './scheme-answer.js';

describe('the exclusion scheme', () => {
  it.each([
    ['Lovelace', { answer: 'N' }],
    ['Excluded-Smith', { answer: 'Y' }],
    [' formerly', { answer: 'P' }],
    ['Schemeslow', { answer: 'N', fault: 'hangs' }],
    ['SchemeDown', { answer: 'N', fault: 'outage' }],
  ])('answers for %s by the name', (lastName, scripted) => {
    expect(scriptedAnswer(lastName)).toEqual(scripted);
  });
});
