import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type LedgerCheckpoint } from '@croupier/contracts';
import { type Log, Metrics } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { WalletConfig } from '../wallet.config.js';
import { SealsService } from './seals.service.js';

/** Beside the checkpoints, for whoever takes a copy of both elsewhere. */
const keyFile = 'ledger-public-key.pem';

/**
 * Seals, signs and writes down, every few seconds. Each replica tries; a lock of the database lets one of them do it.
 * Each keeps a file of its own complete, by what the database has above its last line.
 */
@Injectable()
export class SealsProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopped = false;
  private written: number | undefined;

  constructor(
    private readonly seals: SealsService,
    private readonly config: WalletConfig,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    const unsealed = 'Age of the oldest transaction of the ledger that is not sealed.';
    metrics.gauge('casino_ledger_unsealed_seconds', unsealed, () => seals.unsealedSeconds());
    const unsigned = 'Age of the oldest seal of the ledger that no checkpoint covers.';
    metrics.gauge('casino_ledger_unsigned_seconds', unsigned, () => seals.unsignedSeconds());
  }

  onApplicationBootstrap(): void {
    if (this.seals.publicKey === undefined)
      this.log.warn({}, 'LEDGER_SEAL_KEY is not set: the ledger is sealed, but nobody signs how far');
    this.next(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private next(afterMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.run().finally(() => this.next(this.config.LEDGER_SEAL_EVERY_MS));
    }, afterMs).unref();
  }

  private async run(): Promise<void> {
    try {
      await this.seals.seal();
      await this.seals.checkpoint();
      const file = this.config.LEDGER_CHECKPOINTS_FILE;
      if (file !== undefined) await this.write(file);
    } catch (error) {
      this.log.warn({ error: String(error) }, 'the ledger was not sealed');
    }
  }

  private async write(file: string): Promise<void> {
    if (this.written === undefined) {
      await mkdir(path.dirname(file), { recursive: true });
      const { publicKey } = this.seals;
      if (publicKey !== undefined) await writeFile(path.join(path.dirname(file), keyFile), publicKey);
      this.written = await lastNumberIn(file);
    }
    const rows = await this.seals.checkpointsAbove(this.written);
    const last = rows.at(-1);
    if (!last) return;
    await appendFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    this.written = last.number;
  }
}

async function lastNumberIn(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // A line that was cut off by a crash has no end: it is written again, on a line of its own.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await appendFile(file, '\n');
  const last = whole.trimEnd().split('\n').at(-1);
  return last ? (JSON.parse(last) as LedgerCheckpoint).number : 0;
}
