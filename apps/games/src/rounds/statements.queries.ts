import { gamesError, type Round, type RoundRef, type RoundStatement } from '@croupier/contracts';
import { type PublishedDefinition, replayRound, statementOf, type TableBet } from '@croupier/game-maths';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type SealedActions } from '../decisions/played-decisions.js';
import { Definitions } from '../versions/definitions.queries.js';
import { RoundsQueries } from './rounds.queries.js';
import { type SealedBets } from './sealed-outcome.js';

/** How long rounds are kept at least (AML and the licence alike). Nothing deletes them, and the service's role cannot. */
export const keptYears = 5;

/** Rounds in words. Each is derived again when it is read, so that what is told is what the record still says. */
@Injectable()
export class StatementsQueries {
  constructor(
    private readonly rounds: RoundsQueries,
    private readonly definitions: Definitions,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws DomainError `not_found` for an unknown round and another player's, `round_in_play` before its end */
  async statementOf(request: RoundRef): Promise<RoundStatement> {
    const round = await this.rounds.round(request);
    const { roundId, gameId, outcome, settledAt } = round;
    if (round.open) throw gamesError('round_in_play', { detail: `Round ${roundId} of ${gameId} waits.` });
    const { definitionHash, definitionVersion } = outcome as Partial<SealedBets>;
    const kept =
      definitionHash === undefined ? undefined : await this.definitions.find(gameId, definitionHash);
    const definition = kept as PublishedDefinition | undefined;
    const name = definition?.name ?? gameId;
    const version = definition?.version ?? definitionVersion;
    return {
      ...{ roundId, gameId, name },
      // What was never finished has nothing to derive.
      rederived: round.voided?.corrected === false ? 'not_kept' : this.rederived(round, definition),
      ...(version === undefined ? {} : { version }),
      ...(definitionHash === undefined ? {} : { definitionHash }),
      sentences: statementOf(round, { name, ...(definition ? { definition } : {}) }),
      keptUntil: keptUntil(new Date(settledAt)).toISOString(),
    };
  }

  private rederived(
    { roundId, stake, payout, outcome }: Round,
    definition: PublishedDefinition | undefined,
  ): RoundStatement['rederived'] {
    if (!definition) return 'not_kept';
    const { definitionHash = '', bets, actions } = outcome as Partial<SealedBets & SealedActions>;
    const checks = replayRound({
      ...{ definitionHash, definition, stake, payout, outcome },
      ...(bets
        ? { bets: bets.map(({ kind, numbers, amount }): TableBet<string> => ({ kind, numbers, amount })) }
        : {}),
      ...(actions ? { actions } : {}),
    });
    const faults = checks.filter(({ holds }) => !holds);
    if (faults.length === 0) return 'agrees';
    this.log.error({ roundId, faults }, 'a round is not what its record derives');
    return 'differs';
  }
}

function keptUntil(settledAt: Date): Date {
  const until = new Date(settledAt);
  until.setUTCFullYear(until.getUTCFullYear() + keptYears);
  return until;
}
