import { commonError, readTokenKeys } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { importJWK, type JWK } from 'jose';

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

const askBudgetMs = 1000;
const pauseMs = 5000;
const pauseWithoutKeysMs = 100;
const freshMs = 300_000;

/**
 * The keys that verify access tokens, asked of identity and kept. Asked again for a key id nobody knows, at most
 * once in 5 s whatever clients send, and now and then, so that a withdrawn key stops to count.
 */
@Injectable()
export class TokenKeysService implements OnModuleInit {
  private keys = new Map<string, VerificationKey>();
  private askedAt = Number.NEGATIVE_INFINITY;
  private failed = false;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly bus: Bus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.refreshLater();
  }

  /** @throws DomainError `unauthenticated` for an unknown key, `service_unavailable` if identity cannot be asked. */
  async key(kid: string): Promise<VerificationKey> {
    if (this.keys.has(kid) && performance.now() - this.askedAt > freshMs) this.refreshLater();
    const known = this.keys.get(kid);
    if (known) return known;
    await this.refresh();
    const fetched = this.keys.get(kid);
    if (!fetched)
      throw commonError('unauthenticated', { detail: 'The token is signed with an unknown key.' });
    return fetched;
  }

  private refreshLater(): void {
    this.refresh().catch((error: unknown) => {
      this.log.debug({ error: String(error) }, 'token keys are not known yet');
    });
  }

  private async refresh(): Promise<void> {
    if (this.asking) return this.asking;
    const pause = this.keys.size === 0 ? pauseWithoutKeysMs : pauseMs;
    if (performance.now() - this.askedAt < pause) {
      if (this.failed) throw commonError('service_unavailable', { detail: 'Token keys cannot be read.' });
      return;
    }
    this.askedAt = performance.now();
    this.asking = this.read().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async read(): Promise<void> {
    this.failed = true;
    const { keys } = await this.ask();
    const imported = keys.map(async ({ kid, jwk }): Promise<[string, VerificationKey]> => {
      return [kid, await importJWK(jwk as JWK, 'EdDSA')];
    });
    this.keys = new Map(await Promise.all(imported));
    this.failed = false;
  }

  /** Whatever keeps identity from answering, the token is neither good nor bad: try again. */
  private async ask() {
    try {
      return await this.bus.ask(readTokenKeys, {}, { deadlineMs: askBudgetMs });
    } catch (cause) {
      throw commonError('service_unavailable', { detail: 'Token keys cannot be read.', cause });
    }
  }
}
