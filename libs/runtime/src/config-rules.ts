import { closeSync, openSync } from 'node:fs';
import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

/** A rule of a setting in plain code, told with all other settings beside it: says what is wrong, if anything is. */
export function Holds<Config>(
  fault: (value: string, config: Config) => string | undefined,
): PropertyDecorator {
  return ValidateBy({
    name: 'holds',
    validator: {
      validate: (value, of) => fault(String(value), of?.object as Config) === undefined,
      defaultMessage: (of) => fault(String(of?.value), of?.object as Config) ?? '',
    },
  });
}

/** NATS's client holds the certificate of a broker that is called by number against the name `localhost`. */
export function brokerAddressFault(addresses: string): string | undefined {
  const numbers = addresses.split(',').filter((one) => URL.canParse(one) && isNumber(new URL(one).hostname));
  return addresses.startsWith('tls://') && numbers.length > 0
    ? 'with tls:// a broker is called by the name in its certificate, not by a number'
    : undefined;
}

function isNumber(host: string): boolean {
  return host.startsWith('[') || isIP(host) !== 0;
}

/** What is wrong with a file for TLS with the broker. */
export function brokerFileFault(file: string, { NATS_URL }: { NATS_URL?: string }): string | undefined {
  return NATS_URL?.startsWith('tls://') ? fileFault(file) : 'it needs addresses with tls:// in NATS_URL';
}

/** What is wrong with that part of a database's address that says how to encrypt. */
export function databaseTlsFault(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const said = new URL(address).searchParams;
  const mode = said.get('sslmode') ?? 'disable';
  if (said.has('ssl') || !['disable', 'verify-full'].includes(mode)) {
    return 'TLS is said by sslmode=verify-full, and its absence by sslmode=disable; all else encrypts to anybody';
  }
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = said.get(name);
    if (file === null) continue;
    const fault = mode === 'disable' ? 'it needs sslmode=verify-full' : fileFault(file);
    if (fault) return `${name}: ${fault}`;
  }
  return undefined;
}

function fileFault(file: string): string | undefined {
  try {
    closeSync(openSync(file, 'r'));
    return undefined;
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
}
