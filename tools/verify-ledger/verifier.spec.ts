import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sealedColumns, type SealLine } from './sealed-log.js';
import { hashOf, LedgerVerifier } from './verifier.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** More on request: `LEDGER_ATTACKS=10000 npm test -- --runTestsByPath …`. */
const attacks = Number(process.env['LEDGER_ATTACKS'] ?? 300);
const base = 1_795_000_000_000_000;

/** Deposits of a few players in batches, as an export tells them. */
function logOf(seals: readonly number[]): string[] {
  const lines: string[] = [];
  const balances = [0, 0, 0];
  const versions = [0, 0, 0];
  let [place, previousHash, total] = [-1, '0'.repeat(64), 0];
  for (const [index, count] of seals.entries()) {
    const forms = Array.from({ length: count }, (_, n) => {
      const player = (place + n) % 3 === 2 ? 2 : n % 2;
      const amount = 1 + ((place + n + 7) % 50);
      balances[player] = (balances[player] ?? 0) + amount;
      versions[player] = (versions[player] ?? 0) + 1;
      const row: Record<string, unknown> = {
        ...{
          place: Math.max(place, 0) + n + 1,
          player_id: `p${player}`,
          currency: 'GBP',
          transaction_id: `t${total + n}`,
        },
        ...{ version: versions[player], cash_in: amount, clearing: -amount, cash_after: balances[player] },
        ...{ bonus_after: 0, in_play_after: 0, withdrawing_after: 0 },
      };
      return JSON.stringify(sealedColumns.map((name) => row[name] ?? null));
    });
    total += count;
    const toPlace = Math.max(place, 0) + count;
    const seal: Omit<SealLine, 'hash'> = {
      ...{ number: index + 1, fromPlace: place, toPlace, transactions: count, total, previousHash },
      ...{
        firstRecordedAt: base,
        lastRecordedAt: base + 1,
        sealedAt: base + index,
        leaves: forms.map(sha256).join(''),
      },
    };
    previousHash = hashOf(seal);
    lines.push(JSON.stringify({ seal: { ...seal, hash: previousHash } }), ...forms);
    place = toPlace;
  }
  return lines;
}

function verify(lines: readonly string[]): LedgerVerifier {
  const verifier = new LedgerVerifier();
  for (const line of lines) verifier.line(line);
  verifier.finish();
  return verifier;
}

/** An edit of one line: what the lines are afterwards. */
const edits: Record<string, (lines: string[], at: number, by: number) => string[]> = {
  digit: (lines, at, by) =>
    lines.with(
      at,
      (lines[at] ?? '').replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1 + (by % 9)) % 10)),
    ),
  deleted: (lines, at) => lines.toSpliced(at, 1),
  doubled: (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''),
  swapped: (lines, at, by) => {
    const other = (at + 1 + by) % lines.length;
    return lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '');
  },
  cut: (lines, at) => lines.slice(0, at),
};

describe('LedgerVerifier', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

  it('finds nothing in what nobody touched', () => {
    fc.assert(
      fc.property(sizes, (seals) => {
        const verifier = verify(logOf(seals));
        expect(verifier.faults).toEqual([]);
        expect(verifier.transactions).toBe(seals.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('finds every edit of any line', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom(...Object.keys(edits)),
        fc.nat(),
        fc.nat(),
        (seals, kind, at, by) => {
          const lines = logOf(seals);
          const edited = edits[kind]?.(lines, at % lines.length, by) ?? [];
          fc.pre(edited.join('\n') !== lines.join('\n'));
          const { faults, hashes } = verify(edited);
          // A log without its last seal is whole by itself: the checkpoint of that seal tells.
          if (hashes.size === seals.length) expect(faults).not.toEqual([]);
        },
      ),
      { numRuns: attacks },
    );
  });

  it('names the first of them', () => {
    const lines = logOf([4, 4, 4]);
    const faultOf = (edited: string[]) => verify(edited).faults[0];
    expect(faultOf(lines.with(7, (lines[7] ?? '').replace('"GBP"', '"EUR"')))?.detail).toContain(
      'transaction t5',
    );
    expect(faultOf(lines.toSpliced(7, 1))?.detail).toMatch(/number 2 of seal 2, after transaction t4/);
    expect(faultOf(lines.toSpliced(7, 0, lines[7] ?? ''))?.detail).toContain('transaction t5');
    expect(faultOf(lines.toSpliced(5, 5))?.detail).toContain('seal 3 comes after seal 1');
  });

  it('replays what is not sealed yet, too', () => {
    const lines = logOf([3, 2]);
    const unsealed = lines.filter((_, index) => index !== 4);
    const verifier = verify(unsealed);
    expect(verifier.faults.map(({ code }) => code)).toEqual([]);
    expect(verifier.unsealed).toBe(2);
    const last = (unsealed.at(-1) ?? '').replace(/\d+(?=,0,0,0)/, '1');
    expect(verify(unsealed.with(-1, last)).faults[0]).toMatchObject({ code: 'money' });
  });
});
