import { commonError } from '@croupier/contracts';
import { timeLeftMs } from '@croupier/messaging';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { IdentityConfig } from '../identity.config.js';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.js';

/** Each hash takes a thread of the pool and 19 MiB for some 50 ms; one thread stays free for everything else. */
const maximumRunning = 3;
const maximumWaiting = 64;

/** Hashes and verifies passwords, a few at a time, so that a rush of sign-ins cannot starve the process. */
@Injectable()
export class PasswordsService implements OnModuleInit {
  private readonly pepper: Buffer;
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private decoy = '';

  constructor(config: IdentityConfig) {
    this.pepper = Buffer.from(config.PASSWORD_PEPPER, 'base64url');
  }

  async onModuleInit(): Promise<void> {
    this.decoy = await hashPassword(randomBytes(32).toString('base64url'), this.pepper);
  }

  /** @throws DomainError `overloaded` if too many wait, `deadline_spent` if the caller waits no longer. */
  hash(password: string): Promise<string> {
    return this.turn(() => hashPassword(password, this.pepper));
  }

  /** Without a stored hash it does the same work and is false: who asks cannot tell which of the two was. */
  verify(password: string, stored: string | undefined): Promise<boolean> {
    return this.turn(async () => {
      const matches = await verifyPassword(password, this.pepper, stored ?? this.decoy);
      return matches && stored !== undefined;
    });
  }

  isOutdated(stored: string): boolean {
    return isOutdated(stored);
  }

  private async turn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= maximumRunning) {
      if (this.waiting.length >= maximumWaiting) throw commonError('overloaded', { retryAfterMs: 1000 });
      // Whoever ends hands its place over, so `running` does not change here.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      if (timeLeftMs() <= 0) throw commonError('deadline_spent');
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
