import { type Clock } from '@croupier/kernel';
import { ActorGuard, ActorSigner, ProofReader, readPublicKeys } from '@croupier/messaging';
import { ConfigError, EntranceConfig, type ServiceConfig } from './config.js';

/** The check of who acts. @throws ConfigError if ACTOR_PUBLIC_KEYS holds something else than keys */
export function guardOf(config: ServiceConfig, clock: Clock): ActorGuard {
  return new ActorGuard(new ProofReader(publicKeysOf(config), clock));
}

/**
 * What vouches for those it lets in; none for a service that lets nobody in.
 * @throws ConfigError if its key cannot be read, or if the services, who get the same list, would not believe it
 */
export function signerOf(config: ServiceConfig, clock: Clock): ActorSigner | undefined {
  const known = publicKeysOf(config);
  if (!(config instanceof EntranceConfig)) return undefined;
  const signer = readable('ACTOR_SIGNING_KEY', () => ActorSigner.of(config.ACTOR_SIGNING_KEY, clock));
  if (known.has(signer.keyId)) return signer;
  throw new ConfigError(
    'The public key of ACTOR_SIGNING_KEY is not among ACTOR_PUBLIC_KEYS: nobody would believe it.',
  );
}

function publicKeysOf({ ACTOR_PUBLIC_KEYS: list }: ServiceConfig): ReturnType<typeof readPublicKeys> {
  return readable('ACTOR_PUBLIC_KEYS', () => readPublicKeys(list));
}

/** Without the cause: what cannot be read may still be most of a key. */
function readable<Key>(name: string, read: () => Key): Key {
  try {
    return read();
  } catch {
    throw new ConfigError(`${name} is no key of Ed25519.`);
  }
}
