import { createHash, timingSafeEqual } from 'node:crypto';
import { commonError } from '@croupier/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { SandboxConfig } from '../sandbox.config.js';

/** Lets a call through that shows `authorization: Bearer <key>`. @throws DomainError `unauthenticated` */
abstract class BearerKeyGuard implements CanActivate {
  protected abstract readonly key: string;

  canActivate(context: ExecutionContext): boolean {
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!sameText(authorization ?? '', `Bearer ${this.key}`)) throw commonError('unauthenticated');
    return true;
  }
}

@Injectable()
export class PspKeyGuard extends BearerKeyGuard {
  protected readonly key: string;

  constructor(config: SandboxConfig) {
    super();
    this.key = config.PSP_API_KEY;
  }
}

@Injectable()
export class KycKeyGuard extends BearerKeyGuard {
  protected readonly key: string;

  constructor(config: SandboxConfig) {
    super();
    this.key = config.KYC_API_KEY;
  }
}

@Injectable()
export class MailKeyGuard extends BearerKeyGuard {
  protected readonly key: string;

  constructor(config: SandboxConfig) {
    super();
    this.key = config.MAIL_API_KEY;
  }
}

@Injectable()
export class StudioFeedGuard extends BearerKeyGuard {
  protected readonly key: string;

  constructor(config: SandboxConfig) {
    super();
    this.key = config.STUDIO_FEED_KEY;
  }
}

/** The scheme's own header: `x-api-key: <key>`. */
@Injectable()
export class ExclusionKeyGuard implements CanActivate {
  constructor(private readonly config: SandboxConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const given = context.switchToHttp().getRequest<FastifyRequest>().headers['x-api-key'];
    const key = typeof given === 'string' ? given : '';
    if (!sameText(key, this.config.EXCLUSION_API_KEY)) throw commonError('unauthenticated');
    return true;
  }
}

/** Compares hashes, so that neither length nor content shows in the time it takes. */
function sameText(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
