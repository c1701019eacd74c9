import { commonError } from '@croupier/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { GatewayConfig } from '../gateway.config.js';
import { type LimitPolicy } from './operation.js';

const windowSeconds = 60;
/** A payment provider speaks for all its players at once. */
const webhookFactor = 10;
/** A studio's servers bet for all of its players. */
const studioFactor = 1000;

/** The headers that tell a client how much it may still send (draft-ietf-httpapi-ratelimit-headers). */
export interface RateHeaders {
  set(name: 'ratelimit' | 'ratelimit-policy', value: string): void;
}

/** Counts requests by client and minute, in this process's memory: each replica gives the whole quota. */
@Injectable()
export class RateLimitsService {
  private readonly limiters: Record<LimitPolicy, RateLimiterMemory>;

  constructor(config: GatewayConfig) {
    const limiter = (keyPrefix: string, points: number): RateLimiterMemory =>
      new RateLimiterMemory({ keyPrefix, points, duration: windowSeconds });
    this.limiters = {
      default: limiter('default', config.RATE_LIMIT_PER_MINUTE),
      'sign-in': limiter('sign-in', config.SIGN_IN_LIMIT_PER_MINUTE),
      webhooks: limiter('webhooks', config.RATE_LIMIT_PER_MINUTE * webhookFactor),
      studios: limiter('studios', config.RATE_LIMIT_PER_MINUTE * studioFactor),
    };
  }

  /** Counts one request. @throws DomainError `rate_limited` with the time until the client may send again. */
  async count(policy: LimitPolicy, client: string, headers?: RateHeaders): Promise<void> {
    const limiter = this.limiters[policy];
    const state = await limiter.consume(client).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const left = Math.max(0, state.remainingPoints);
    const seconds = Math.ceil(state.msBeforeNext / 1000);
    headers?.set('ratelimit', `"${policy}";r=${left};t=${seconds}`);
    headers?.set('ratelimit-policy', `"${policy}";q=${limiter.points};w=${windowSeconds}`);
    if (state.consumedPoints > limiter.points) {
      throw commonError('rate_limited', { retryAfterMs: state.msBeforeNext });
    }
  }
}
