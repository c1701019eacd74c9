import {
  commonError,
  type ReadStudioRound,
  type StudioRound,
  type StudioRoundTransaction,
} from '@croupier/contracts';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { boundedText } from '../outbound/bounded-text.js';
import { type Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';

/** Less than whoever asks waits for the whole. */
const answerWithinMs = 2000;
const mostListed = 200;

interface TransactionRow {
  transactionId: string;
  kind: string;
  state: StudioRoundTransaction['state'];
  refusal: string | null;
  betId: string | null;
  winId: string | null;
  amount: string | null;
  rolledBackAt: Date | null;
  reversedAt: Date | null;
  recordedAt: Date;
}

interface RoundRow {
  gameId: string;
  currency: string;
  openedAt: Date;
  closedAt: Date | null;
  endedBy: string | null;
}

/** A round for those who have to look into it: our book of it, and beside it what the studio says that was shown. */
@Injectable()
export class RoundDetailsService {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws DomainError `unknown_studio`; `not_found` where no bet of such a round was ever taken */
  async read({ studioId, roundId, playerId }: ReadStudioRound): Promise<StudioRound> {
    const studio = this.studios.get(studioId);
    const at = [studioId, roundId, playerId];
    const [[round], rows] = await this.transactions.read((database) =>
      Promise.all([
        database.query(
          `SELECT game_id AS "gameId", currency, opened_at AS "openedAt", closed_at AS "closedAt", ended_by AS "endedBy"
             FROM studio_rounds WHERE studio_id = $1 AND round_id = $2 AND player_id = $3`,
          at,
        ) as Promise<RoundRow[]>,
        database.query(
          `SELECT transaction_id AS "transactionId", kind, state, refusal, bet_id AS "betId", win_id AS "winId", amount::text AS amount,
                  rolled_back_at AS "rolledBackAt", reversed_at AS "reversedAt", recorded_at AS "recordedAt"
             FROM studio_transactions
            WHERE studio_id = $1 AND player_id = $3 AND (round_id = $2 OR bet_id = ANY (ARRAY(
                    SELECT transaction_id FROM studio_transactions
                     WHERE studio_id = $1 AND round_id = $2 AND player_id = $3 AND kind = 'bet')))
            ORDER BY recorded_at, transaction_id LIMIT ${mostListed}`,
          at,
        ) as Promise<TransactionRow[]>,
      ]),
    );
    if (!round) throw commonError('not_found');
    const { gameId, currency, openedAt, closedAt, endedBy } = round;
    return {
      ...{ gameId, currency, openedAt: openedAt.toISOString() },
      ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
      ...(endedBy === null ? {} : { endedBy }),
      transactions: rows.map(shown),
      ...(await this.telling(studio, roundId, playerId)),
    };
  }

  private async telling(
    studio: Studio,
    roundId: string,
    playerId: string,
  ): Promise<Pick<StudioRound, 'telling' | 'told'>> {
    const { server, feedKey } = studio;
    if (server === undefined || feedKey === undefined) return { telling: 'not_offered' };
    const url = new URL('round-details', server);
    url.search = new URLSearchParams({ round: roundId, player: playerId }).toString();
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${feedKey}`, accept: 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithinMs),
      });
      if (!response.ok) throw new Error(`it is answered ${response.status}`);
      return { telling: 'told', told: await jsonOf(response) };
    } catch (error) {
      this.log.warn({ studio: studio.id, error: String(error) }, 'a studio does not tell of its round');
      return { telling: 'silent' };
    }
  }
}

/** @throws Error if it is no JSON of up to 16 KiB */
async function jsonOf(response: Response): Promise<string> {
  const text = await boundedText(response);
  JSON.parse(text);
  return text;
}

function shown({
  refusal,
  betId,
  winId,
  amount,
  rolledBackAt,
  reversedAt,
  recordedAt,
  ...row
}: TransactionRow) {
  return {
    ...row,
    ...(refusal === null ? {} : { refusal }),
    ...(betId === null ? {} : { betId }),
    ...(winId === null ? {} : { winId }),
    ...(amount === null ? {} : { amountMinor: Number(amount) }),
    ...(rolledBackAt ? { rolledBackAt: rolledBackAt.toISOString() } : {}),
    ...(reversedAt ? { reversedAt: reversedAt.toISOString() } : {}),
    recordedAt: recordedAt.toISOString(),
  };
}
