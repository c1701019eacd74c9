import { type ReadSessionNet, type SessionNet, walletError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

interface Row {
  net: string;
  lastRoundAt: Date | null;
}

@Injectable()
export class SessionNetQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `no_account` */
  async of({ playerId, gameSessionId, currency }: ReadSessionNet): Promise<SessionNet> {
    const [row] = await this.transactions.read<Row[]>((database) =>
      database.query(
        `SELECT CASE WHEN a.game_session_id = $3 THEN a.session_net
                     ELSE session_net(a.player_id, a.currency, $3, greatest(clock_timestamp(), a.changed_at), a.version, NULL)
                END AS net, a.last_round_at AS "lastRoundAt"
           FROM accounts a WHERE a.player_id = $1 AND a.currency = $2`,
        [playerId, currency, gameSessionId],
      ),
    );
    if (!row) throw walletError('no_account');
    return {
      net: { amount: Number(row.net), currency },
      ...(row.lastRoundAt ? { lastRoundAt: row.lastRoundAt.toISOString() } : {}),
    };
  }
}
