import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';

const periodSeconds = 30;
const ivBytes = 12;
const tagBytes = 16;

/** What is kept of a second factor. */
export interface KeptFactor {
  /** The secret, sealed. */
  sealed: string;
  /** Time step of the newest code that was used; no code of it or of an earlier one is good again. */
  lastStep: number | null;
}

/** A new secret in base32, 160 bits. */
export function newFactorSecret(): string {
  return generateSecret();
}

/** The address that authenticator apps read from a QR code. */
export function factorUri(name: string, secret: string): string {
  return generateURI({ issuer: 'Croupier', label: name, secret });
}

/**
 * The time step of a code if it is good now (the present step, or a neighbour for a clock that differs) and no code of
 * that step was used; undefined otherwise.
 */
export function goodStep(
  code: string,
  secret: string,
  now: Date,
  lastStep: number | null,
): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000);
  const outcome = verifySync({
    ...{ token: code, secret, epoch, period: periodSeconds, epochTolerance: periodSeconds },
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return outcome.valid && 'timeStep' in outcome ? outcome.timeStep : undefined;
}

/** Encrypts a secret under a key the database does not have, bound to its owner (AES-256-GCM). */
export function sealFactor(key: Buffer, staffId: string, secret: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(staffId));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** @throws Error if the sealed secret is another's, or was changed. */
export function openFactor(key: Buffer, staffId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes)).setAAD(
    Buffer.from(staffId),
  );
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
