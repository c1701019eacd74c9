import { saferGamblingError } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { ExclusionScheme, type SchemeAnswer, type SchemePerson } from './exclusion-scheme.client.js';

/** What a check is for; the player where there is one already. */
export interface CheckOf {
  purpose: 'registration' | 'sign_in' | 'recheck';
  playerId?: string;
}

/** Asks the scheme and keeps that it was asked. */
@Injectable()
export class SchemeChecksService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly scheme: ExclusionScheme,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `exclusion_scheme_unavailable`: nobody passes unchecked */
  async ask(person: SchemePerson, { purpose, playerId }: CheckOf): Promise<SchemeAnswer['answer']> {
    const { answer, reference } = await this.scheme.check(person);
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO scheme_checks (check_id, player_id, purpose, answer, reference, checked_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [newId(), playerId ?? null, purpose, answer, reference, this.clock.now()],
      ),
    );
    if (answer === 'unavailable') {
      throw saferGamblingError('exclusion_scheme_unavailable', { retryAfterMs: 5000 });
    }
    return answer;
  }
}
