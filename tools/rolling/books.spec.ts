import { describe, expect, it } from '@jest/globals';
import { Books } from './books.js';

const hello = (version: number) => ({ seq: 1, type: 'hello', data: { version } });
const balance = (seq: number, version: number) => ({ seq, type: 'balance', data: { version } });
const reread = (seq: number) => ({ seq, type: 're-read', data: {} });

describe('the books of a listener', () => {
  it('are whole when every version was told, or looked up after the greeting of another connection', () => {
    const books = new Books();
    expect(books.hear(hello(3))).toBe(false);
    expect(books.hear(balance(2, 4))).toBe(false);
    expect(books.hear(hello(6))).toBe(true);
    expect(books.missed).toEqual([5, 6]);
    for (const version of [6, 5, 4]) books.look(version);
    expect(books.hear(balance(2, 7))).toBe(false);
    expect([books.missed, books.faults, books.told, books.read]).toEqual([[], [], 2, 2]);
  });

  it('are whole when a gap was said and looked up', () => {
    const books = new Books();
    books.hear(hello(3));
    expect(books.hear(reread(2))).toBe(true);
    books.hear(balance(3, 6));
    expect(books.missed).toEqual([4, 5]);
    for (const version of [4, 5]) books.look(version);
    expect([books.missed, books.faults]).toEqual([[], []]);
  });

  it.each([
    ['a version that is left out without a word', [hello(3), balance(2, 5)], /5 was told after 3, and/],
    ['a version that goes back', [hello(3), balance(2, 4), balance(3, 3)], /3 was told after 4/],
    ['a greeting from the past', [hello(3), balance(2, 4), hello(3)], /3 was greeted with after 4/],
    ['a message that is missing', [hello(3), balance(3, 4)], /message 3 came after message 1/],
  ])('name %s', (_, messages, fault) => {
    const books = new Books();
    for (const message of messages) books.hear(message);
    expect(books.faults).toEqual([expect.stringMatching(fault)]);
  });
});
