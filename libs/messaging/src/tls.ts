import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { connect } from 'node:tls';

/** Files in PEM. */
export interface BrokerTls {
  /** Who signed the broker's certificate; the authorities that Node.js knows if left out. */
  caFile?: string;
  /** Certificate and key of this service, where the broker asks for one. */
  certFile?: string;
  keyFile?: string;
}

const handshakeWaitMs = 2000;
/** Codes of Node.js and of OpenSSL: of the protocol, of certificates and of their files. */
const codes = /^ERR_(TLS|SSL|OSSL)_|CERT|ISSUER|LEAF_SIGNATURE|INVALID_CA|INVALID_PURPOSE/;
/** What the clients of NATS and of PostgreSQL say of a server that does not encrypt; they give it no code. */
const unencrypted = /server does not support ('tls'|SSL)/;

/** Whether a connection failed because the two sides do not agree on TLS, which no waiting changes. */
export function isTlsFault(error: unknown): error is Error {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause }: { code?: unknown; message?: unknown; cause?: unknown } = error;
  return codes.test(String(code)) || unencrypted.test(String(message)) || isTlsFault(cause);
}

/**
 * Shakes hands with the first broker of a URL and hears what it says to that. In TLS 1.3 a server turns down a
 * client's certificate, or the lack of one, when the client takes the handshake for done; NATS's own client has
 * stopped to listen by then and reports nothing but a timeout.
 */
export async function handshakeFault(url: string, tls: BrokerTls): Promise<Error | undefined> {
  const { hostname, port } = new URL(url.split(',')[0] ?? url);
  const files = await filesOf(tls);
  return new Promise((resolve) => {
    const plain = createConnection(Number(port || 4222), hostname);
    const end = (fault?: Error): void => {
      clearTimeout(timer);
      plain.destroy();
      resolve(isTlsFault(fault) ? fault : undefined);
    };
    const timer = setTimeout(end, handshakeWaitMs);
    plain.on('error', end).on('close', () => end());
    // It says who it is in the clear, in one line, before it shakes hands.
    plain.once('data', () => {
      plain.removeAllListeners('close');
      connect({ socket: plain, servername: hostname, ...files })
        .on('error', end)
        .on('close', () => end())
        .resume();
    });
  });
}

async function filesOf({ caFile, certFile, keyFile }: BrokerTls): Promise<object> {
  return {
    ...(caFile === undefined ? {} : { ca: await readFile(caFile) }),
    ...(certFile === undefined ? {} : { cert: await readFile(certFile) }),
    ...(keyFile === undefined ? {} : { key: await readFile(keyFile) }),
  };
}
