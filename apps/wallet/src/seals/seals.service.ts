import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { checkpointText, type LedgerCheckpoint, ledgerSealed } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { WalletConfig } from '../wallet.config.js';

/** Transactions of one seal at most: a statement of some tens of ms. */
const most = 2000;

interface CheckpointRow {
  number: string;
  hash: string;
  total: string;
  signed_at: string;
  signature: string;
}

/** Seals what is posted, and signs how far. */
@Injectable()
export class SealsService {
  private readonly key: KeyObject | undefined;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly config: WalletConfig,
  ) {
    if (config.LEDGER_SEAL_KEY === undefined) return;
    const der = Buffer.from(config.LEDGER_SEAL_KEY, 'base64');
    this.key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    invariant(this.key.asymmetricKeyType === 'ed25519', 'LEDGER_SEAL_KEY is not an Ed25519 key');
  }

  /** What verifies the checkpoints: PEM. Without a key nothing is signed. */
  get publicKey(): string | undefined {
    return this.key && createPublicKey(this.key).export({ format: 'pem', type: 'spki' }).toString();
  }

  /** Seals all that is not sealed and is closed. @returns how many transactions */
  async seal(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const [row] = await this.transactions.run(
        (manager) =>
          manager.query('SELECT seal_journal($1) AS count', [most]) as Promise<{ count: number }[]>,
      );
      const count = row?.count ?? 0;
      sealed += count;
      if (count < most) return sealed;
    }
  }

  /** Signs the last seal, unless it is signed or the last checkpoint is younger than the configured time. */
  async checkpoint(): Promise<void> {
    const { key } = this;
    if (!key) return;
    await this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const unsigned = await lastUnsigned(manager);
      if (!unsigned || now.getTime() - unsigned.after < this.config.LEDGER_CHECKPOINT_EVERY_MS) return;
      const said = { ...unsigned.seal, signedAt: now.toISOString() };
      const signature = sign(null, Buffer.from(checkpointText(said)), key).toString('base64');
      const added = (await manager.query(
        `INSERT INTO checkpoints (number, hash, total, signed_at, signature) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING number`,
        [said.number, said.hash, said.total, said.signedAt, signature],
      )) as unknown[];
      if (added.length > 0) await tell(manager, outgoing(ledgerSealed, { ...said, signature }));
    });
  }

  /** Checkpoints above a number, in order. */
  async checkpointsAbove(number: number): Promise<LedgerCheckpoint[]> {
    const rows = await this.transactions.read(
      (database) =>
        database.query('SELECT * FROM checkpoints WHERE number > $1 ORDER BY number LIMIT 1000', [
          number,
        ]) as Promise<CheckpointRow[]>,
    );
    return rows.map(({ number: n, hash, total, signed_at, signature }) => ({
      ...{ number: Number(n), hash, total: Number(total), signedAt: signed_at, signature },
    }));
  }

  /** Age of the oldest transaction that is not sealed, in seconds. */
  unsealedSeconds(): Promise<number> {
    return this.seconds(`
      SELECT created_at AS since FROM outbox
       WHERE id > (SELECT max(to_place) FROM seals) AND player_id IS NOT NULL ORDER BY id LIMIT 1`);
  }

  /** Age of the oldest seal after the last checkpoint, in seconds. */
  unsignedSeconds(): Promise<number> {
    return this.seconds(`
      SELECT sealed_at AS since FROM seals
       WHERE number > coalesce((SELECT max(number) FROM checkpoints), 0) ORDER BY number LIMIT 1`);
  }

  private async seconds(since: string): Promise<number> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT extract(epoch FROM clock_timestamp() - since)::float8 AS age FROM (${since}) AS s`,
        ) as Promise<{ age: number }[]>,
    );
    return row?.age ?? 0;
  }
}

interface Unsigned {
  seal: { number: number; hash: string; total: number };
  /** When the last checkpoint was signed, in ms since the epoch. */
  after: number;
}

async function lastUnsigned(manager: EntityManager): Promise<Unsigned | undefined> {
  const [row] = (await manager.query(
    `SELECT s.number, encode(s.hash, 'hex') AS hash, s.total, c.number AS signed, c.signed_at
       FROM seals s LEFT JOIN (SELECT * FROM checkpoints ORDER BY number DESC LIMIT 1) AS c ON true
      ORDER BY s.number DESC LIMIT 1`,
  )) as { number: string; hash: string; total: string; signed: string | null; signed_at: string | null }[];
  if (!row || Number(row.signed ?? 0) >= Number(row.number)) return undefined;
  const seal = { number: Number(row.number), hash: row.hash, total: Number(row.total) };
  return { seal, after: row.signed_at === null ? 0 : Date.parse(row.signed_at) };
}
