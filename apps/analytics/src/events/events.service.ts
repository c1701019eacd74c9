import { type FactContext, FactWriter } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { BusinessFiguresService } from './business-figures.service.js';

/** A fact as it is kept: whose, when it happened, what it said. Never personal data. */
export interface HeardFact {
  playerId: string;
  at: string;
  body: object;
}

interface EventRow extends HeardFact {
  eventId: string;
  kind: string;
}

@Injectable()
export class EventsService {
  private readonly writer: FactWriter<EventRow>;

  constructor(
    transactions: TransactionRunner,
    private readonly figures: BusinessFiguresService,
  ) {
    this.writer = new FactWriter(transactions, (manager, rows) =>
      manager.query('SELECT record_events($1)', [JSON.stringify(rows)]),
    );
  }

  /** Keeps a fact and adds it to the figures, once however often it is delivered: inbox, event and sums in one commit. */
  async record(fact: FactContext, heard: HeardFact): Promise<void> {
    const kind = kindOf(fact.subject);
    const isNew = await this.writer.add(fact, { ...heard, eventId: fact.id, kind });
    if (isNew) this.figures.count(kind, heard.body);
  }
}

/** `wallet.round.settled` for `evt.wallet.round.settled.v1`. */
function kindOf(subject: string): string {
  return subject.split('.').slice(1, -1).join('.');
}
