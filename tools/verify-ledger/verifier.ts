import { createHash } from 'node:crypto';
import { AccountHistory } from './account-history.js';
import { type SealedTransaction, type SealLine, transactionIn } from './sealed-log.js';

/** Something that is not as it was sealed. */
export interface Fault {
  /** `edited`, `missing`, `inserted`, `chain`, `checkpoint`, `money`, `form`. */
  code: string;
  /** In words, naming the transaction or the seal. */
  detail: string;
}

export interface VerifierOptions {
  /** Months, `2026-01`, that were detached from the journal: their transactions may be absent, all of them. */
  detached: readonly string[];
}

const noHash = '0'.repeat(64);
const leafLength = 64;

interface Row {
  leaf: string;
  transaction: SealedTransaction;
}

/**
 * Verifies an export line by line: each seal, then its transactions, then those that are not sealed yet. Everything is
 * computed again from what the lines say; nothing of the database is believed.
 */
export class LedgerVerifier {
  readonly faults: Fault[] = [];
  /** By number, for the checkpoints. */
  readonly hashes = new Map<number, { hash: string; total: number }>();
  transactions = 0;
  unsealed = 0;
  private lines = 0;
  private seal: SealLine | undefined;
  private rows: Row[] = [];
  private readonly history: AccountHistory;

  constructor(private readonly options: VerifierOptions = { detached: [] }) {
    this.history = new AccountHistory(options.detached.length > 0);
  }

  line(text: string): void {
    this.lines += 1;
    try {
      if (text.startsWith('{"seal":')) this.startSeal((JSON.parse(text) as { seal: SealLine }).seal);
      else this.addRow(text);
    } catch (error) {
      this.fault('form', `line ${this.lines} cannot be read: ${String(error)}`);
    }
  }

  finish(): void {
    this.unsealed = this.endSeal().length;
    if (this.hashes.size === 0) this.fault('chain', 'there is no seal at all');
    for (const currency of this.history.unbalanced()) this.fault('money', `all entries: ${currency}`);
  }

  private startSeal(seal: SealLine): void {
    for (const { transaction } of this.endSeal())
      this.fault('inserted', `${nameOf(transaction)} stands after the end of its seal`);
    const before = this.seal;
    const name = `seal ${seal.number}`;
    if (seal.number !== (before?.number ?? 0) + 1)
      this.fault('chain', `${name} comes after seal ${before?.number ?? 0}: what is between them is missing`);
    if (seal.previousHash !== (before?.hash ?? noHash))
      this.fault('chain', `${name} does not continue the seal before it`);
    if (seal.fromPlace !== (before?.toPlace ?? -1) || seal.total !== (before?.total ?? 0) + seal.transactions)
      this.fault('chain', `${name} does not begin where the seal before it ends`);
    if (seal.hash !== hashOf(seal)) this.fault('chain', `${name} was edited: its hash is of something else`);
    this.hashes.set(seal.number, { hash: seal.hash, total: seal.total });
    this.seal = seal;
  }

  private addRow(text: string): void {
    const transaction = transactionIn(text);
    const leaf = createHash('sha256').update(text).digest('hex');
    this.rows.push({ leaf, transaction });
  }

  /** Compares what was sealed with what is there, and replays it. @returns what is beyond the seal */
  private endSeal(): Row[] {
    const { seal, rows } = this;
    this.rows = [];
    const inside = rows.filter(({ transaction: { place } }) => place <= (seal?.toPlace ?? -1));
    if (seal) this.compare(seal, inside);
    for (const { transaction } of rows) this.replay(transaction);
    return rows.filter((row) => !inside.includes(row));
  }

  /** Names what is edited, missing or put in, going along what was sealed and what is there. */
  private compare(seal: SealLine, rows: readonly Row[]): void {
    const leaves = Array.from({ length: seal.leaves.length / leafLength }, (_, index) =>
      seal.leaves.slice(index * leafLength, (index + 1) * leafLength),
    );
    const places = new Map(leaves.map((leaf, index) => [leaf, index]));
    const present = new Set(rows.map(({ leaf }) => leaf));
    let [at, last] = [0, 'its beginning'];
    const passTo = (place: number): void => {
      for (; at < place; at += 1) this.missing(seal, at, last, present.has(leaves[at] ?? ''));
    };
    for (const { leaf, transaction } of rows) {
      const place = places.get(leaf);
      const name = nameOf(transaction);
      if (place !== undefined && place >= at) {
        passTo(place);
        at += 1;
      } else if (place !== undefined)
        this.fault('edited', `${name} is not at its place in seal ${seal.number}`);
      else if (at < leaves.length && !present.has(leaves[at] ?? '')) {
        this.fault('edited', `${name} is not as it was sealed in seal ${seal.number}`);
        at += 1;
      } else this.fault('inserted', `${name} is not in seal ${seal.number}`);
      last = name;
    }
    passTo(leaves.length);
  }

  private missing(seal: SealLine, at: number, last: string, elsewhere: boolean): void {
    // One that stands elsewhere is named there.
    if (elsewhere || this.mayBeDetached(seal)) return;
    const place = `number ${at + 1} of seal ${seal.number}, after ${last},`;
    this.fault('missing', `the transaction that was ${place} is not there any more`);
  }

  /** Whether a detached month may have transactions in this seal. */
  private mayBeDetached({ firstRecordedAt, lastRecordedAt }: SealLine): boolean {
    return this.options.detached.some((month) => {
      const start = new Date(`${month}-01T00:00:00Z`);
      const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1);
      return firstRecordedAt < end * 1000 && lastRecordedAt >= start.getTime() * 1000;
    });
  }

  private replay(transaction: SealedTransaction): void {
    this.transactions += 1;
    try {
      for (const said of this.history.add(transaction))
        this.fault('money', `${nameOf(transaction)}: ${said}`);
    } catch (error) {
      this.fault('form', `${nameOf(transaction)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private fault(code: string, detail: string): void {
    this.faults.push({ code, detail });
  }
}

/** The hash of a seal: SHA-256 over all it says, the hash before it and its leaves. */
export function hashOf(seal: Omit<SealLine, 'hash'>): string {
  const { number, fromPlace, toPlace, transactions, total, firstRecordedAt, lastRecordedAt, sealedAt } = seal;
  const said = [number, fromPlace, toPlace, transactions, total, firstRecordedAt, lastRecordedAt, sealedAt];
  return createHash('sha256')
    .update(`${['croupier-seal-1', ...said, seal.previousHash].join(' ')}\n`)
    .update(Buffer.from(seal.leaves, 'hex'))
    .digest('hex');
}

function nameOf({ transaction_id: id, place }: SealedTransaction): string {
  return `transaction ${id} (place ${place})`;
}
