import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkAccess,
  type ListOffers,
  type OfferList,
  readSettings,
  readSpending,
} from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { ConfigError } from '@croupier/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AnalyticsConfig } from '../analytics.config.js';
import { isMember } from '../segments/rules.js';
import { SegmentsQueries } from '../segments/segments.queries.js';
import { answerOf, CandidatesQueries } from './candidates.queries.js';
import { type Checks, closedBy, explanations, type NoOfferReason } from './gate.js';
import { type OfferRules, parseOfferRules } from './offer-rules.js';
import { rank, type RankedOffer } from './rank.js';

export class ListOffersCommand extends Command<OfferList> {
  constructor(readonly request: ListOffers) {
    super();
  }
}

const askMs = 1000;

/**
 * Ranks games and programmes for a player, or says why there is nothing. Asks safer-gambling, profile and the
 * wallet first: whoever does not answer has said no. Keeps a receipt of every answer: what it was made from, by
 * which rules, what was shown. Key: none, each answer has its own receipt. Locks: none. Tells: nothing.
 */
@CommandHandler(ListOffersCommand)
export class ListOffersHandler implements ICommandHandler<ListOffersCommand> {
  private readonly rules: OfferRules;

  constructor(
    private readonly bus: Bus,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly segments: SegmentsQueries,
    private readonly candidates: CandidatesQueries,
    config: AnalyticsConfig,
  ) {
    this.rules = readRules(path.resolve(config.ANALYTICS_RULES_DIR, 'offers.json'));
  }

  async execute({ request }: ListOffersCommand): Promise<OfferList> {
    const { playerId, limit = this.rules.most } = request;
    const { checks, figures } = await this.check(playerId);
    const closed = closedBy(checks, this.rules.limitUsedPerMille);
    const offers = closed ? [] : (await this.ranked(playerId)).slice(0, limit);
    const reason = closed ?? (offers.length === 0 ? 'nothing_fits' : undefined);
    const receiptId = await this.keep(playerId, { checks, figures }, { offers, reason });
    return {
      receiptId,
      rulesVersion: this.rules.version,
      offers: offers.map(({ score: _, ...offer }) => offer),
      ...(reason ? { reason, explanation: explanations[reason] } : {}),
    };
  }

  private async check(playerId: string): Promise<{ checks: Checks; figures: object | null }> {
    const deadline = { deadlineMs: askMs };
    const [access, settings, spending, figures] = await Promise.all([
      answerOf(this.bus.ask(checkAccess, { playerId, purpose: 'contact' }, deadline)),
      answerOf(this.bus.ask(readSettings, { playerId }, deadline)),
      answerOf(this.bus.ask(readSpending, { playerId }, deadline)),
      this.segments.figures(playerId),
    ]);
    const withholding = figures
      ? this.segments.rules.segments.filter((rule) => rule.withholdsOffers && isMember(rule, figures))
      : [];
    const checks = { access, settings, spending, withholding: withholding.map(({ id }) => id) };
    return { checks, figures: figures ?? null };
  }

  private async ranked(playerId: string): Promise<RankedOffer[]> {
    const [games, programmes] = await Promise.all([
      this.candidates.games(playerId),
      this.candidates.programmes(playerId),
    ]);
    return rank(games, programmes, this.rules);
  }

  private async keep(
    playerId: string,
    inputs: object,
    decision: { offers: RankedOffer[]; reason: NoOfferReason | undefined },
  ): Promise<string> {
    const receiptId = newId();
    const rules = { offers: this.rules.version, segments: this.segments.rules.version };
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO offer_receipts (player_id, receipt_id, shown_at, inputs, rules, decision)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          playerId,
          receiptId,
          this.clock.now(),
          JSON.stringify(inputs),
          JSON.stringify(rules),
          JSON.stringify(decision),
        ],
      ),
    );
    return receiptId;
  }
}

/** @throws ConfigError that names every fault of the file */
function readRules(file: string): OfferRules {
  try {
    return parseOfferRules(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigError(`analytics cannot start with the offers in ${file}: ${(error as Error).message}`);
  }
}
