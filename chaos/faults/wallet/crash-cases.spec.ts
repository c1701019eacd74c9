import { carryOut, LedgerCommand, membersOf } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { writesOf } from '../writes.js';
import { cases } from './crash-cases.js';

const made = cases.map(({ make }) => make(newId(), newId()).command);

describe('the sweep of crash points', () => {
  it.each(writesOf('wallet').map(({ subject }) => subject))('stops %s halfway', (subject) => {
    expect(made.map(({ contract }) => contract.subject)).toContain(subject);
  });

  it('knows of writes at all, and of no reads', () => {
    const subjects = writesOf('wallet').map(({ subject }) => subject);
    expect(subjects).toContain('rpc.wallet.settle-round.v1');
    expect(subjects).not.toContain('rpc.wallet.read-wallet.v1');
  });

  it('has a batch with every member that one may have', () => {
    const batch = made.find(({ contract }) => contract.subject === carryOut.subject);
    const { commands } = batch?.request as { commands: object[] };
    expect(commands.flatMap((one) => Object.keys(one)).sort()).toEqual(
      [...membersOf(LedgerCommand).keys()].sort(),
    );
  });
});
