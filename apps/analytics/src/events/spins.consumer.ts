import { TableSpin, tableSpinSettled } from '@croupier/contracts';
import { FactContext, FactWriter } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';

/** Hears spins of live tables: for the monitor of returns alone. Their money is in the facts of the ledger. */
@Controller()
export class SpinsConsumer {
  private readonly writer: FactWriter<TableSpin>;

  constructor(transactions: TransactionRunner) {
    this.writer = new FactWriter(transactions, (manager, spins) =>
      manager.query('SELECT record_spins($1)', [JSON.stringify(spins)]),
    );
  }

  @EventPattern<string>(tableSpinSettled.subject)
  async spin(@Payload() spin: TableSpin, @Ctx() fact: FactContext): Promise<void> {
    await this.writer.add(fact, spin);
  }
}
