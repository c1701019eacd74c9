import { type ClaimPlay, type PlayClaim, walletError } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

/** Which game session a player's rounds begin in; the rule itself is in controls.sql, and what holds bets to it in post.sql. */
@Injectable()
export class PlayClaims {
  constructor(private readonly transactions: TransactionRunner) {}

  /** Key: none is needed, the time of the launch decides. @throws DomainError `no_account`, `account_frozen` */
  async claim({ playerId, currency, gameSessionId, launchedAt }: ClaimPlay): Promise<PlayClaim> {
    const [row] = await this.transactions.run(
      (manager) =>
        manager.query('SELECT verdict, holder FROM claim_play($1, $2, $3, $4)', [
          ...[playerId, currency, gameSessionId, launchedAt],
        ]) as Promise<{ verdict: string; holder: string | null }[]>,
    );
    if (row?.verdict === 'no_account' || row?.verdict === 'account_frozen') throw walletError(row.verdict);
    invariant(row?.holder, 'an account whose play was claimed has a session');
    return { gameSessionId: row.holder };
  }
}
