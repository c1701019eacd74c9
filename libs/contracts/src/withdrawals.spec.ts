import { describe, expect, it } from '@jest/globals';
import { asks } from './catalogue.js';

/** What a player can do about a withdrawal: ask for one, and look. */
const own = ['create-withdrawal', 'read-withdrawal', 'list-withdrawals'];

const byPlayers = (all: readonly { subject: string; actor: string }[]): string[] =>
  all
    .filter(({ subject, actor }) => /withdrawal/.test(subject) && actor.startsWith('player'))
    .map(({ subject }) => subject.split('.')[2] ?? '');

describe('a withdrawal that was asked for', () => {
  it('goes on: no ask of a player takes one back (RTS 14B)', () => {
    expect(byPlayers(asks).sort()).toEqual([...own].sort());
    const offered = { subject: 'rpc.payments.cancel-withdrawal.v1', actor: 'player' };
    expect(byPlayers([...asks, offered])).toContain('cancel-withdrawal');
  });
});
