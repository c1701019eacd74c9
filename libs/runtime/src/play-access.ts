import {
  checkAccess,
  claimPlay,
  commonError,
  type Eligibility,
  gamesError,
  profileError,
  readEligibility,
  walletError,
} from '@croupier/contracts';
import { type Currency, DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';

/** A game that was launched for money. */
export interface Launched {
  playerId: string;
  gameSessionId: string;
  /** Of its stakes. */
  currency: Currency;
  /** By the clock of the service's database. */
  at: Date;
}

/**
 * What every service that launches games asks of the others: who the player is, whether they may play, and, once there is a
 * session, that rounds begin in it alone. Whatever is not answered is a refusal.
 */
@Injectable()
export class PlayAccess {
  constructor(private readonly bus: Bus) {}

  /**
   * What profile says of a player who may play; the two are asked at once.
   * @throws DomainError `not_verified`, `play_blocked`; `service_unavailable` or `outcome_unknown` if one of them does not say
   */
  async eligible(playerId: string): Promise<Eligibility> {
    const { eligibility, refusal } = await this.verdict(playerId);
    if (refusal) throw refusal;
    return eligibility;
  }

  /**
   * As `eligible`, of a player who may have a round to finish: that a new one is refused is said, not thrown.
   * @throws DomainError `not_verified`, or whatever keeps profile from answering
   */
  async verdict(playerId: string): Promise<{ eligibility: Eligibility; refusal: DomainError | undefined }> {
    const [eligibility, refusal] = await Promise.all([this.eligibility(playerId), this.refusal(playerId)]);
    if (!eligibility?.verified) throw profileError('not_verified');
    return { eligibility, refusal };
  }

  /** @throws DomainError `play_blocked`, or `service_unavailable` if safer-gambling does not say */
  async insist(playerId: string): Promise<void> {
    const refusal = await this.refusal(playerId);
    if (refusal) throw refusal;
  }

  /**
   * From now on the player's rounds begin in this session, in whatever service (RTS 14C).
   * @throws DomainError `no_account`, `account_frozen`; `session_closed` if a later launch was told, so that no round would begin in
   * this one; of kind `unavailable` if the wallet does not say
   */
  async claim({ playerId, gameSessionId, currency, at }: Launched): Promise<void> {
    const launched = { playerId, gameSessionId, currency, launchedAt: at.toISOString() };
    const { gameSessionId: holder } = await this.bus.ask(claimPlay, launched);
    if (holder !== gameSessionId)
      throw gamesError('session_closed', { detail: 'Another game was launched later than this one.' });
  }

  /** What profile says of the player; undefined if it does not know the player. Any other refusal passes through. */
  async eligibility(playerId: string): Promise<Eligibility | undefined> {
    try {
      return await this.bus.ask(readEligibility, { playerId });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  private async refusal(playerId: string): Promise<DomainError | undefined> {
    try {
      const { allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'play' });
      return allowed === true ? undefined : walletError('play_blocked');
    } catch (cause) {
      return commonError('service_unavailable', {
        detail: 'whether the player may play is not known',
        cause,
      });
    }
  }
}
