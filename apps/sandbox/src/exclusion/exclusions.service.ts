import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type SchemeAnswer } from './scheme-answer.js';

/** The register of the scheme: who joined or left it, by e-mail address. */
@Injectable()
export class ExclusionsService {
  constructor(private readonly transactions: TransactionRunner) {}

  async answerFor(email: string): Promise<SchemeAnswer | undefined> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(`SELECT answer FROM exclusions WHERE email = $1`, [email.toLowerCase()]) as Promise<
          { answer: SchemeAnswer }[]
        >,
    );
    return rows[0]?.answer;
  }

  async register(email: string, answer: SchemeAnswer): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO exclusions (email, answer) VALUES ($1, $2)
         ON CONFLICT (email) DO UPDATE SET answer = EXCLUDED.answer`,
        [email.toLowerCase(), answer],
      ),
    );
  }
}
