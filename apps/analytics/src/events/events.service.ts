import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { BusinessFiguresService } from './business-figures.service.js';

/** A fact as it is kept: whose, when it happened, what it said. Never personal data. */
export interface HeardFact {
  playerId: string;
  at: string;
  body: object;
}

@Injectable()
export class EventsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly figures: BusinessFiguresService,
  ) {}

  /** Keeps a fact and adds it to the figures, once however often it is delivered: inbox, event and sums in one commit. */
  async record(fact: FactContext, { playerId, at, body }: HeardFact): Promise<void> {
    const isNew = await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return false;
      await manager.query('SELECT record_event($1, $2, $3, $4, $5)', [
        playerId,
        fact.id,
        kindOf(fact.subject),
        at,
        JSON.stringify(body),
      ]);
      return true;
    });
    if (isNew) this.figures.count(kindOf(fact.subject), body);
  }
}

/** `wallet.round.settled` for `evt.wallet.round.settled.v1`. */
function kindOf(subject: string): string {
  return subject.split('.').slice(1, -1).join('.');
}
